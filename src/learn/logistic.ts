/** A logistic model over named features. */
export interface LogisticModel {
  readonly intercept: number;
  /** Weight of each feature; those it does not know count nothing. */
  readonly weights: ReadonlyMap<string, number>;
}

/** Named features with their values; most are 1. */
export type Features = ReadonlyMap<string, number>;

/** Named features as they are found, one list beside the other. No name comes twice. */
export interface FeatureList {
  readonly names: string[];
  readonly values: number[];
}

export const asMap = ({ names, values }: FeatureList): Features => new Map(names.map((name, i) => [name, values[i]!]));

/** {@link probability} of listed features, without making a map of them. */
export function probabilityOf({ names, values }: FeatureList, model: LogisticModel): number {
  let z = model.intercept;
  for (let i = 0; i < names.length; i++) z += (model.weights.get(names[i]!) ?? 0) * values[i]!;
  return 1 / (1 + Math.exp(-z));
}

/** The probability, 0 to 1, that a thing with these features is what the model was fitted to tell. */
export function probability(features: Features, model: LogisticModel): number {
  let z = model.intercept;
  for (const [name, value] of features) z += (model.weights.get(name) ?? 0) * value;
  return 1 / (1 + Math.exp(-z));
}
