import { BEFORE, follows, mayEnd, NAME_LABELS } from "../names-decode.js";
import { type DenseWeights, emit, type LabelledRun } from "./names-perceptron.js";
import { seededRandom, shuffle } from "./perceptron.js";

export interface CrfOptions {
  readonly epochs: number;
  readonly seed: number;
  /** Size of the first steps (AdaGrad, Duchi et al. 2011). */
  readonly rate: number;
  /** Strength of the penalty on the sum of weights' sizes, which makes most of them zero. */
  readonly sparse: number;
}

const L = NAME_LABELS;

/**
 * A linear-chain conditional random field (Lafferty et al. 2001) over the allowed label sequences, by stochastic gradient
 * with AdaGrad steps; weights are averaged over the last half of the epochs. The penalty on sizes is applied to a weight
 * when its feature is seen (truncated gradient, Langford et al. 2009).
 */
export function trainCrf(runs: readonly LabelledRun[], features: number, options: CrfOptions, log: (line: string) => void): DenseWeights {
  const w = new Float32Array(features * L);
  const g = new Float32Array(features * L).fill(1e-2);
  const t = new Float32Array(L * L);
  const tg = new Float32Array(L * L).fill(1e-2);
  const mean = new Float32Array(features * L);
  const tMean = new Float32Array(L * L);
  const longest = runs.reduce((m, r) => Math.max(m, r.labels.length), 1);
  const scores = new Float32Array(longest * L);
  const alpha = new Float64Array(longest * L);
  const beta = new Float64Array(longest * L);
  const gradient = new Float64Array(L);
  const tGradient = new Float64Array(L * L);
  const order = runs.map((_, i) => i);
  const random = seededRandom(options.seed);
  const AFTER = Array.from({ length: L }, (_, from) =>
    Uint8Array.from(Array.from({ length: L }, (_, to) => to).filter((to) => follows(from, to))),
  );
  let averaged = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    let loss = 0;
    shuffle(order, random);
    for (const index of order) {
      const run = runs[index]!;
      const n = run.labels.length;
      emit(run, w, scores);
      const logZ = forwardBackward(scores, n, t, alpha, beta, AFTER);
      tGradient.fill(0);
      let gold = 0;
      for (let i = 0; i < n; i++) {
        const y = run.labels[i]!;
        gold += scores[i * L + y]! + t[(i > 0 ? run.labels[i - 1]! : 0) * L + y]!;
        tGradient[(i > 0 ? run.labels[i - 1]! : 0) * L + y]! += 1;
        let any = false;
        for (let k = 0; k < L; k++) {
          const p = Math.exp(alpha[i * L + k]! + beta[i * L + k]! - logZ);
          const d = (k === y ? 1 : 0) - p;
          gradient[k] = Math.abs(d) < 1e-4 ? 0 : d;
          if (gradient[k] !== 0) any = true;
        }
        if (any) step(run, i, gradient, w, g, options);
        if (i > 0) {
          for (let k = 0; k < L; k++) {
            const before = BEFORE[k]!;
            for (let b = 0; b < before.length; b++) {
              const p = before[b]!;
              const e = alpha[(i - 1) * L + p]! + t[p * L + k]! + scores[i * L + k]! + beta[i * L + k]! - logZ;
              if (e > -12) tGradient[p * L + k]! -= Math.exp(e);
            }
          }
        } else for (let k = 0; k < L; k++) if (follows(0, k)) tGradient[k]! -= Math.exp(alpha[k]! + beta[k]! - logZ);
      }
      const end = run.labels[n - 1]!;
      gold += t[end * L]!;
      tGradient[end * L]! += 1;
      for (let k = 0; k < L; k++) if (mayEnd(k)) tGradient[k * L]! -= Math.exp(alpha[(n - 1) * L + k]! + beta[(n - 1) * L + k]! - logZ);
      for (let k = 0; k < L * L; k++) {
        const d = tGradient[k]!;
        if (Math.abs(d) < 1e-6) continue;
        tg[k]! += d * d;
        t[k]! += (options.rate * d) / Math.sqrt(tg[k]!);
      }
      loss += logZ - gold;
    }
    if (epoch * 2 >= options.epochs) {
      averaged++;
      for (let i = 0; i < w.length; i++) mean[i]! += w[i]!;
      for (let i = 0; i < t.length; i++) tMean[i]! += t[i]!;
    }
    log(`epoch ${epoch + 1}: loss ${loss.toFixed(0)}`);
  }
  for (let i = 0; i < mean.length; i++) mean[i]! /= averaged;
  for (let i = 0; i < tMean.length; i++) tMean[i]! /= averaged;
  return { emissions: mean, transitions: tMean };
}

