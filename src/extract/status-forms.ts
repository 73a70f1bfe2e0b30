import { caseOf, type EventTree, isVerbal, someChild } from "./events-tree.js";
import { isHeadline } from "./headline.js";
import type { Trigger } from "./triggers.js";

/** Constructions that say of an event that it did not, or does not yet, take place; mostly by the order of words. */

/** "exchange of prisoners": the word that the others of a phrase hang on. */
export function topOf(tree: EventTree, { token, first, last, verbal }: Trigger): number {
  let at = token;
  for (let steps = 0; !verbal && steps < 4; steps++) {
    const { head } = tree.tokens[at]!;
    if (head < first || head >= last) break;
    at = head;
  }
  return at;
}

/** "neither attacked the convoy nor arrested its drivers" */
export const isAlternative = (tree: EventTree, token: number): boolean =>
  someChild(tree, token, (child) => tree.lemma[child] === "nor" && child < token) ||
  (tree.lemma[token - 1] === "neither" && isVerbal(tree.tokens[token]!));

/** "will answer any attack", "any attack will be punished" */
export const isAny = (tree: EventTree, { token, verbal }: Trigger): boolean =>
  !verbal && !isSuch(tree, token) && someChild(tree, token, (c) => tree.tokens[c]!.deprel === "det" && tree.lemma[c] === "any");

/** "any such strike": the one told of. */
export const isSuch = (tree: EventTree, token: number): boolean => someChild(tree, token, (child) => tree.lemma[child] === "such");

