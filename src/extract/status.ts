import type { Modality, Polarity } from "../model.js";
import type { StatusWord } from "../resources/events.js";
import { verbAbove } from "./events-phrases.js";
import { caseOf, core, type EventTree, isVerbal, someChild } from "./events-tree.js";
import { isReport, isReportedUntrue, isUntrue, rejection, toldUntrue } from "./status-reports.js";
import type { Trigger } from "./triggers.js";

/** Whether an event is said to have happened, and how. */
export interface Status {
  readonly polarity: Polarity;
  readonly modality: Modality;
}

/** Verbs of which the status is that of their subject: "no attack took place". */
const OCCUR: ReadonlySet<string> = new Set(
  "be occur happen take begin start continue follow resume come go exist open erupt break proceed convene ensue".split(" "),
);

/**
 * Reads polarity and modality at a trigger: from its auxiliaries and adverbs outward through the words that govern it
 * ("denied that guerrillas attacked", "plans to deploy", "ordered troops to withdraw", "if they attack").
 */
export function statusOf(tree: EventTree, trigger: Trigger): Status {
  const state = { negative: false, modality: "actual" as Modality };
  const apply = (word: StatusWord | undefined): void => {
    if (word === undefined || word.effect === "actual") return;
    if (word.effect === "negative") state.negative = !state.negative;
    else if (state.modality === "actual") state.modality = word.effect;
  };
  let at = trigger.token;
  if (isDenied(tree, at) || isReportedUntrue(tree, at)) return { polarity: "negative", modality: "actual" };
  if (wasToBe(tree, at)) return { polarity: "negative", modality: "planned" };
  if (isCalledOff(tree, trigger)) return { polarity: "negative", modality: "planned" };
  const prevented = preventedBy(tree, at);
  // "designed to prevent them from operating": that is a plan
  if (prevented >= 0) return { polarity: "negative", modality: tree.tokens[prevented]!.xpos === "VB" ? "planned" : "actual" };
  inward(tree, at, trigger.verbal, apply, -1);
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
  return { polarity: state.negative ? "negative" : "positive", modality: state.modality };
}

/** "neither attacked the convoy nor arrested its drivers" */
const isAlternative = (tree: EventTree, token: number): boolean =>
  someChild(tree, token, (child) => tree.lemma[child] === "nor" && child < token) ||
  (tree.lemma[token - 1] === "neither" && isVerbal(tree.tokens[token]!));

/** "will answer any attack", "any attack will be punished" */
const isAny = (tree: EventTree, { token, verbal }: Trigger): boolean =>
  !verbal && !isSuch(tree, token) && someChild(tree, token, (c) => tree.tokens[c]!.deprel === "det" && tree.lemma[c] === "any");

