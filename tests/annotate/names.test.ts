import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recogniseNames } from "../../src/annotate/names.js";
import { analyse } from "../../src/annotate/syntax-analysis.js";
import { ResourceError } from "../../src/errors.js";
import { CLASS_OF } from "../../src/learn/train/names-data.js";
import type { Report } from "../../src/model.js";
import { loadGazetteer } from "../../src/resources/gazetteer.js";
import { loadNames, readNames } from "../../src/resources/names.js";
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

/** Spans and classes right, found and in gold, over the whole sample as one document. */
function scoreSample(file: string): { right: number; found: number; gold: number } {
  const marked = file.replace(/^#.*\n/gm, "").replaceAll("\n", "\n\n");
  let text = "";
  const gold = new Set<string>();
  let at = 0;
  for (const mark of marked.matchAll(/\[([^|\]]+)\|(\w+)\]/g)) {
    text += marked.slice(at, mark.index);
    gold.add(`${text.length} ${text.length + mark[1]!.length} ${mark[2]}`);
    text += mark[1];
    at = mark.index + mark[0].length;
  }
  text += marked.slice(at);
  const found = recogniseNames(analyse(report(text), syntax), report(text), resources)
    .filter((n) => n.kind === "name" && CLASS_OF[n.type])
    .map((n) => `${n.start} ${n.end} ${CLASS_OF[n.type]}`);
  return { right: found.filter((key) => gold.has(key)).length, found: found.length, gold: gold.size };
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

  it("stays above its floor on a sample of our own writing", () => {
    const { right, found, gold } = scoreSample(readFileSync(new URL("names.sample.txt", import.meta.url), "utf8"));
    expect((2 * right) / (found + gold)).toBeGreaterThan(0.88);
  });

  it("refuses a damaged model, naming it", () => {
    const bytes = new Uint8Array(readFileSync(join(root, "models", "names.bin")));
    expect(() => readNames(bytes.subarray(0, bytes.length / 2), "half.bin", resources.names.lexicon)).toThrow(ResourceError);
    bytes[bytes.length - 100]! ^= 1;
    expect(() => readNames(bytes, "bad.bin", resources.names.lexicon)).toThrow(/bad\.bin.*damaged/);
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
