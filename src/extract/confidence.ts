import type { ConfidenceModel } from "../resources/confidence.js";

/** Named features of a claim with their values; most are 1. */
export type ClaimFeatures = ReadonlyMap<string, number>;

/** The probability that a claim with these features is read rightly, 0 to 1. */
export function claimConfidence(features: ClaimFeatures, model: ConfidenceModel): number {
  let z = model.intercept;
  for (const [name, value] of features) z += (model.weights.get(name) ?? 0) * value;
  return 1 / (1 + Math.exp(-z));
}
