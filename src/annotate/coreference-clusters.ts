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
