import type { Sentence, Token } from "../model.js";
import type { AttributionView } from "./attribution-view.js";

/** Noun phrases, subjects and clauses by the order of words and their tags alone. */

/** A noun phrase as it stands: its tokens, end exclusive, and its head. */
export interface Phrase {
  readonly first: number;
  readonly last: number;
  readonly head: number;
}

/** The subject of a verb: the noun phrase right before it, or before what stands between commas ("X, 56, a spokesman, said"). */
export function subjectBefore(view: AttributionView, sentence: Sentence, verb: number): Phrase | null {
  let end = verb;
  while (end > sentence.first && (view.tokens[end - 1]!.tag === "ADV" || /^(?:has|have|had)$/i.test(view.tokens[end - 1]!.text))) end--;
  if (view.tokens[end - 1]?.text === ")") end = before(view, sentence, end - 1, "(");
  end = withoutTime(view, sentence, end);
  if (/^who$/i.test(view.tokens[end - 1]?.text ?? "")) return { first: end - 1, last: end, head: end - 1 };
  if (view.tokens[end - 1]?.text !== ",") return askedBy(view, sentence, end) ?? phraseBefore(view, sentence, end);
  const aside = named(view, before(view, sentence, end - 1, ",") + 1, end - 1);
  for (let asides = 0, comma = end - 1; asides < 3; asides++) {
    const next = before(view, sentence, comma, ",");
    if (next <= sentence.first || comma - next > 25 || !isAside(view, next + 1)) return null;
    const subject = phraseBefore(view, sentence, view.tokens[next - 1]!.text === ")" ? before(view, sentence, next - 1, "(") : next);
    // "one of the family's lawyers, Ada Obi, said"
    if (subject !== null && isBorder(view, sentence, subject.first)) return aside ?? subject;
    comma = next;
  }
  return null;
}

/** "villagers interviewed by the agency said", "mayors contacted by phone told": who was asked speaks, not who asked. */
function askedBy(view: AttributionView, sentence: Sentence, end: number): Phrase | null {
  const verb = lastIndex(view, Math.max(sentence.first + 1, end - 8), end, (t) => t.xpos === "VBN" || t.xpos === "VBD" || isTensed(t));
  if (verb < 0 || !ASKED.test(view.tokens[verb]!.text) || !/^(?:by|in|at|on|near|from)$/i.test(view.tokens[verb + 1]?.text ?? ""))
    return null;
  return phraseBefore(view, sentence, verb);
}

const ASKED = /^(?:interviewed|contacted|reached|quoted|cited|questioned|polled|surveyed|asked|speaking|briefed|approached)$/i;

/** The phrase between two offsets where it is a name and nothing else. */
function named(view: AttributionView, first: number, end: number): Phrase | null {
  for (let i = first; i < end; i++) if (view.tokens[i]!.tag !== "PROPN") return null;
  return phrase(view, first, end);
}

/** Cuts "this month", "on Thursday morning" off the end. */
function withoutTime(view: AttributionView, sentence: Sentence, end: number): number {
  let at = end;
  while (at > sentence.first && TIME.test(view.tokens[at - 1]!.text)) at--;
  if (at === end) return end;
  while (at > sentence.first && /^(?:this|last|late|early|earlier|on|in|that|just|the|same|every)$/i.test(view.tokens[at - 1]!.text)) at--;
  return at;
}

const TIME =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year|day|today|yesterday|tonight|morning|afternoon|evening|night|(?:19|20)\d\d)$/i;

/** A word for a day or a stretch of time. */
export const isTime = (t: Token | undefined): boolean => t !== undefined && TIME.test(t.text);

/** Index of the last token `mark` before `at`, the sentence's first where there is none. */
function before(view: AttributionView, sentence: Sentence, at: number, mark: string): number {
  let i = at - 1;
  while (i > sentence.first && view.tokens[i]!.text !== mark) i--;
  return i;
}

/** Whether what begins here tells who somebody is ("a spokesman for the army", "who leads it"), how old, or what he does ("citing police"). */
function isAside(view: AttributionView, i: number): boolean {
  const t = view.tokens[i]!;
  return /^(?:DET|NOUN|PROPN|NUM|ADJ)$/.test(t.tag) || /^VB[GN]$/.test(t.xpos) || /^(?:who|which|whose)$/i.test(t.text);
}

const NOMINAL: ReadonlySet<string> = new Set(["NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON", "PART", "ADP", "X", "SYM"]);

