import { describe, expect, it } from "vitest";
import { add, FEATURE_SPACE, featureBuffer } from "../../src/learn/features.js";
import { classify } from "../../src/learn/hidden-layer.js";
import { encodeClassifier, HiddenLayerTrainer } from "../../src/learn/train/hidden-layer.js";

const OPTIONS = { units: 16, epochs: 200, rate: 0.01, batch: 4, least: 1, dropped: 0, muted: 0 };
const CASES = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
] as const;

/** A layer that learnt which of two features differ, which no sum of weights tells. */
function learnt() {
  const trainer = new HiddenLayerTrainer(FEATURE_SPACE, 2, OPTIONS);
  const features = featureBuffer();
  for (let round = 0; round < 30; round++)
    for (const [a, b, gold] of CASES) {
      fill(features, a, b);
      trainer.example(features.slots, features.count, gold, 1);
    }
  return trainer.train();
}

function fill(features: ReturnType<typeof featureBuffer>, a: number, b: number) {
  features.count = 0;
  add(features, 1, a + 1);
  add(features, 2, b + 1);
}

describe("a hidden layer", () => {
  it("tells what no linear model can", () => {
    const layer = learnt();
    const features = featureBuffer();
    const odds = new Float64Array(2);
    for (const [a, b, gold] of CASES) {
      fill(features, a, b);
      classify(layer, features, odds);
      expect(odds[gold]).toBeGreaterThan(0.9);
      expect(odds[0]! + odds[1]!).toBeCloseTo(1, 10);
    }
  });

  it("is the same on every run", () => {
    const bytes = () => encodeClassifier("differ", 1, { layer: learnt(), classes: ["same", "other"] });
    expect(bytes()).toEqual(bytes());
  });

  it("goes by what it knows where a feature is new", () => {
    const layer = learnt();
    const features = featureBuffer();
    fill(features, 5, 6);
    const odds = new Float64Array(2);
    classify(layer, features, odds);
    expect([...odds].every(Number.isFinite)).toBe(true);
  });

  it("leaves out features that too few examples have", () => {
    const trainer = new HiddenLayerTrainer(FEATURE_SPACE, 2, { ...OPTIONS, least: 2, epochs: 2 });
    const features = featureBuffer();
    fill(features, 0, 0);
    trainer.example(features.slots, features.count, 0, 1);
    fill(features, 0, 1);
    trainer.example(features.slots, features.count, 1, 1);
    expect(trainer.train().vectors).toHaveLength(OPTIONS.units);
  });
});
