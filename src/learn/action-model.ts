import type { Container, Section } from "./container.js";
import { packKeys, unpackKeys } from "./linear.js";

/**
 * The packed weights of the parser's three actions: what a feature speaks for an arc to the left and for one to the right,
 * against shifting, in whole numbers of 12 bits (only their order counts, so they have no unit). Keys ascend.
 */
export interface PackedActions {
  /** Log2 of the number of slots that the features were chosen for. */
  readonly bits: number;
  readonly keys: Uint32Array;
  readonly lefts: Int16Array;
  readonly rights: Int16Array;
}

/** Greatest weight of {@link PackedActions}. */
export const MOST_WEIGHT = 2047;

/** Bits of a key that a slot keeps; the first ones tell the slot. */
const CHECK = 0xff;

/** Writes the scores of the three actions: shifting is 0. */
export type ActionModel = (features: Uint32Array, count: number, scores: Int32Array) => void;

/** Slots that a feature may stand in. */
export const PLACE = 4;

/** Log2 of the number of slots for so many features: half full, few find no slot. */
export function slotBits(features: number): number {
  return Math.max(8, 32 - Math.clz32(Math.ceil(features * 1.4)));
}

/** The first of the {@link PLACE} slots of a feature in a table of 2 to the power of `bits`. */
export function placeOf(feature: number, bits: number): number {
  return (feature >>> (32 - bits)) & -PLACE;
}

/**
 * Readies packed weights for scoring: a table of slots of 32 bits, each two weights and the last bits of the feature. The
 * four slots where a feature may stand are read and added without a branch: whether a feature is known can't be guessed,
 * and a wrong guess costs more than all else; memory beyond some four megabytes costs as much. A feature that finds no
 * slot is left out (`packActions` keeps none such); an unknown one passes for a known one about once in a hundred times.
 */
export function actionModel({ bits, keys, lefts, rights }: PackedActions): ActionModel {
  const table = new Int32Array(1 << bits);
  for (let i = 0; i < keys.length; i++) {
    const place = placeOf(keys[i]!, bits);
    for (let at = place; at < place + PLACE; at++) {
      if (table[at] !== 0) continue;
      table[at] = (lefts[i]! << 20) | ((rights[i]! & 0xfff) << 8) | (keys[i]! & CHECK);
      break;
    }
  }
  const shift = 32 - bits;
  return (features, count, scores) => {
    let left = 0;
    let right = 0;
    for (let f = 0; f < count; f++) {
      const feature = features[f]! | 0;
      const at = (feature >>> shift) & -PLACE;
      const a = table[at]!;
      const b = table[at + 1]!;
      const c = table[at + 2]!;
      const d = table[at + 3]!;
      // each slot where its last bits are the feature's, else 0
      const cell =
        (a & ((((a ^ feature) & CHECK) - 1) >> 31)) +
        (b & ((((b ^ feature) & CHECK) - 1) >> 31)) +
        (c & ((((c ^ feature) & CHECK) - 1) >> 31)) +
        (d & ((((d ^ feature) & CHECK) - 1) >> 31));
      left += cell >> 20;
      right += (cell << 12) >> 20;
    }
    scores[0] = 0;
    scores[1] = left;
    scores[2] = right;
  };
}

/** Sections of a container, under a prefix, that hold packed actions. */
export function actionSections(prefix: string, packed: PackedActions): Record<string, Section> {
  return {
    [`${prefix}.bits`]: Uint8Array.of(packed.bits),
    [`${prefix}.gaps`]: packKeys(packed.keys),
    [`${prefix}.lefts`]: packed.lefts,
    [`${prefix}.rights`]: packed.rights,
  };
}

/** Reads what {@link actionSections} wrote. */
export function readActions(container: Container, prefix: string): PackedActions {
  const lefts = container.section(`${prefix}.lefts`, "i16");
  return {
    bits: container.section(`${prefix}.bits`, "u8")[0]!,
    keys: unpackKeys(container.section(`${prefix}.gaps`, "u8"), lefts.length),
    lefts,
    rights: container.section(`${prefix}.rights`, "i16"),
  };
}
