import type { Token } from "../model.js";
import type { TriggerEntry } from "../resources/events.js";
import { classesOf, type EventTree, isNominal, someChild } from "./events-tree.js";

/** Readings of verbs by the order of words alone: insurance against trees that hang a clause wrongly. */

/** Whether a token may stand within a plain noun phrase: "dozens of light weapons". */
function isInPhrase(tree: EventTree, i: number): boolean {
  const t = tree.tokens[i]!;
  if (t.tag === "ADP") return tree.lemma[i] === "of";
  return t.tag === "DET" || t.tag === "NUM" || t.tag === "ADJ" || t.tag === "NOUN" || t.tag === "PROPN" || t.text === "-";
}

/** First token of the noun phrase that ends right before `end`; `end` itself where there is none. */
function phraseStart(tree: EventTree, end: number): number {
  let first = end;
  for (let i = end - 1; i >= 0 && i >= end - 10 && sameSentence(tree, i, end) && isInPhrase(tree, i); i--) {
    first = i;
    if (tree.tokens[i]!.tag === "DET" && tree.lemma[i - 1] !== "of") break;
  }
  return first;
}

/** The noun that heads the phrase from `first` to before `end`: the last one before an "of"; -1 for none. */
function phraseHead(tree: EventTree, first: number, end: number): number {
  let head = -1;
  for (let i = first; i < end && !(tree.tokens[i]!.tag === "ADP" && head >= 0); i++) {
    const { tag } = tree.tokens[i]!;
    if (tag === "NOUN" || tag === "PROPN") head = i;
  }
  return head >= 0 && !tree.timed[head] ? head : -1;
}

const sameSentence = (tree: EventTree, a: number, b: number): boolean => tree.tokens[a]?.sentence === tree.tokens[b]?.sentence;

/** Whether a noun phrase begins at a token, so that a verb before it has an object. */
export function beginsPhrase(tree: EventTree, i: number, sentence: number): boolean {
  const t = tree.tokens[i];
  return t !== undefined && t.sentence === sentence && !tree.timed[i] && (/^(DET|NUM|ADJ)$/.test(t.tag) || isNominal(t));
}

/**
 * The nouns of a list that ends in a verb's subject, that one apart: of "while dozens of weapons, a tank, and a harvester were
 * seized" the weapons and the tank. The verb is in the plural and nothing but a clause's beginning stands before the list, which
 * is no other verb's object.
 */
export function listedBefore(tree: EventTree, verb: number): number[] {
  let aux = -1;
  for (let i = verb - 1; i > verb - 5 && i >= 0 && /^(AUX|ADV)$/.test(tree.tokens[i]!.tag); i--) if (tree.tokens[i]!.tag === "AUX") aux = i;
  if (aux < 0 && /^(die|perish|drown)$/.test(tree.lemma[verb]!) && tree.tokens[verb]!.xpos === "VBD")
    aux = verb; // "ten marines and two guards died"
  else if (aux < 0 || !/^(were|are|have|will)$/i.test(tree.tokens[aux]!.text)) return [];
  let first = phraseStart(tree, aux);
  if (phraseHead(tree, first, aux) < 0) return [];
  const out: number[] = [];
  for (let count = 0; count < 8; count++) {
    const and = tree.tokens[first - 1]?.tag === "CCONJ";
    const comma = tree.tokens[first - (and ? 2 : 1)]?.text === ",";
    const end = first - (and ? 1 : 0) - (comma ? 1 : 0);
    if ((count === 0 && !and) || end === first || end < 1 || !sameSentence(tree, end - 1, verb)) break;
    let start = phraseStart(tree, end);
    const head = phraseHead(tree, start, end);
    while (
      tree.tokens[start]?.tag !== "DET" &&
      /^(at|least|more|than|nearly|about)$/.test(tree.lemma[start - 1] ?? "") &&
      sameSentence(tree, start - 1, verb)
    )
      start--; // "at least 10 marines and …"
    const before = tree.tokens[start - 1];
    if (head < 0 || before?.tag === "ADP" || before?.tag === "PART") return comma ? out : []; // "In Kharkiv, a truck and a tank …"
    out.unshift(head);
    first = start;
  }
  return opensClause(tree, first, verb) ? out : [];
}

