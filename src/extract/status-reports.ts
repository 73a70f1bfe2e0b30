import type { StatusWord } from "../resources/events.js";
import { type EventTree, isVerbal, someChild } from "./events-tree.js";

/** What is said of a report, of what it reports: "rejected reports of a massacre", "the claim that they fled is false". */

/** Nouns for something told: their clause or "of" is as true as they are said to be. */
const REPORTS: ReadonlySet<string> = new Set(
  (
    "report claim allegation accusation rumour rumor suggestion assertion evidence proof indication sign account story insinuation " +
    "speculation knowledge trace truth basis"
  ).split(" "),
);

export const isReport = (lemma: string): boolean => REPORTS.has(lemma);

/** Words that say of a clause or a report that it is not so: "the falsehood that the town had fallen". */
const UNTRUE: ReadonlySet<string> = new Set(
  (
    "denial falsehood lie fabrication myth fiction propaganda hoax rumour rumor nonsense disinformation misinformation invention fantasy " +
    "slander gossip false untrue baseless unfounded groundless fake bogus fabricated fictitious incorrect inaccurate unsubstantiated"
  ).split(" "),
);

export const isUntrue = (lemma: string): boolean => UNTRUE.has(lemma);

/** "rejected reports that": where the tree has the verb hang on the noun, its effect by the order of words. */
export function rejection(tree: EventTree, noun: number): StatusWord | undefined {
  let i = noun - 1;
  while (i > 0 && /^(?:DET|ADJ)$/.test(tree.tokens[i]!.tag)) i--;
  const word = tree.tokens[i]?.head === noun ? tree.lexicon.status.get(`verb:${tree.lemma[i]}`) : undefined;
  return word?.effect === "negative" ? word : undefined;
}

/** "called the reports a fabrication", "described reports of an attack as baseless", "the claim was branded a lie". */
export function toldUntrue(tree: EventTree, report: number, verb: number): boolean {
  if (!isReport(tree.lemma[report]!) || !CALLS.test(tree.lemma[verb]!)) return false;
  const { sentence } = tree.tokens[verb]!;
  const last = tree.doc.sentences[sentence]!.last;
  const hangs = (i: number): boolean => {
    for (let at = i, k = 0; at >= 0 && k < 3; at = tree.tokens[at]!.head, k++) if (at === verb || at === report) return true;
    return false;
  };
  for (let i = verb + 1; i < last; i++) if (isUntrue(tree.lemma[i]!) && hangs(i)) return true;
  return someChild(tree, verb, (child) => isUntrue(tree.lemma[child]!));
}

const CALLS = /^(?:call|describe|brand|label|term|denounce|dub|characteri[sz]e|deem|consider|paint|portray|prove)$/;

/** How far behind a word for a report what it reports may stand, in words. */
const REPORTED = 18;

/**
 * Whether an event is told as something untrue, by the order of words, which holds where the tree does not: "dismissed
 * reports of looting as lies", "claims that they fled were a fabrication", "contrary to reports that the town had fallen",
 * "no evidence that they were killed".
 */
export function isReportedUntrue(tree: EventTree, token: number): boolean {
  const { first } = tree.doc.sentences[tree.tokens[token]!.sentence]!;
  for (let i = token - 1; i >= first && i > token - REPORTED; i--) {
    if (isBreak(tree, i)) return false;
    const lemma = tree.lemma[i]!;
    if (tree.tokens[i]!.tag !== "NOUN" || !(isReport(lemma) || isUntrue(lemma))) continue;
    const link = tree.lemma[i + 1] ?? "";
    if (isUntrue(lemma) && !isReport(lemma)) return i + 1 < token && tree.tokens.slice(i + 1, token).some((t) => t.text === "that");
    if (!/^(?:of|that|about|in)$/.test(link) || tree.lemma[i + 2] === "responsibility") continue;
    if (token > i + 4 && isKnownThing(tree, token)) return false;
    const commas = tree.tokens.slice(i, token).some((t) => t.text === ",");
    return isRejected(tree, i, first, commas) || (/^(?:of|that)$/.test(link) && isBranded(tree, i, token));
  }
  return false;
}

/** "no evidence that civilians were hurt in this strike": the strike is taken as known. */
const isKnownThing = (tree: EventTree, token: number): boolean =>
  !isVerbal(tree.tokens[token]!) && someChild(tree, token, (c) => c < token && /^(?:the|this|that|these|those)$/.test(tree.lemma[c]!));

/** Where the account ends: ", saying that", ", but", ";". */
function isBreak(tree: EventTree, i: number): boolean {
  const next = tree.tokens[i + 1];
  if (/^[;:()–—]$/.test(tree.tokens[i]!.text)) return true;
  return (
    tree.tokens[i]!.text === "," && next !== undefined && (next.xpos === "VBG" || /^(?:but|while|although|though|after)$/i.test(next.text))
  );
}

/** "no reports", "denied claims", "rejected the army's claim", "contrary to reports", "no truth in reports" */
function isRejected(tree: EventTree, report: number, first: number, commas: boolean): boolean {
  let i = report - 1;
  while (i >= first && (/^(?:DET|ADJ|PRON|PROPN|PART|NOUN)$/.test(tree.tokens[i]!.tag) || tree.lemma[i] === "'s")) {
    if (tree.lemma[i] === "no") return true;
    i--;
  }
  if (i < first) return false;
  const lemma = tree.lemma[i]!;
  if (lemma === "to" && tree.lemma[i - 1] === "contrary") return !commas;
  if ((lemma === "in" || lemma === "to") && tree.lemma[i - 1] === "truth") return tree.lemma[i - 2] === "no";
  const negated = /^(?:not|n['’]t|never|neither)$/i.test(tree.tokens[i - 1]?.text ?? "");
  return !negated && REJECTS.test(lemma);
}

const REJECTS = /^(?:deny|dismiss|reject|refute|rebut|debunk|dispute|scoff|disown|repudiate)$/;

/** "… were false", "… as lies", "… a fabrication", behind what is reported. */
function isBranded(tree: EventTree, report: number, token: number): boolean {
  const { last } = tree.doc.sentences[tree.tokens[token]!.sentence]!;
  for (let i = token + 1; i < last && i < token + REPORTED; i++) {
    if (isBreak(tree, i)) return false;
    const fake = tree.lemma[i] === "news" && tree.lemma[i - 1] === "fake";
    const nothing = tree.lemma[i] === "foundation" && tree.lemma[i - 1] === "without";
    if (!fake && !nothing && !isUntrue(tree.lemma[i]!)) continue;
    const before = tree.tokens.slice(token + 1, i).some((t) => /^(?:as|is|are|was|were|be|been)$/i.test(t.text));
    return before || CALLS.test(tree.lemma[report - 1]!) || CALLS.test(tree.lemma[report - 2] ?? "");
  }
  return false;
}
