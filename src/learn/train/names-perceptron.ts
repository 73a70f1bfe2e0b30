import type { PackedRows } from "../linear.js";
import { bestLabels, NAME_LABELS } from "../names-decode.js";
import { seededRandom, shuffle } from "./random.js";

/** A stretch of tokens to label: features of each token (indices), and the right labels. */
export interface LabelledRun {
  /** `features[starts[i]..starts[i + 1]]` are those of token `i`. */
  readonly features: Int32Array;
  readonly starts: Int32Array;
  readonly labels: Uint8Array;
}

/** Trained weights: `emissions` has NAME_LABELS columns. */
export interface DenseWeights {
  readonly emissions: Float32Array;
  readonly transitions: Float32Array;
}

/**
 * A structured perceptron over label sequences, averaged over all its updates (Collins 2002).
 * @param features number of features
 */
export function trainPerceptron(
  runs: readonly LabelledRun[],
  features: number,
  epochs: number,
  seed: number,
  log: (line: string) => void = () => {},
): DenseWeights {
  const L = NAME_LABELS;
  const w = new Float32Array(features * L);
  const sum = new Float32Array(features * L);
  const t = new Float32Array(L * L);
  const tSum = new Float32Array(L * L);
  const longest = runs.reduce((m, r) => Math.max(m, r.labels.length), 1);
  const scores = new Float32Array(longest * L);
  const back = new Uint8Array(longest * L);
  const guess = new Uint8Array(longest);
  const order = runs.map((_, i) => i);
  const random = seededRandom(seed);
  let clock = 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    let wrong = 0;
    shuffle(order, random);
    for (const index of order) {
      const run = runs[index]!;
      const n = run.labels.length;
      emit(run, w, scores);
      // Cost-augmented decoding: wrong labels get a head start, which leaves a margin.
      for (let i = 0; i < n; i++) for (let y = 0; y < L; y++) if (y !== run.labels[i]) scores[i * L + y]! += 1;
      bestLabels(scores, n, t, guess, back);
      let differ = false;
      for (let i = 0; i < n; i++) if (guess[i] !== run.labels[i]) differ = true;
      clock++;
      if (!differ) continue;
      wrong++;
      for (let i = 0; i < n; i++) {
        const gold = run.labels[i]!;
        const bad = guess[i]!;
        if (gold !== bad) {
          for (let k = run.starts[i]!; k < run.starts[i + 1]!; k++) {
            const row = run.features[k]! * L;
            w[row + gold]! += 1;
            w[row + bad]! -= 1;
            sum[row + gold]! += clock;
            sum[row + bad]! -= clock;
          }
        }
        const a = (i > 0 ? run.labels[i - 1]! : 0) * L + gold;
        const b = (i > 0 ? guess[i - 1]! : 0) * L + bad;
        if (a !== b) {
          t[a]! += 1;
          t[b]! -= 1;
          tSum[a]! += clock;
          tSum[b]! -= clock;
        }
      }
      const a = run.labels[n - 1]! * L;
      const b = guess[n - 1]! * L;
      if (a !== b) {
        t[a]! += 1;
        t[b]! -= 1;
        tSum[a]! += clock;
        tSum[b]! -= clock;
      }
    }
    log(`epoch ${epoch + 1}: ${wrong} of ${runs.length} runs wrong`);
  }
  for (let i = 0; i < w.length; i++) w[i] = w[i]! - sum[i]! / clock;
  for (let i = 0; i < t.length; i++) t[i] = t[i]! - tSum[i]! / clock;
  return { emissions: w, transitions: t };
}

/** Sums of the rows of each token's features. */
export function emit(run: LabelledRun, weights: Float32Array, scores: Float32Array): void {
  const L = NAME_LABELS;
  const n = run.labels.length;
  scores.fill(0, 0, n * L);
  for (let i = 0; i < n; i++) {
    const base = i * L;
    for (let k = run.starts[i]!; k < run.starts[i + 1]!; k++) {
      const row = run.features[k]! * L;
      for (let y = 0; y < L; y++) scores[base + y]! += weights[row + y]!;
    }
  }
}

/** The best labels of runs under trained weights. */
export function labelRuns(runs: readonly LabelledRun[], weights: DenseWeights): Uint8Array[] {
  const longest = runs.reduce((m, r) => Math.max(m, r.labels.length), 1);
  const scores = new Float32Array(longest * NAME_LABELS);
  const back = new Uint8Array(longest * NAME_LABELS);
  return runs.map((run) => {
    const labels = new Uint8Array(run.labels.length);
    emit(run, weights.emissions, scores);
    bestLabels(scores, labels.length, weights.transitions, labels, back);
    return labels;
  });
}

/**
 * Packs dense weights to 8 bits with a scale for each row, dropping what is small: `size` is the largest number of weights
 * kept, the largest ones; `L` the number of columns.
 */
export function packRows(keys: Uint32Array, weights: Float32Array, L: number, size: number): PackedRows {
  const magnitudes = weights
    .filter((x) => x !== 0)
    .map(Math.abs)
    .sort();
  const least = magnitudes.length > size ? magnitudes[magnitudes.length - size]! : 0;
  const order = Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
  const out = { keys: [] as number[], rows: [0], labels: [] as number[], weights: [] as number[], scales: [] as number[] };
  for (const f of order) {
    let most = 0;
    for (let y = 0; y < L; y++) most = Math.max(most, Math.abs(weights[f * L + y]!));
    if (most === 0 || most < least) continue;
    const scale = most / 127;
    for (let y = 0; y < L; y++) {
      const value = weights[f * L + y]!;
      const q = Math.abs(value) >= least ? Math.round(value / scale) : 0;
      if (q !== 0) {
        out.labels.push(y);
        out.weights.push(q);
      }
    }
    out.keys.push(keys[f]!);
    out.rows.push(out.labels.length);
    out.scales.push(scale);
  }
  return {
    keys: Uint32Array.from(out.keys),
    rows: Uint32Array.from(out.rows),
    labels: Uint8Array.from(out.labels),
    weights: Int8Array.from(out.weights),
    scales: Float32Array.from(out.scales),
  };
}
