import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { writeConllu } from "../../src/annotate/conllu.js";
import { analyse } from "../../src/annotate/syntax-analysis.js";
import { ResourceError } from "../../src/errors.js";
import { scoreSyntax } from "../../src/learn/train/syntax-card.js";
import { parseTreebank } from "../../src/learn/train/treebank.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadSyntax } from "../../src/resources/syntax.js";
import { reportOf } from "../extract/claims-support.js";

const root = packageRoot();
const model = loadSyntax(root);
const sample = parseTreebank(readFileSync(new URL("syntax-sample.conllu", import.meta.url), "utf8"));

describe("analyse", () => {
  it("keeps to the floor on a sample of news sentences", () => {
    const { all } = scoreSyntax(sample, model);
    expect(all.upos / all.words).toBeGreaterThan(0.95);
    expect(all.lemma / all.words).toBeGreaterThan(0.95);
    expect(all.arcs / all.words).toBeGreaterThan(0.8);
  });

  it("tags small letters and capitals nearly as well", () => {
    for (const change of [(w: string) => w.toLowerCase(), (w: string) => w.toUpperCase()]) {
      const { all } = scoreSyntax(
        sample.map((s) => ({ ...s, forms: s.forms.map(change) })),
        model,
      );
      expect(all.upos / all.words).toBeGreaterThan(0.85);
    }
  });

  it("keeps given words and sentences", () => {
    const text = "New York fell .\nU.S. troops left\n";
    const given = [
      [
        { start: 0, end: 8, spaceAfter: true },
        { start: 9, end: 15, spaceAfter: true },
      ],
      [{ start: 16, end: 32, spaceAfter: true }],
    ];
    const { tokens, sentences } = analyse({ ...reportOf(text, null), given }, model);
    expect(tokens.map((t) => t.text)).toEqual(["New York", "fell .", "U.S. troops left"]);
    expect(sentences).toHaveLength(2);
  });

  it("finds nothing in nothing", () => {
    expect(analyse(reportOf("", null), model)).toEqual({ text: "", sentences: [], tokens: [] });
    expect(analyse(reportOf(" \n\t", null), model).tokens).toEqual([]);
  });

  it("gives each sentence one root and no cycle, whatever the text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("The army ", "said. ", "killed ", "55 ", ", ", "مرحبا ", "👩‍👩‍👧 ", "\0"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const { tokens, sentences } = analyse(reportOf(text, null), model);
        for (const [s, { first, last, start, end }] of sentences.entries()) {
          expect(tokens.slice(first, last).filter((t) => t.head === -1)).toHaveLength(1);
          expect([tokens[first]!.start, tokens[last - 1]!.end]).toEqual([start, end]);
          for (let i = first; i < last; i++) {
            const token = tokens[i]!;
            expect(token.sentence).toBe(s);
            expect(token.text).toBe(text.slice(token.start, token.end));
            expect(token.lemma).not.toBe("");
            let at = i;
            for (let steps = 0; at !== -1; steps++) {
              expect(steps).toBeLessThanOrEqual(last - first);
              at = tokens[at]!.head;
              if (at !== -1) expect(at >= first && at < last).toBe(true);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("writeConllu", () => {
  it("writes ten columns a word, which read back as they were", () => {
    const syntax = analyse(reportOf("The army didn't leave. It stayed.", null), model);
    const written = writeConllu(syntax);
    for (const line of written.split("\n")) if (line !== "") expect(line.split("\t")).toHaveLength(10);
    const read = parseTreebank(written);
    expect(read.map((s) => s.forms)).toEqual([
      ["The", "army", "did", "n't", "leave", "."],
      ["It", "stayed", "."],
    ]);
    expect(read[0]!.spaceAfter).toEqual([true, true, false, true, false, true]);
    expect(read.flatMap((s) => s.deprels)).toEqual(syntax.tokens.map((t) => t.deprel));
  });
});

describe("loadSyntax", () => {
  const folder = mkdtempSync(join(tmpdir(), "claimgraph-syntax-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "models"));
  symlinkSync(join(root, "lexicons"), join(folder, "lexicons"));
  const path = join(folder, "models", "syntax.bin");
  const bytes = readFileSync(join(root, "models", "syntax.bin"));

  it("names a missing file", () => {
    expect(() => loadSyntax(folder)).toThrow(/syntax\.bin: can't be read \(ENOENT\)/);
  });

  it("refuses damaged, cut and foreign files", () => {
    const flipped = Buffer.from(bytes);
    flipped[flipped.length >> 1]! ^= 1;
    for (const content of [
      flipped,
      bytes.subarray(0, bytes.length >> 1),
      bytes.subarray(0, 20),
      Buffer.from("not a model"),
      Buffer.alloc(0),
    ]) {
      writeFileSync(path, content);
      expect(() => loadSyntax(folder)).toThrow(ResourceError);
    }
  });
});
