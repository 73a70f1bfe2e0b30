import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearModel } from "../../src/learn/linear.js";
import { AveragedPerceptron, FeatureSet, packAveraged } from "../../src/learn/train/perceptron.js";

const feature = fc.integer({ min: 1, max: 0xffffffff });

describe("FeatureSet", () => {
  it("keeps what it holds, in order, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(feature, { maxLength: 2000 }), fc.array(feature), (held, others) => {
        const list = Uint32Array.from([...others, ...held.slice(0, 50), ...others]);
        const wanted = [...list].filter((f) => held.includes(f));
        const kept = new FeatureSet(Uint32Array.from(held)).keep(list, list.length);
        expect([...list.subarray(0, kept)]).toEqual(wanted);
      }),
    );
  });
});

describe("packAveraged", () => {
  it("leaves the strongest features, and of their weights four a feature at most", () => {
    const perceptron = new AveragedPerceptron(10);
    for (let strength = 1; strength <= 6; strength++) {
      for (let label = 0; label < 10; label++) {
        perceptron.update(Uint32Array.of(strength), 1, label, strength * (1 + label / 10));
      }
    }
    perceptron.tick();
    const packed = packAveraged([perceptron], 10, { rows: 2 });
    expect([...packed.keys]).toEqual([5, 6]);
    expect(packed.weights).toHaveLength(8);
    const scores = new Int32Array(10);
    linearModel(packed, 10).score(Uint32Array.of(1, 5, 6), 3, scores);
    expect(scores.indexOf(Math.max(...scores))).toBe(9);
    expect(scores[0]).toBe(0);
  });
});
