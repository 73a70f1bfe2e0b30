import type { Container, Section } from "./container.js";

/** A packed linear model over hashed features: each has a sparse row of weights. Nothing is allocated while scoring. */
export interface LinearModel {
  readonly classes: number;
  /** What a score of 1 is worth in the weights' own terms. */
  readonly unit: number;
  /** Adds the rows of `features[0..count)` (32-bit hashes) to `scores`, which the caller has cleared or primed. */
  score(features: Uint32Array, count: number, scores: Int32Array): void;
}

/** The arrays of a packed model; `rows[i]..rows[i + 1]` are the entries of the feature `keys[i]`, keys ascending. */
export interface PackedRows {
  readonly keys: Uint32Array;
  readonly rows: Uint32Array;
  readonly labels: Uint8Array | Uint16Array;
  readonly weights: Int8Array;
  readonly scales: Float32Array;
}

/** Bits of a feature that its slot keeps. */
const CHECK = 0x3ff;
/** Greatest weight of an entry, which has 20 bits for it. */
const MOST = 0x7ffff;

/**
 * Readies packed rows for scoring: a table by linear probing whose slots of 32 bits hold where a row starts and the last
 * bits of its feature, and the rows' entries of 32 bits. Small tables stay in the processor's cache; an unknown feature
 * passes for a known one about once in a thousand times.
 */
export function linearModel(packed: PackedRows, classes: number): LinearModel {
  const { keys, rows, labels, weights, scales } = packed;
  let size = 1024;
  while (size < keys.length * 1.5) size *= 2;
  const shift = Math.clz32(size) + 1;
  const mask = size - 1;
  const slots = new Int32Array(size);
  const unit = largest(packed) / MOST || 1;
  // an empty slot is 0; entries therefore start at 1; the last of a row has its lowest bit set
  const entries = new Int32Array(labels.length + 1);
  for (let i = 0; i < keys.length; i++) {
    let at = Math.imul(keys[i]!, SPREAD) >>> shift;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = ((rows[i]! + 1) << 10) | (keys[i]! & CHECK);
    const factor = scales[i]! / unit;
    for (let k = rows[i]!; k < rows[i + 1]!; k++) {
      entries[k + 1] = (Math.round(weights[k]! * factor) << 12) | (labels[k]! << 1) | (k + 1 === rows[i + 1]! ? 1 : 0);
    }
  }
  let found = new Int32Array(128);
  let firsts = new Int32Array(128);
  return {
    classes,
    unit,
    score: (features, count, scores) => {
      if (found.length < count) {
        found = new Int32Array(2 * count);
        firsts = new Int32Array(2 * count);
      }
      const rowsFound = findRows(slots, shift, features, count, found);
      // reads that may miss the processor's cache come first, without a branch between them, so that they overlap
      for (let r = 0; r < rowsFound; r++) firsts[r] = entries[found[r]!]!;
      for (let r = 0; r < rowsFound; r++) {
        let entry = firsts[r]!;
        let k = found[r]!;
        for (;;) {
          const label = (entry >> 1) & 0x7ff;
          scores[label] = scores[label]! + (entry >> 12);
          if ((entry & 1) !== 0) break;
          entry = entries[++k]!;
        }
      }
    },
  };
}

const SPREAD = 0x9e3779b1;

/** Writes where the rows of the known features start to `found` and returns their number. */
function findRows(slots: Int32Array, shift: number, features: Uint32Array, count: number, found: Int32Array): number {
  const mask = slots.length - 1;
  for (let f = 0; f < count; f++) found[f] = slots[Math.imul(features[f]!, SPREAD) >>> shift]!;
  let n = 0;
  for (let f = 0; f < count; f++) {
    let slot = found[f]!;
    if (slot === 0) continue;
    const feature = features[f]! | 0;
    if (((slot ^ feature) & CHECK) !== 0) {
      let at = Math.imul(feature, SPREAD) >>> shift;
      do {
        at = (at + 1) & mask;
        slot = slots[at]!;
      } while (slot !== 0 && ((slot ^ feature) & CHECK) !== 0);
      if (slot === 0) continue;
    }
    found[n++] = slot >>> 10;
  }
  return n;
}

/** The size of the greatest weight. */
function largest({ keys, rows, weights, scales }: PackedRows): number {
  let most = 0;
  for (let i = 0; i < keys.length; i++) {
    for (let k = rows[i]!; k < rows[i + 1]!; k++) most = Math.max(most, Math.abs(weights[k]! * scales[i]!));
  }
  return most;
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

/** Ascending keys as their gaps, seven bits a byte, the last byte of a gap without the eighth bit: about half the room. */
export function packKeys(keys: Uint32Array): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const key of keys) {
    let gap = key - last;
    for (; gap > 127; gap = Math.floor(gap / 128)) bytes.push((gap % 128) | 128);
    bytes.push(gap);
    last = key;
  }
  return Uint8Array.from(bytes);
}

/** Reads `count` keys that {@link packKeys} wrote. */
export function unpackKeys(bytes: Uint8Array, count: number): Uint32Array {
  const keys = new Uint32Array(count);
  let last = 0;
  for (let i = 0, at = 0; i < count; i++) {
    let gap = 0;
    let shift = 0;
    // keys are below 2^32, so that what a shift loses is lost to the key as well
    for (; bytes[at]! > 127; shift += 7) gap |= (bytes[at++]! & 127) << shift;
    last = (last + (gap | (bytes[at++]! << shift))) | 0;
    keys[i] = last;
  }
  return keys;
}

function rowLengths(rows: Uint32Array): Uint16Array {
  const out = new Uint16Array(rows.length - 1);
  for (let i = 0; i < out.length; i++) out[i] = rows[i + 1]! - rows[i]!;
  return out;
}
