import { type Frame, Gender, Kind } from "./coreference-frame.js";

/** Chains as they grow from left to right, with what is known of each. */
export interface Clusters {
  /** Cluster of each draft so far. */
  readonly of: Int32Array;
  readonly last: Int32Array;
  readonly size: Int32Array;
  /** Bits of the genders, numbers and kinds seen. */
  readonly genders: Uint8Array;
  readonly numbers: Uint8Array;
  readonly kinds: Uint8Array;
  /** Bits of the pronoun forms seen. */
  readonly pronouns: Uint16Array;
  /** Type code of its first name, else of its first typed nominal. */
  readonly type: Uint8Array;
  /** The draft of its longest name, -1. */
  readonly name: Int32Array;
  /** Draft of the first nominal, -1. */
  readonly nominal: Int32Array;
  count: number;
}

export function emptyClusters(n: number): Clusters {
  return {
    of: new Int32Array(n).fill(-1),
    last: new Int32Array(n),
    size: new Int32Array(n),
    genders: new Uint8Array(n),
    numbers: new Uint8Array(n),
    kinds: new Uint8Array(n),
    pronouns: new Uint16Array(n),
    type: new Uint8Array(n),
    name: new Int32Array(n).fill(-1),
    nominal: new Int32Array(n).fill(-1),
    count: 0,
  };
}

/** Puts draft `i` into the chain of draft `antecedent`, or into a new one where that is -1. */
export function join(clusters: Clusters, frame: Frame, i: number, antecedent: number): void {
  const c = antecedent < 0 ? clusters.count++ : clusters.of[antecedent]!;
  const kind = frame.kind[i]!;
  clusters.of[i] = c;
  clusters.last[c] = i;
  clusters.size[c] = clusters.size[c]! + 1;
  clusters.kinds[c] = clusters.kinds[c]! | (1 << kind);
  if (frame.gender[i] !== Gender.Unknown) clusters.genders[c] = clusters.genders[c]! | (1 << frame.gender[i]!);
  if (frame.number[i] !== 0) clusters.numbers[c] = clusters.numbers[c]! | (1 << frame.number[i]!);
  if (kind === Kind.Pronoun) {
    clusters.pronouns[c] = clusters.pronouns[c]! | (1 << frame.form[i]!);
    return;
  }
  if (frame.names[i]) {
    const longest = clusters.name[c]!;
    if (longest < 0) clusters.type[c] = frame.type[i]!;
    if (longest < 0 || frame.names[i]!.words.length > frame.names[longest]!.words.length) clusters.name[c] = i;
  } else {
    if (clusters.nominal[c]! < 0) clusters.nominal[c] = i;
    if (clusters.type[c] === 0) clusters.type[c] = frame.type[i]!;
  }
}

/** How far back a quotation's first "I" may lie, in drafts. */
const REACH = 400;

/** “I was there,” the mayor said: once the mayor's chain is known, the chain of that "I" becomes part of it. */
export function absorb(clusters: Clusters, frame: Frame, i: number): void {
  const uttered = frame.uttered[i]!;
  if (uttered < 0) return;
  const from = clusters.of[uttered]!;
  const to = clusters.of[i]!;
  if (from === to || clusters.kinds[from] !== 1 << Kind.Pronoun) return;
  for (let j = i - 1; j >= Math.max(0, i - REACH); j--) {
    if (clusters.of[j] !== from) continue;
    clusters.of[j] = to;
    clusters.size[to] = clusters.size[to]! + 1;
    clusters.size[from] = clusters.size[from]! - 1;
  }
  clusters.kinds[to] = clusters.kinds[to]! | clusters.kinds[from]!;
  clusters.pronouns[to] = clusters.pronouns[to]! | clusters.pronouns[from]!;
}
