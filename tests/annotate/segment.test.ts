import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segment } from "../../src/annotate/segment.js";
import { isSpace } from "../../src/annotate/segment-blocks.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadTokens } from "../../src/resources/syntax.js";
import { parseCases } from "../extract/claims-support.js";

const lexicon = loadTokens(packageRoot());

/** A line a sentence, blanks between tokens. */
function shown(text: string): string[] {
  const { starts, ends, sentences } = segment(text, [], lexicon);
  return sentences
    .slice(0, -1)
    .map((first, s) =>
      Array.from({ length: sentences[s + 1]! - first }, (_, k) => text.slice(starts[first + k], ends[first + k])).join(" "),
    );
}

describe("segment", () => {
  for (const { name, input, expected } of parseCases(readFileSync(new URL("segment.cases.txt", import.meta.url), "utf8"))) {
    it(name, () => expect(shown(input.replaceAll("⏎", "\n"))).toEqual(expected));
  }

  it("lets no sentence cross the end of what is not prose", () => {
    const text = "KABUL (Reuters) - The army left";
    const { sentences, starts } = segment(text, [{ start: 0, end: 17, kind: "dateline" }], lexicon);
    expect(sentences.slice(0, -1).map((i) => starts[i])).toEqual([0, 18]);
  });

  it("covers every sign but white space with tokens in order, whatever the text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("don't", "U.S.-led", "…", "👩‍👩‍👧", "مرحبا", "e\u0301", "\0", "\r\n\r\n", ". ", "'", "-", "[6]", "1,2,3", "\ud800"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const { starts, ends, sentences } = segment(text, [], lexicon);
        let at = 0;
        for (const [i, start] of starts.entries()) {
          for (; at < start; at++) expect(isSpace(text.charCodeAt(at))).toBe(true);
          expect(ends[i]!).toBeGreaterThan(start);
          at = ends[i]!;
        }
        for (; at < text.length; at++) expect(isSpace(text.charCodeAt(at))).toBe(true);
        expect(sentences[0]).toBe(0);
        expect(sentences.at(-1)).toBe(starts.length);
        for (let s = 1; s < sentences.length; s++) expect(sentences[s]!).toBeGreaterThan(sentences[s - 1]!);
      }),
      { numRuns: 300 },
    );
  });

  it("cuts what runs on without a stop, behind a comma where there is one", () => {
    const lengths = (text: string): number[] => {
      const { sentences } = segment(text, [], lexicon);
      return sentences.slice(1).map((last, s) => last - sentences[s]!);
    };
    expect(lengths("word ".repeat(1000))).toEqual([400, 400, 200]);
    expect(lengths(`${"word ".repeat(350)}, ${"word ".repeat(100)}`)).toEqual([351, 100]);
    expect(lengths("word ".repeat(400))).toEqual([400]);
  });

  it("takes time in proportion to the text", () => {
    const text = "The army left the town ".repeat(40_000);
    const before = performance.now();
    segment(text, [], lexicon);
    segment("a".repeat(500_000), [], lexicon);
    segment("...".repeat(100_000), [], lexicon);
    segment("'s-".repeat(100_000), [], lexicon);
    segment("1,".repeat(100_000), [], lexicon);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
