import { decodeContainer } from "../learn/container.js";
import { FEATURE_SPACE } from "../learn/features.js";
import type { HiddenLayer } from "../learn/hidden-layer.js";
import type { EventType } from "../model.js";
import { readModel } from "./model-file.js";
import { widened } from "./tables.js";

/** What tells which words name events, and of which type. */
export interface TriggerModel {
  /** Its classes are the {@link types} in their order, and none. */
  readonly layer: HiddenLayer;
  readonly types: readonly EventType[];
}

export const TRIGGER_VERSION = 2;

/**
 * Reads `models/triggers.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadTriggers(root: string): TriggerModel {
  const { path, bytes } = readModel(root, "triggers");
  const container = decodeContainer(bytes, path, "triggers", TRIGGER_VERSION);
  const { types, scale, units } = container.meta as { types: EventType[]; scale: number; units: number };
  const at = new Int32Array(FEATURE_SPACE).fill(-1);
  let slot = -1;
  for (const [row, gap] of container.section("gaps", "u16").entries()) {
    slot += gap;
    at[slot] = row * units;
  }
  const vectors = Float32Array.from(container.section("vectors", "i8"), (w) => widened(w, scale));
  const [bias, out, outBias] = (["bias", "out", "outBias"] as const).map((name) => container.section(name, "f32"));
  return { layer: { at, vectors, bias: bias!, out: out!, outBias: outBias! }, types };
}
