import { decodeContainer } from "../learn/container.js";
import type { LogisticModel } from "../learn/logistic.js";
import { readModel } from "./model-file.js";

/** Logistic models that ship: how likely a claim is read rightly. */
export type LogisticName = "confidence";

export const LOGISTIC_VERSION = 1;

/**
 * Reads `models/NAME.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadLogistic(root: string, name: LogisticName): LogisticModel {
  const { path, bytes } = readModel(root, name);
  const container = decodeContainer(bytes, path, name, LOGISTIC_VERSION);
  const weights = container.section("weights", "f32");
  const { intercept } = container.meta as { intercept: number };
  return { intercept, weights: new Map(container.strings("names").map((feature, i) => [feature, weights[i]!])) };
}
