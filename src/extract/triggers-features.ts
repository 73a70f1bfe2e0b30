import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { signedHash } from "../learn/hash.js";
import type { EventType, Token } from "../model.js";
import type { TriggerEntry } from "../resources/events.js";
import { isPassive } from "./events-clauses.js";
import { classesOf, core, type EventTree, isNominal, isVerbal } from "./events-tree.js";
import { isHeadline } from "./headline.js";
import { remembered, type TreeHashes } from "./tree-hashes.js";

/** What a document shows of its words, to weigh which of them name events. */
export interface TriggerView extends TreeHashes {
  readonly tree: EventTree;
  /** The types of event that each token's word may name by its part of speech; undefined for none. */
  readonly kinds: readonly (readonly EventType[] | undefined)[];
  /** Hash of the type of event that each token's word may name, {@link OUTSIDE} of one that names none, and of the second. */
  readonly kind: Int32Array;
  readonly second: Int32Array;
  /** By sentence: whether it is a headline. */
  readonly headlines: Uint8Array;
  /** How many words the lexicon takes for violence, to a hundred words, in steps. */
  readonly violence: number;
}

/** What the lexicon says of a word. */
export interface LexiconAnswer {
  /** The entry whose conditions hold; `null` for none. */
  readonly entry: TriggerEntry | null;
  /** The first entry of the word, whatever its conditions; `null` where the lexicon does not know the word. */
  readonly listed: TriggerEntry | null;
}

/** Readies what the features ask for, once for a document. */
export function triggerView(tree: EventTree, hashes: TreeHashes, violent: number): TriggerView {
  const kinds = tree.tokens.map((t, i) => kindsOf(tree, i, t));
  const hash = remembered(signedHash);
  const kind = (rank: number) => Int32Array.from(kinds, (types) => hash(types?.[rank] ?? ""));
  return {
    lemma: hashes.lemma,
    tag: hashes.tag,
    xpos: hashes.xpos,
    deprel: hashes.deprel,
    cluster: hashes.cluster,
    tree,
    kinds,
    kind: kind(0),
    second: kind(1),
    headlines: Uint8Array.from(tree.doc.sentences, (_, s) => (isHeadline(tree.doc, s) ? 1 : 0)),
    violence: bucket(Math.round((violent * 100) / Math.max(40, tree.tokens.length))),
  };
}

function kindsOf({ lexicon, lemma, lower }: EventTree, i: number, { tag }: Token): readonly EventType[] | undefined {
  if (tag !== "VERB" && tag !== "ADJ" && tag !== "NOUN") return undefined;
  const { verb, noun } = lexicon.kinds;
  const own = tag === "NOUN" ? noun.get(lemma[i]!) : verb.get(lemma[i]!);
  return own ?? verb.get(lexicon.forms.get(lower[i]!) ?? "");
}

const OUTSIDE = 1;

/** Templates from here on are those of what hangs on a word. */
const BELOW = 60;

/** Features of whether a token names an event, and of which type. */
export function triggerFeatures(view: TriggerView, i: number, answer: LexiconAnswer, out: FeatureBuffer): void {
  const { tree, lemma, tag, xpos, deprel, cluster } = view;
  const { tokens } = tree;
  const t = tokens[i]!;
  const { first, last } = tree.doc.sentences[t.sentence]!;
  const [l, g, x, d, c] = [lemma[i]!, tag[i]!, xpos[i]!, deprel[i]!, cluster[i]!];
  const said = answer.entry === null ? OUTSIDE : signedHash(answer.entry.type);
  const listed = answer.listed === null ? OUTSIDE : signedHash(answer.listed.type);
  const word = tree.lemma[i]!;
  const before = (k: number) => (i - k >= first ? lemma[i - k]! : OUTSIDE);
  const after = (k: number) => (i + k < last ? lemma[i + k]! : OUTSIDE);
  out.count = 0;
  add(out, 1);
  add(out, 2, l);
  add(out, 3, l, g);
  add(out, 4, l, d);
  add(out, 5, c, g);
  add(out, 6, c, d);
  add(out, 7, g, d);
  add(out, 8, x, d);
  add(out, 9, l, x);
  add(out, 10, signedHash(word.slice(-3)), g);
  add(out, 11, signedHash(word.slice(-4)), g);
  add(out, 12, signedHash(word.slice(0, 5)));
  add(out, 13, said, g);
  add(out, 14, said, l);
  add(out, 15, listed, said, g);
  add(out, 16, said, d);
  add(out, 17, said, listed, d);
  add(out, 18, before(1), l);
  add(out, 19, l, after(1));
  add(out, 20, before(1), g);
  add(out, 21, g, after(1));
  add(out, 22, before(2), before(1));
  add(out, 23, i > first ? cluster[i - 1]! : OUTSIDE, c);
  add(out, 24, c, i + 1 < last ? cluster[i + 1]! : OUTSIDE);
  add(out, 25, view.violence, said);
  add(out, 26, view.violence, c);
  add(out, 27, bucket(t.sentence), g);
  const [kind, second] = [view.kind[i]!, view.second[i]!];
  add(out, 40, kind, g);
  add(out, 41, kind, d, g);
  add(out, 42, kind, said);
  add(out, 43, kind, second);
  add(out, 44, second, said, g);
  add(out, 45, kind, x, view.violence);
  add(out, 28, view.headlines[t.sentence]!, g);
  add(out, 29, view.headlines[t.sentence]!, said);
  aboveFeatures(view, i, said, out);
  belowFeatures(view, i, said, out);
  aroundFeatures(view, i, out);
}

