import type { Sentence } from "../model.js";
import type { AttributionDraft } from "./attribution-decode.js";
import { clauseStart, commaFrom, draft } from "./attribution-drafts.js";
import { hasVerb, isTime, lastIndex, type Phrase, phrase, phraseAfter, sentenceEnd, subjectBefore } from "./attribution-phrases.js";
import type { AttributionView } from "./attribution-view.js";

/** Accounts without a verb of speech: "according to", "per", "by the mayor's account", and tallies ("put the toll at 31"). */

/** "According to the mayor, …", "…, according to the mayor.", "…, per the mayor", "by the mayor's account, …", "in which, according to …, …". */
export function accordingTo(view: AttributionView, sentence: Sentence, i: number, source: Phrase): AttributionDraft | null {
  const end = sentenceEnd(view, sentence);
  const past = accountEnd(view, i, source);
  const start = clauseStart(view, sentence, i);
  const comma = view.tokens[past]?.text === "," ? past : -1;
  const inserted =
    comma >= 0 && view.tokens[i - 1]?.text === "," && /^(?:which|that|who|and|but|when|where)$/i.test(view.tokens[i - 2]!.text);
  const before = i - start < 3 || inserted ? [] : [start, i - (view.tokens[i - 1]!.text === "," ? 1 : 0)];
  const bare = before.length === 0 && comma < 0 && past < end - 2 && /^(?:DET|PRON|PROPN|NUM|NOUN|ADJ)$/.test(view.tokens[past]!.tag); // "according to the ministry the retreat was …"
  const from = bare ? past : comma + 1;
  const after =
    (comma >= 0 || bare) && from < end - 2 && (before.length === 0 || hasVerb(view, from, end))
      ? [from, commaFrom(view, sentence, from, ";")]
      : [];
  const content = before.length > 0 && (after.length === 0 || hasVerb(view, before[0]!, before[1]!)) ? before : [...before, ...after];
  return content.length === 0 ? null : draft(i, source, [content[0]!, ...content.slice(1, -1), Math.min(content.at(-1)!, end)]);
}

