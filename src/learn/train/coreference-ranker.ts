import type { Frame } from "../../annotate/coreference-frame.js";
import { type Choices, walk } from "../../annotate/coreference-rank.js";
import { seededRandom, shuffle } from "./random.js";

/** A document ready for training: what features are read from, and the gold chain of each draft (`""`: of its own). */
export interface RankerExample {
  readonly frame: Frame;
  readonly gold: readonly string[];
}

export interface RankerOptions {
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  /** L2 strength per example. */
  readonly decay: number;
  /** What a wrong decision costs in the margin: linking what is new, opening what is old, the wrong link. */
  readonly falseLink: number;
  readonly falseNew: number;
  readonly wrongLink: number;
  /** A feature counts only if this many documents have it. */
  readonly support: number;
}

export const RANKER: RankerOptions = { bits: 17, epochs: 4, rate: 0.1, decay: 0, falseLink: 0.4, falseNew: 2, wrongLink: 1, support: 4 };

/**
 * Trains the antecedent ranker: for each draft a log-linear choice among its candidates and a new chain, with the
 * probability of all right antecedents together as the objective and costs in the margin (Durrett and Klein 2013), by
 * AdaGrad. Later epochs follow the chains that the weights themselves make, so that training sees what decoding will see.
 * @returns weights by feature hash, averaged over the last half of the training
 */
export function trainRanker(examples: readonly RankerExample[], options: RankerOptions = RANKER): Float32Array {
  const size = 1 << options.bits;
  const weights = new Float32Array(size);
  const squares = new Float32Array(size);
  const sum = new Float64Array(size);
  let averaged = 0;
  const usable = supported(examples, size, options.support);
  const random = seededRandom(7);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const e of order) document(examples[e]!, weights, squares, usable, options, epoch > 0);
    if (epoch * 2 >= options.epochs) {
      for (let f = 0; f < size; f++) sum[f] = sum[f]! + weights[f]!;
      averaged++;
    }
  }
  return Float32Array.from(sum, (v) => v / averaged);
}

function document(
  { frame, gold }: RankerExample,
  weights: Float32Array,
  squares: Float32Array,
  usable: Uint8Array,
  options: RankerOptions,
  follow: boolean,
): void {
  const steps = walk(frame);
  const mask = weights.length - 1;
  const scores = new Float64Array(300);
  const right = new Uint8Array(300);
  for (let i = 0; i < frame.count; i++) {
    const choices = steps.choices(i);
    const { count, antecedents } = choices;
    const sure = steps.sure(i);
    if (sure >= 0) {
      steps.decide(i, sure);
      continue;
    }
    const chain = gold[i]!;
    let anyRight = false;
    for (let k = 0; k < count - 1; k++) {
      right[k] = chain !== "" && gold[antecedents[k]!] === chain ? 1 : 0;
      if (right[k]) anyRight = true;
    }
    right[count - 1] = anyRight ? 0 : 1;
    let best = count - 1;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      scores[k] = scoreOf(choices, k, weights, mask);
      if (scores[k]! > most) {
        most = scores[k]!;
        best = k;
      }
    }
    if (count > 1) step(choices, scores, right, weights, squares, usable, options, anyRight, mask);
    let antecedent = antecedents[best]!;
    if (!follow) {
      antecedent = -1;
      for (let k = 0; k < count - 1; k++) if (right[k]) antecedent = Math.max(antecedent, antecedents[k]!);
    }
    steps.decide(i, antecedent);
  }
}

function scoreOf({ starts, features }: Choices, k: number, weights: Float32Array, mask: number): number {
  let score = 0;
  for (let f = starts[k]!; f < starts[k + 1]!; f++) score += weights[features[f]! & mask]!;
  return score;
}

/** One gradient step of the margin-augmented log-likelihood. */
function step(
  choices: Choices,
  scores: Float64Array,
  right: Uint8Array,
  weights: Float32Array,
  squares: Float32Array,
  usable: Uint8Array,
  options: RankerOptions,
  anyRight: boolean,
  mask: number,
): void {
  const { count, starts, features } = choices;
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    if (!right[k]) scores[k] = scores[k]! + (k === count - 1 ? options.falseNew : anyRight ? options.wrongLink : options.falseLink);
    top = Math.max(top, scores[k]!);
  }
  let all = 0;
  let good = 0;
  for (let k = 0; k < count; k++) {
    scores[k] = Math.exp(scores[k]! - top);
    all += scores[k]!;
    if (right[k]) good += scores[k]!;
  }
  for (let k = 0; k < count; k++) {
    const p = scores[k]! / all;
    const gradient = right[k] ? (good > 0 ? scores[k]! / good : 0) - p : -p;
    if (Math.abs(gradient) < 1e-3) continue;
    for (let f = starts[k]!; f < starts[k + 1]!; f++) {
      const at = features[f]! & mask;
      if (usable[at] === 0) continue;
      squares[at] = squares[at]! + gradient * gradient;
      weights[at] = weights[at]! * (1 - options.decay) + (options.rate * gradient) / Math.sqrt(squares[at]! + 1e-2);
    }
  }
}

/** Marks the features that occur in enough documents: rare words would be learned by heart. */
function supported(examples: readonly RankerExample[], size: number, support: number): Uint8Array {
  const documents = new Uint8Array(size);
  const last = new Int32Array(size).fill(-1);
  for (const [e, { frame, gold }] of examples.entries()) {
    const steps = walk(frame);
    for (let i = 0; i < frame.count; i++) {
      const { count, antecedents, starts, features } = steps.choices(i);
      let antecedent = -1;
      for (let k = 0; k < count - 1; k++)
        if (gold[i] !== "" && gold[antecedents[k]!] === gold[i]) antecedent = Math.max(antecedent, antecedents[k]!);
      for (let f = 0; f < starts[count]!; f++) {
        const at = features[f]! & (size - 1);
        if (last[at] === e) continue;
        last[at] = e;
        if (documents[at]! < 255) documents[at] = documents[at]! + 1;
      }
      steps.decide(i, antecedent);
    }
  }
  return documents.map((n) => (n >= support ? 1 : 0));
}
