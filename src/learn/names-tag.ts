import type { LinearModel } from "./linear.js";
import { restoreCase } from "./names-case.js";
import { bestLabels, NAME_LABELS, type NameSpan, spansOf } from "./names-decode.js";
import { MOST_FEATURES, nameContext, nameFeatures } from "./names-features.js";
import { type NameKnowledge, type PlaceNames, wordTable } from "./names-words.js";

/** Weights of the recogniser. */
export interface NameWeights {
  readonly emissions: LinearModel;
  /** Row by row: score of going from one label to another. */
  readonly transitions: Float32Array;
}

/** Names in a tokenised document; `bounds`: first token of each sentence, and the number of tokens at the end. */
export function tagNames(
  tokens: readonly string[],
  bounds: Int32Array,
  weights: NameWeights,
  knowledge: NameKnowledge,
  places: PlaceNames,
): NameSpan[] {
  const { forms, modes } = restoreCase(tokens, bounds, knowledge, places);
  const context = nameContext(wordTable(forms, knowledge, places), bounds, modes, knowledge, places);
  const features = new Uint32Array(MOST_FEATURES);
  let room = 256;
  let emissions = new Float32Array(room * NAME_LABELS);
  let back = new Uint8Array(room * NAME_LABELS);
  let labels = new Uint8Array(room);
  const spans: NameSpan[] = [];
  for (let s = 0; s + 1 < bounds.length; s++) {
    const to = bounds[s + 1]!;
    for (let i = bounds[s]!; i < to; i++) {
      if (context.active[i] === 0) continue;
      let end = i + 1;
      while (end < to && context.active[end] === 1) end++;
      const length = end - i;
      if (length > room) {
        room = length * 2;
        emissions = new Float32Array(room * NAME_LABELS);
        back = new Uint8Array(room * NAME_LABELS);
        labels = new Uint8Array(room);
      }
      for (let k = 0; k < length; k++) {
        const row = emissions.subarray(k * NAME_LABELS, (k + 1) * NAME_LABELS);
        row.fill(0);
        weights.emissions.score(features, nameFeatures(context, s, i + k, features), row);
      }
      bestLabels(emissions, length, weights.transitions, labels, back);
      spansOf(labels, length, i, spans);
      i = end;
    }
  }
  return spans;
}
