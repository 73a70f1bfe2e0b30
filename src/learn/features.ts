import { mix, seedOf } from "./hash.js";

/** Hashed features of one candidate, gathered without allocation. */
export interface FeatureBuffer {
  /** Slots of the weight table. */
  readonly slots: Uint32Array;
  /** Size of the weight table, a power of two. */
  readonly space: number;
  count: number;
}

/** The space of a buffer of whole hashes, which {@link addSalted} folds into another's. */
export const WHOLE = 2 ** 32;

/** Size of a weight table, where nothing else is said. */
export const FEATURE_SPACE = 1 << 18;

/** What a buffer holds. */
export const MOST_FEATURES = 512;

export const featureBuffer = (space = FEATURE_SPACE): FeatureBuffer => ({ slots: new Uint32Array(MOST_FEATURES), space, count: 0 });

/** Adds the feature (template, values…); templates are small whole numbers of the caller's. What does not fit is left out. */
export function add(out: FeatureBuffer, template: number, a = 0, b = 0, c = 0): void {
  addHash(out, mix(mix(mix(seedOf(template), a), b), c));
}

/** Adds the features that another buffer holds unfolded, each told apart by `salt`. */
export function addSalted(out: FeatureBuffer, whole: FeatureBuffer, salt: number): void {
  for (let i = 0; i < whole.count; i++) addHash(out, mix(whole.slots[i]!, salt));
}

function addHash(out: FeatureBuffer, hash: number): void {
  if (out.count < MOST_FEATURES) out.slots[out.count++] = (hash ^ (hash >>> 14)) & (out.space - 1);
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
