import { restoreCase } from "../names-case.js";
import { NAME_CLASSES, NAME_LABELS, type NameClass } from "../names-decode.js";
import { countVotes, MOST_FEATURES, type NameContext, nameContext, nameFeatures, voteFeatures } from "../names-features.js";
import { type NameKnowledge, type PlaceNames, wordTable } from "../names-words.js";
import type { NamedDocument } from "./names-data.js";
import type { LabelledRun } from "./names-perceptron.js";

/** Indices of features by hash; those seen fewer than `least` times in the corpora are dropped by {@link FeatureIndex.close}. */
export class FeatureIndex {
  private slots = new Int32Array(1 << 22).fill(-1);
  private hashes = new Uint32Array(1 << 21);
  private counts = new Uint32Array(1 << 21);
  size = 0;

  add(hash: number): number {
    const mask = this.slots.length - 1;
    let at = Math.imul(hash, 0x9e3779b1) >>> 5;
    for (;;) {
      const i = this.slots[at & mask]!;
      if (i < 0) break;
      if (this.hashes[i] === hash) {
        this.counts[i]!++;
        return i;
      }
      at++;
    }
    if (this.size === this.hashes.length) this.grow();
    const i = this.size++;
    this.hashes[i] = hash;
    this.counts[i] = 1;
    this.place(hash, i);
    return i;
  }

  /** New indices without the rare features: `map[i]` is -1 for a dropped one. */
  close(least: number): { readonly map: Int32Array; readonly keys: Uint32Array } {
    const map = new Int32Array(this.size).fill(-1);
    let n = 0;
    for (let i = 0; i < this.size; i++) if (this.counts[i]! >= least) map[i] = n++;
    const keys = new Uint32Array(n);
    for (let i = 0; i < this.size; i++) if (map[i]! >= 0) keys[map[i]!] = this.hashes[i]!;
    return { map, keys };
  }

  private place(hash: number, i: number): void {
    const mask = this.slots.length - 1;
    let at = Math.imul(hash, 0x9e3779b1) >>> 5;
    while (this.slots[at & mask]! >= 0) at++;
    this.slots[at & mask] = i;
  }

  private grow(): void {
    const wider = (a: Uint32Array): Uint32Array<ArrayBuffer> => {
      const b = new Uint32Array(a.length * 2);
      b.set(a);
      return b;
    };
    this.hashes = wider(this.hashes);
    this.counts = wider(this.counts);
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let i = 0; i < this.size; i++) this.place(this.hashes[i]!, i);
  }
}

const label = (type: NameClass, part: number): number => 1 + 4 * NAME_CLASSES.indexOf(type) + part;

/** The runs of a document, with what is needed to add features of a second reading. */
export interface DocumentRuns {
  readonly context: NameContext;
  readonly runs: LabelledRun[];
  /** First token of each run. */
  readonly starts: number[];
}

/** Cuts documents into runs of active tokens with their features. Names outside of active tokens are lost. */
export function labelledRuns(
  docs: readonly NamedDocument[],
  knowledge: NameKnowledge,
  places: PlaceNames,
  index: FeatureIndex,
): DocumentRuns[] {
  const buffer = new Uint32Array(MOST_FEATURES);
  const out: DocumentRuns[] = [];
  for (const doc of docs) {
    const runs: LabelledRun[] = [];
    const starting: number[] = [];
    const tokens = doc.sentences.flatMap((s) => s.words);
    const bounds = new Int32Array(doc.sentences.length + 1);
    const labels = new Uint8Array(tokens.length);
    doc.sentences.forEach((s, k) => {
      const base = bounds[k]!;
      bounds[k + 1] = base + s.words.length;
      for (const { first, last, type } of s.names) {
        for (let i = first; i < last; i++) {
          const part = last - first === 1 ? 3 : i === first ? 0 : i === last - 1 ? 2 : 1;
          labels[base + i] = label(type, part);
        }
      }
    });
    const { forms, modes } = restoreCase(tokens, bounds, knowledge, places);
    const context = nameContext(wordTable(forms, knowledge, places), bounds, modes, knowledge, places, doc.corpus);
    for (let s = 0; s + 1 < bounds.length; s++) {
      for (let i = bounds[s]!; i < bounds[s + 1]!; i++) {
        if (context.active[i] === 0) continue;
        let end = i + 1;
        while (end < bounds[s + 1]! && context.active[end] === 1) end++;
        const starts = new Int32Array(end - i + 1);
        const features: number[] = [];
        for (let k = i; k < end; k++) {
          const n = nameFeatures(context, s, k, buffer);
          for (let f = 0; f < n; f++) features.push(index.add(buffer[f]!));
          starts[k - i + 1] = features.length;
        }
        runs.push({ features: Int32Array.from(features), starts, labels: repaired(labels.slice(i, end)) });
        starting.push(i);
        i = end;
      }
    }
    out.push({ context, runs, starts: starting });
  }
  return out;
}

/** Adds to each run the features of a second reading; `guesses` are the first one's labels of each run. */
export function withVotes(doc: DocumentRuns, guesses: readonly Uint8Array[], index: FeatureIndex): LabelledRun[] {
  const labels = new Uint8Array(doc.context.words.ids.length);
  doc.starts.forEach((start, r) => {
    labels.set(guesses[r]!, start);
  });
  const votes = countVotes(doc.context, labels, NAME_LABELS);
  const buffer = new Uint32Array(MOST_FEATURES);
  return doc.runs.map((run, r) => {
    const features: number[] = [];
    const starts = new Int32Array(run.starts.length);
    for (let i = 0; i < run.labels.length; i++) {
      for (let k = run.starts[i]!; k < run.starts[i + 1]!; k++) features.push(run.features[k]!);
      const token = doc.starts[r]! + i;
      const n = voteFeatures(doc.context, votes, token, labels[token]!, buffer);
      for (let f = 0; f < n; f++) features.push(index.add(buffer[f]!));
      starts[i + 1] = features.length;
    }
    return { features: Int32Array.from(features), starts, labels: run.labels };
  });
}

/** Where a run cuts a name in two, its tokens become outside. */
function repaired(labels: Uint8Array): Uint8Array {
  let first = -1;
  for (let i = 0; i <= labels.length; i++) {
    const part = i < labels.length && labels[i]! > 0 ? (labels[i]! - 1) & 3 : 3;
    if (first >= 0 && (i === labels.length || part === 0 || part === 3)) {
      labels.fill(0, first, i);
      first = -1;
    }
    if (i === labels.length) break;
    if (labels[i]! > 0 && part === 0) first = i;
    else if (labels[i]! > 0 && part === 2) {
      if (first < 0) labels[i] = 0;
      first = -1;
    } else if (labels[i]! > 0 && part === 1 && first < 0) labels[i] = 0;
  }
  return labels;
}

/** The runs with other feature indices; dropped features are left out. */
export function renumbered(runs: readonly LabelledRun[], map: Int32Array): LabelledRun[] {
  return runs.map((run) => {
    const features: number[] = [];
    const starts = new Int32Array(run.starts.length);
    for (let i = 0; i < run.labels.length; i++) {
      for (let k = run.starts[i]!; k < run.starts[i + 1]!; k++) {
        const f = map[run.features[k]!]!;
        if (f >= 0) features.push(f);
      }
      starts[i + 1] = features.length;
    }
    return { features: Int32Array.from(features), starts, labels: run.labels };
  });
}
