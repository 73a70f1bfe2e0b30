import type { Modality, Polarity } from "../model.js";
import type { StatusWord } from "../resources/events.js";
import { verbAbove } from "./events-phrases.js";
import { type EventTree, isVerbal, someChild } from "./events-tree.js";
import { ASKED, HALTED, HAPPENED, NOT, ORDERED, PLANNED } from "./status-effects.js";
import {
  ARRANGED,
  isAlternative,
  isAnnounced,
  isAny,
  isCalledOff,
  isDenied,
  isForestalled,
  isNone,
  isNotDenied,
  isPast,
  isQuestion,
  isToBe,
  isUnderCondition,
  isWhether,
  preventedBy,
  topOf,
  wasToBe,
} from "./status-forms.js";
import { governed, particle } from "./status-nouns.js";
import { isReport, isReportedUntrue, isUntrue, rejection } from "./status-reports.js";
import type { Trigger } from "./triggers.js";

/** Whether an event is said to have happened, and how. */
export interface Status {
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** Whether a construction says so that is hardly mistaken ("denied attacking", "called off the visit"). */
  readonly sure: boolean;
}

/**
 * Reads polarity and modality at a trigger: from its auxiliaries and adverbs outward through the words that govern it
 * ("denied that guerrillas attacked", "plans to deploy", "ordered troops to withdraw", "if they attack").
 */
export function statusOf(tree: EventTree, trigger: Trigger): Status {
  const state = { negative: false, modality: "actual" as Modality, sure: false };
  const apply = (word: StatusWord | undefined): void => {
    if (word === HAPPENED || word === HALTED) state.sure = true;
    if (word === undefined || word.effect === "actual") return;
    if (word.effect === "negative") state.negative = !state.negative;
    else if (state.modality === "actual") state.modality = word.effect;
  };
  let at = topOf(tree, trigger);
  const not = (modality: Modality): Status => ({ polarity: "negative", modality, sure: true });
  if (isDenied(tree, at) || isReportedUntrue(tree, at)) return not("actual");
  if (wasToBe(tree, at) || isCalledOff(tree, trigger)) return not("planned");
  const prevented = preventedBy(tree, at);
  // "designed to prevent them from operating": that is a plan
  if (prevented >= 0) return not(tree.tokens[prevented]!.xpos === "VB" ? "planned" : "actual");
  if (/^(?:feared|presumed|thought)$/i.test(tree.tokens[at - 1]?.text ?? "")) apply(ASKED); // "and feared dead"
  inward(tree, at, trigger.verbal, apply, -1);
  if (isUnderCondition(tree, at)) apply(ASKED);
  if (isAnnounced(tree, at)) state.sure = true;
  if (isToBe(tree, at)) apply(PLANNED);
  for (let depth = 0; depth < 6; depth++) {
    const step = outward(tree, at, apply, depth === 0 ? trigger.entry.type : null);
    if (step < 0) break;
    inward(tree, step, isVerbal(tree.tokens[step]!), apply, at);
    if (isToBe(tree, step)) apply(PLANNED);
    at = step;
  }
  if (!state.negative && isAlternative(tree, trigger.token)) state.negative = true;
  if (!state.negative && isAny(tree, trigger)) apply(ASKED);
  return { polarity: state.negative ? "negative" : "positive", modality: state.modality, sure: state.sure };
}