/** "had been due to meet", "was to have met": what was arranged once and did not come about. */
export function wasToBe(tree: EventTree, token: number): boolean {
  const { xpos } = tree.tokens[token]!;
  const low = (i: number): string => tree.tokens[i]?.text.toLowerCase() ?? "";
  if (xpos === "VBN") {
    const have = low(token - 1) === "been" ? token - 2 : token - 1;
    return low(have) === "have" && low(have - 1) === "to" && /^(?:was|were)$/.test(low(have - 2));
  }
  return (
    xpos === "VB" &&
    low(token - 1) === "to" &&
    ARRANGES.has(low(token - 2)) &&
    low(token - 3) === "been" &&
    /^(?:had|['’]d)$/.test(low(token - 4))
  );
}

/** What somebody "had been" to do. */
const ARRANGES: ReadonlySet<string> = new Set(
  "due expected scheduled planned set slated supposed meant planning hoping intending".split(" "),
);

/** "denied attacking", "denied having attacked", by the order of words. */
export function isDenied(tree: EventTree, token: number): boolean {
  const having = tree.lemma[token - 1] === "have" && tree.tokens[token - 1]!.xpos === "VBG";
  if (!having && tree.tokens[token]!.xpos !== "VBG") return false;
  const verb = having ? token - 2 : token - 1;
  return verb > 0 && tree.lemma[verb] === "deny" && !/^(?:not|n['’]t|never)$/i.test(tree.tokens[verb - 1]!.text);
}

/** "is to visit", "was to be signed", "are not to leave", by the order of words. */
export const isToBe = (tree: EventTree, token: number): boolean =>
  /^(?:is|are|was|were|['’]re)$/i.test(tree.tokens[beforeInfinitive(tree, token)]?.text ?? "") || isAnnounced(tree, token);

/** The token before "to visit" or "to be signed" and adverbs; -1 where a verb is no infinitive. */
function beforeInfinitive(tree: EventTree, token: number): number {
  let i = token - 1;
  if (tree.lemma[i] === "be" && tree.tokens[token]!.xpos === "VBN") i--;
  else if (tree.tokens[token]!.xpos !== "VB") return -1;
  if (tree.tokens[i]?.text.toLowerCase() !== "to") return -1;
  i--;
  while (i > 0 && /^(?:not|also|now|then|still|soon|both)$/i.test(tree.tokens[i]!.text)) i--;
  return i;
}

/** "Prosecutors to exhume mass grave": a headline's infinitive, with no verb before it. */
export function isAnnounced(tree: EventTree, token: number): boolean {
  const before = beforeInfinitive(tree, token);
  const { sentence } = tree.tokens[token]!;
  if (!/^(?:NOUN|PROPN)$/.test(tree.tokens[before]?.tag ?? "") || !isHeadline(tree.doc, sentence)) return false;
  const { first } = tree.doc.sentences[sentence]!;
  return before >= first && !tree.tokens.slice(first, before + 1).some((t) => t.tag === "VERB" || t.tag === "AUX");
}

/** Types of what is arranged beforehand: to call it off means that it does not happen ("called off a truce" ends one). */
export const ARRANGED: ReadonlySet<string> = new Set(["Meeting", "Attack", "Operation", "Movement", "Protest"]);

/** "cancelled the visit", "the talks were postponed", "a planned assault was called off", "had their visit put off", by the order of words. */
export function isCalledOff(tree: EventTree, { token, entry, verbal }: Trigger): boolean {
  if (verbal || !ARRANGED.has(entry.type)) return false;
  const { tokens } = tree;
  const { sentence } = tokens[token]!;
  const cancels = (i: number): boolean => {
    const t = tokens[i];
    if (t === undefined || t.sentence !== sentence || !/^VB/.test(t.xpos)) return false;
    const next = tokens[i + 1]?.text.toLowerCase();
    return /^(?:cancel|postpone|scrap|shelve)$/.test(tree.lemma[i]!) || (/^(?:call|put)$/.test(tree.lemma[i]!) && next === "off");
  };
  let before = token - 1;
  while (before > 0 && /^(?:DET|ADJ|PRON|NUM)$/.test(tokens[before]!.tag)) before--;
  if (tokens[before]?.text.toLowerCase() === "off") before--;
  if (cancels(before)) return true;
  const passive = (i: number): boolean => cancels(i) && tokens[i]!.xpos === "VBN";
  const head = tokens[token]!.deprel === "nsubj" ? tokens[token]!.head : token + 1; // "have had their visit put off"
  return passive(head) || (tokens[token + 1]?.xpos === "VBD" && head === token + 1 && cancels(head));
}

/** The verb of "preventing the rebels from regaining the town", "banned her from entering", by the order of words; -1 for none. */
export function preventedBy(tree: EventTree, token: number): number {
  if (tree.tokens[token]!.xpos !== "VBG" || tree.lemma[token - 1] !== "from") return -1;
  for (let i = token - 2; i >= 0 && i > token - 10 && tree.tokens[i]!.sentence === tree.tokens[token]!.sentence; i--) {
    if (/^[,;:]$/.test(tree.tokens[i]!.text)) return -1;
    if (isVerbal(tree.tokens[i]!)) return PREVENT.test(tree.lemma[i]!) ? i : -1;
  }
  return -1;
}

const PREVENT = /^(?:prevent|stop|ban|bar|block|keep|prohibit|discourage|deter|hinder|dissuade|refrain)$/;

/** "before it could go off", "before a retrial could begin": it did not. */
export const isForestalled = (tree: EventTree, verb: number): boolean =>
  (/^(?:could|can)$/i.test(tree.tokens[verb + 1]?.text ?? "") && caseOf(tree, verb) === "before") ||
  (someChild(tree, verb, (c) => c < verb && tree.lemma[c] === "before" && tree.tokens[c]!.deprel === "mark") &&
    someChild(tree, verb, (c) => c < verb && /^(?:could|can)$/i.test(tree.tokens[c]!.text)));

/** "no one", "no casualties", "nobody", "none of them", "not one official". */
export function isNone(tree: EventTree, token: number): boolean {
  if (/^(nobody|none|no-one|nothing)$/.test(tree.lemma[token]!) || isNotOne(tree, token)) return true;
  return someChild(
    tree,
    token,
    (child) => (tree.tokens[child]!.deprel === "det" && tree.lemma[child] === "no") || (child < token && tree.lemma[child] === "neither"),
  );
}

/** "not one has been freed", "not a single senior official", by the order of words. */
function isNotOne(tree: EventTree, token: number): boolean {
  for (let i = token; i > token - 5 && i > 0; i--) {
    const word = tree.tokens[i]!.text.toLowerCase();
    if (word === "one" || word === "single" || (word === "a" && tree.lemma[i + 1] === "single"))
      return tree.tokens[i - 1]!.text.toLowerCase() === "not" || (word === "single" && tree.tokens[i - 2]?.text.toLowerCase() === "not");
    if (i < token && !/^(?:ADJ|NOUN|PROPN)$/.test(tree.tokens[i]!.tag)) return false;
  }
  return false;
}

/** "tried", "had tried", "were trying" */
export function isPast(tree: EventTree, verb: number): boolean {
  const { xpos } = tree.tokens[verb]!;
  return xpos === "VBD" || xpos === "VBN" || someChild(tree, verb, (child) => /^(?:was|were)$/i.test(tree.tokens[child]!.text));
}

/** "whether" or "if" before a clause that is asked about. */
export const isWhether = (tree: EventTree, verb: number): boolean =>
  someChild(tree, verb, (child) => child < verb && /^(?:whether|if)$/.test(tree.lemma[child]!) && tree.tokens[child]!.deprel === "mark");

/** "neither confirmed nor denied": nothing is said either way. */
export const isNotDenied = (tree: EventTree, verb: number): boolean =>
  (tree.lemma[verb] === "deny" &&
    /^(?:or|nor)$/.test(tree.lemma[verb - 1]!) &&
    /^(?:confirm|acknowledge|admit)$/.test(tree.lemma[verb - 2]!)) ||
  (tree.lemma[verb] === "confirm" && /^(?:or|nor)$/.test(tree.lemma[verb + 1] ?? "") && tree.lemma[verb + 2] === "deny");

/** "who carried it out", "why they fled": what is asked about has happened. */
export function isQuestion(tree: EventTree, verb: number): boolean {
  if (tree.tokens[verb]!.deprel === "acl" || tree.tokens[verb]!.deprel === "advcl") return false;
  return someChild(tree, verb, (child) => child < verb && /^(?:who|what|how|why|where|when|which)$/.test(tree.lemma[child]!));
}

/** "if the army attacks the port", taken for a noun, and "until all of them are freed": what has not come about yet. */
export function isUnderCondition(tree: EventTree, token: number): boolean {
  const { sentence, tag } = tree.tokens[token]!;
  const verbLike = tag === "NOUN" && /^(?:NOUN|PROPN)$/.test(tree.tokens[token - 1]?.tag ?? "") && tree.tokens[token + 1]?.tag !== "VERB";
  let present = /^VB[ZP]$/.test(tree.tokens[token]!.xpos);
  for (let i = token - 1; i > token - 8 && tree.tokens[i]?.sentence === sentence; i--) {
    const { tag: before, text } = tree.tokens[i]!;
    if (/^(?:if|unless)$/i.test(text)) return verbLike;
    if (/^(?:until|till)$/i.test(text)) return present && tag === "VERB";
    if (/^(?:is|are)$/i.test(text)) present = true;
    else if (!/^(?:NOUN|PROPN|DET|ADJ|PRON|NUM|ADV)$/.test(before)) return false;
  }
  return false;
}
