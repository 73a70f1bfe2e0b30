import { decodeContainer } from "../learn/container.js";
import { FEATURE_SPACE } from "../learn/features.js";
import type { HiddenLayer } from "../learn/hidden-layer.js";
import { readModel } from "./model-file.js";
import { widened } from "./tables.js";

/** A small network over hashed features, with the names of its classes. */
export interface Classifier<Class extends string = string> {
  readonly layer: HiddenLayer;
  readonly classes: readonly Class[];
}

/**
 * Reads `models/NAME.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadClassifier<Class extends string>(root: string, name: string, version: number): Classifier<Class> {
  const { path, bytes } = readModel(root, name);
  const container = decodeContainer(bytes, path, name, version);
  const { classes, scale, units } = container.meta as { classes: Class[]; scale: number; units: number };
  const at = new Int32Array(FEATURE_SPACE).fill(-1);
  let slot = -1;
  for (const [row, gap] of container.section("gaps", "u16").entries()) {
    slot += gap;
    at[slot] = row * units;
  }
  const vectors = Float32Array.from(container.section("vectors", "i8"), (w) => widened(w, scale));
  const [bias, out, outBias] = (["bias", "out", "outBias"] as const).map((section) => container.section(section, "f32"));
  return { layer: { at, vectors, bias: bias!, out: out!, outBias: outBias! }, classes };
}
