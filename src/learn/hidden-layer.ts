import { type FeatureBuffer, MOST_FEATURES } from "./features.js";

/**
 * A network with one hidden layer over hashed features: each feature adds its vector to the layer, whose positive parts
 * speak for each of the classes.
 */
export interface HiddenLayer {
  /** Where each slot's vector begins in {@link vectors}; -1 of a slot without one. */
  readonly at: Int32Array;
  readonly vectors: Float32Array;
  /** One for each unit of the layer, of which there are four, eight, twelve and so on, 256 at most. */
  readonly bias: Float32Array;
  /** Weights of the units for each class, class by class. */
  readonly out: Float32Array;
  readonly outBias: Float32Array;
}

/** Units that a layer has at most. */
const MOST_UNITS = 256;

/** The vectors of a thing's features, by where each begins, and room for the layer that they make. */
const known = new Int32Array(MOST_FEATURES);
const sums = new Float64Array(MOST_UNITS);

/** Puts the classes' probabilities into `out`. */
export function classify({ at, vectors, bias, out: weights, outBias }: HiddenLayer, features: FeatureBuffer, out: Float64Array): void {
  const layer = sums.subarray(0, bias.length);
  const count = knownVectors(at, features);
  // four units at a time, whose sums stay in registers while the vectors pass by
  for (let u = 0; u < bias.length; u += 4) {
    let [a, b, c, d] = [bias[u]!, bias[u + 1]!, bias[u + 2]!, bias[u + 3]!];
    for (let k = 0; k < count; k++) {
      const start = known[k]! + u;
      a += vectors[start]!;
      b += vectors[start + 1]!;
      c += vectors[start + 2]!;
      d += vectors[start + 3]!;
    }
    layer[u] = a;
    layer[u + 1] = b;
    layer[u + 2] = c;
    layer[u + 3] = d;
  }
  softmax(layer, weights, outBias, out);
}

/** Lists where the vectors of those features begin that have one, and tells their number. */
function knownVectors(at: Int32Array, { slots, count }: FeatureBuffer): number {
  let n = 0;
  for (let i = 0; i < count; i++) {
    const start = at[slots[i]!]!;
    known[n] = start;
    n += start < 0 ? 0 : 1; // no branch, so that reads that may miss the processor's cache overlap
  }
  return n;
}

/** The units of a layer whose part is positive, with it. */
const units = new Int32Array(MOST_UNITS);
const parts = new Float64Array(MOST_UNITS);

/** What the positive parts of a layer say of the classes, as probabilities. */
export function softmax(layer: Float64Array, weights: Float32Array, bias: Float32Array, out: Float64Array): void {
  const positive = positiveParts(layer);
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < bias.length; c++) {
    let sum = bias[c]!;
    for (let k = 0, first = c * layer.length; k < positive; k++) sum += parts[k]! * weights[first + units[k]!]!;
    out[c] = sum;
    if (sum > most) most = sum;
  }
  let all = 0;
  for (let c = 0; c < bias.length; c++) {
    out[c] = Math.exp(out[c]! - most);
    all += out[c]!;
  }
  for (let c = 0; c < bias.length; c++) out[c] = out[c]! / all;
}

/** The likeliest class of all but one. */
export function likeliestBut(odds: Float64Array, but: number): number {
  let most = -1;
  for (let c = 0; c < odds.length; c++) if (c !== but && (most < 0 || odds[c]! > odds[most]!)) most = c;
  return most;
}

function positiveParts(layer: Float64Array): number {
  let n = 0;
  for (let u = 0; u < layer.length; u++) {
    if (layer[u]! <= 0) continue;
    units[n] = u;
    parts[n++] = layer[u]!;
  }
  return n;
}
