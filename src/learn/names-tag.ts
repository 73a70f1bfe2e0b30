import type { LinearModel } from "./linear.js";
import { restoreCase } from "./names-case.js";
import { bestLabels, NAME_LABELS, type NameSpan, spansOf } from "./names-decode.js";
import { countVotes, MOST_FEATURES, type NameContext, nameContext, nameFeatures, voteFeatures } from "./names-features.js";
import { type NameKnowledge, type PlaceNames, wordTable } from "./names-words.js";

/** Weights of the recogniser's two readings: a document is labelled, and again knowing what the first reading found. */
export interface NameWeights {
  /** Scores of the first reading's labels, then of the second's. */
  readonly emissions: LinearModel;
  /** Of each reading, row by row: score of going from one label to another. */
  readonly transitions: readonly [Float32Array, Float32Array];
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
  const runs = activeRuns(context);
  const features = new Uint32Array(MOST_FEATURES);
  const row = new Int32Array(2 * NAME_LABELS);
  const { unit } = weights.emissions;
  const longest = runs.longest;
  const first = new Float32Array(longest * NAME_LABELS);
  const back = new Uint8Array(longest * NAME_LABELS);
  const found = new Uint8Array(longest);
  const second = new Float32Array(runs.tokens * NAME_LABELS);
  const labels = new Uint8Array(tokens.length);

  let at = 0;
  for (let r = 0; r < runs.starts.length; r++) {
    const start = runs.starts[r]!;
    const length = runs.ends[r]! - start;
    for (let k = 0; k < length; k++) {
      row.fill(0);
      weights.emissions.score(features, nameFeatures(context, runs.sentences[r]!, start + k, features), row);
      for (let y = 0; y < NAME_LABELS; y++) first[k * NAME_LABELS + y] = row[y]! * unit;
      for (let y = 0; y < NAME_LABELS; y++) second[at * NAME_LABELS + y] = row[NAME_LABELS + y]! * unit;
      at++;
    }
    bestLabels(first, length, weights.transitions[0], found, back);
    labels.set(found.subarray(0, length), start);
  }

  const votes = countVotes(context, labels, NAME_LABELS);
  const spans: NameSpan[] = [];
  at = 0;
  for (let r = 0; r < runs.starts.length; r++) {
    const start = runs.starts[r]!;
    const length = runs.ends[r]! - start;
    const scores = second.subarray(at * NAME_LABELS, (at + length) * NAME_LABELS);
    at += length;
    for (let k = 0; k < length; k++) {
      const n = voteFeatures(context, votes, start + k, labels[start + k]!, features);
      if (n === 0) continue;
      row.fill(0);
      weights.emissions.score(features, n, row);
      for (let y = 0; y < NAME_LABELS; y++) scores[k * NAME_LABELS + y]! += row[NAME_LABELS + y]! * unit;
    }
    bestLabels(scores, length, weights.transitions[1], found, back);
    spansOf(found, length, start, spans);
  }
  return spans;
}

/** Maximal stretches of active tokens within sentences. */
function activeRuns(context: NameContext): { starts: number[]; ends: number[]; sentences: number[]; longest: number; tokens: number } {
  const { active, bounds } = context;
  const starts: number[] = [];
  const ends: number[] = [];
  const sentences: number[] = [];
  let longest = 1;
  let tokens = 0;
  for (let s = 0; s + 1 < bounds.length; s++) {
    const to = bounds[s + 1]!;
    for (let i = bounds[s]!; i < to; i++) {
      if (active[i] === 0) continue;
      let end = i + 1;
      while (end < to && active[end] === 1) end++;
      starts.push(i);
      ends.push(end);
      sentences.push(s);
      longest = Math.max(longest, end - i);
      tokens += end - i;
      i = end;
    }
  }
  return { starts, ends, sentences, longest, tokens };
}
