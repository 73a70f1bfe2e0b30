import type { StatusWord } from "../resources/events.js";
import { caseOf, core, type EventTree, isVerbal, someChild } from "./events-tree.js";
import { ASKED, HALTED, NOT } from "./status-effects.js";
import { isSuch, isToBe } from "./status-forms.js";
import { isReport, isUntrue, toldUntrue } from "./status-reports.js";

/** What the word that governs a noun says of it: "plans for an attack", "called for an investigation", "denied the attack". */

/** Verbs of which the status is that of their subject: "no attack took place". */
const OCCUR: ReadonlySet<string> = new Set(
  "be occur happen take begin start continue follow resume come go exist open erupt break proceed convene ensue".split(" "),
);

/** Verbs of what one thing brings about: their object is as real as they are ("could lead to a war"). */
const CAUSE: ReadonlySet<string> = new Set("lead cause trigger spark provoke prompt bring result ignite unleash".split(" "));

/** Verbs that set going or change what their object names: it is as real as they are. */
const CHANGE: ReadonlySet<string> = new Set(
  "increase extend expand step boost resume restart reinforce intensify escalate end halt impose lift widen broaden deepen strengthen renew accelerate prolong".split(
    " ",
  ),
);

const ENDS = /^(?:halt|end|cease|stop)$/;

/** Effects of what governs a noun: "plans for an attack", "called for an investigation", "denied the attack". */
export function governed(
  tree: EventTree,
  token: number,
  head: number,
  apply: (word: StatusWord | undefined) => void,
  light = false,
): number {
  const { status } = tree.lexicon;
  const t = tree.tokens[token]!;
  const h = tree.tokens[head]!;
  const lemma = tree.lemma[head]!;
  if (isVerbal(h) || h.tag === "ADJ") {
    const preposition = t.deprel === "obl" || t.deprel === "nmod" || t.deprel === "advcl" ? caseOf(tree, token) : "";
    if (t.deprel === "nsubj") {
      if (h.tag === "ADJ") {
        apply(isUntrue(lemma) ? NOT : status.get(`adj:${lemma}`));
        return head;
      }
      if (OCCUR.has(lemma)) return head;
      const passive = h.xpos === "VBN";
      if (!passive) return -1;
      if (/^(?:exclude|discount|rule)$/.test(lemma) && isCannot(tree, head)) {
        apply(ASKED); // "an assault cannot be ruled out"
        return -1;
      }
      if (MAKES.test(lemma) && isYetToBe(tree, head)) return head; // "sanctions could be agreed", "a pact is to be signed"
      if (toldUntrue(tree, token, head)) {
        apply(NOT);
        return head;
      }
      apply(status.get(`verb:${lemma}`));
      return light || status.has(`verb:${lemma}`) ? head : -1;
    }
    if (ENDS.test(lemma) && t.deprel === "obj" && h.xpos === "VB") {
      if (!isUnknown(tree, token)) return -1; // "to end the war": there is one
      apply(HALTED);
      return head;
    }
    if (CHANGE.has(lemma) && t.deprel === "obj") return head; // "would increase its support"
    if (lemma === "lead" && preposition === "to" && isReward(tree, head)) {
      apply(ASKED);
      return -1;
    }
    if (CAUSE.has(lemma) && (t.deprel === "obj" || /^(?:to|in|about)$/.test(preposition))) return head;
    if (preposition !== "") {
      const word =
        status.get(`verb:${lemma} ${preposition}`) ??
        (/^(for|on|to|with|of|about|in|from)$/.test(preposition) ? status.get(`verb:${lemma}`) : undefined);
      if (preposition === "of" && /^(?:aware|inform|hear|know)$/.test(lemma) && !isSuch(tree, token)) return head; // "not aware of any strike"
      if (/^(?:seek|want)$/.test(lemma) && preposition === "for" && h.xpos === "VBN") return -1; // "is wanted for the murder"
      if (lemma === "offer" && preposition === "for") apply(ASKED); // "offered five million dollars for his capture"
      if (word === undefined || /^(?:try|attempt)$/.test(lemma)) return light && preposition === "in" && !HARMS.test(lemma) ? head : -1; // "was tried for the bombing"
      if (preposition === "in" || preposition === "on") return -1;
      apply(word);
      return head;
    }
    if (preposition === "" && (t.deprel === "obj" || t.deprel === "nsubj") && toldUntrue(tree, token, head)) {
      apply(NOT);
      return head;
    }
    if (t.deprel !== "obj") return -1;
    if (/^(?:accusation|allegation|charge|claim)$/.test(tree.lemma[token]!) && REFUTES.test(lemma)) return -1; // "denies the charges": there are some
    if (isNaming(tree, token, head)) return -1;
    if (/^(?:plan|plot)$/.test(lemma) && isKnown(tree, token, head)) return head;
    const asked = lemma === "seek" ? ASKED : undefined; // "sought his resignation"; "sought to resign" is a plan
    const word = asked ?? status.get(`verb:${particle(tree, head)}`) ?? status.get(`verb:${lemma}`);
    if (lemma === "threaten" || lemma === "order" || word !== undefined) {
      apply(word);
      return head;
    }
    return light || lemma === "have" || lemma === "see" ? head : -1;
  }
  if (h.tag === "NOUN" && t.deprel === "nmod") {
    if (core(tree, head) === token) return head; // "a series of attacks"
    if (isReport(lemma)) return head; // "no reports of casualties"
    if (/^(?:case|event)$/.test(lemma) && caseOf(tree, head) === "in" && caseOf(tree, token) === "of") {
      apply(ASKED); // "in the event of an attack"
      return -1;
    }
    const word = status.get(`noun:${lemma} ${caseOf(tree, token)}`) ?? status.get(`noun:${lemma}`);
    apply(word);
    return word === undefined ? -1 : head;
  }
  const predicate = t.deprel === "nsubj" ? PREDICATES.get(`${caseOf(tree, head)} ${lemma}`) : undefined;
  if (predicate !== undefined) {
    apply({ effect: predicate, control: null }); // "a curfew is under consideration"
    return head;
  }
  if (t.deprel === "nsubj" && isUntrue(lemma)) {
    apply(NOT); // "the reports are a fabrication"
    return head;
  }
  if (h.tag === "NOUN" && t.deprel === "compound") {
    const word = status.get(`noun:${lemma}`); // "assassination plot"
    apply(lemma === "attempt" || word?.control === "obj" ? undefined : word);
    return -1;
  }
  return -1;
}

