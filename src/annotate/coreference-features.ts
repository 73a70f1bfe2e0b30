import { mix } from "../learn/hash.js";
import type { Clusters } from "./coreference-clusters.js";
import { type Frame, Gender, Kind, TYPES } from "./coreference-frame.js";
import { matchNames, NameMatch } from "./coreference-names.js";

/** Room for the features of one pair. */
export const MOST_FEATURES = 96;

/** Log-like steps for distances. */
function bucket(n: number): number {
  return n < 5 ? n : n < 8 ? 5 : n < 16 ? 6 : n < 32 ? 7 : n < 64 ? 8 : 9;
}

const TYPE_GROUP = TYPES.map((type) => {
  if (type === null) return 0;
  if (type === "Person") return 1;
  if (type === "Group") return 2;
  if (type === "Country" || type === "Place" || type === "Facility") return 4;
  return type === "Artifact" || type === "Weapon" || type === "Operation" ? 5 : 3;
});

/** Which class a draft is of in feature templates: its kind, and of a pronoun which one. */
function classOf(frame: Frame, i: number): number {
  return frame.kind[i] === Kind.Pronoun ? 8 + frame.form[i]! : frame.kind[i]!;
}

/** 0 unknown, 1 agree, 2 clash. */
function agreement(bits: number, value: number): number {
  if (value === 0 || bits === 0) return 0;
  return bits & (1 << value) ? 1 : 2;
}

/** Best match of a name with the names of a chain: its longest name and the draft at hand. */
export function nameMatch(frame: Frame, clusters: Clusters, i: number, j: number): number {
  const key = frame.names[i];
  if (!key) return NameMatch.None;
  const person = frame.type[i] === 1;
  let best: number = NameMatch.None;
  const longest = clusters.name[clusters.of[j]!]!;
  for (const k of longest === j ? [j] : [j, longest]) {
    if (k < 0 || !frame.names[k]) continue;
    const found = matchNames(key, frame.names[k], person && frame.type[k] === 1);
    if (found === NameMatch.Clash) return found;
    if (found !== NameMatch.None && (best === NameMatch.None || found < best)) best = found;
  }
  return best;
}

/** Features of opening a new chain with `i`. @returns how many */
export function newFeatures(frame: Frame, i: number, known: number, out: Uint32Array): number {
  const cls = classOf(frame, i);
  const base = mix(0x51ed27, cls);
  let n = 0;
  const put = (id: number, value: number) => {
    out[n++] = mix(mix(base, id), value);
  };
  put(1, 0);
  put(2, frame.determiner[i]! * 16 + frame.type[i]!);
  put(3, frame.lemma[i]!);
  put(4, frame.role[i]!);
  put(5, frame.determiner[i]! * 8 + Math.min(known, 3));
  put(6, Math.min(frame.sentence[i]!, 3));
  put(7, Math.min(frame.modifiers[i]!.length, 3) * 8 + frame.determiner[i]!);
  put(8, mix(frame.lemma[i]!, frame.determiner[i]!));
  put(9, frame.last[i]! - frame.head[i]! > 1 ? 1 : 0);
  put(10, (frame.quote[i]! >= 0 ? 1 : 0) + (frame.speaker[i]! >= 0 ? 2 : 0));
  return n;
}

/**
 * Features of linking `i` to the earlier draft `j`, with what is known of `j`'s chain. `rank`: how many drafts nearer than
 * `j` agree in number and gender; `alike`: how many nominals and names nearer than `j` are of a type like that of `i`. @returns how many
 */
