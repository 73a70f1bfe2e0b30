import type { Container, Section } from "./container.js";
import { packKeys, scaleOf, unpackKeys } from "./linear.js";

/**
 * The packed weights of the parser's three actions: for each feature three 8-bit weights and a scale of its own, a power
 * of two in steps of an eighth. Features are hashes with the lowest bit set.
 */
export interface PackedActions {
  readonly keys: Uint32Array;
  /** Three weights a feature. */
  readonly weights: Int8Array;
  /** Code of the scale: 2 to the power of (code - 128) / 8. */
  readonly scales: Uint8Array;
}

/** Scores actions: adds the features' weights to `scores`, which the caller has cleared. */
export type ActionModel = (features: Uint32Array, count: number, scores: Float32Array) => void;

/** Readies packed weights for scoring: a table of feature and its four bytes side by side, so that a look-up touches memory once. */
export function actionModel({ keys, weights, scales }: PackedActions): ActionModel {
  let size = 1024;
  while (size < keys.length * 1.5) size *= 2;
  const mask = (size - 1) << 1;
  const table = new Int32Array(size * 2);
  for (let i = 0; i < keys.length; i++) {
    let at = (Math.imul(keys[i]!, 0x9e3779b1) >>> 6) & mask;
    while (table[at] !== 0) at = (at + 2) & mask;
    table[at] = keys[i]!;
    table[at + 1] = (weights[i * 3]! & 255) | ((weights[i * 3 + 1]! & 255) << 8) | ((weights[i * 3 + 2]! & 255) << 16) | (scales[i]! << 24);
  }
  const factors = Float32Array.from({ length: 256 }, (_, code) => scaleOf(code));
  const slots = new Int32Array(256);
  const firsts = new Int32Array(256);
  return (features, count, scores) => {
    let a = 0;
    let b = 0;
    let c = 0;
    // first all reads that may miss the processor's cache, without a branch between them, so that they overlap
    for (let f = 0; f < count; f++) {
      const at = (Math.imul(features[f]! | 1, 0x9e3779b1) >>> 6) & mask;
      slots[f] = at;
      firsts[f] = table[at]!;
    }
    for (let f = 0; f < count; f++) {
      const feature = features[f]! | 1;
      let at = slots[f]!;
      let key = firsts[f]!;
      while (key !== feature && key !== 0) {
        at = (at + 2) & mask;
        key = table[at]!;
      }
      if (key === 0) continue;
      const cell = table[at + 1]!;
      const factor = factors[cell >>> 24]!;
      a += ((cell << 24) >> 24) * factor;
      b += ((cell << 16) >> 24) * factor;
      c += ((cell << 8) >> 24) * factor;
    }
    scores[0] = scores[0]! + a;
    scores[1] = scores[1]! + b;
    scores[2] = scores[2]! + c;
  };
}

/** Sections of a container, under a prefix, that hold packed actions. */
export function actionSections(prefix: string, packed: PackedActions): Record<string, Section> {
  return { [`${prefix}.gaps`]: packKeys(packed.keys), [`${prefix}.weights`]: packed.weights, [`${prefix}.scales`]: packed.scales };
}

/** Reads what {@link actionSections} wrote. */
export function readActions(container: Container, prefix: string): PackedActions {
  const scales = container.section(`${prefix}.scales`, "u8");
  return {
    keys: unpackKeys(container.section(`${prefix}.gaps`, "u8"), scales.length),
    weights: container.section(`${prefix}.weights`, "i8"),
    scales,
  };
}