/** What a phrase says of its subject. */
const PREDICATES: ReadonlyMap<string, StatusWord["effect"]> = new Map([
  ["under consideration", "possible"],
  ["under discussion", "possible"],
  ["under review", "possible"],
  ["on table", "possible"],
  ["on card", "possible"],
  ["in doubt", "possible"],
  ["in preparation", "planned"],
  ["on agenda", "planned"],
]);

/** Verbs that bring about what they are said of. */
const MAKES =
  /^(?:sign|impose|agree|approve|reach|launch|hold|conduct|carry|stage|mount|deliver|resume|start|open|convene|organi[sz]e|adopt|pass|introduce|form|establish|declare|call|extend|renew|tighten|widen)$/;

/** "cannot", "could not" */
const isCannot = (tree: EventTree, verb: number): boolean =>
  someChild(tree, verb, (c) => c < verb && /^(?:can|could)$/.test(tree.lemma[c]!)) &&
  someChild(tree, verb, (c) => c < verb && /^(?:not|n['’]t)$/i.test(tree.tokens[c]!.text));

/** "could be agreed", "is to be signed", "will be imposed" */
const isYetToBe = (tree: EventTree, verb: number): boolean =>
  isToBe(tree, verb) || someChild(tree, verb, (c) => c < verb && tree.tokens[c]!.xpos === "MD");

/** "No one was injured in the blast": there was a blast. */
const HARMS = /^(?:injure|wound|kill|hurt|harm|die|arrest|capture|damage|destroy)$/;

/** "offered $5,000 for information leading to his arrest" */
const isReward = (tree: EventTree, verb: number): boolean =>
  [1, 2, 3].some((k) => /^(?:information|tip|clue|evidence)$/.test(tree.lemma[verb - k] ?? ""));

const REFUTES = /^(?:deny|reject|dismiss|refute|rebut|face)$/;

/** "called the raid a breach", "what it called an attack": a name for what happened; "called a strike" is a plan. */
function isNaming(tree: EventTree, token: number, verb: number): boolean {
  if (tree.lemma[verb] !== "call") return false;
  if (!isUnknown(tree, token) || [1, 2, 3, 4].some((k) => tree.lemma[verb - k] === "what")) return true;
  return someChild(tree, verb, (c) => c > verb && c < token && /^(?:NOUN|PROPN|PRON)$/.test(tree.tokens[c]!.tag));
}

/** Whether a noun stands with "a" or nothing at all. */
const isUnknown = (tree: EventTree, token: number): boolean =>
  !someChild(tree, token, (c) => c < token && (/^(?:the|this|that|these|those)$/.test(tree.lemma[c]!) || tree.tokens[c]!.xpos === "PRP$"));

/** "had helped plan the January assault": what one is said to have planned, and is spoken of as known, has happened. */
const isKnown = (tree: EventTree, token: number, verb: number): boolean =>
  !isUnknown(tree, token) && /^(?:VBD|VBN|VB)$/.test(tree.tokens[verb]!.xpos) && !isToBeDone(tree, verb);

/** "to plan the raid", "will plan the raid" */
const isToBeDone = (tree: EventTree, verb: number): boolean =>
  someChild(tree, verb, (c) => c < verb && (tree.lemma[c] === "to" || tree.tokens[c]!.xpos === "MD"));

/** "call" with its particle: "called for", "ruled out". */
export function particle(tree: EventTree, verb: number): string {
  const next = verb + 1 < tree.tokens.length ? tree.tokens[verb + 1]! : null;
  return next !== null && next.head === verb && next.deprel === "compound"
    ? `${tree.lemma[verb]} ${tree.lemma[verb + 1]}`
    : tree.lemma[verb]!;
}
