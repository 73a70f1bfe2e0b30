import { candidateIndex, candidates, enter } from "./coreference-candidates.js";
import { absorb, type Clusters, emptyClusters, join } from "./coreference-clusters.js";
import { compatible, MOST_FEATURES, newFeatures, pairFeatures, sameType } from "./coreference-features.js";
import { type Frame, Kind } from "./coreference-frame.js";
import { forbidden, sureLink } from "./coreference-types.js";

/** The choices for one draft: candidate `k` has the features `features[starts[k]..starts[k + 1])`; the last choice is a new chain. */
export interface Choices {
  count: number;
  readonly antecedents: Int32Array;
  readonly starts: Int32Array;
  readonly features: Uint32Array;
}

const MOST = 257;

/** Goes through a document from left to right: offers the choices of each draft, and takes the decision on it. */
export interface Walk {
  readonly clusters: Clusters;
  /** Fills in the choices for draft `i`; call once for each draft in order. */
  choices(i: number): Choices;
  /** The antecedent of draft `i` that needs no score, -1 where there is none; call after {@link choices}. */
  sure(i: number): number;
  /** Decides: `antecedent` -1 opens a chain. */
  decide(i: number, antecedent: number): void;
}

export function walk(frame: Frame): Walk {
  const clusters = emptyClusters(frame.count);
  const index = candidateIndex(frame);
  const scratch = new Uint32Array(MOST_FEATURES);
  const choices: Choices = {
    count: 0,
    antecedents: new Int32Array(MOST),
    starts: new Int32Array(MOST + 1),
    features: new Uint32Array(MOST * MOST_FEATURES),
  };
  const push = (antecedent: number, n: number) => {
    const k = choices.count++;
    choices.antecedents[k] = antecedent;
    choices.features.set(scratch.subarray(0, n), choices.starts[k]!);
    choices.starts[k + 1] = choices.starts[k]! + n;
  };
  return {
    clusters,
    choices: (i) => {
      choices.count = 0;
      const n = candidates(index, frame, i);
      let rank = 0;
      let alike = 0;
      let known = 0;
      for (let k = 0; k < n; k++) {
        const j = index.buffer[k]!;
        if (forbidden(frame, clusters, i, j)) continue;
        push(j, pairFeatures(frame, clusters, i, j, rank, alike, scratch));
        if (compatible(frame, clusters, i, j)) rank++;
        if (frame.kind[j] !== Kind.Pronoun && sameType(frame, clusters, i, j)) alike++;
        if (frame.lemma[i] === frame.lemma[j]) known++;
      }
      push(-1, newFeatures(frame, i, known, scratch));
      return choices;
    },
    sure: (i) => sureLink(frame, clusters, i, choices.antecedents, choices.count - 1),
    decide: (i, antecedent) => {
      join(clusters, frame, i, antecedent);
      absorb(clusters, frame, i);
      enter(index, frame, clusters, i);
    },
  };
}

/** The chains that the weights (indexed by feature hash, a power of two of them) lead to. */
export function rank(frame: Frame, weights: Float32Array): Clusters {
  const steps = walk(frame);
  const mask = weights.length - 1;
  for (let i = 0; i < frame.count; i++) {
    const { count, antecedents, starts, features } = steps.choices(i);
    const sure = steps.sure(i);
    if (sure >= 0) {
      steps.decide(i, sure);
      continue;
    }
    let best = count - 1;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      let score = 0;
      for (let f = starts[k]!; f < starts[k + 1]!; f++) score += weights[features[f]! & mask]!;
      if (score > most) {
        most = score;
        best = k;
      }
    }
    steps.decide(i, antecedents[best]!);
  }
  return steps.clusters;
}
