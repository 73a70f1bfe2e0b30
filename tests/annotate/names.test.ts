import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recogniseNames } from "../../src/annotate/names.js";
import { analyse } from "../../src/annotate/syntax-analysis.js";
import type { Report } from "../../src/model.js";
import { loadGazetteer } from "../../src/resources/gazetteer.js";
import { loadNames } from "../../src/resources/names.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadSyntax } from "../../src/resources/syntax.js";
import { parseCases } from "../extract/claims-support.js";

const root = packageRoot();
const resources = { names: loadNames(root), gazetteer: loadGazetteer(root) };
const syntax = loadSyntax(root);

function report(text: string): Report {
  return { id: "x", text, digest: "", date: null, publisher: null, url: null, place: null, language: "en", parts: [], given: null };
}

function names(text: string): string[] {
  const found = recogniseNames(analyse(report(text), syntax), report(text), resources);
  return found.map((n) => `${n.type}${n.kind === "demonym" ? " demonym" : ""}: ${text.slice(n.start, n.end)}`);
}

describe("names", () => {
  for (const { name, input, expected } of parseCases(readFileSync(new URL("names.cases.txt", import.meta.url), "utf8"))) {
    it(name, () => expect(names(input)).toEqual(expected[0] === "none" ? [] : expected));
  }

  it("tells the country of a demonym", () => {
    const text = "Two Yemeni officers were killed.";
    const [name] = recogniseNames(analyse(report(text), syntax), report(text), resources);
    expect(name).toMatchObject({ kind: "demonym", type: "Country", of: "Yemen" });
  });

  it("reads capitals as it reads running text", () => {
    const body = "The militia left Benghazi. Khalifa Haftar spoke in Benghazi on Friday.";
    expect(names(`HAFTAR SPEAKS IN BENGHAZI AFTER THE MILITIA LEFT\n\n${body}`)).toContain("Place: BENGHAZI");
  });

  it("gives spans inside the text, in order and apart, whatever the text", () => {
    const piece = fc.constantFrom(
      "Kabul",
      "the",
      "203",
      "Corps",
      "Afghan",
      "army",
      "😀",
      "\u0000",
      "é",
      "קֵ",
      ",",
      ".",
      " ",
      "\n\n",
      "F-16",
      "U.S.",
      "-",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(" ");
        const analysed = analyse(report(text), syntax);
        let end = 0;
        for (const name of recogniseNames(analysed, report(text), resources)) {
          expect(name.start).toBeGreaterThanOrEqual(end);
          expect(name.start).toBe(analysed.tokens[name.first]!.start);
          expect(name.end).toBe(analysed.tokens[name.last - 1]!.end);
          end = name.end;
        }
      }),
      { numRuns: 60 },
    );
  });
});
