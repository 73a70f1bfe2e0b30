import type { Container, Section } from "./container.js";

/**
 * A packed linear model over hashed features: for each feature a sparse row of (class, 8-bit weight) with a scale of its
 * own. Scores are sums of rows; nothing is allocated while scoring.
 */
export interface LinearModel {
  readonly classes: number;
  /** Adds the rows of `features[0..count)` (32-bit hashes) to `scores`, which the caller has cleared or primed. */
  score(features: Uint32Array, count: number, scores: Float32Array): void;
  /** The row of a feature, -1 where it has none; rows may be kept and added with {@link add} later. */
  row(feature: number): number;
  add(row: number, scores: Float32Array): void;
}

/** The arrays of a packed model; `rows[i]..rows[i + 1]` are the entries of the feature `keys[i]`, keys ascending. */
export interface PackedRows {
  readonly keys: Uint32Array;
  readonly rows: Uint32Array;
  readonly labels: Uint8Array | Uint16Array;
  readonly weights: Int8Array;
  readonly scales: Float32Array;
}

/** Readies packed rows for scoring: builds a table from hash to row by linear probing. */
export function linearModel(packed: PackedRows, classes: number): LinearModel {
  const { keys, rows, labels, weights, scales } = packed;
  let size = 1024;
  while (size < keys.length * 2) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  for (let i = 0; i < keys.length; i++) {
    let at = Math.imul(keys[i]!, 0x9e3779b1) >>> 7;
    while (slots[at & mask]! >= 0) at++;
    slots[at & mask] = i;
  }
  const row = (feature: number): number => {
    let at = Math.imul(feature, 0x9e3779b1) >>> 7;
    for (;;) {
      const i = slots[at & mask]!;
      if (i < 0 || keys[i] === feature) return i;
      at++;
    }
  };
  const add = (i: number, scores: Float32Array): void => {
    const scale = scales[i]!;
    for (let k = rows[i]!, end = rows[i + 1]!; k < end; k++) {
      const label = labels[k]!;
      scores[label] = scores[label]! + weights[k]! * scale;
    }
  };
  return {
    classes,
    row,
    add,
    score: (features, count, scores) => {
      for (let f = 0; f < count; f++) {
        const i = row(features[f]!);
        if (i >= 0) add(i, scores);
      }
    },
  };
}

/** Sections of a container, under a prefix, that hold packed rows. */
export function packedSections(prefix: string, packed: PackedRows): Record<string, Section> {
  return {
    [`${prefix}.keys`]: packed.keys,
    [`${prefix}.rows`]: rowLengths(packed.rows),
    [`${prefix}.labels`]: packed.labels,
    [`${prefix}.weights`]: packed.weights,
    [`${prefix}.scales`]: packed.scales,
  };
}

/** Reads what {@link packedSections} wrote. `wide`: labels of 16 bits (more than 256 classes). */
export function readPacked(container: Container, prefix: string, wide = false): PackedRows {
  const lengths = container.section(`${prefix}.rows`, "u16");
  const rows = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) rows[i + 1] = rows[i]! + lengths[i]!;
  return {
    keys: container.section(`${prefix}.keys`, "u32"),
    rows,
    labels: container.section(`${prefix}.labels`, wide ? "u16" : "u8"),
    weights: container.section(`${prefix}.weights`, "i8"),
    scales: container.section(`${prefix}.scales`, "f32"),
  };
}

function rowLengths(rows: Uint32Array): Uint16Array {
  const out = new Uint16Array(rows.length - 1);
  for (let i = 0; i < out.length; i++) out[i] = rows[i + 1]! - rows[i]!;
  return out;
}
