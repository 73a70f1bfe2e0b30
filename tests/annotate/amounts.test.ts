import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Amount } from "../../src/model.js";
import { docOf, readCases } from "../extract/events-support.js";

/** Cases as text: `bounds | what is counted`; 9, >=5, <=55, ~40, 24+ (vague), 30-40 (about), with a unit after a blank. */
function bounds(a: Amount): string {
  const unit = a.unit === null ? "" : ` ${a.unit}`;
  if (a.bound === "atLeast") return `>=${a.min}${unit}`;
  if (a.bound === "atMost") return `<=${a.max}${unit}`;
  if (a.bound === "vague") return `${a.min}+${unit}`;
  if (a.bound === "approx") return a.min === a.max ? `~${a.min}${unit}` : `${a.min}-${a.max}${unit}`;
  return `${a.min}${unit}`;
}

describe("amounts", () => {
  for (const { section, text, expected } of readCases(join(import.meta.dirname, "amounts.cases.txt"))) {
    it(`${section}: ${text}`, () => {
      const { amounts, tokens } = docOf(text);
      const found = amounts.map((a) => `${bounds(a)} | ${a.of ?? "-"}`);
      for (const line of expected) {
        if (line.startsWith("!")) expect(found.map((f) => f.split(" | ")[0])).not.toContain(line.slice(1).trim());
        else expect(found).toContain(line);
      }
      for (const a of amounts) {
        expect(text.slice(a.start, a.end).trim()).not.toBe("");
        if (a.counted >= 0) expect(tokens[a.counted]).toBeDefined();
      }
    });
  }
});