export function pairFeatures(
  frame: Frame,
  clusters: Clusters,
  i: number,
  j: number,
  rank: number,
  alike: number,
  out: Uint32Array,
): number {
  const c = clusters.of[j]!;
  const ci = classOf(frame, i);
  const kj = frame.kind[j]!;
  const pronoun = frame.kind[i] === Kind.Pronoun;
  const base = mix(0x2f0b4c, ci);
  const both = mix(mix(0x7a3d91, ci), classOf(frame, j));
  let n = 0;
  const put = (id: number, value: number) => {
    out[n++] = mix(mix(both, id), value);
  };
  const putMine = (id: number, value: number) => {
    out[n++] = mix(mix(base, id), value);
  };
  const sentences = Math.min(frame.sentence[i]! - frame.sentence[j]!, 20);
  const distance = bucket(i - j);
  const typeJ = TYPE_GROUP[clusters.type[c] || frame.type[j]!]!;
  const typeI = TYPE_GROUP[frame.type[i]!]!;
  const number = agreement(clusters.numbers[c]!, frame.number[i]!);
  const gender = agreement(clusters.genders[c]!, frame.gender[i]!);
  const bound = frame.bound[i] === j ? 1 : 0;
  put(1, bucket(sentences));
  put(2, distance);
  putMine(3, bucket(sentences));
  put(4, typeI * 8 + typeJ);
  putMine(5, number * 3 + gender);
  put(6, number * 3 + gender);
  putMine(7, typeJ * 8 + Math.min(rank, 5));
  putMine(8, mix(frame.role[i]!, frame.role[j]!));
  put(9, frame.role[j]!);
  put(10, bucket(clusters.size[c]!));
  putMine(11, clusters.kinds[c]!);
  putMine(12, clusters.kinds[c]! * 8 + typeJ);
  if (bound) putMine(13, kj);
  putMine(14, typeJ * 4 + frame.number[j]!);
  const quoteI = frame.quote[i]!;
  const quoteJ = frame.quote[j]!;
  putMine(15, (quoteI < 0 ? 0 : quoteI === quoteJ ? 1 : quoteJ < 0 ? 2 : 3) * 4 + (quoteI < 0 && quoteJ >= 0 ? 1 : 0));
  if (frame.speaker[i]! >= 0)
    putMine(16, frame.head[j] === frame.speaker[i] ? 1 : clusters.of[j] === speakerCluster(frame, clusters, i) ? 2 : 0);
  if (frame.person[i] !== 3 || frame.person[j] !== 3) {
    const sameTurn = frame.quote[i] === frame.quote[j] || (frame.speaker[i]! >= 0 && frame.speaker[i] === frame.speaker[j]);
    put(17, (sameTurn ? 1 : 0) * 16 + bucket(sentences));
  }
  if (frame.uttered[i] === j) putMine(19, 1);
  put(18, sameGovernor(frame, i, j));
  if (pronoun) {
    putMine(20, clusters.pronouns[c]!);
    putMine(21, clusters.pronouns[c]! & (1 << frame.form[i]!) ? bucket(sentences) : 20);
    if (kj === Kind.Nominal) putMine(22, frame.lemma[j]!);
    else if (clusters.nominal[c]! >= 0) putMine(23, frame.lemma[clusters.nominal[c]!]!);
    putMine(24, frame.determiner[j]! * 8 + typeJ);
    putMine(25, (sentences === 0 && frame.first[j]! < frame.first[i]! ? 1 : 0) * 2 + (frame.sentence[j] === frame.sentence[0] ? 1 : 0));
    put(26, distance * 16 + number * 3 + gender);
    putMine(27, mix(bucket(sentences), mix(frame.role[j]!, typeJ)));
    return n;
  }
  if (frame.names[i]) {
    const match = nameMatch(frame, clusters, i, j);
    put(30, match);
    putMine(31, match * 64 + typeI * 8 + typeJ);
    putMine(32, match * 16 + bucket(sentences));
    putMine(33, match * 16 + Math.min(frame.names[i]!.words.length, 15));
    if (kj === Kind.Nominal) {
      put(34, mix(frame.lemma[j]!, typeI));
      put(35, frame.determiner[j]! * 16 + distance);
    }
    if (match !== NameMatch.Same && match !== NameMatch.Demonym) putMine(36, frame.type[i]! * 16 + frame.type[j]!);
    return n;
  }
  // a nominal
  const sameHead = kj === Kind.Nominal ? frame.lemma[i] === frame.lemma[j] : clusterHead(frame, clusters, c) === frame.lemma[i];
  const headMatch = sameHead ? 1 : 0;
  putMine(40, headMatch * 64 + frame.determiner[i]! * 8 + typeI);
  put(41, headMatch * 64 + frame.determiner[i]! * 8 + frame.determiner[j]!);
  putMine(42, headMatch * 16 + distance);
  if (sameHead) {
    const subset = modifierMatch(frame, i, j);
    putMine(43, subset);
    putMine(44, subset * 8 + frame.determiner[i]!);
    putMine(45, frame.phrase[i] === frame.phrase[j] ? 1 + frame.determiner[i]! : 0);
    putMine(46, frame.lemma[i]!);
    putMine(47, subset * 16 + bucket(sentences));
  } else {
    putMine(48, mix(frame.lemma[i]!, typeJ * 4 + kj));
    putMine(
      49,
      mix(frame.lemma[i]!, kj === Kind.Nominal ? frame.lemma[j]! : clusters.nominal[c]! >= 0 ? frame.lemma[clusters.nominal[c]!]! : 0),
    );
    putMine(50, frame.type[i]! * 16 + clusters.type[c]!);
    putMine(51, frame.determiner[i]! * 64 + typeI * 8 + typeJ);
    if (frame.names[j] && frame.names[j]!.words.includes(frame.lemma[i]!)) putMine(52, frame.determiner[i]!);
    putMine(54, (sameType(frame, clusters, i, j) ? 8 : 0) + Math.min(alike, 4) + 16 * frame.determiner[i]! + 256 * kj);
    putMine(55, mix(frame.lemma[i]!, (sameType(frame, clusters, i, j) ? 8 : 0) + Math.min(alike, 2)));
    putMine(53, Math.min(rank, 3) * 512 + frame.determiner[i]! * 64 + typeI * 8 + typeJ);
  }
  return n;
}

