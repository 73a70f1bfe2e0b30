import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arborescence } from "../../src/learn/arborescence.js";

/** Whether heads are a tree with one child of the root. */
function isTree(heads: readonly number[]): boolean {
  const n = heads.length;
  if (heads.filter((h) => h === n).length !== 1) return false;
  return heads.every((_, i) => {
    let at = i;
    for (let steps = 0; at !== n && steps <= n; steps++) at = heads[at]!;
    return at === n;
  });
}

function everyTree(count: number, start: readonly number[] = []): number[][] {
  if (start.length === count) return isTree(start) ? [[...start]] : [];
  return Array.from({ length: count + 1 }, (_, h) => h).flatMap((h) => (h === start.length ? [] : everyTree(count, [...start, h])));
}

describe("arborescence", () => {
  it("finds the best of all trees", () => {
    const cases = fc
      .integer({ min: 1, max: 5 })
      .chain((n) =>
        fc.tuple(
          fc.constant(n),
          fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: n * (n + 1), maxLength: n * (n + 1) }),
        ),
      );
    fc.assert(
      fc.property(cases, ([n, list]) => {
        const scores = Float32Array.from(list);
        const total = (heads: ArrayLike<number>) => Array.from(heads).reduce((sum, h, i) => sum + scores[i * (n + 1) + h]!, 0);
        const found = [...arborescence(scores, n + 1, n)];
        expect(isTree(found)).toBe(true);
        expect(total(found)).toBeCloseTo(Math.max(...everyTree(n).map(total)), 3);
      }),
    );
  });

  it("makes a tree of long sentences of equal or empty scores", () => {
    for (const n of [1, 2, 40, 160]) expect(isTree([...arborescence(new Float32Array(n * (n + 1)), n + 1, n)])).toBe(true);
  });
});
