import type { Sentence, Token } from "../model.js";
import { accordingTo, accountBefore, countOf, isAccording, isTally } from "./attribution-accounts.js";
import type { AttributionDraft } from "./attribution-decode.js";
import { clauseStart, commaFrom, draft } from "./attribution-drafts.js";
import {
  hasVerb,
  isClause,
  isCut,
  isTensed,
  lastIndex,
  type Phrase,
  phrase,
  phraseAfter,
  phraseBefore,
  sentenceEnd,
  subjectBefore,
} from "./attribution-phrases.js";
import type { AttributionView } from "./attribution-view.js";

/** Verbs of speech by lemma, and whether whom one tells may follow at once ("told reporters that"). */
export type SpeechVerbs = ReadonlyMap<string, { readonly whom: boolean }>;

/**
 * Clauses of speech by the order of words alone, for where the trees go wrong: "the army said (that) …", "…, police in
 * the town told reporters on Monday.", "…, said the governor.", "the raid, the mayor said, killed two", "…, adding that …",
 * "according to the mayor, …". Only outside quotations.
 */
export function spokenClauses(view: AttributionView, verbs: SpeechVerbs): AttributionDraft[] {
  const out: AttributionDraft[] = [];
  for (const sentence of view.sentences) {
    let last: AttributionDraft | null = null;
    for (let i = sentence.first; i < sentence.last; i++) {
      const draft = read(view, verbs, sentence, i, last);
      if (draft === null) continue;
      last = draft;
      out.push(draft);
    }
    out.push(...cited(view, sentence, out), ...headline(view, sentence));
  }
  return out;
}

/** "Army: rebels shell Beni", "Rebels shell Beni: army": in a line of its own without a full stop. */
function headline(view: AttributionView, sentence: Sentence): AttributionDraft[] {
  const { first, last } = sentence;
  const colon = lastIndex(view, first + 1, last - 1, (t) => t.text === ":");
  if (colon < 0 || last - first > 25 || /^[.!?]$/.test(view.tokens[last - 1]!.text) || !/^\s*(?:\n|$)/.test(view.text.slice(sentence.end)))
    return [];
  const whole = (from: number, to: number) => (to - from <= 5 && !hasVerb(view, from, to) ? phrase(view, from, to) : null);
  const before = whole(first, colon);
  const after = before === null ? whole(colon + 1, last) : null;
  const source = before ?? after;
  const said: readonly [number, number] = before === null ? [first, colon] : [colon + 1, last];
  const found = source === null || !isClause(view, said[0], said[1]) ? null : draft(colon, source, said);
  return found === null ? [] : [found];
}

/** "The governor, citing police, said …", "…, the agency reported, quoting officials": whom one cites says the same words. */
function cited(view: AttributionView, sentence: Sentence, drafts: readonly AttributionDraft[]): AttributionDraft[] {
  const saying = drafts.find((d) => d.cue >= sentence.first);
  if (saying === undefined) return [];
  for (let i = sentence.first; i < sentence.last; i++) {
    if (!/^(?:citing|quoting)$/i.test(view.tokens[i]!.text) || view.quoted[i]! >= 0) continue;
    const source = phraseAfter(view, sentence, i + 1);
    const whom = source === null ? null : draft(i, source, saying.content);
    return whom === null ? [] : [whom];
  }
  return [];
}

function read(
  view: AttributionView,
  verbs: SpeechVerbs,
  sentence: Sentence,
  i: number,
  last: AttributionDraft | null,
): AttributionDraft | null {
  if (view.quoted[i]! >= 0) return null;
  const account = accountBefore(view, sentence, i);
  if (account !== null) return accordingTo(view, sentence, i, account);
  if (isGoingOn(view, verbs, i)) return goesOn(view, verbs, sentence, i, last);
  if (isQuoted(view, i)) return quotedAs(view, verbs, sentence, i);
  if (isReport(view, i)) return reportOf(view, sentence, i);
  const spoken = speaks(view, verbs, i) ? clauseOf(view, verbs, sentence, i) : null;
  return spoken ?? (isTally(view, i) ? countOf(view, sentence, i, contentEnd(view, verbs, sentence, i)) : null);
}