/** Whether a clause may begin at a token: a sentence, "while …", "that …", "; …", a quotation, or what follows a time. */
function opensClause(tree: EventTree, first: number, verb: number): boolean {
  const before = tree.tokens[first - 1];
  if (before === undefined || before.sentence !== tree.tokens[verb]!.sentence) return true;
  if (before.tag === "SCONJ" || /^(that|while|;|:|—|–|“|")$/i.test(before.text)) return true;
  return before.text === "," && tree.timed[first - 2] === 1;
}

/**
 * Whether a participle is a passive that leaves out its auxiliary, as others of its list do: "up to 55 soldiers were killed,
 * 23 bodies recovered, and some soldiers taken alive". A subject right before it, no object after it, and before that a
 * comma or "and" and a verb in the passive.
 * @returns that subject, -1 for a verb of another kind
 */
export function ellipticalSubject(tree: EventTree, verb: number): number {
  const { tokens } = tree;
  const alive = /^(alive|captive|prisoner|hostage)$/.test(tree.lemma[verb + 1] ?? "");
  if (tokens[verb]!.xpos !== "VBN" && !(tokens[verb]!.xpos === "VBD" && (alive || wantsObject(tree, verb)))) return -1;
  if (!alive && beginsPhrase(tree, verb + 1, tokens[verb]!.sentence)) return -1;
  let first = phraseStart(tree, verb);
  const counted = tokens[verb - 1]?.tag === "NUM" && !tree.timed[verb - 1] ? verb - 1 : -1; // "and nearly 9,000 arrested"
  const subject = counted >= 0 ? counted : phraseHead(tree, first, verb);
  while (first > 0 && QUALIFIER.test(tree.lemma[first - 1]!) && sameSentence(tree, first - 1, verb)) first--;
  const before = tokens[first - 1];
  if (subject < 0 || before === undefined || !sameSentence(tree, first - 1, verb)) return -1;
  return (before.text === "," || before.tag === "CCONJ") && followsPassive(tree, first, verb) ? subject : -1;
}

/** Words between "and" and a number: "and at least 20 wounded". */
const QUALIFIER = /^(about|nearly|almost|around|roughly|approximately|some|over|more|than|at|least|most|up|to|another|as|many)$/;

/** Whether the verb before a token is in the passive, with its auxiliary or without. */
function followsPassive(tree: EventTree, first: number, verb: number): boolean {
  const { tokens } = tree;
  for (let i = first - 1; i > 0 && i > first - 14 && sameSentence(tree, i, verb); i--) {
    if (tokens[i]!.tag === "SCONJ" || tokens[i]!.text === ";") return false;
    if (tokens[i]!.tag === "VERB") return /^(VBN|VBD)$/.test(tokens[i]!.xpos) && (hasBe(tree, i) || ellipticalSubject(tree, i) >= 0);
  }
  return false;
}

/**
 * "the two men accused of the bombing", "civilians wounded in the blast": a participle right after a noun, with no object,
 * that the tree joins to a verb far off without any "and". The noun, -1 for verbs of other kinds.
 */
export function reducedHead(tree: EventTree, verb: number): number {
  const t = tree.tokens[verb]!;
  const before = tree.tokens[verb - 1];
  if (!PAST.test(t.xpos) || subjectBeyond(tree, verb) >= 0) return -1;
  if (isCutOff(tree, verb)) return verb - 1;
  if (!/^(conj|advcl|parataxis|ccomp|xcomp)$/.test(t.deprel) || t.head >= verb - 1) return -1;
  if (t.deprel === "xcomp" && before?.deprel !== "obj") return -1; // "counted 97 civilians killed in the raid"
  if (before === undefined || before.sentence !== t.sentence || before.tag !== "NOUN" || tree.timed[verb - 1]) return -1;
  const after = tree.tokens[verb + 1];
  if (after?.tag !== "ADP" || !/^(of|by|in|at|on|near|during|inside|outside)$/i.test(after.text)) return -1;
  if (someChild(tree, verb, (child) => child < verb && /^(nsubj|aux|cc|mark)$/.test(tree.tokens[child]!.deprel))) return -1;
  return verb - 1;
}

/** "the rebels captured on Monday will be tried": no object, and another finite verb in the same clause, which has no "and". */
function isCutOff(tree: EventTree, verb: number): boolean {
  const { tokens } = tree;
  const { sentence } = tokens[verb]!;
  if (!wantsObject(tree, verb) || !/^NNS?$/.test(tokens[verb - 1]?.xpos ?? "") || tree.timed[verb - 1]) return false;
  if (!sameSentence(tree, verb - 1, verb) || tokens[verb + 1]?.tag !== "ADP" || tokens[verb + 1]!.xpos === "RP") return false;
  for (let i = verb + 2; i < verb + 12 && tokens[i]?.sentence === sentence; i++) {
    const t = tokens[i]!;
    if (t.tag === "AUX" || t.tag === "VERB") return /^(MD|VBD|VBZ|VBP)$/.test(t.xpos);
    if (/^(PUNCT|CCONJ|SCONJ|PRON)$/.test(t.tag) || /^W/.test(t.xpos)) return false;
  }
  return false;
}

const PAST = /^VB[DN]$/;

/** "killed 44 people and injured 200", where the tree joins the second verb to one before both: the first; -1 for none. */
export function parallelVerb(tree: EventTree, verb: number): number {
  const { xpos, head, sentence } = tree.tokens[verb]!;
  const misread = tree.tokens[verb]!.tag === "ADJ"; // "and wounded 71"
  if (!takesObject(tree, verb) || !(misread || /^(VBD|VBN|VBG)$/.test(xpos))) return -1;
  for (let i = verb - 1; i > (head < verb ? head : verb - 20) && i >= 0 && tree.tokens[i]!.sentence === sentence; i--) {
    const t = tree.tokens[i]!;
    if (t.tag === "SCONJ" || t.text === ";" || isRelative(t)) return -1;
    if (t.tag === "VERB" && t.deprel !== "case")
      return (misread ? t.xpos === "VBD" : t.xpos === xpos || (PAST.test(t.xpos) && PAST.test(xpos))) && takesObject(tree, i) ? i : -1;
  }
  return -1;
}

/** "were killed", "have since been killed" */
function hasBe(tree: EventTree, verb: number): boolean {
  for (let i = verb - 1; i >= 0 && i > verb - 4; i--) {
    if (tree.lemma[i] === "be" || tree.lemma[i] === "get") return true;
    if (tree.tokens[i]!.tag !== "ADV") return false;
  }
  return false;
}

/** A verb with whom it has for subject and object by the order of words. */
export interface LinearClause {
  readonly subject: number;
  readonly object: number;
}

/** What a relative pronoun at `i` stands for: the noun before it, whose clause the comma may set apart; -1 for none. */
export function antecedentBefore(tree: EventTree, i: number): number {
  const at = tree.tokens[i - 1]?.text === "," ? i - 2 : i - 1;
  const t = tree.tokens[at];
  if (t === undefined || !sameSentence(tree, at, i) || !isNominal(t) || t.tag === "PRON" || tree.timed[at]) return -1;
  const name = tree.nameAt[at]!;
  return name >= 0 ? tree.doc.mentions[name]!.head : at;
}

const isRelative = (t: Token | undefined): boolean =>
  t !== undefined && /^(who|which|whom|that)$/i.test(t.text) && /^(WDT|WP)$/.test(t.xpos);

/** "The hospital that the militia shelled": a "that" taken for a conjunction, after a sentence's first noun, which is a thing. */
function opensRelative(tree: EventTree, i: number): boolean {
  const { site, goods } = tree.lexicon.classes;
  const noun = /^that$/i.test(tree.tokens[i]?.text ?? "") ? antecedentBefore(tree, i) : -1;
  if (noun < 0 || (classesOf(tree, noun) & (site! | goods!)) === 0) return false;
  const { first } = tree.doc.sentences[tree.tokens[i]!.sentence]!;
  return tree.tokens.slice(first, i).every((t) => t.tag !== "VERB" && t.tag !== "AUX");
}

/**
 * "The town, which the rebels seized on Monday, …": a relative pronoun, a subject and a verb with nothing after it to be its
 * object have the noun before the pronoun for object. Null where words stand otherwise.
 */
export function gapClause(tree: EventTree, verb: number): LinearClause | null {
  const { tokens } = tree;
  const { xpos, sentence } = tokens[verb]!;
  if (!/^(VBD|VBN|VBZ|VBP)$/.test(xpos) || beginsPhrase(tree, verb + 1, sentence)) return null;
  let end = verb;
  while (end > 0 && (tokens[end - 1]!.tag === "ADV" || (tokens[end - 1]!.tag === "AUX" && tree.lemma[end - 1] === "have"))) end--;
  const first = phraseStart(tree, end);
  if (first === end || (!isRelative(tokens[first - 1]) && !opensRelative(tree, first - 1)) || /^who$/i.test(tokens[first - 1]!.text))
    return null;
  const subject = phraseHead(tree, first, end);
  const object = antecedentBefore(tree, first - 1);
  return subject >= 0 && object >= 0 ? { subject, object } : null;
}

/**
 * "The brigade that captured the airport withdrew": between a verb right after its relative pronoun and another finite verb stands
 * the first one's object. Given the first verb that object; -1 where words stand otherwise.
 */
export function enclosedObject(tree: EventTree, verb: number): number {
  const { tokens } = tree;
  if (tokens[verb]!.xpos !== "VBD" || !isRelative(tokens[verb - 1]) || antecedentBefore(tree, verb - 1) < 0) return -1;
  let end = verb + 1;
  while (end < tokens.length && end < verb + 9 && sameSentence(tree, end, verb) && isInPhrase(tree, end)) end++;
  if (!sameSentence(tree, end, verb) || !/^(VBD|VBZ|VBP)$/.test(tokens[end]!.xpos)) return -1;
  return phraseHead(tree, verb + 1, end);
}

/** The same seen from the second verb: its subject is what the pronoun stands for; -1 where words stand otherwise. */
export function subjectBeyond(tree: EventTree, verb: number): number {
  for (let i = verb - 2; i > 0 && i > verb - 10 && sameSentence(tree, i, verb); i--) {
    if (isInPhrase(tree, i)) continue;
    return takesObject(tree, i) && enclosedObject(tree, i) >= 0 && /^(VBD|VBZ|VBP)$/.test(tree.tokens[verb]!.xpos)
      ? antecedentBefore(tree, i - 1)
      : -1;
  }
  return -1;
}

/** Whether a verb of harm or capture has an object unless it is passive: "captured", unlike "attacked" and "fell". */
const wantsObject = (tree: EventTree, verb: number): boolean =>
  tree.lexicon.verbs
    .get(tree.lemma[verb]!)
    ?.some((entry) => PHYSICAL.has(entry.type) && entry.type !== "Attack" && entry.frame.patient.some((slot) => slot.name === "obj")) ??
  false;

/** Types whose verbs take things and people, not clauses ("who said the airport fell"). */
const PHYSICAL: ReadonlySet<string> = new Set(["Attack", "Killing", "Injury", "Detention", "Destruction", "Seizure", "TerritorialChange"]);

/** What a verb may say, or the verb of which an adjective is a form. */
function entriesOf(tree: EventTree, verb: number): readonly TriggerEntry[] {
  const { verbs, forms } = tree.lexicon;
  const { tag } = tree.tokens[verb]!;
  return verbs.get(tree.lemma[verb]!) ?? (tag === "ADJ" ? verbs.get(forms.get(tree.lower[verb]!) ?? "") : undefined) ?? [];
}

/** Whether a verb is one of harm or capture. */
export const takesObject = (tree: EventTree, verb: number): boolean => entriesOf(tree, verb).some((entry) => PHYSICAL.has(entry.type));