/** Whom "according to", "per", "by the mayor's account" and "by the count of the mayor" name; `null` where no account begins. */
export function accountBefore(view: AttributionView, sentence: Sentence, i: number): Phrase | null {
  if (isAccording(view, i)) return phraseAfter(view, sentence, i + 2);
  const { text, tag } = view.tokens[i]!;
  if (!/^(?:per|by|in|on)$/i.test(text) || (tag !== "ADP" && !/^per$/i.test(text))) return null;
  const open = i === sentence.first || /^[,;:(—–-]$|^(?:and|but|when|that)$/i.test(view.tokens[i - 1]!.text);
  if (/^per$/i.test(text)) {
    const whom = open ? phraseAfter(view, sentence, i + 1) : null;
    return whom !== null && (whom.first < whom.head || view.tokens[whom.head]!.tag === "PROPN") ? whom : null;
  }
  const noun = open ? accountNoun(view, sentence, i) : -1;
  if (noun < 0) return null;
  if (view.tokens[noun + 1]?.text === "of") return noun - i < 3 ? phraseAfter(view, sentence, noun + 2) : null;
  const owner = lastIndex(view, i + 1, noun, (t) => t.xpos === "POS" || t.xpos === "PRP$");
  if (owner < 0) return null;
  return view.tokens[owner]!.xpos === "POS" ? phrase(view, i + 1, owner) : { first: owner, last: owner + 1, head: owner };
}

/** The word for an account within seven words behind "by" or "in" ("by the ministry's own count"); -1 for none. */
function accountNoun(view: AttributionView, sentence: Sentence, i: number): number {
  for (let k = i + 1; k < Math.min(i + 8, sentence.last); k++) {
    const t = view.tokens[k]!;
    if (t.tag === "PUNCT" || t.tag === "VERB") return -1;
    if (t.tag === "NOUN" && ACCOUNT.test(t.text)) return k;
  }
  return -1;
}

const ACCOUNT = /^(?:account|count|estimate|estimates|tally|reckoning|version|telling|figures|words|view|calculation|admission)$/i;

/** Index past the words that name an account: "by the mayor's own account" ends behind "account". */
function accountEnd(view: AttributionView, i: number, source: Phrase): number {
  if (source.first === i + 2 || /^per$/i.test(view.tokens[i]!.text)) return source.last;
  for (let k = source.last; k < source.last + 5; k++) if (ACCOUNT.test(view.tokens[k]?.text ?? "")) return k + 1;
  return source.last;
}

export const isAccording = (view: AttributionView, i: number): boolean =>
  view.tokens[i]!.text.toLowerCase() === "according" && view.tokens[i + 1]?.text.toLowerCase() === "to";

/**
 * "documented the deaths of 47", "counted nine bodies", "put the toll at 31", "gave its losses as 14", "spoke of 30 dead",
 * "confirmed the arrest of two": whose account a noun phrase is.
 * @param end where the account ends
 */
export function countOf(view: AttributionView, sentence: Sentence, verb: number, end: number): AttributionDraft | null {
  const t = view.tokens[verb]!;
  if (!/^VB[DZPN]$|^NNS$/.test(t.xpos)) return null;
  if (/^(?:be|is|are|was|were|been|being|to)$/i.test(view.tokens[verb - 1]?.text ?? "")) return null;
  const source = subjectBefore(view, sentence, verb);
  if (source === null) return null;
  return end - verb < 3 ? null : draft(verb, source, [verb + 1, end]);
}

/** Whether a verb sets down what happened as its object: a thing counted or recorded, "at" or "as" a number, or "of" something. */
export function isTally(view: AttributionView, verb: number): boolean {
  const lemma = view.tokens[verb]!.lemma.toLowerCase();
  const next = view.tokens[pastTime(view, verb + 1)];
  if (next === undefined) return false;
  if (/^(?:speak|tell|talk)$/.test(lemma)) return next.text.toLowerCase() === "of";
  if (RECORDS.test(lemma))
    return /^(?:DET|NUM|ADJ|NOUN|PROPN|PRON)$/.test(next.tag) || /^(?:at|more|up|some|about|around|over|nearly|as)$/i.test(next.text);
  if (!/^(?:put|place|give|set|estimate)$/.test(lemma)) return false;
  for (let i = verb + 2; i < verb + 14 && view.tokens[i]?.sentence === next.sentence; i++) {
    const { text } = view.tokens[i]!;
    if (/^(?:at|as)$/i.test(text) && isNumber(view, i + 1)) return TOLL.test(view.text.slice(next.start, view.tokens[i]!.end));
    if (text === ";") return false;
  }
  return false;
}

/** Index past "since yesterday", "this week", "on Monday" after a verb. */
function pastTime(view: AttributionView, from: number): number {
  let at = from;
  while (at < from + 4 && /^(?:since|on|over|this|last|late|early|,)$/i.test(view.tokens[at]?.text ?? "")) at++;
  return isTime(view.tokens[at]) ? at + 1 : from;
}

const RECORDS = /^(?:acknowledge|admit|chronicle|confirm|count|document|list|log|monitor|observe|record|register|report|tally|verify)$/;

const TOLL =
  /\b(?:tolls?|number|figure|total|count|dead|deaths?|loss(?:es)?|casualties|wounded|injured|killed|bodies|victims|fatalities|missing|strength|arrests?)\b/i;

/** "31", "at least 31", "over 200", "more than ten". */
function isNumber(view: AttributionView, from: number): boolean {
  for (let i = from; i < from + 4; i++) {
    const t = view.tokens[i];
    if (t === undefined || t.tag === "NUM") return t !== undefined;
    if (
      !/^(?:at|least|most|more|less|fewer|than|over|about|around|some|up|to|nearly|almost|under|only|just|high|low|as|between|roughly|approximately)$/i.test(
        t.text,
      )
    )
      return false;
  }
  return false;
}