/** Effects of what hangs on a word: auxiliaries, "not", "no", "if", "planned", "without". */
function inward(tree: EventTree, token: number, verbal: boolean, apply: (word: StatusWord | undefined) => void, from: number): void {
  const { status } = tree.lexicon;
  if (isForestalled(tree, token)) {
    apply(NOT);
    return;
  }
  someChild(tree, token, (child) => {
    const c = tree.tokens[child]!;
    const lemma = tree.lemma[child]!;
    const low = c.text.toLowerCase();
    if (c.deprel === "aux" || (c.deprel === "cop" && verbal)) apply(auxiliary(tree, child, token));
    else if (
      (verbal || tree.tokens[token]!.tag === "ADJ") &&
      child !== from &&
      (c.deprel === "nsubj" || c.deprel === "obj") &&
      isNone(tree, child) &&
      !(c.deprel === "nsubj" && someChild(tree, token, (other) => other > child && tree.tokens[other]!.deprel === "nsubj"))
    )
      apply(status.get("det:no"));
    else if (c.deprel === "advmod" || c.deprel === "det" || c.deprel === "cc") {
      if (lemma === "no" || lemma === "neither") apply(c.deprel === "cc" ? undefined : status.get("det:no"));
      else apply(status.get(`adv:${lemma}`) ?? status.get(`adv:${low}`));
    } else if (c.deprel === "mark" || c.deprel === "case") apply(status.get(`conj:${lemma}`));
    else if (c.deprel === "amod" && !verbal) apply(status.get(`adj:${lemma}`) ?? status.get(`adj:${low}`));
    return false;
  });
}

