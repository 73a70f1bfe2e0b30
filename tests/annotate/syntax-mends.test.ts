import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mendTrees } from "../../src/annotate/syntax-mends.js";
import type { Token, Upos } from "../../src/model.js";

/** Words as `form/TAG/head/relation`, heads counted from 0. */
function mended(words: string): Token[] {
  const tokens: Token[] = words.split(" ").map((word) => {
    const [text, tag, head, deprel] = word.split("/") as [string, Upos, string, string];
    const xpos = tag === "VERB" ? "VBD" : "NN";
    return { start: 0, end: 0, text, tag, xpos, lemma: text, head: Number(head), deprel, sentence: 0 };
  });
  mendTrees(tokens, [{ start: 0, end: 0, first: 0, last: tokens.length }], (form) => form.replace(/ed$/, ""));
  return tokens;
}

const arcs = (tokens: readonly Token[]) => tokens.map((t) => `${t.head}:${t.deprel}`);

/** Whether every word leads up to the one root. */
function isTree(heads: readonly number[]): boolean {
  const leads = (from: number): boolean => {
    let at = from;
    for (let steps = 0; at >= 0 && steps <= heads.length; steps++) at = heads[at]!;
    return at < 0;
  };
  return heads.filter((head) => head < 0).length === 1 && heads.every((_, i) => leads(i));
}

describe("trees that parsers give but news does not have", () => {
  test("names that are subjects of their own second part", () => {
    expect(arcs(mended("Ada/PROPN/1/nsubj Obi/PROPN/2/nsubj left/VERB/-1/root"))).toEqual(["2:nsubj", "0:flat", "-1:root"]);
  });

  test("a range before its noun", () => {
    const found = mended("Between/ADP/1/case 3/NUM/5/obl and/CCONJ/4/cc 5/NUM/4/nummod men/NOUN/1/conj fled/VERB/-1/root");
    expect(arcs(found)).toEqual(["1:case", "4:nummod", "3:cc", "1:conj", "5:nsubj", "-1:root"]);
  });

  test("a participle behind its noun", () => {
    const found = mended("farmers/NOUN/4/nsubj hacked/ADJ/0/amod to/ADP/3/case death/NOUN/1/obl fled/VERB/-1/root");
    expect(found[1]).toMatchObject({ tag: "VERB", xpos: "VBN", lemma: "hack", deprel: "acl" });
  });

  test("an apposition that takes its name's clause", () => {
    const found = mended("Maiga/PROPN/-1/root ,/PUNCT/3/punct a/DET/3/det general/NOUN/5/nsubj ,/PUNCT/3/punct left/VERB/0/parataxis");
    expect(arcs(found)).toEqual(["5:nsubj", "3:punct", "3:det", "0:appos", "3:punct", "-1:root"]);
  });

  test("are trees afterwards, whatever hung on what", () => {
    const text = "Ada Obi between 3 and 5 men hacked to death , left".split(" ");
    const tags = "PROPN PROPN ADP NUM CCONJ NUM NOUN ADJ ADP NOUN PUNCT VERB".split(" ");
    const word = fc.record({
      head: fc.integer({ min: -1, max: text.length - 1 }),
      deprel: fc.constantFrom("nsubj", "conj", "amod", "parataxis"),
    });
    const words = fc.array(word, { minLength: text.length, maxLength: text.length }).filter((given) => isTree(given.map((w) => w.head)));
    fc.assert(
      fc.property(words, (given) => {
        const found = mended(given.map((w, i) => `${text[i]}/${tags[i]}/${w.head}/${w.deprel}`).join(" "));
        expect(isTree(found.map((t) => t.head))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
