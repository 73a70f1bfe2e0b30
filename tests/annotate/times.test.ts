import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyse } from "../../src/annotate/syntax-analysis.js";
import { findTimes } from "../../src/annotate/times.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadSyntax } from "../../src/resources/syntax.js";
import { parseCases, reportOf } from "../extract/claims-support.js";

const syntax = loadSyntax(packageRoot());

describe("times", () => {
  for (const { name, input, expected } of parseCases(readFileSync(new URL("times.cases.txt", import.meta.url), "utf8"))) {
    it(name, () => {
      const bar = input.indexOf("|");
      const date = input.slice(0, bar).trim();
      const text = input.slice(bar + 1).trim();
      const report = reportOf(text, date === "-" ? null : date);
      const found = findTimes(analyse(report, syntax), report);
      const shown = found.map((t) => `${text.slice(t.start, t.end)} = ${t.from ?? "-"}..${t.to ?? "-"}`);
      expect(shown).toEqual(expected[0] === "none" ? [] : expected);
    });
  }

  it("keeps spans in the text, in order and apart", () => {
    const text = "On Monday and Tuesday, from 3 May to 5 May 2021, since October, in 1999, two days earlier, overnight.";
    const report = reportOf(text, "2022-07-24");
    let end = 0;
    for (const t of findTimes(analyse(report, syntax), report)) {
      expect(t.start).toBeGreaterThanOrEqual(end);
      expect(t.end).toBeGreaterThan(t.start);
      if (t.from !== null && t.to !== null) expect(t.from <= t.to).toBe(true);
      end = t.end;
    }
    expect(end).toBeLessThanOrEqual(text.length);
  });
});