/** The noun phrase that ends before `end`, with its prepositional phrases. */
export function phraseBefore(view: AttributionView, sentence: Sentence, end: number): Phrase | null {
  let first = end;
  while (first > sentence.first && isPhrasal(view, first - 1)) first--;
  const joined = lastIndex(view, first, end, (t) => t.tag === "CCONJ");
  // "two died and police said": where a verb stands before, what "and" joins is the clause.
  if (joined >= 0 && first > sentence.first && view.tokens[first - 1]!.tag === "VERB") first = joined + 1;
  while (first < end && /^(?:CCONJ|PART)$/.test(view.tokens[first]!.tag)) first++;
  return view.tokens[first]?.tag === "ADP" ? null : phrase(view, first, end);
}

/** The noun phrase that begins at `first`; `null` where none does. */
export function phraseAfter(view: AttributionView, sentence: Sentence, first: number): Phrase | null {
  let last = first;
  if (view.tokens[first]?.tag === "ADP") return null;
  while (last < sentence.last && isPhrasal(view, last) && !/^VB/.test(view.tokens[last]!.xpos)) last++;
  return phrase(view, first, last);
}

const isPhrasal = (view: AttributionView, i: number): boolean => {
  const t = view.tokens[i]!;
  if (view.quoted[i]! >= 0 || /^(?:that|who|which|it)$/i.test(t.text)) return /^it$/i.test(t.text);
  return NOMINAL.has(t.tag) || t.text === "-" || (t.tag === "CCONJ" && t.text.toLowerCase() === "and");
};

/** Cuts "on Monday" off and finds the head: the last noun before a preposition. */
export function phrase(view: AttributionView, first: number, end: number): Phrase | null {
  let last = end;
  for (let i = first + 1; i < end; i++) if (/^(?:on|during|after|before|late|early)$/i.test(view.tokens[i]!.text)) last = Math.min(last, i);
  let head = -1;
  for (let i = first; i < last; i++) {
    const { tag, text } = view.tokens[i]!;
    if (tag === "ADP" && head >= 0) break;
    if (tag === "NOUN" || tag === "PROPN" || tag === "PRON" || (head < 0 && tag === "NUM" && /^[a-z]/i.test(text))) head = i;
    else if (text === "," && head >= 0) break;
  }
  // "the general", "the accused": an adjective that stands for a person
  if (head < 0 && last - first === 2 && view.tokens[first]!.tag === "DET" && view.tokens[last - 1]!.tag === "ADJ") head = last - 1;
  return head < 0 || last - first > 20 || TIME.test(view.tokens[head]!.text) ? null : { first, last, head };
}

/** Index of the last token of a stretch that fits, -1 for none. */
export function lastIndex(view: AttributionView, from: number, to: number, fits: (t: Token) => boolean): number {
  for (let i = to - 1; i >= from; i--) if (fits(view.tokens[i]!)) return i;
  return -1;
}

/** Whether a clause may begin at a token: at the sentence's start, after a comma, dash or closing mark, or after "that". */
const isBorder = (view: AttributionView, sentence: Sentence, i: number): boolean =>
  i === sentence.first ||
  isCut(view, sentence, i) ||
  view.quoted[i - 1]! >= 0 ||
  /^(?:that|and|but|while)$/i.test(view.tokens[i - 1]!.text);

/** Whether a comma or dash stands before a token. */
export const isCut = (view: AttributionView, sentence: Sentence, i: number): boolean =>
  i > sentence.first && /^(?:,|—|–|--)$/.test(view.tokens[i - 1]!.text);

/** A finite verb or a modal. */
export const isTensed = (t: Token): boolean => /^(?:VBD|VBZ|VBP|MD)$/.test(t.xpos);

/** Whether words hold a verb other than a present participle. */
export function isClause(view: AttributionView, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isTensed(view.tokens[i]!) || /^VB[NP]$/.test(view.tokens[i]!.xpos)) return true;
  return false;
}

/** Whether words hold any verb. */
export function hasVerb(view: AttributionView, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isTensed(view.tokens[i]!) || view.tokens[i]!.tag === "VERB") return true;
  return false;
}

/** Index past the last token of a sentence but for its final marks. */
export function sentenceEnd(view: AttributionView, sentence: Sentence): number {
  let end = sentence.last;
  while (end > sentence.first && /^[.!?;:]$/.test(view.tokens[end - 1]!.text)) end--;
  return end;
}
