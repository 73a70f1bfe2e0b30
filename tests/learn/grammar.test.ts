import { describe, expect, test } from "vitest";
import { makeSentences } from "../../src/learn/train/grammar.js";
import { packageRoot } from "../../src/resources/resources.js";

const sentences = makeSentences(packageRoot(), 400);

/** The words from a word up to its root, by place; ends where a tree has a ring. */
function path(heads: readonly number[], from: number): number[] {
  const out = [from];
  while (heads[out.at(-1)!]! >= 0 && out.length <= heads.length) out.push(heads[out.at(-1)!]!);
  return out;
}

describe("made-up sentences", () => {
  test("are trees with one root", () => {
    for (const { forms, heads, deprels } of sentences) {
      expect(heads.filter((head) => head < 0)).toHaveLength(1);
      expect(deprels[heads.indexOf(-1)]).toBe("root");
      for (const [i] of forms.entries()) expect(path(heads, i).length, forms.join(" ")).toBeLessThanOrEqual(forms.length);
    }
  });

  test("have no arcs that cross", () => {
    for (const { forms, heads } of sentences) {
      for (const [i, head] of heads.entries()) {
        for (let k = Math.min(i, head) + 1; head >= 0 && k < Math.max(i, head); k++)
          expect(path(heads, k), forms.join(" ")).toContain(head);
      }
    }
  });

  test("know each word's class, and are the same on every run", () => {
    for (const { forms, lemmas, upos, xpos } of sentences)
      for (const list of [forms, lemmas, upos, xpos]) expect(list.every((item) => typeof item === "string" && item !== "")).toBe(true);
    expect(makeSentences(packageRoot(), 400)).toEqual(sentences);
  });

  test("say who did what to whom in many ways", () => {
    const all = sentences.map(({ forms }) => forms.join(" "));
    expect(new Set(all).size).toBeGreaterThan(380);
    for (const pattern of [
      / (?:was|were) \w+ by /,
      / dead/,
      /^On \w+day , /,
      /, killing |, wounding /,
      / said /,
      / to \d+ years| to \w+ years/,
    ])
      expect(
        all.some((s) => pattern.test(s)),
        String(pattern),
      ).toBe(true);
  });
});
