import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findQuotations } from "../../src/annotate/quotations.js";
import { analyse } from "../../src/annotate/syntax-analysis.js";
import { findAttributions } from "../../src/extract/attribution.js";
import type { Doc } from "../../src/model.js";
import { loadAttribution } from "../../src/resources/attribution.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadSyntax } from "../../src/resources/syntax.js";
import { parseCases, reportOf } from "./claims-support.js";

const syntax = loadSyntax(packageRoot());
const model = loadAttribution(packageRoot());

function docOf(text: string): Doc {
  const report = reportOf(text, null);
  const { sentences, tokens } = analyse(report, syntax);
  return { report, sentences, tokens, mentions: [], entities: [], times: [], amounts: [], quotations: findQuotations(text, []) };
}

describe("attributions", () => {
  for (const { name, input, expected } of parseCases(readFileSync(new URL("attribution.cases.txt", import.meta.url), "utf8"))) {
    it(name, () => {
      const found = findAttributions(docOf(input), model).map((a) => ({
        source: a.source === null ? "" : input.slice(a.source.start, a.source.end),
        cue: a.cue === null ? "" : input.slice(a.cue.start, a.cue.end),
        content: a.content.map((c) => input.slice(c.start, c.end)).join(" … "),
      }));
      const lines = expected[0] === "none" ? [] : expected;
      expect(found.map((a) => a.cue.replace(/ to$/, ""))).toEqual(lines.map((line) => line.split("|")[1]!.trim()));
      for (const [i, line] of lines.entries()) {
        const [source, , said, unsaid] = line.split("|").map((cell) => cell.trim());
        expect(found[i]!.source).toContain(source);
        for (const words of said!.split(";")) expect(found[i]!.content).toContain(words);
        if (unsaid !== "-") expect(found[i]!.content).not.toContain(unsaid);
      }
    });
  }
});
