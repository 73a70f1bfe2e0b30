import { decodeContainer } from "../learn/container.js";
import { readModel } from "./model-file.js";

/** Tables of weights, each indexed by a feature's hash, with what else the model's file tells. */
export interface Tables {
  readonly tables: readonly Float32Array[];
  readonly meta: Readonly<Record<string, unknown>>;
}

/**
 * Reads the tables of `models/NAME.bin` below `root`, in the order of their names.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadTables(root: string, name: string, version: number, names: readonly string[]): Tables {
  const { path, bytes } = readModel(root, name);
  const container = decodeContainer(bytes, path, name, version);
  const { sizes, scales } = container.meta as { sizes: number[]; scales: number[] };
  const tables = names.map((table, i) =>
    widenTable(container.section(`${table}.gaps`, "u8"), container.section(`${table}.weights`, "i8"), scales[i]!, sizes[i]!),
  );
  return { tables, meta: container.meta as Record<string, unknown> };
}

/** The weight that 8 bits stand for: the square of what they say, with its sign. */
export const widened = (w: number, scale: number): number => w * Math.abs(w) * scale;

/** A table from the gaps between its slots and its weights; 8 bits hold a weight's signed square root. */
export function widenTable(gaps: Uint8Array, weights: Int8Array, scale: number, size: number): Float32Array {
  const out = new Float32Array(size);
  let slot = -1;
  let at = 0;
  for (let i = 0; i < weights.length; i++) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = gaps[at++]!;
      gap |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    slot += gap;
    out[slot] = widened(weights[i]!, scale);
  }
  return out;
}
