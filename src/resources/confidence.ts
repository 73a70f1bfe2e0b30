import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceError } from "../errors.js";
import { decodeContainer } from "../learn/container.js";

/** A logistic model over named features: how likely a claim is read rightly. */
export interface ConfidenceModel {
  readonly intercept: number;
  /** Weight of each feature; those it does not know count nothing. */
  readonly weights: ReadonlyMap<string, number>;
}

export const CONFIDENCE_VERSION = 1;

/**
 * Reads `models/confidence.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadConfidence(root: string): ConfidenceModel {
  const path = join(root, "models", "confidence.bin");
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new ResourceError(`${path}: can't be read (${(cause as NodeJS.ErrnoException).code ?? cause})`);
  }
  const container = decodeContainer(bytes, path, "confidence", CONFIDENCE_VERSION);
  const weights = container.section("weights", "f32");
  const names = container.strings("names");
  return { intercept: (container.meta as { intercept: number }).intercept, weights: new Map(names.map((name, i) => [name, weights[i]!])) };
}