/** Words on either side that are looked at. */
const AROUND = 6;
const CONTENT: ReadonlySet<string> = new Set(["NOUN", "VERB", "ADJ", "PROPN"]);

/** The words around, whatever hangs on what. */
function aroundFeatures({ tree, lemma, cluster, kind }: TriggerView, i: number, out: FeatureBuffer): void {
  const { first, last } = tree.doc.sentences[tree.tokens[i]!.sentence]!;
  for (let k = Math.max(first, i - AROUND), end = Math.min(last, i + AROUND + 1); k < end; k++) {
    if (k === i || !CONTENT.has(tree.tokens[k]!.tag)) continue;
    const side = k < i ? 1 : 2;
    add(out, 100, lemma[k]!);
    add(out, 101, cluster[k]!, side);
    add(out, 102, kind[k]!, side);
  }
}

/** What a word hangs on, and how far down the sentence it stands. */
function aboveFeatures({ tree, lemma, tag, deprel, cluster, kind }: TriggerView, i: number, said: number, out: FeatureBuffer): void {
  const [l, g, d, c] = [lemma[i]!, tag[i]!, deprel[i]!, cluster[i]!];
  const { head } = tree.tokens[i]!;
  if (head < 0) {
    add(out, 30, g, said);
    return;
  }
  add(out, 31, lemma[head]!, d);
  add(out, 32, lemma[head]!, d, l);
  add(out, 33, cluster[head]!, d, c);
  add(out, 34, tag[head]!, d, g);
  add(out, 50, kind[head]!, d, kind[i]!);
  add(out, 51, kind[head]!, d, g);
  add(out, 35, cluster[head]!, d, said);
  const above = tree.tokens[head]!.head;
  add(out, 36, deprel[head]!, d, above < 0 ? OUTSIDE : tag[above]!);
  if (above >= 0) add(out, 37, lemma[above]!, deprel[head]!, d);
}

/** What hangs on a word: its arguments with their classes, auxiliaries, articles, times and numbers. */
function belowFeatures({ tree, lemma, tag, deprel, cluster, kind }: TriggerView, i: number, said: number, out: FeatureBuffer): void {
  const { tokens } = tree;
  const [l, g, c] = [lemma[i]!, tag[i]!, cluster[i]!];
  let [seen, timed, counted] = [0, 0, 0];
  const end = tree.childStart[i + 1]!;
  for (let k = tree.childStart[i]!; k < end && seen < 8; k++) {
    const child = tree.childList[k]!;
    const d = deprel[child]!;
    if (tree.timed[child]) timed = 1;
    if (tree.amountAt[child]! >= 0) counted = 1;
    if (tokens[child]!.tag === "PUNCT") continue;
    seen++;
    add(out, BELOW, d, g);
    add(out, BELOW + 1, d, l);
    add(out, BELOW + 2, d, lemma[child]!, g);
    add(out, BELOW + 3, d, lemma[child]!, l);
    add(out, BELOW + 4, d, cluster[child]!, c);
    add(out, BELOW + 5, d, tag[child]!, said);
    add(out, BELOW + 14, d, kind[child]!, kind[i]!);
    if (!isNominal(tokens[child]!)) continue;
    const mask = classesOf(tree, core(tree, child));
    add(out, BELOW + 6, d, mask, g);
    add(out, BELOW + 7, d, mask, l);
    add(out, BELOW + 8, d, mask, c);
    add(out, BELOW + 15, d, mask, kind[i]!);
    const preposition = caseBefore(tree, child);
    if (preposition < 0) continue;
    add(out, BELOW + 9, lemma[preposition]!, l);
    add(out, BELOW + 10, lemma[preposition]!, mask, c);
  }
  add(out, BELOW + 11, seen, g);
  add(out, BELOW + 12, timed, counted, g);
  if (isVerbal(tokens[i]!)) add(out, BELOW + 13, isPassive(tree, i) ? 1 : 0, l);
}

function caseBefore(tree: EventTree, token: number): number {
  for (let k = tree.childStart[token]!, end = tree.childStart[token + 1]!; k < end; k++) {
    const child = tree.childList[k]!;
    if (child >= token) return -1;
    if (tree.tokens[child]!.deprel === "case") return child;
  }
  return -1;
}
