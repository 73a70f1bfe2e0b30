import type { DateRange, Doc, EventType } from "../model.js";
import type { EventMention } from "./event-mention.js";
import { isHeadline } from "./headline.js";

const MS = 86_400_000;

/** Days from `from` to `to`, both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / MS);

/** Days that a range takes beyond the first; very many where an end is open. */
export const width = (t: DateRange): number => (t.from === null || t.to === null ? 1e6 : daysBetween(t.from, t.to));

/** The day `by` days on. */
export const shiftDay = (day: string, by: number): string => new Date(Date.parse(day) + by * MS).toISOString().slice(0, 10);

/** Types of what people do about an event in the days after it. */
export function isReaction(type: EventType): boolean {
  return type === "Condemnation" || type === "Protest" || type === "Legal" || type === "Appointment" || type === "Threat";
}

const EARLIER =
  /^(?:previous|previously|former|formerly|recent|past|earlier|repeated|continued|continuous|constant|long|once|never|always|often|frequent|regular|several|historic|decades-old|years-long|last|first|many|numerous|routinely|usually|frequently|regularly|ever|repeatedly|traditionally|sometimes|occasionally|typically|commonly|generally|normally)$/i;

/**
 * Whether a mention tells of other times than the narrative's: a past perfect outside reported speech ("had fought there"),
 * a modifier ("repeated attacks", "a previous raid"), a habit ("often shell").
 * @param spoken whether somebody says it: there the past perfect only shifts the tense back
 */