function step(run: LabelledRun, i: number, gradient: Float64Array, w: Float32Array, g: Float32Array, options: CrfOptions): void {
  const { rate, sparse } = options;
  for (let k = run.starts[i]!; k < run.starts[i + 1]!; k++) {
    const row = run.features[k]! * L;
    for (let y = 0; y < L; y++) {
      const d = gradient[y]!;
      if (d === 0) continue;
      const at = row + y;
      g[at]! += d * d;
      const size = rate / Math.sqrt(g[at]!);
      let value = w[at]! + size * d;
      const shrink = size * sparse;
      if (value > shrink) value -= shrink;
      else if (value < -shrink) value += shrink;
      else value = 0;
      w[at] = value;
    }
  }
}

/** Fills log forward and backward sums (scores of the token itself in the forward ones); returns the log of all paths' sum. */
function forwardBackward(
  scores: Float32Array,
  n: number,
  t: Float32Array,
  alpha: Float64Array,
  beta: Float64Array,
  after: readonly Uint8Array[],
): number {
  for (let k = 0; k < L; k++) alpha[k] = follows(0, k) ? scores[k]! + t[k]! : -1e30;
  for (let i = 1; i < n; i++) {
    for (let k = 0; k < L; k++) {
      const before = BEFORE[k]!;
      let most = -1e30;
      for (let b = 0; b < before.length; b++) {
        const v = alpha[(i - 1) * L + before[b]!]! + t[before[b]! * L + k]!;
        if (v > most) most = v;
      }
      let sum = 0;
      for (let b = 0; b < before.length; b++) {
        const v = alpha[(i - 1) * L + before[b]!]! + t[before[b]! * L + k]! - most;
        if (v > -20) sum += Math.exp(v);
      }
      alpha[i * L + k] = most + Math.log(sum) + scores[i * L + k]!;
    }
  }
  for (let k = 0; k < L; k++) beta[(n - 1) * L + k] = mayEnd(k) ? t[k * L]! : -1e30;
  for (let i = n - 2; i >= 0; i--) {
    for (let k = 0; k < L; k++) {
      const next = after[k]!;
      let most = -1e30;
      for (let b = 0; b < next.length; b++) {
        const y = next[b]!;
        const v = t[k * L + y]! + scores[(i + 1) * L + y]! + beta[(i + 1) * L + y]!;
        if (v > most) most = v;
      }
      let sum = 0;
      for (let b = 0; b < next.length; b++) {
        const y = next[b]!;
        const v = t[k * L + y]! + scores[(i + 1) * L + y]! + beta[(i + 1) * L + y]! - most;
        if (v > -20) sum += Math.exp(v);
      }
      beta[i * L + k] = most + Math.log(sum);
    }
  }
  let most = -1e30;
  for (let k = 0; k < L; k++) most = Math.max(most, alpha[(n - 1) * L + k]! + beta[(n - 1) * L + k]!);
  let sum = 0;
  for (let k = 0; k < L; k++) sum += Math.exp(alpha[(n - 1) * L + k]! + beta[(n - 1) * L + k]! - most);
  return most + Math.log(sum);
}
