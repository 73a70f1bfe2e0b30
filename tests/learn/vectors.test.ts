import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPairs, inPanels, left, PANEL, panels, rowMajor, turned, Vectors } from "../../src/learn/vectors.js";

const number = fc.float({ min: -4, max: 4, noNaN: true });
const numbers = (length: number) => fc.array(number, { minLength: length, maxLength: length });
const size = fc.integer({ min: 1, max: 7 });

/** A product by the book. */
function product(rows: number, depth: number, columns: number, a: readonly number[], b: readonly number[]): number[] {
  const cell = (i: number, j: number) => Array.from({ length: depth }, (_, p) => a[i * depth + p]! * b[p * columns + j]!);
  return Array.from({ length: rows * columns }, (_, k) => cell(Math.floor(k / columns), k % columns).reduce((x, y) => x + y, 0));
}

const near = (found: Float32Array, wanted: readonly number[]) => {
  for (const [i, x] of wanted.entries()) expect(Math.abs(found[i]! - x)).toBeLessThan(1e-3);
};

describe("Vectors", () => {
  it("multiplies matrices, however they lie", () => {
    const columns = 2 * PANEL;
    const cases = fc
      .tuple(size, size)
      .chain(([rows, depth]) => fc.tuple(fc.constant({ rows, depth }), numbers(rows * depth), numbers(depth * columns)));
    fc.assert(
      fc.property(cases, ([{ rows, depth }, a, b]) => {
        const vectors = new Vectors(10_000);
        const wanted = product(rows, depth, columns, a, b).map((x) => x + 1);
        const [plain, across, dense, packed] = [a.length, a.length, b.length, b.length].map((n) => vectors.floats(n));
        plain!.set(a);
        for (let i = 0; i < rows; i++) for (let p = 0; p < depth; p++) across![p * rows + i] = a[i * depth + p]!;
        dense!.set(b);
        for (let p = 0; p < depth; p++) for (let j = 0; j < columns; j++) packed![inPanels(depth, p, j)] = b[p * columns + j]!;
        for (const by of [left(plain!, depth), turned(across!, rows)])
          for (const matrix of [rowMajor(dense!, columns), panels(packed!, depth)]) {
            const sum = vectors.floats(rows * columns).fill(1);
            vectors.multiply(rows, depth, columns, by, matrix, rowMajor(sum, columns));
            near(sum, wanted);
          }
      }),
      { numRuns: 30 },
    );
  });

  it("multiplies whole numbers exactly, and narrows to them", () => {
    const columns = 2 * PANEL;
    const whole = fc.integer({ min: -2047, max: 2047 });
    const wholes = (length: number) => fc.array(whole, { minLength: length, maxLength: length });
    const depth = 16;
    fc.assert(
      fc.property(
        fc.tuple(size, size).chain(([rows]) => fc.tuple(fc.constant(rows), wholes(rows * depth), wholes(depth * columns))),
        ([rows, a, b]) => {
          const vectors = new Vectors(10_000);
          const [by, most, unit, sum] = [a.length, 1, 1, rows * columns].map((n) => vectors.floats(n));
          const [narrow, matrix] = [vectors.wholes(a.length), vectors.wholes(b.length)];
          by!.set(a.map((x) => x / 2047));
          most!.fill(2047);
          vectors.narrow(a.length, by!.byteOffset, most!, narrow.byteOffset);
          expect([...narrow]).toEqual(a);
          for (let p = 0; p < depth; p++) for (let j = 0; j < columns; j++) matrix[inPairs(depth, p, j)] = b[p * columns + j]!;
          unit!.fill(1 / 64);
          vectors.multiplyWhole(rows, depth, columns, narrow.byteOffset, matrix, unit!, rowMajor(sum!, columns));
          expect([...sum!]).toEqual(product(rows, depth, columns, a, b).map((x) => Math.fround(Math.fround(x) / 64)));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("steps cells as their definition has it", () => {
    const units = 8;
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 3 * units, maxLength: 3 * units }),
        numbers(units),
        (sums, past) => {
          const vectors = new Vectors(1000);
          const [gates, before, state, out] = [4 * units, units, units, units].map((n) => vectors.floats(n));
          gates!.set(sums);
          before!.set(past);
          vectors.step(units, gates!.byteOffset, before!.byteOffset, state!.byteOffset, out!.byteOffset);
          const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
          const states = past.map((c, u) => sigmoid(sums[u]!) * c + (1 - sigmoid(sums[u]!)) * Math.tanh(sums[units + u]!));
          near(state!, states);
          near(
            out!,
            states.map((c, u) => sigmoid(sums[2 * units + u]!) * Math.tanh(c)),
          );
        },
      ),
    );
  });

  it("stays finite far out", () => {
    const vectors = new Vectors(100);
    const [gates, before, state, out] = [16, 4, 4, 4].map((n) => vectors.floats(n));
    gates!.set([1e30, -1e30, 1e9, -1e9, 1e30, -1e30, 1e9, -1e9, 1e30, -1e30, 1e9, -1e9]);
    vectors.step(4, gates!.byteOffset, before!.byteOffset, state!.byteOffset, out!.byteOffset);
    for (const x of [...state!, ...out!]) expect(Math.abs(x)).toBeLessThanOrEqual(1);
  });
});