export function isBackground(doc: Doc, mention: EventMention, spoken: boolean): boolean {
  const { tokens } = doc;
  const token = tokens[mention.token]!;
  const sentence = doc.sentences[mention.sentence]!;
  for (let i = sentence.first; i < sentence.last; i++) {
    if (tokens[i]!.head !== mention.token || i === mention.token) continue;
    const child = tokens[i]!;
    if ((child.deprel === "amod" || child.deprel === "advmod") && EARLIER.test(child.text)) return true;
    if (child.deprel === "aux" && /^(?:had|'d|’d)$/i.test(child.text) && token.xpos === "VBN" && !spoken && !underSpeech(doc, mention))
      return true;
  }
  return false;
}

/** Whether a mention lies in a clause of saying. */
function underSpeech(doc: Doc, mention: EventMention): boolean {
  for (let i = mention.token, steps = 0; i >= 0 && steps < 8; i = doc.tokens[i]!.head, steps++) {
    if (doc.tokens[i]!.deprel === "ccomp" || doc.tokens[i]!.deprel === "parataxis") return true;
  }
  return false;
}

/**
 * Whether a mention tells what happened at the narrative's time: a finite verb or participle, or a noun that is subject or
 * object of one ("drew sharp criticism", "operations have been launched"); not a gerund, an infinitive, or a noun that only
 * stands by ("based on an agreement", "involved in the use of").
 */
export function tellsWhatHappened(doc: Doc, mention: EventMention): boolean {
  let token = doc.tokens[mention.token]!;
  // "sent a letter of complaint": what is done to the letter is done by the complaint.
  for (let steps = 0; isReaction(mention.type) && token.deprel === "nmod" && token.head >= 0 && steps < 2; steps++)
    token = doc.tokens[token.head]!;
  if (token.tag === "VERB" || token.tag === "AUX") return isTensed(doc, mention.token);
  // "was shot dead", "left them dead"
  if (token.tag === "ADJ" && token.deprel === "xcomp" && token.head >= 0) return isTensed(doc, token.head);
  if (token.head < 0 || token.deprel === "root") return true;
  if (token.deprel !== "nsubj" && token.deprel !== "obj" && token.deprel !== "conj") return false;
  const verb = doc.tokens[token.head]!;
  // "there was no such agreement", "the agreement should be revoked" tell of no day.
  return verb.tag === "VERB" && verb.lemma !== "be" && isTensed(doc, token.head);
}

/**
 * Whether a mention goes along with a clause that tells, so that the clause's day is its own: a participle ("killing nine",
 * "advancing through the town"), an adjunct ("held a suspect in a raid"), or a noun joined to one. Not a noun that tells when.
 */
export function goesAlong(doc: Doc, mention: EventMention): boolean {
  const { tokens } = doc;
  let at = mention.token;
  for (let steps = 0; tokens[at]!.deprel === "conj" && steps < 3; steps++) at = tokens[at]!.head;
  const { tag, xpos, deprel, head } = tokens[at]!;
  if (head < 0) return false;
  if (xpos === "VBG") {
    const verb = deprel === "acl" ? tokens[head]!.head : head;
    return (deprel === "advcl" || deprel === "acl") && verb >= 0 && tokens[verb]!.tag === "VERB" && isTensed(doc, verb);
  }
  if (tag !== "NOUN" || deprel !== "obl" || tokens[head]!.tag !== "VERB" || !isTensed(doc, head)) return false;
  const from = Math.max(0, at - 8);
  return !tokens.slice(from, at).some((t) => t.head === at && t.deprel === "case" && OTHER_TIME.test(t.text));
}

/** Prepositions that say when something was by another event, or of what somebody speaks. */
const OTHER_TIME = /^(?:after|before|since|until|till|following|despite|ahead|about|over|without|from|for|of|to|amid)$/i;

/**
 * How the present tense dates a mention: "habit" for what happens again and again ("the gangs clash over the routes"), "now"
 * for what is under way or said as the report comes out ("is providing", "condemns the attack"); `null` otherwise, and in
 * headlines, whose present tense tells of the past.
 */
export function presentOf(doc: Doc, mention: EventMention): "habit" | "now" | null {
  const token = doc.tokens[mention.token]!;
  const verb = token.tag === "VERB" || token.head < 0 ? mention.token : token.head;
  const { xpos, tag } = doc.tokens[verb]!;
  if (tag !== "VERB" || isHeadline(doc, mention.sentence)) return null;
  if (xpos === "VBG") return auxiliary(doc, verb, /^(?:is|are|am|'re|’re|'s|’s)$/i) !== null ? "now" : null;
  if ((xpos !== "VBZ" && xpos !== "VBP") || UNCHANGED.test(doc.tokens[verb]!.text)) return null;
  return isReaction(mention.type) && verb === mention.token ? "now" : "habit";
}

/** Verbs whose past is spelt as their present. */
const UNCHANGED = /^(?:beat|bet|broadcast|burst|cast|cost|cut|hit|hurt|let|put|quit|read|rid|set|shed|shut|split|spread|thrust)$/i;

/**
 * Whether a mention stands in a finite relative clause about something that is no event ("a man who escaped", "the town where
 * the siege began"): the day of the clause around it is not its own. "The strike that killed nine" shares its day.
 * @param through whether what such a clause reports counts too ("his wife, who said that men had come")
 * @param loose whether a clause behind a comma counts too ("the war, in which scores died")
 */
export function isAside(doc: Doc, mention: EventMention, triggers: ReadonlySet<number>, through: boolean, loose = false): boolean {
  for (let i = mention.token, steps = 0; i >= 0 && steps < 8; i = doc.tokens[i]!.head, steps++) {
    const word = relativeWord(doc, i);
    if (word >= 0 && (loose || !isSetOff(doc, word)) && !triggers.has(antecedent(doc, word))) return true;
    if (!through && doc.tokens[i]!.deprel === "ccomp") return false;
  }
  return false;
}

/** The relative word of a finite verb ("who escaped", "where it began", "reports that it was seized"), -1 where it has none. */
function relativeWord(doc: Doc, verb: number): number {
  const { xpos, deprel } = doc.tokens[verb]!;
  if (!/^VB[DZPN]$/.test(xpos) || deprel === "root") return -1;
  for (let i = Math.max(0, verb - 12); i < verb; i++) {
    const { head, text, tag } = doc.tokens[i]!;
    if (head !== verb) continue;
    // "rejected reports that", however the clause hangs
    if (/^that$/i.test(text) && REPORT.test(doc.tokens[i - 1]?.text ?? "")) return i;
    if (deprel === "ccomp" || /^(?:ADJ|VERB)$/.test(doc.tokens[i - 1]?.tag ?? "")) continue; // "it is not clear who escaped"
    if (/^(?:who|which|where|whose|whom)$/i.test(text) || (deprel === "acl" && tag === "PRON" && /^that$/i.test(text))) return i;
  }
  return -1;
}

const REPORT = /^(?:reports?|claims?|allegations?|accusations?|rumou?rs?|suggestions?|assertions?)$/i;

/** "the war, in which scores died", "two trucks, one of which was destroyed": a clause behind a comma tells on. */
function isSetOff(doc: Doc, word: number): boolean {
  if (!/^(?:which|where|whom)$/i.test(doc.tokens[word]!.text)) return false;
  let i = word - 1;
  while (i > word - 6 && i > 0 && /^(?:ADP|NUM|DET|NOUN|PRON)$/.test(doc.tokens[i]!.tag)) i--;
  return doc.tokens[i]!.text === ",";
}

/** The word that a relative clause follows on, past a comma and a preposition ("the raid, in which"). */
function antecedent(doc: Doc, word: number): number {
  let i = word - 1;
  while (i > 0 && (doc.tokens[i]!.tag === "PUNCT" || doc.tokens[i]!.tag === "ADP")) i--;
  return i;
}

/** Whether a verb is finite or a participle, without a modal. */
function isTensed(doc: Doc, verb: number): boolean {
  const { xpos, deprel, head } = doc.tokens[verb]!;
  if (xpos === "VBG" || xpos === "VB") {
    const helper = auxiliary(doc, verb, /^(?:is|are|was|were|am|been|did|do|does|will|would|to|being|be|has|have|had)$/i);
    if (helper !== null && /^(?:is|are|was|were|am|been|did)$/i.test(helper)) return true;
    return deprel === "conj" && head >= 0 && isTensed(doc, head) && doc.tokens[head]!.xpos !== xpos;
  }
  return auxiliary(doc, verb, /^(?:being|should|would|could|must|may|might|can|ought|will)$/i) === null;
}

/** The first auxiliary of a verb that matches. */
function auxiliary(doc: Doc, verb: number, pattern: RegExp): string | null {
  const sentence = doc.sentences[doc.tokens[verb]!.sentence]!;
  for (let i = sentence.first; i < sentence.last; i++) {
    const t = doc.tokens[i]!;
    if (t.head === verb && (t.deprel === "aux" || t.deprel === "cop") && pattern.test(t.text)) return t.text;
  }
  return null;
}

/** The preposition of a noun that names an event ("after an ambush"), "-" where it has none; "" of a verb. */
export function prepositionOf(doc: Doc, { token }: EventMention): string {
  if (doc.tokens[token]!.tag === "VERB") return "";
  for (let i = Math.max(0, token - 8); i < token; i++)
    if (doc.tokens[i]!.head === token && doc.tokens[i]!.deprel === "case") return doc.tokens[i]!.text.toLowerCase();
  return "-";
}

/** Whether a mention is told of in the past or the perfect ("were set up", "has ordered a curfew"). */
export function isOver(doc: Doc, { token, modality }: EventMention): boolean {
  const { tag, head } = doc.tokens[token]!;
  const verb = tag === "VERB" || head < 0 ? token : head;
  if (modality !== "actual" || doc.tokens[verb]!.tag !== "VERB") return false;
  return doc.tokens[verb]!.xpos === "VBD" || auxiliary(doc, verb, /^(?:was|were|has|have|had|did)$/i) !== null;
}

/** Whether an operation is told of in the present or perfect ("have been launched", "is leading"), so that it lasts. */
export function isUnderWay(doc: Doc, mention: EventMention): boolean {
  const { head, tag } = doc.tokens[mention.token]!;
  const verb = tag === "VERB" ? mention.token : head;
  return verb >= 0 && doc.tokens[verb]!.tag === "VERB" && auxiliary(doc, verb, /^(?:has|have|is|are)$/i) !== null;
}

/** Whether a mention says that the event goes on: "operations continue", "remain ongoing", "are under way". */
export function staysOpen(doc: Doc, mention: EventMention): boolean {
  const { tokens } = doc;
  const near = (i: number): boolean => i >= 0 && OPEN.test(tokens[i]!.text);
  if (near(tokens[mention.token]!.head) || near(mention.token)) return true;
  const sentence = doc.sentences[mention.sentence]!;
  for (let i = sentence.first; i < sentence.last; i++) if (tokens[i]!.head === mention.token && near(i)) return true;
  return false;
}

const OPEN = /^(?:continue|continues|continuing|ongoing|underway|remain|remains|persist|persists|rages|raging|still)$/i;
