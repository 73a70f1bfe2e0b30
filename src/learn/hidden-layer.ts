import type { FeatureBuffer } from "./features.js";

/**
 * A network with one hidden layer over hashed features: each feature adds its vector to the layer, whose positive parts
 * speak for each of the classes.
 */
export interface HiddenLayer {
  /** Where each slot's vector begins in {@link vectors}; -1 of a slot without one. */
  readonly at: Int32Array;
  readonly vectors: Float32Array;
  /** One for each unit of the layer. */
  readonly bias: Float32Array;
  /** Weights of the units for each class, class by class. */
  readonly out: Float32Array;
  readonly outBias: Float32Array;
}

/** Puts the classes' probabilities into `out`. */
export function classify({ at, vectors, bias, out: weights, outBias }: HiddenLayer, features: FeatureBuffer, out: Float64Array): void {
  const units = bias.length;
  const layer = new Float64Array(bias);
  for (let i = 0; i < features.count; i++) {
    const start = at[features.slots[i]!]!;
    if (start < 0) continue;
    for (let u = 0; u < units; u++) layer[u]! += vectors[start + u]!;
  }
  softmax(layer, weights, outBias, out);
}

/** What the positive parts of a layer say of the classes, as probabilities. */
export function softmax(layer: Float64Array, weights: Float32Array, bias: Float32Array, out: Float64Array): void {
  const units = layer.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < bias.length; c++) {
    let sum = bias[c]!;
    for (let u = 0, w = c * units; u < units; u++, w++) if (layer[u]! > 0) sum += layer[u]! * weights[w]!;
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
