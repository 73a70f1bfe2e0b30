import type { Clusters } from "./coreference-clusters.js";
import { Determiner, type Frame, Kind } from "./coreference-frame.js";

/** How many drafts back a pronoun or nominal looks. */
const PRONOUN_WINDOW = 40;
const NOMINAL_WINDOW = 40;
const SENTENCES = 5;
/** How many earlier drafts are kept for a word of a name or a head noun, the latest of each chain. */
const KEPT = 4;

/** Where earlier names and nominals are looked up, so that the cost of a draft does not grow with the document. */
export interface CandidateIndex {
  readonly byWord: Map<number, number[]>;
  readonly byHead: Map<number, number[]>;
  readonly byForm: Map<number, number[]>;
  readonly buffer: Int32Array;
  readonly seen: Int32Array;
}

export function candidateIndex(frame: Frame): CandidateIndex {
  return {
    byWord: new Map(),
    byHead: new Map(),
    byForm: new Map(),
    buffer: new Int32Array(256),
    seen: new Int32Array(frame.count).fill(-1),
  };
}

/** Enters a draft once its chain is known: the latest of each of the last few chains stays findable. */
export function enter(index: CandidateIndex, frame: Frame, clusters: Clusters, i: number): void {
  const key = frame.names[i];
  if (key) {
    for (const word of key.words) keep(index.byWord, word, clusters, i);
    if (key.country !== key.whole) keep(index.byWord, key.country, clusters, i);
    else keep(index.byWord, key.whole, clusters, i);
    if (key.core !== key.whole) keep(index.byWord, key.core, clusters, i);
    if (key.nation !== 0) keep(index.byWord, key.office ^ key.nation, clusters, i);
    if (key.abbreviation) keep(index.byWord, key.abbreviation ^ 0x5bd1e995, clusters, i);
    if (key.initials) keep(index.byWord, key.initials ^ 0x5bd1e995, clusters, i);
    if (key.allInitials && key.allInitials !== key.initials) keep(index.byWord, key.allInitials ^ 0x5bd1e995, clusters, i);
  } else if (frame.kind[i] === Kind.Nominal) keep(index.byHead, frame.lemma[i]!, clusters, i);
  else if (frame.person[i] !== 3) keep(index.byForm, frame.lemma[i]!, clusters, i);
}

function keep(map: Map<number, number[]>, key: number, clusters: Clusters, i: number): void {
  const list = map.get(key);
  if (!list) {
    map.set(key, [i]);
    return;
  }
  const c = clusters.of[i];
  const at = list.findIndex((j) => clusters.of[j] === c);
  if (at >= 0) list.splice(at, 1);
  list.push(i);
  if (list.length > KEPT) list.shift();
}

/**
 * The drafts that `i` may refer back to, nearest first within the window, then what the indices hold from further back.
 * @returns how many were put into `index.buffer`
 */
export function candidates(index: CandidateIndex, frame: Frame, i: number): number {
  const { buffer, seen } = index;
  let n = 0;
  const add = (j: number) => {
    if (j >= 0 && j < i && seen[j] !== i && n < buffer.length && !overlaps(frame, i, j)) {
      seen[j] = i;
      buffer[n++] = j;
    }
  };
  const addAll = (list: readonly number[] | undefined) => {
    if (list) for (const j of list) add(j);
  };
  const kind = frame.kind[i]!;
  const sentence = frame.sentence[i]!;
  if (frame.bound[i]! >= 0) add(frame.bound[i]!);
  if (frame.sure[i]! >= 0) return n;
  if (frame.uttered[i]! >= 0) add(frame.uttered[i]!);
  if (kind === Kind.Pronoun) {
    for (let j = i - 1; j >= Math.max(0, i - PRONOUN_WINDOW) && sentence - frame.sentence[j]! <= SENTENCES; j--) add(j);
    if (frame.person[i] !== 3) {
      addAll(index.byForm.get(frame.lemma[i]!));
      if (frame.speaker[i]! >= 0) add(draftWithHead(frame, i, frame.speaker[i]!));
    }
  } else if (kind === Kind.Nominal) {
    const open = frame.determiner[i] !== Determiner.Indefinite;
    for (let j = i - 1; open && j >= Math.max(0, i - NOMINAL_WINDOW); j--) {
      if (
        frame.names[j] ||
        (frame.kind[j] === Kind.Nominal
          ? frame.lemma[j] === frame.lemma[i] || (frame.type[j] !== 0 && sentence - frame.sentence[j]! <= SENTENCES)
          : sentence - frame.sentence[j]! <= 2)
      )
        add(j);
    }
    addAll(index.byHead.get(frame.lemma[i]!));
  } else {
    const key = frame.names[i]!;
    for (const word of key.words) addAll(index.byWord.get(word));
    addAll(index.byWord.get(key.country));
    addAll(index.byWord.get(key.whole));
    if (key.core !== key.whole) addAll(index.byWord.get(key.core));
    if (key.nation !== 0) addAll(index.byWord.get(key.office ^ key.nation));
    if (key.abbreviation) addAll(index.byWord.get(key.abbreviation ^ 0x5bd1e995));
    if (key.initials) addAll(index.byWord.get(key.initials ^ 0x5bd1e995));
    if (key.allInitials) addAll(index.byWord.get(key.allInitials ^ 0x5bd1e995));
    for (let j = i - 1; j >= Math.max(0, i - 20) && sentence - frame.sentence[j]! <= 2; j--) if (frame.kind[j] !== Kind.Demonym) add(j);
  }
  return n;
}

/** Whether one lies inside the other: "its leader" is not "it" (a relative pronoun's clause is cut off its noun). */
function overlaps(frame: Frame, i: number, j: number): boolean {
  return frame.bound[i] !== j && frame.first[i]! < frame.last[j]! && frame.first[j]! < frame.last[i]!;
}

/** The draft before `i` whose head is the token, -1 where there is none near. */
export function draftWithHead(frame: Frame, i: number, token: number): number {
  for (let j = i; j >= 0 && frame.head[j]! > token - 60; j--) if (frame.head[j] === token) return j;
  for (let j = i + 1; j < frame.count && frame.head[j]! <= token + 60; j++) if (frame.head[j] === token) return j;
  return -1;
}
