import { LOGISTIC_VERSION, type LogisticName } from "../../resources/logistic.js";
import { encodeContainer, stringSection } from "../container.js";
import type { Features, LogisticModel } from "../logistic.js";

/**
 * Logistic regression with a small ridge, by Newton's method (iteratively reweighted least squares).
 * @param x rows of features, without the constant
 * @param weight how much each row counts
 * @returns weights in the features' order, then the intercept
 */
export function fitLogistic(
  x: readonly (readonly number[])[],
  y: readonly number[],
  ridge = 1,
  weight: readonly number[] = y.map(() => 1),
): number[] {
  const n = (x[0]?.length ?? 0) + 1;
  let w = new Array<number>(n).fill(0);
  // each row as its features that are not 0, and the constant
  const rows = x.map((r) => {
    const at = r.flatMap((value, j) => (value === 0 ? [] : [j]));
    return { at: [...at, n - 1], values: [...at.map((j) => r[j]!), 1] };
  });
  for (let round = 0; round < 30; round++) {
    const gradient = new Array<number>(n).fill(0);
    const hessian = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    for (const [i, { at, values }] of rows.entries()) {
      let z = 0;
      for (const [k, j] of at.entries()) z += w[j]! * values[k]!;
      const p = 1 / (1 + Math.exp(-z));
      const v = Math.max(1e-6, p * (1 - p)) * weight[i]!;
      const residual = (y[i]! - p) * weight[i]!;
      for (let k = 0; k < at.length; k++) {
        gradient[at[k]!]! += residual * values[k]!;
        const row = hessian[at[k]!]!;
        const scale = v * values[k]!;
        for (let l = 0; l < at.length; l++) row[at[l]!]! += scale * values[l]!;
      }
    }
    for (let j = 0; j < n; j++) {
      const penalty = j === n - 1 ? 1e-6 : ridge;
      gradient[j]! -= penalty * w[j]!;
      hessian[j]![j]! += penalty;
    }
    const delta = solve(hessian, gradient);
    w = w.map((v, j) => v + delta[j]!);
    if (Math.max(...delta.map(Math.abs)) < 1e-6) break;
  }
  return w;
}

/** Solves a symmetric positive system by elimination with pivots. */
function solve(a: number[][], b: number[]): number[] {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i]!]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++) if (Math.abs(m[k]![i]!) > Math.abs(m[pivot]![i]!)) pivot = k;
    [m[i], m[pivot]] = [m[pivot]!, m[i]!];
    for (let k = i + 1; k < n; k++) {
      const f = m[k]![i]! / m[i]![i]!;
      for (let j = i; j <= n; j++) m[k]![j]! -= f * m[i]![j]!;
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = m[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= m[i]![j]! * out[j]!;
    out[i] = sum / m[i]![i]!;
  }
  return out;
}

/** A choice that annotation decides. */
export interface Judged {
  readonly features: Features;
  readonly right: boolean;
  /** How much it counts; 1 unless told. */
  readonly weight?: number;
}

/**
 * Fits a model over named features.
 * @param least features seen less often tell nothing
 */
export function fitFeatures(choices: readonly Judged[], ridge: number, least: number): LogisticModel {
  const counts = new Map<string, number>();
  for (const { features } of choices) for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].filter(([, n]) => n >= least && n < choices.length).map(([name]) => name);
  const x = choices.map(({ features }) => names.map((name) => features.get(name) ?? 0));
  const weights = fitLogistic(
    x,
    choices.map((c) => (c.right ? 1 : 0)),
    ridge,
    choices.map((c) => c.weight ?? 1),
  );
  return { intercept: weights.at(-1)!, weights: new Map(names.map((name, i) => [name, weights[i]!])) };
}

/** The bytes of a model as it ships. */
export function encodeLogistic(name: LogisticName, { intercept, weights }: LogisticModel): Uint8Array {
  const names = [...weights.keys()].sort();
  return encodeContainer(
    name,
    LOGISTIC_VERSION,
    { intercept },
    { weights: Float32Array.from(names.map((feature) => weights.get(feature)!)), names: stringSection(names) },
  );
}
