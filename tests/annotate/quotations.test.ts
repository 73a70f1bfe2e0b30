import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findQuotations } from "../../src/annotate/quotations.js";
import { parseCases } from "../extract/claims-support.js";

describe("quotations", () => {
  for (const { name, input, expected } of parseCases(readFileSync(new URL("quotations.cases.txt", import.meta.url), "utf8"))) {
    it(name, () => {
      const found = findQuotations(input, []).map((q) => q.content.map((c) => input.slice(c.start, c.end)).join(" || "));
      expect(found).toEqual(expected[0] === "none" ? [] : expected);
    });
  }

  it("passes over what is not prose", () => {
    const text = "“Buy now”\n\n“We hold the bridge,” he said.";
    const found = findQuotations(text, [{ kind: "advertisement", start: 0, end: 9 }]);
    expect(found.map((q) => text.slice(q.start, q.end))).toEqual(["“We hold the bridge,”"]);
  });

  it("gives spans inside the text, in order and apart, whatever the text", () => {
    const piece = fc.constantFrom("“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", " ", "\n\n", "word", "x", ".", ",");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        let end = 0;
        for (const q of findQuotations(text, [])) {
          expect(q.start).toBeGreaterThanOrEqual(end);
          expect(q.end).toBeLessThanOrEqual(text.length);
          for (const c of q.content) expect(c.start >= q.start && c.end <= q.end && c.start <= c.end).toBe(true);
          end = q.end;
        }
      }),
    );
  });
});
