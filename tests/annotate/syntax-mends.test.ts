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

  test("names of two words that are two subjects", () => {
    expect(arcs(mended("said/VERB/-1/root Aster/PROPN/0/nsubj Bekele/PROPN/0/nsubj"))).toEqual(["-1:root", "0:nsubj", "1:flat"]);
  });

  test("the last word of a name as a verb, but not a verb behind one", () => {
    const found = mended("said/VERB/-1/root Rights/PROPN/2/compound Watch/VERB/0/nsubj");
    expect(found[2]).toMatchObject({ tag: "PROPN", xpos: "NNP" });
    expect(mended("Rights/PROPN/1/compound Watch/VERB/-1/root")[1]!.tag).toBe("VERB");
  });

  test("what a noun is for, but not what is done for somebody", () => {
    const order = "issued/VERB/-1/root a/DET/2/det warrant/NOUN/0/obj for/ADP/4/case arrest/NOUN/0/obl";
    expect(arcs(mended(order))[4]).toBe("2:nmod");
    expect(arcs(mended(order.replace("warrant", "book")))[4]).toBe("0:obl");
  });

  test("a gerund as a quality, beside another gerund alone", () => {
    const text = (last: string) => `have/AUX/2/aux be/AUX/2/aux striking/ADJ/-1/root and/CCONJ/4/cc ${last}`;
    const read = (last: string) => {
      const tokens = mended(text(last)).map((t) => (t.text === "blocking" ? { ...t, xpos: "VBG" } : t));
      mendTrees(tokens, [{ start: 0, end: 0, first: 0, last: tokens.length }], () => "strike");
      return tokens[2]!;
    };
    expect(read("blocking/VERB/2/conj")).toMatchObject({ tag: "VERB", xpos: "VBG", lemma: "strike" });
    expect(read("handsome/ADJ/2/conj").tag).toBe("ADJ");
  });

  test("an office as the object of being named to it", () => {
    const found = (verb: string) => {
      const tokens = mended(`He/PRON/2/nsubj be/AUX/2/aux ${verb}/VERB/-1/root governor/NOUN/2/obj`).map((t) =>
        t.tag === "VERB" ? { ...t, xpos: "VBN" } : t,
      );
      mendTrees(tokens, [{ start: 0, end: 0, first: 0, last: tokens.length }], (form) => form);
      return tokens[3]!.deprel;
    };
    expect(found("name")).toBe("xcomp");
    expect(found("give")).toBe("obj");
  });

  test("are trees afterwards, whatever hung on what", () => {
    const text = "Ada Obi between 3 and 5 men hacked to death , left a warrant for arrest".split(" ");
    const tags = "PROPN PROPN ADP NUM CCONJ NUM NOUN ADJ ADP NOUN PUNCT VERB DET NOUN ADP NOUN".split(" ");
    const word = fc.record({
      head: fc.integer({ min: -1, max: text.length - 1 }),
      deprel: fc.constantFrom("nsubj", "conj", "amod", "parataxis", "obj", "obl", "case"),
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
