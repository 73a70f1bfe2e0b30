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
  const row = (r: readonly number[], j: number): number => (j < r.length ? r[j]! : 1);
  for (let round = 0; round < 30; round++) {
    const gradient = new Array<number>(n).fill(0);
    const hessian = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    for (const [i, r] of x.entries()) {
      let z = 0;
      for (let j = 0; j < n; j++) z += w[j]! * row(r, j);
      const p = 1 / (1 + Math.exp(-z));
      const v = Math.max(1e-6, p * (1 - p)) * weight[i]!;
      const residual = (y[i]! - p) * weight[i]!;
      for (let j = 0; j < n; j++) {
        const value = row(r, j);
        if (value === 0) continue;
        gradient[j]! += residual * value;
        for (let k = 0; k < n; k++) hessian[j]![k]! += v * value * row(r, k);
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