/** A finite verb of speech or a participle in its place, not passive ("was told") and not "claimed by". */
function speaks(view: AttributionView, verbs: SpeechVerbs, i: number): boolean {
  const t = view.tokens[i]!;
  if ((t.tag !== "VERB" && !isOwnDeed(view, i)) || !/^(?:VB[DZPN]|NNS)$/.test(t.xpos) || !verbs.has(t.lemma.toLowerCase())) return false;
  if (/^(?:by|to)$/i.test(view.tokens[i + 1]?.text ?? "") && !isOwnDeed(view, i)) return false; // "claimed by", "believed to have fled"
  for (let k = i - 1; k >= 0 && k > i - 4; k--) {
    const before = view.tokens[k]!;
    if (before.tag === "ADV" || before.tag === "PART") continue;
    return !/^(?:be|being|been|is|are|was|were|am|'s|’s|to|as|would|could|might|not)$/i.test(before.text) || before.xpos === "POS";
  }
  return true;
}

/** ", adding that", ", saying": who spoke goes on. */
function isGoingOn(view: AttributionView, verbs: SpeechVerbs, i: number): boolean {
  const { xpos, lemma } = view.tokens[i]!;
  return xpos === "VBG" && verbs.has(lemma.toLowerCase()) && view.tokens[i - 1]?.text === ",";
}

/** "responded, saying …": the speaker of the clause before, else whoever acts there. */
function goesOn(
  view: AttributionView,
  verbs: SpeechVerbs,
  sentence: Sentence,
  i: number,
  last: AttributionDraft | null,
): AttributionDraft | null {
  const content = [i + 1, contentEnd(view, verbs, sentence, i)] as const;
  if (last !== null) return { ...last, cue: i, content };
  const verb = lastIndex(view, sentence.first, i, isTensed);
  const source = verb < 0 ? null : subjectBefore(view, sentence, verb);
  return source === null ? null : draft(i, source, content);
}

/** "as saying", after whom it quotes. */
const isQuoted = (view: AttributionView, i: number): boolean =>
  /^(?:saying|telling)$/i.test(view.tokens[i]!.text) && view.tokens[i - 1]?.text.toLowerCase() === "as";

/** "State television quoted an officer as saying that …": the officer says it; "the officer was quoted as saying" too. */
function quotedAs(view: AttributionView, verbs: SpeechVerbs, sentence: Sentence, i: number): AttributionDraft | null {
  const verb = lastIndex(view, sentence.first, i, (t) => /^(?:quote|cite)$/i.test(t.lemma));
  if (verb < 0) return null;
  const source = phraseAfter(view, sentence, verb + 1) ?? subjectBefore(view, sentence, verb);
  const start = view.tokens[i + 1]!;
  return source === null || view.quoted[i + 1]! >= 0 || start.tag === "PUNCT"
    ? null
    : draft(i, source, [i + 1, contentEnd(view, verbs, sentence, i)]);
}

/** "the army's claim that", "allegations that": nouns for what somebody says, with a clause. */
function isReport(view: AttributionView, i: number): boolean {
  return REPORT.test(view.tokens[i]!.text) && view.tokens[i]!.tag === "NOUN" && view.tokens[i + 1]?.text.toLowerCase() === "that";
}

const REPORT =
  /^(?:accounts?|accusations?|admissions?|allegations?|announcements?|assertions?|charges?|claims?|confessions?|confirmation|declarations?|insistence|reports?|statements?|suggestions?|testimony|versions?|warnings?)$/i;

const ANSWERS = /^(?:confirm|contest|deny|dismiss|dispute|issue|make|rebut|refute|reject)$/i;

/** "the prosecution's version that he was seized": whose report it is, or who "rejected reports that"; up to the next comma. */
function reportOf(view: AttributionView, sentence: Sentence, noun: number): AttributionDraft | null {
  let owner = noun - 1;
  while (owner > sentence.first && view.tokens[owner]!.tag === "ADJ") owner--;
  const answers =
    ANSWERS.test(view.tokens[owner]!.lemma) || (view.tokens[owner]!.tag === "DET" && ANSWERS.test(view.tokens[owner - 1]?.lemma ?? ""));
  const verb = view.tokens[owner]!.tag === "DET" ? owner - 1 : owner;
  const whose = view.tokens[owner]?.xpos === "POS" ? phraseBefore(view, sentence, owner) : null;
  const source = whose ?? (answers ? subjectBefore(view, sentence, verb) : null);
  if (source === null) return null;
  return draft(whose === null ? verb : noun, source, [
    noun + 1,
    Math.min(commaFrom(view, sentence, noun + 3), sentenceEnd(view, sentence)),
  ]);
}

/** The subject of a verb of speech by the order of words; `null` where none stands before it. */
export function speakerBefore(
  view: AttributionView,
  cue: number,
): { readonly source: number; readonly sourceRange: readonly [number, number] } | null {
  if (view.tokens[cue]!.tag !== "VERB") return null;
  const subject = subjectBefore(view, view.sentences[view.tokens[cue]!.sentence]!, cue);
  return subject === null ? null : { source: subject.head, sourceRange: [subject.first, subject.last] };
}

/**
 * "The minister said:" at the end of a paragraph, and his words in the next ones without marks: they last to the end, or up
 * to a sentence in which somebody else speaks.
 */
export function announcedSpeech(view: AttributionView, verbs: SpeechVerbs): AttributionDraft[] {
  const out: AttributionDraft[] = [];
  for (const [s, sentence] of view.sentences.entries()) {
    const next = view.sentences[s + 1];
    if (view.tokens[sentence.last - 1]!.text !== ":" || next === undefined || !isBreak(view, sentence, next)) continue;
    const verb = lastIndex(view, Math.max(sentence.first, sentence.last - 8), sentence.last, (t) => verbs.has(t.lemma.toLowerCase()));
    const source = verb < 0 ? null : subjectBefore(view, sentence, verb);
    if (source === null || view.quoted[next.first]! >= 0) continue;
    const speech = draft(verb, source, [next.first, view.sentences[lastSentence(view, verbs, s + 1)]!.last]);
    if (speech !== null) out.push(speech);
  }
  return out;
}

/** The last sentence before one in which somebody other than "I" or "we" speaks. */
function lastSentence(view: AttributionView, verbs: SpeechVerbs, first: number): number {
  let s = first;
  while (s + 1 < view.sentences.length && s - first < 60) {
    const next = view.sentences[s + 1]!;
    for (let i = next.first; i < next.last; i++) {
      const subject = speaks(view, verbs, i) ? subjectBefore(view, next, i) : null;
      if (subject !== null && !/^(?:i|we)$/i.test(view.tokens[subject.head]!.text)) return s;
    }
    s++;
  }
  return s;
}

/** Whether a paragraph ends between two sentences. */
const isBreak = (view: AttributionView, before: Sentence, after: Sentence): boolean =>
  /\n\s*\n/.test(view.text.slice(before.end, after.start));

function clauseOf(view: AttributionView, verbs: SpeechVerbs, sentence: Sentence, verb: number): AttributionDraft | null {
  const source = subjectBefore(view, sentence, verb);
  if (source !== null) {
    const start = contentStart(view, verbs, sentence, verb);
    if (isGap(view, source.first, verb)) return draft(verb, source, [verb + 1, gapEnd(view, sentence, verb)]);
    const cut = isCut(view, sentence, source.first);
    if (start >= 0 && !(cut && isAdjunct(view.tokens[verb + 1]!)))
      return draft(verb, source, [start, contentEnd(view, verbs, sentence, verb)]);
    return cut ? atTheEnd(view, verbs, sentence, verb, source.first, source) : null;
  }
  const inverted = view.tokens[verb - 1]?.text === "," ? phraseAfter(view, sentence, verb + 1) : null;
  return inverted === null || /^(?:me|us|him|them|her)$/i.test(view.tokens[inverted.head]!.text)
    ? null
    : atTheEnd(view, verbs, sentence, verb, verb, inverted);
}

/** "soldiers that the army said were captured": the account is about the word before. */
const isGap = (view: AttributionView, first: number, verb: number): boolean =>
  /^(?:that|which|who|whom|what)$/i.test(view.tokens[first - 1]?.text ?? "") &&
  view.tokens[verb + 1] !== undefined &&
  isTensed(view.tokens[verb + 1]!);

/** Before the verb of the clause around: "were captured" of "were captured near Lyman were freed on Monday". */
function gapEnd(view: AttributionView, sentence: Sentence, verb: number): number {
  const end = sentenceEnd(view, sentence);
  for (let i = verb + 3; i < end; i++) {
    const before = view.tokens[i - 1]!;
    if (view.tokens[i]!.text === ",") return i;
    if (isTensed(view.tokens[i]!) && !/^(?:AUX|ADV|CCONJ|PART)$/.test(before.tag) && !/^(?:who|which|that)$/i.test(before.text)) return i;
  }
  return end;
}

/** "…, the governor said." and "the raid, the mayor said, killed two": what stands before the clause, and after it. */
function atTheEnd(
  view: AttributionView,
  verbs: SpeechVerbs,
  sentence: Sentence,
  verb: number,
  first: number,
  source: Phrase,
): AttributionDraft | null {
  const comma = first - 1;
  const start = clauseStart(view, sentence, comma);
  if (comma - start < 2 || view.quoted[comma - 1]! >= 0) return null;
  const content = [start, comma];
  const from = Math.max(verb + 1, source.last);
  const stop = commaFrom(view, sentence, from, ",;");
  for (let k = from; k < stop; k++) if (isTensed(view.tokens[k]!)) return null;
  const onward = view.tokens[stop]?.text === "," && stop < sentence.last - 3 && stop - from < 5;
  if (onward && /^(?:which|whom|that|who)$/i.test(view.tokens[comma - 1]!.text))
    return draft(verb, source, [stop + 1, commaFrom(view, sentence, stop + 1, ",;")]); // "in which, it says, three were shot"
  if (onward && (isAccountOn(view, verbs, stop + 1) || opensClause(view, start)))
    content.push(stop + 1, commaFrom(view, sentence, stop + 1, ";"));
  return isClause(view, start, comma) ? draft(verb, source, content) : null;
}

/** "If they are not freed, warned the general, his men will go in", "Of the nine, police said, six were shot": what follows is the main clause. */
const opensClause = (view: AttributionView, i: number): boolean =>
  /^(?:if|unless|when|once|although|while|should|of|among|after|before)$/i.test(view.tokens[i]!.text);

/** "the raid, the mayor said, killed two", "…, police said, killing two", "…, police said, and two were hurt": the account goes on. */
function isAccountOn(view: AttributionView, verbs: SpeechVerbs, i: number): boolean {
  const t = view.tokens[i]!;
  if (/^VB[DZ]|^MD/.test(t.xpos)) return true;
  if (t.xpos === "VBG") return !isSpoken(verbs, t);
  return /^(?:and|but|including)$/i.test(t.text) && !isSpoken(verbs, view.tokens[i + 1]!);
}

/** "told reporters after …": what begins so is no account. */
const isAdjunct = (t: Token): boolean => /^(?:after|before|as|when|while|during|following|because|amid|since|at|in|on)$/i.test(t.text);

/** Where the account begins after a verb: at its "that", else at a clause with a subject and a finite verb; -1 where there is none. */
function contentStart(view: AttributionView, verbs: SpeechVerbs, sentence: Sentence, verb: number): number {
  let nouns = 0;
  if (isOwnDeed(view, verb)) return verb + 1;
  for (let i = verb + 1; i < sentence.last; i++) {
    const t = view.tokens[i]!;
    if (view.quoted[i]! >= 0) return -1;
    if (
      t.text.toLowerCase() === "that" &&
      (t.tag === "SCONJ" || i === verb + 1 || view.tokens[i - 1]!.tag === "PROPN" || t.deprel === "mark")
    )
      return i;
    if (isTensed(t)) return nouns > 0 ? afterWhom(view, verbs, verb) : -1;
    if (t.text === ";") return -1;
    if (t.text === "," || t.text === ":" || /^(?:who|which|whose|whom)$/i.test(t.text)) nouns = -100;
    if (t.tag === "NOUN" || t.tag === "PROPN" || t.tag === "PRON" || t.tag === "NUM") nouns++;
  }
  return -1;
}

/** "denied having attacked", "admitted killing", "claimed to have shot": one's own deed without a subject. */
function isOwnDeed(view: AttributionView, verb: number): boolean {
  const [next, second] = [view.tokens[verb + 1], view.tokens[verb + 2]];
  if (next === undefined || second === undefined || view.quoted[verb + 1]! >= 0) return false;
  if (/^(?:deny|admit|acknowledge)$/i.test(view.tokens[verb]!.lemma)) return next.xpos === "VBG";
  return /^claim$/i.test(view.tokens[verb]!.lemma) && next.text === "to" && second.text === "have";
}

/** Past the one who is told: "told reporters the army had", "told AFP". */
function afterWhom(view: AttributionView, verbs: SpeechVerbs, verb: number): number {
  const told = view.tokens[verb + 1]!;
  const whom =
    verbs.get(view.tokens[verb]!.lemma.toLowerCase())!.whom && (told.tag === "PROPN" || told.tag === "NOUN" || told.tag === "PRON");
  return whom ? verb + 2 : verb + 1;
}

/** Where the account ends: before a verb joined to the verb of speech, ", adding", ", according to" or another's clause. */
function contentEnd(view: AttributionView, verbs: SpeechVerbs, sentence: Sentence, verb: number): number {
  const end = sentenceEnd(view, sentence);
  for (let i = verb + 2; i < end; i++) {
    const t = view.tokens[i]!;
    if (t.deprel === "conj" && t.head === verb && t.tag === "VERB" && (i < verb + 4 || isSpoken(verbs, t)))
      return lastIndex(view, verb, i, (c) => c.tag === "CCONJ" || c.text === ",");
    if (t.text === ";" && view.tokens[i + 1]?.text.toLowerCase() !== "that") return i;
    if (t.text !== ",") continue;
    if (isGoingOn(view, verbs, i + 1) || isAccording(view, i + 1)) return i;
    if (isElse(view, verbs, sentence, i + 1)) return i;
  }
  return end;
}

/** A verb of speech, or of what one says in public: "said two had died and condemned the raid"; not "said that troops had raided it and seized arms". */
const isSpoken = (verbs: SpeechVerbs, { lemma }: Token): boolean => verbs.has(lemma.toLowerCase()) || PUBLIC.test(lemma);

const PUBLIC =
  /^(?:accuse|appeal|ask|blame|call|condemn|criticise|criticize|demand|denounce|deplore|describe|express|hail|invite|offer|pledge|praise|promise|refuse|reject|thank|threaten|urge|vow|welcome)$/i;

/** ", while the rebels said", ", but the army denied": another's account begins. */
function isElse(view: AttributionView, verbs: SpeechVerbs, sentence: Sentence, i: number): boolean {
  if (!/^(?:while|but|and|though|although|whereas)$/i.test(view.tokens[i]?.text ?? "")) return false;
  const source = phraseAfter(view, sentence, i + 1);
  return source !== null && speaks(view, verbs, Math.min(source.last, sentence.last - 1));
}
