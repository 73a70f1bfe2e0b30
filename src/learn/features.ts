import { mix, seedOf } from "./hash.js";

/** Hashed features of one candidate, gathered without allocation. */
export interface FeatureBuffer {
  /** Slots of the weight table, `0 .. FEATURE_SPACE`, the size of a weight table. */
  readonly slots: Uint32Array;
  count: number;
}

/** Size of a weight table. */
export const FEATURE_SPACE = 1 << 18;

/** What a buffer holds. */
export const MOST_FEATURES = 256;

export const featureBuffer = (): FeatureBuffer => ({ slots: new Uint32Array(MOST_FEATURES), count: 0 });

/** Adds the feature (template, values…); templates are small whole numbers of the caller's. */
export function add(out: FeatureBuffer, template: number, a = 0, b = 0, c = 0): void {
  addHash(out, mix(mix(mix(seedOf(template), a), b), c));
}

/** Adds the feature of a hash: {@link add} mixes the seed of its template with three values. */
export function addHash(out: FeatureBuffer, hash: number): void {
  out.slots[out.count++] = (hash ^ (hash >>> 14)) & (FEATURE_SPACE - 1);
}

/** The sum of the features' weights. */
export function total(weights: Float32Array, features: FeatureBuffer): number {
  let sum = 0;
  for (let i = 0; i < features.count; i++) sum += weights[features.slots[i]!]!;
  return sum;
}

/** 0, 1, 2, 3, 4–5, 6–9, 10–19, 20–39, 40 and more. */
export function bucket(n: number): number {
  if (n < 4) return Math.max(n, 0);
  if (n < 6) return 4;
  if (n < 10) return 5;
  if (n < 20) return 6;
  return n < 40 ? 7 : 8;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