function clusterHead(frame: Frame, clusters: Clusters, c: number): number {
  const nominal = clusters.nominal[c]!;
  return nominal < 0 ? 0 : frame.lemma[nominal]!;
}

function speakerCluster(frame: Frame, clusters: Clusters, i: number): number {
  for (let j = i - 1; j >= Math.max(0, i - 40); j--) if (frame.head[j] === frame.speaker[i]) return clusters.of[j]!;
  return -2;
}

/** Two arguments of one verb hardly ever corefer unless reflexive. */
function sameGovernor(frame: Frame, i: number, j: number): number {
  const { tokens } = frame.tree;
  const a = tokens[frame.head[i]!]!.head;
  return a >= 0 && a === tokens[frame.head[j]!]!.head ? 1 : a === frame.head[j] ? 2 : 0;
}

/** 0 both bare, 1 same, 2 the later has fewer, 3 the later adds some, 4 they differ. */
function modifierMatch(frame: Frame, i: number, j: number): number {
  const a = frame.modifiers[i]!;
  const b = frame.modifiers[j]!;
  if (a.length === 0) return b.length === 0 ? 0 : 2;
  let shared = 0;
  for (const m of a) if (b.includes(m)) shared++;
  if (shared === a.length) return shared === b.length ? 1 : 2;
  return shared === b.length ? 3 : 4;
}

/** Whether the chain of `j` is of a type like that of `i`. */
export function sameType(frame: Frame, clusters: Clusters, i: number, j: number): boolean {
  return TYPE_GROUP[frame.type[i]!] === TYPE_GROUP[clusters.type[clusters.of[j]!] || frame.type[j]!];
}

/** Whether number and gender of `i` speak against the chain of `j`. */
export function compatible(frame: Frame, clusters: Clusters, i: number, j: number): boolean {
  const c = clusters.of[j]!;
  const genders = clusters.genders[c]!;
  const gender = frame.gender[i]!;
  const clash =
    gender !== Gender.Unknown && genders !== 0 && !(genders & (1 << gender)) && (frame.type[j] !== 2 || gender === Gender.Thing);
  return !clash && agreement(clusters.numbers[c]!, frame.number[i]!) !== 2;
}
