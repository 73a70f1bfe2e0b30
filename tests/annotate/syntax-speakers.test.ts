import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partSpeakers } from "../../src/annotate/syntax-speakers.js";
import type { Token, Upos } from "../../src/model.js";

/** "gunmen took women , police and residents said ." with the heads given. */
function sentence(heads: readonly number[]): Token[] {
  const words = "gunmen took women , police and residents said .".split(" ");
  const tags: Upos[] = ["NOUN", "VERB", "NOUN", "PUNCT", "NOUN", "CCONJ", "NOUN", "VERB", "PUNCT"];
  return words.map((text, i) => ({
    start: 0,
    end: 0,
    text,
    tag: tags[i]!,
    xpos: tags[i] === "VERB" ? "VBD" : "NN",
    lemma: text === "said" ? "say" : text,
    head: heads[i]!,
    deprel: heads[i]! < 0 ? "root" : "dep",
    sentence: 0,
  }));
}

function parted(heads: readonly number[]): Token[] {
  const tokens = sentence(heads);
  partSpeakers(tokens, [{ start: 0, end: 0, first: 0, last: tokens.length }]);
  return tokens;
}

/** Whether every word leads up to the one root. */
function isTree(heads: readonly number[]): boolean {
  const leads = (from: number): boolean => {
    let at = from;
    for (let steps = 0; at >= 0 && steps <= heads.length; steps++) at = heads[at]!;
    return at < 0;
  };
  return heads.filter((head) => head < 0).length === 1 && heads.every((_, i) => leads(i));
}

describe("speakers before the verb that ends a sentence", () => {
  test("are cut from the list before them", () => {
    const tokens = parted([1, -1, 1, 4, 2, 6, 2, 1, 1]);
    expect([tokens[4]!.head, tokens[4]!.deprel]).toEqual([7, "nsubj"]);
    expect([tokens[6]!.head, tokens[6]!.deprel]).toEqual([4, "conj"]);
  });

  test("leave a tree, whatever hung on what", () => {
    const heads = fc.array(fc.integer({ min: -1, max: 8 }), { minLength: 9, maxLength: 9 }).filter(isTree);
    fc.assert(
      fc.property(heads, (given) => {
        expect(isTree(parted(given).map((t) => t.head))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