/** "can" and "would" count; what somebody said they "would" do is planned. */
function auxiliary(tree: EventTree, token: number, verb: number): StatusWord | undefined {
  const { xpos, deprel } = tree.tokens[verb]!;
  const bare = xpos === "VB" || (xpos === "VBN" && !someChild(tree, verb, (c) => c < verb && tree.lemma[c] === "have")); // "would be sent", not "would have fled"
  if (/^(?:would|['’]d)$/i.test(tree.tokens[token]!.text) && bare && deprel === "ccomp") return PLANNED;
  return tree.lexicon.status.get(`aux:${tree.lemma[token]}`) ?? tree.lexicon.status.get(`aux:${tree.tokens[token]!.text.toLowerCase()}`);
}

/** Applies the effect of the word that governs a word and returns it where it may be governed in turn; -1 at the end. */
function outward(tree: EventTree, token: number, apply: (word: StatusWord | undefined) => void, type: string | null): number {
  const tried = type !== null && TRIED.has(type);
  const { status, light } = tree.lexicon;
  const t = tree.tokens[token]!;
  const head = t.head;
  if (head < 0) return -1;
  const h = tree.tokens[head]!;
  const lemma = tree.lemma[head]!;
  const clausal = t.deprel === "xcomp" || t.deprel === "ccomp" || t.deprel === "acl" || t.deprel === "advcl" || t.deprel === "csubj";
  if (clausal && isQuestion(tree, token)) return -1; // "it is not clear who carried out the attack"
  if (t.deprel === "ccomp" && isWhether(tree, token)) return -1; // "would not say whether units had left": neither way
  if (isNotDenied(tree, head)) return -1;
  if (t.deprel === "amod" && isVerbal(t)) return head; // a verb that the parser took for an attribute
  if ((isVerbal(t) && t.deprel !== "obj") || t.tag === "ADJ" || clausal) {
    if (t.deprel === "conj") {
      const verb = isVerbal(h) ? head : verbAbove(tree, head);
      return verb >= 0 && sharesScope(tree, token, verb) ? verb : -1;
    }
    if (t.deprel === "acl" && isReport(lemma)) apply(rejection(tree, head));
    if (/^(?:acl|ccomp)$/.test(t.deprel) && isReport(lemma) && (t.deprel === "acl" || h.deprel === "obj")) return head; // "rejected reports that soldiers had fled", "no evidence that"
    const bidding = t.deprel === "acl" && t.xpos === "VB" ? toldBy(tree, head) : undefined;
    if (bidding !== undefined) {
      apply(bidding);
      return h.head;
    }
    if (t.deprel === "acl" && !isVerbal(h)) {
      if (t.xpos !== "VB" && t.xpos !== "VBG" && !isUntrue(lemma) && lemma !== "claim" && lemma !== "fear" && lemma !== "possibility")
        return -1;
      if (tried && lemma === "attempt" && isPastDeed(tree, head)) return -1;
      const word = status.get(`noun:${lemma}`) ?? status.get(`adj:${lemma}`);
      apply(word);
      return word === undefined ? -1 : head;
    }
    if (!clausal) return t.deprel === "nmod" || t.deprel === "obl" ? governed(tree, token, head, apply) : -1;
    const special = implied(tree, token, head, tried, type === null || ARRANGED.has(type));
    if (special !== null) {
      apply(special);
      return head;
    }
    const phrase = particle(tree, head);
    const word = (h.tag === "ADJ" ? status.get(`adj:${lemma}`) : undefined) ?? status.get(`verb:${phrase}`) ?? status.get(`verb:${lemma}`);
    const finite =
      t.deprel === "ccomp" && t.xpos !== "VB" && t.xpos !== "VBG" && someChild(tree, token, (c) => tree.tokens[c]!.deprel === "nsubj");
    if (finite && word?.effect === "negative" && !SAYS_NOT.test(lemma)) return -1;
    if (t.deprel === "advcl") {
      // "failed after attacking" says nothing of the attack; "prevented from attacking" does
      const from = someChild(
        tree,
        token,
        (c) => tree.lemma[c] === "from" && (tree.tokens[c]!.deprel === "mark" || tree.tokens[c]!.deprel === "case"),
      );
      const about = t.xpos === "VBG" ? GERUNDS.find(([phrase]) => phrase.test(`${lemma} ${tree.lemma[token - 1]}`)) : undefined;
      if (about !== undefined) {
        apply({ effect: about[1], control: null });
        return head;
      }
      const purpose = t.xpos === "VB" && someChild(tree, token, (c) => tree.lemma[c] === "to");
      if (from) apply(word);
      else if (purpose) {
        if (word === undefined && isDoneThere(tree, head, type)) return -1;
        if (word !== undefined) apply(word);
        else apply({ effect: "planned", control: null });
      }
      return from ? head : -1;
    }
    apply(word);
    return head;
  }
  if (t.deprel === "conj") return head;
  return governed(tree, token, head, apply, light.has(lemma));
}

/** Verbs that deny a whole clause; others only seem to have one ("suspended deliveries after three were killed"). */
const SAYS_NOT = /^(?:deny|reject|dismiss|refute|rule|rebut|debunk|disclaim|doubt|dispute)$/;

/** What a verb with its preposition says of a gerund: "committed to defeating them", "warned against entering". */
const GERUNDS: readonly (readonly [RegExp, StatusWord["effect"]])[] = [
  [/^(?:commit|committed|dedicate|dedicated) to$|^(?:plan|insist|count|bent|intent|set) on$/, "planned"],
  [/^(?:warn|advise|caution) against$|^(?:talk|think|speak) (?:about|of)$|^(?:close|near) to$/, "possible"],
  [/^(?:decide|vote|rule) against$/, "negative"],
];

/** "ordered his men to open fire": where the tree has the infinitive hang on the object, what the verb says of it. */
function toldBy(tree: EventTree, object: number): StatusWord | undefined {
  const { deprel, head } = tree.tokens[object]!;
  if (deprel !== "obj" || head < 0 || !isVerbal(tree.tokens[head]!)) return undefined;
  if (tree.lexicon.status.has(`noun:${tree.lemma[object]}`)) return undefined;
  const word = tree.lexicon.status.get(`verb:${tree.lemma[head]}`);
  return word?.control === "obj" && (word.effect === "ordered" || word.effect === "possible") ? word : undefined;
}

/**
 * What an infinitive's governor says of it by its own form: "were able to flee" and "allowed them to cross" have happened;
 * "is going to attack", "sent to assist" are planned; "have yet to leave" has not. `null`: as the lexicon has it.
 */
function implied(tree: EventTree, token: number, head: number, tried: boolean, arranged: boolean): StatusWord | null {
  const { xpos, deprel } = tree.tokens[token]!;
  if (xpos !== "VB" || deprel === "csubj") return null;
  const lemma = tree.lemma[head]!;
  const before = (words: RegExp) => someChild(tree, head, (child) => child < head && words.test(tree.tokens[child]!.text));
  const denied = before(/^(?:not|n['’]t|never|no|hardly)$/i);
  if (/^(?:try|attempt)$/.test(lemma) && tried && !denied && isPast(tree, head)) return HAPPENED;
  if (lemma === "able" && before(/^(?:was|were)$/i) && !denied) return HAPPENED;
  const let_ = /^(?:allow|let|enable|permit)$/.test(lemma) && !denied;
  if (let_ && (tree.tokens[head]!.xpos === "VBD" || before(/^(?:was|were|been)$/i))) return HAPPENED;
  if (/^(?:tell|task|charge|assign)$/.test(lemma) && deprel === "xcomp" && someChild(tree, token, (c) => tree.lemma[c] === "to"))
    return ORDERED;
  if (/^(?:expect|anticipate)$/.test(lemma) && !arranged && !/^(?:appear|testify|face)$/.test(tree.lemma[token]!)) return ASKED;
  if (lemma === "go" && tree.tokens[head]!.xpos === "VBG" && deprel === "xcomp") return PLANNED;
  if (/^(?:send|give|issue)$/.test(lemma) && someChild(tree, head, (c) => /^(?:order|instruction|directive)$/.test(tree.lemma[c]!)))
    return ORDERED;
  if (/^(?:send|deploy|dispatch|mobili[sz]e)$/.test(lemma)) return PLANNED;
  const yet = lemma === "have" && someChild(tree, token, (child) => tree.lemma[child] === "yet");
  return yet || (lemma === "have" && before(/^yet$/i)) || /^yet$/i.test(tree.tokens[token - 2]?.text ?? "") ? NOT : null;
}

/** Types of which the attempt is one already: who tried to storm a barracks has attacked it. */
const TRIED: ReadonlySet<string> = new Set(["Attack", "Protest", "Operation", "Movement"]);

/** "an attempt to storm it was foiled", "repelled an attempt to cross": it was made. */
function isPastDeed(tree: EventTree, noun: number): boolean {
  const { head, sentence } = tree.tokens[noun]!;
  const { last } = tree.doc.sentences[sentence]!;
  if (head < 0 || !isVerbal(tree.tokens[head]!)) {
    for (let i = noun + 1; i < last; i++) if (FOILED.test(tree.tokens[i]!.text)) return true;
    return false;
  }
  return isPast(tree, head) && !someChild(tree, head, (c) => tree.tokens[c]!.xpos === "MD");
}

const FOILED = /^(?:foiled|thwarted|repelled|repulsed|prevented|stopped|failed|frustrated|averted|rebuffed)$/i;

/** "marched to demand his release", "flew to Goma to meet them": who came to say something has said it. */
const isDoneThere = (tree: EventTree, head: number, type: string | null): boolean => {
  if (type === null || tree.tokens[head]!.xpos !== "VBD") return false;
  return DOES.test(tree.lemma[head]!) || (SAID.has(type) && GATHERS.test(tree.lemma[head]!));
};

const SAID: ReadonlySet<string> = new Set(["Condemnation", "Meeting", "Protest", "Threat"]);

const DOES = /^(?:use|fight|employ)$/;

const GATHERS = /^(?:arrive|assemble|come|converge|fly|gather|go|march|meet|rally|return|stop|travel|turn|visit|write)$/;

/** Whether a conjunct stands under the same auxiliaries and governor as the first: it has no subject or auxiliary of its own. */
function sharesScope(tree: EventTree, token: number, head: number): boolean {
  if (!isVerbal(tree.tokens[head]!)) return false;
  if (tree.tokens[token]!.xpos !== tree.tokens[head]!.xpos) return false;
  return !someChild(tree, token, (child) => {
    const relation = tree.tokens[child]!.deprel;
    return relation === "nsubj" || relation === "aux" || relation === "cop";
  });
}