/** "had been due to meet", "was to have met": what was arranged once and did not come about. */
function wasToBe(tree: EventTree, token: number): boolean {
  const { xpos, deprel, head } = tree.tokens[token]!;
  const low = (i: number): string => tree.tokens[i]?.text.toLowerCase() ?? "";
  if (xpos === "VBN") {
    const have = low(token - 1) === "been" ? token - 2 : token - 1;
    return low(have) === "have" && low(have - 1) === "to" && /^(?:was|were)$/.test(low(have - 2));
  }
  if (xpos !== "VB" || deprel !== "xcomp" || head < 2 || !ARRANGES.has(low(head))) return false;
  return low(head - 1) === "been" && /^(?:had|['’]d)$/.test(low(head - 2));
}

/** What somebody "had been" to do. */
const ARRANGES: ReadonlySet<string> = new Set(
  "due expected scheduled planned set slated supposed meant planning hoping intending".split(" "),
);

/** "denied attacking", "denied having attacked", by the order of words. */
function isDenied(tree: EventTree, token: number): boolean {
  const having = tree.lemma[token - 1] === "have" && tree.tokens[token - 1]!.xpos === "VBG";
  if (!having && tree.tokens[token]!.xpos !== "VBG") return false;
  const verb = having ? token - 2 : token - 1;
  return verb > 0 && tree.lemma[verb] === "deny" && !/^(?:not|n['’]t|never)$/i.test(tree.tokens[verb - 1]!.text);
}

/** "is to visit", "was to be signed", "are not to leave", by the order of words. */
function isToBe(tree: EventTree, token: number): boolean {
  let i = token - 1;
  if (tree.lemma[i] === "be" && tree.tokens[token]!.xpos === "VBN") i--;
  else if (tree.tokens[token]!.xpos !== "VB") return false;
  if (tree.tokens[i]?.text.toLowerCase() !== "to") return false;
  i--;
  while (i > 0 && /^(?:not|also|now|then|still|soon|both)$/i.test(tree.tokens[i]!.text)) i--;
  return /^(?:is|are|was|were|['’]re)$/i.test(tree.tokens[i]?.text ?? "");
}

/** Types of what is arranged beforehand: to call it off means that it does not happen ("called off a truce" ends one). */
const ARRANGED: ReadonlySet<string> = new Set(["Meeting", "Attack", "Operation", "Movement", "Protest"]);

/** "cancelled the visit", "the talks were postponed", "a planned assault was called off", "had their visit put off", by the order of words. */
function isCalledOff(tree: EventTree, { token, entry, verbal }: Trigger): boolean {
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
function preventedBy(tree: EventTree, token: number): number {
  if (tree.tokens[token]!.xpos !== "VBG" || tree.lemma[token - 1] !== "from") return -1;
  for (let i = token - 2; i >= 0 && i > token - 10 && tree.tokens[i]!.sentence === tree.tokens[token]!.sentence; i--) {
    if (/^[,;:]$/.test(tree.tokens[i]!.text)) return -1;
    if (isVerbal(tree.tokens[i]!)) return PREVENT.test(tree.lemma[i]!) ? i : -1;
  }
  return -1;
}

const PREVENT = /^(?:prevent|stop|ban|bar|block|keep|prohibit|discourage|deter|hinder|dissuade|refrain)$/;

/** Effects of what hangs on a word: auxiliaries, "not", "no", "if", "planned", "without". */
function inward(tree: EventTree, token: number, verbal: boolean, apply: (word: StatusWord | undefined) => void, from: number): void {
  const { status } = tree.lexicon;
  someChild(tree, token, (child) => {
    const c = tree.tokens[child]!;
    const lemma = tree.lemma[child]!;
    const low = c.text.toLowerCase();
    if (c.deprel === "aux" || (c.deprel === "cop" && verbal)) apply(auxiliary(tree, child, token));
    else if (
      (verbal || tree.tokens[token]!.tag === "ADJ") &&
      child !== from &&
      (c.deprel === "nsubj" || c.deprel === "obj") &&
      isNone(tree, child)
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

/** "no one", "no casualties", "nobody", "none of them". */
function isNone(tree: EventTree, token: number): boolean {
  if (/^(nobody|none|no-one|nothing)$/.test(tree.lemma[token]!)) return true;
  return someChild(
    tree,
    token,
    (child) => (tree.tokens[child]!.deprel === "det" && tree.lemma[child] === "no") || (child < token && tree.lemma[child] === "neither"),
  );
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
    if (t.deprel === "advcl") {
      // "failed after attacking" says nothing of the attack; "prevented from attacking" does
      const from = someChild(
        tree,
        token,
        (c) => tree.lemma[c] === "from" && (tree.tokens[c]!.deprel === "mark" || tree.tokens[c]!.deprel === "case"),
      );
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

/** "ordered his men to open fire": where the tree has the infinitive hang on the object, what the verb says of it. */
function toldBy(tree: EventTree, object: number): StatusWord | undefined {
  const { deprel, head } = tree.tokens[object]!;
  if (deprel !== "obj" || head < 0 || !isVerbal(tree.tokens[head]!)) return undefined;
  if (tree.lexicon.status.has(`noun:${tree.lemma[object]}`)) return undefined;
  const word = tree.lexicon.status.get(`verb:${tree.lemma[head]}`);
  return word?.control === "obj" && (word.effect === "ordered" || word.effect === "possible") ? word : undefined;
}

/** "whether" or "if" before a clause that is asked about. */
const isWhether = (tree: EventTree, verb: number): boolean =>
  someChild(tree, verb, (child) => child < verb && /^(?:whether|if)$/.test(tree.lemma[child]!) && tree.tokens[child]!.deprel === "mark");

/** "neither confirmed nor denied": nothing is said either way. */
const isNotDenied = (tree: EventTree, verb: number): boolean =>
  (tree.lemma[verb] === "deny" &&
    /^(?:or|nor)$/.test(tree.lemma[verb - 1]!) &&
    /^(?:confirm|acknowledge|admit)$/.test(tree.lemma[verb - 2]!)) ||
  (tree.lemma[verb] === "confirm" && /^(?:or|nor)$/.test(tree.lemma[verb + 1] ?? "") && tree.lemma[verb + 2] === "deny");

/** "who carried it out", "why they fled": what is asked about has happened. */
function isQuestion(tree: EventTree, verb: number): boolean {
  if (tree.tokens[verb]!.deprel === "acl" || tree.tokens[verb]!.deprel === "advcl") return false;
  return someChild(tree, verb, (child) => child < verb && /^(?:who|what|how|why|where|when|which)$/.test(tree.lemma[child]!));
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
const TRIED: ReadonlySet<string> = new Set(["Attack", "Protest", "Operation"]);

/** "marched to demand his release", "flew to Goma to meet them": who came to say something has said it. */
const isDoneThere = (tree: EventTree, head: number, type: string | null): boolean => {
  if (type === null || tree.tokens[head]!.xpos !== "VBD") return false;
  return DOES.test(tree.lemma[head]!) || (SAID.has(type) && GATHERS.test(tree.lemma[head]!));
};

const SAID: ReadonlySet<string> = new Set(["Condemnation", "Meeting", "Protest", "Threat"]);
const DOES = /^(?:use|fight|employ)$/;
const GATHERS = /^(?:arrive|assemble|come|converge|fly|gather|go|march|meet|rally|return|stop|travel|turn|visit|write)$/;

/** "tried", "had tried", "were trying" */
function isPast(tree: EventTree, verb: number): boolean {
  const { xpos } = tree.tokens[verb]!;
  return xpos === "VBD" || xpos === "VBN" || someChild(tree, verb, (child) => /^(?:was|were)$/i.test(tree.tokens[child]!.text));
}

const HAPPENED: StatusWord = { effect: "actual", control: null };
const PLANNED: StatusWord = { effect: "planned", control: null };
const ORDERED: StatusWord = { effect: "ordered", control: null };
const ASKED: StatusWord = { effect: "possible", control: null };
const NOT: StatusWord = { effect: "negative", control: null };

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
function governed(tree: EventTree, token: number, head: number, apply: (word: StatusWord | undefined) => void, light = false): number {
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
      if (toldUntrue(tree, token, head)) {
        apply(NOT);
        return head;
      }
      apply(status.get(`verb:${lemma}`));
      return light || status.has(`verb:${lemma}`) ? head : -1;
    }
    if (ENDS.test(lemma) && t.deprel === "obj" && h.xpos === "VB") {
      if (!isUnknown(tree, token)) return -1; // "to end the war": there is one
      apply(NOT); // "called on them to halt attacks"
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

/** "any such strike": the one told of. */
const isSuch = (tree: EventTree, token: number): boolean => someChild(tree, token, (child) => tree.lemma[child] === "such");

/** "No one was injured in the blast": there was a blast. */
const HARMS = /^(?:injure|wound|kill|hurt|harm|die|arrest|capture|damage|destroy)$/;

/** "offered $5,000 for information leading to his arrest" */
const isReward = (tree: EventTree, verb: number): boolean =>
  [1, 2, 3].some((k) => /^(?:information|tip|clue|evidence)$/.test(tree.lemma[verb - k] ?? ""));

/** "called the raid a breach", "what it called an attack": a name for what happened; "called a strike" is a plan. */
const isNaming = (tree: EventTree, token: number, verb: number): boolean =>
  tree.lemma[verb] === "call" && (!isUnknown(tree, token) || someChild(tree, verb, (c) => c < verb && tree.lemma[c] === "what"));

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
function particle(tree: EventTree, verb: number): string {
  const next = verb + 1 < tree.tokens.length ? tree.tokens[verb + 1]! : null;
  return next !== null && next.head === verb && next.deprel === "compound"
    ? `${tree.lemma[verb]} ${tree.lemma[verb + 1]}`
    : tree.lemma[verb]!;
}

/** Whether a conjunct stands under the same auxiliaries and governor as the first: it has no subject or auxiliary of its own. */
function sharesScope(tree: EventTree, token: number, head: number): boolean {
  if (!isVerbal(tree.tokens[head]!)) return false;
  if (tree.tokens[token]!.xpos !== tree.tokens[head]!.xpos) return false;
  return !someChild(tree, token, (child) => {
    const relation = tree.tokens[child]!.deprel;
    return relation === "nsubj" || relation === "aux" || relation === "cop";
  });
}
