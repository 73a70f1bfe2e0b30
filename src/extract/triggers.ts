import type { Condition, Guard, Slot, TriggerEntry } from "../resources/events.js";
import { isPassive } from "./events-clauses.js";
import { parallelVerb, takesObject } from "./events-linear.js";
import { isOf, type LightUse, lightVerbOf, slotFillers } from "./events-slots.js";
import { caseOf, type EventTree, isNominal, someChild } from "./events-tree.js";

/** A word or phrase that says that something happened. */
export interface Trigger {
  /** Token index of its head. */
  readonly token: number;
  /** Token indices of the words that name it, end exclusive. */
  readonly first: number;
  readonly last: number;
  readonly entry: TriggerEntry;
  /** Whether its arguments are those of a verb. */
  readonly verbal: boolean;
  readonly light: LightUse | null;
  /** Probability that it names an event of its type; 1 where nobody weighed it. */
  readonly likely: number;
}

/** Words that name the trigger: at most this many are a name of it, else its head alone. */
const LONGEST = 4;

/** Forms that are nothing but verbs, whatever the tagger takes them for. */
const PLAIN_PAST: ReadonlyMap<string, string> = new Map([
  ["overran", "overrun"],
  ["retook", "retake"],
  ["overthrew", "overthrow"],
  ["withdrew", "withdraw"],
  ["slew", "slay"],
]);

/** All triggers of a document in order, one at most for a token. */
export function findTriggers(tree: EventTree): Trigger[] {
  const out: Trigger[] = [];
  const taken = new Uint8Array(tree.tokens.length);
  for (let i = 0; i < tree.tokens.length; i++) {
    if (taken[i] || tree.timed[i]) continue;
    const trigger = inName(tree, i) ? operationName(tree, i) : triggerAt(tree, i);
    if (trigger === null) continue;
    for (let k = trigger.first; k < trigger.last; k++) taken[k] = 1;
    out.push(trigger);
  }
  // "death toll": the longer phrase that follows holds the word before it
  return out.filter((t, k) => !(k + 1 < out.length && out[k + 1]!.first <= t.token && out[k + 1]!.token > t.token));
}

/** Part of a proper name, where words mean nothing: "War Committee". */
export function inName(tree: EventTree, i: number): boolean {
  const at = tree.nameAt[i]!;
  return at >= 0 && tree.doc.mentions[at]!.kind === "name";
}

/** "Operation Desert Storm": a campaign's name names the campaign; null within names of other things. */
function operationName(tree: EventTree, i: number): Trigger | null {
  const mention = tree.doc.mentions[tree.nameAt[i]!]!;
  const entry = tree.lexicon.nouns.get("operation")?.[0];
  if (mention.type !== "Operation" || mention.head !== i || tree.lemma[mention.first] !== "operation" || entry === undefined) return null;
  const long = mention.last - mention.first > LONGEST;
  return {
    token: i,
    first: long ? i : mention.first,
    last: long ? i + 1 : mention.last,
    entry,
    verbal: false,
    light: lightVerbOf(tree, i),
    likely: 1,
  };
}

function triggerAt(tree: EventTree, i: number): Trigger | null {
  const { lexicon, lemma, tokens } = tree;
  const t = tokens[i]!;
  const word = lemma[i]!;
  if (t.tag === "VERB") {
    if (tokens[i - 1]?.text === "-" && tokens[i - 1]!.start === tokens[i - 2]?.end) return null; // "US-backed"
    const phrase = (lexicon.verbs.get(word) ?? []).filter((entry) => entry.words.length === 2 && entry.words[1] === lemma[i + 1]);
    if (t.deprel === "amod" && t.head === i + 1 && phrase.length > 0) return choose(tree, i, phrase, true); // "and opened fire"
    if (((t.deprel === "amod" && t.head > i) || opensPhrase(tree, i)) && isAttribute(tree, i) && !isGerundVerb(tree, i)) return null; // "occupied territories"
    const asNoun = t.xpos === "VBG" && isNounLike(tree, i) ? lexicon.nouns.get(tree.lower[i]!) : undefined;
    if (asNoun !== undefined) return choose(tree, i, asNoun, false);
    return choose(tree, i, lexicon.verbs.get(word) ?? lexicon.verbs.get(lexicon.forms.get(tree.lower[i]!) ?? "") ?? [], true);
  }
  if (t.tag === "ADJ" && tokens[i - 1]?.tag === "CCONJ" && isQuantity(tree, i + 1) && parallelVerb(tree, i) >= 0)
    return choose(tree, i, lexicon.verbs.get(lexicon.forms.get(tree.lower[i]!) ?? "") ?? [], true); // "killed 13 people and wounded 71"
  if (t.tag === "ADJ" || (t.tag === "NOUN" && lexicon.adjectives.has(word))) {
    const found = choose(tree, i, lexicon.adjectives.get(word) ?? lexicon.adjectives.get(tree.lower[i]!) ?? [], false);
    if (found !== null) return found;
    if (t.deprel === "amod") return null;
    const phrases = (lexicon.verbs.get(word) ?? []).filter((entry) => entry.words.length > 1);
    if (t.tag === "ADJ" && phrases.length > 0) return choose(tree, i, phrases, true); // "were set on fire"
    if (t.tag === "ADJ" && /(ed|en)$/.test(t.text)) {
      return choose(tree, i, lexicon.verbs.get(lexicon.forms.get(tree.lower[i]!) ?? "") ?? [], true);
    }
    return null;
  }
  if (t.tag === "ADP" || t.tag === "ADV") return choose(tree, i, lexicon.verbs.get(PLAIN_PAST.get(tree.lower[i]!) ?? "") ?? [], true);
  if (t.tag !== "NOUN" && t.tag !== "PROPN") return null;
  const nouns = lexicon.nouns.get(word) ?? lexicon.nouns.get(tree.lower[i]!);
  const misread = nouns === undefined ? lexicon.forms.get(tree.lower[i]!) : undefined;
  const particle = i + 1 < tokens.length && tokens[i + 1]!.tag === "ADP" ? lexicon.forms.get(tree.lower[i]!) : undefined;
  if (particle !== undefined && nouns !== undefined && isVerbless(tree, i)) {
    const phrases = (lexicon.verbs.get(particle) ?? []).filter((entry) => entry.words.length > 1 && entry.words[1] === lemma[i + 1]);
    const found = choose(tree, i, phrases, true); // "The air defence shot down three drones"
    if (found !== null) return found;
  }
  if (misread !== undefined && !/ing$/.test(t.text) && isVerbless(tree, i)) return choose(tree, i, lexicon.verbs.get(misread) ?? [], true); // "Army retakes town"
  if (isGerundVerb(tree, i)) return choose(tree, i, lexicon.verbs.get(lexicon.forms.get(tree.lower[i]!)!) ?? [], true);
  if (t.deprel === "compound" && t.head > i && !lexicon.carriers.has(lemma[t.head]!)) return null; // "attack planners"
  if (nouns !== undefined) return choose(tree, i, nouns, false);
  return /ing$/.test(t.text) ? gerund(tree, i) : null;
}

/** The first entry that the lexicon has for a word of its part of speech, whatever its conditions; null for none. */
export function listedEntry(tree: EventTree, i: number): TriggerEntry | null {
  const { lexicon, lemma, tokens } = tree;
  const { tag } = tokens[i]!;
  const low = tree.lower[i]!;
  const form = lexicon.forms.get(low) ?? "";
  if (tag === "VERB") return (lexicon.verbs.get(lemma[i]!) ?? lexicon.verbs.get(form) ?? lexicon.nouns.get(low))?.at(-1) ?? null;
  if (tag === "ADJ") return (lexicon.adjectives.get(lemma[i]!) ?? lexicon.verbs.get(form))?.at(-1) ?? null;
  return (lexicon.nouns.get(lemma[i]!) ?? lexicon.nouns.get(low) ?? lexicon.verbs.get(form))?.at(-1) ?? null;
}

const isQuantity = (tree: EventTree, i: number): boolean =>
  tree.tokens[i]?.tag === "NUM" || /^(million|thousand|hundred|dozen|score)$/.test(tree.lemma[i] ?? "");

/** "from occupied Crimea": a participle right after a preposition or article, before a noun, with nothing hanging on it. */
function opensPhrase(tree: EventTree, i: number): boolean {
  const [before, after] = [tree.tokens[i - 1], tree.tokens[i + 1]];
  const bare = !someChild(tree, i, (child) => /^(aux|nsubj|obj|obl)$/.test(tree.tokens[child]!.deprel));
  return tree.tokens[i]!.xpos === "VBN" && bare && /^(ADP|DET)$/.test(before?.tag ?? "") && /^(NOUN|PROPN)$/.test(after?.tag ?? "");
}

/** "criticised for bombing hospitals": a gerund taken for a noun or an attribute, between a preposition and a noun in the plural. */
function isGerundVerb(tree: EventTree, i: number): boolean {
  const t = tree.tokens[i]!;
  if (t.deprel === "amod" && (!takesObject(tree, i) || isOf(tree, i + 1, tree.lexicon.classes.force!) || tree.lemma[i - 1] === "by"))
    return false; // "by invading forces"
  if (!/^(compound|amod)$/.test(t.deprel) || t.head !== i + 1 || !/ing$/.test(t.text) || !tree.lexicon.forms.has(tree.lower[i]!))
    return false;
  return tree.tokens[i + 1]!.xpos === "NNS" && /^(for|of|by|after|before|without)$/.test(tree.lemma[i - 1] ?? "");
}

/** Whether a participle stands before its noun; not "civilians killed", "11 of the injured were", "those wounded in". */
function isAttribute(tree: EventTree, i: number): boolean {
  const [before, after] = [tree.tokens[i - 1], tree.tokens[i + 1]];
  if (before?.tag === "CCONJ" && parallelVerb(tree, i) >= 0 && isQuantity(tree, i + 1)) return false; // "killed 20 and displaced millions"
  if (before !== undefined && (/^(NNS|PRP)$/.test(before.xpos) || /^those$/i.test(before.text))) return false;
  if (before?.deprel === "nsubj" && before.head === tree.tokens[i]!.head && isNominal(before)) return false; // "The junta arrested journalists"
  return after !== undefined && (/^(ADJ|NOUN|PROPN|NUM|VERB|CCONJ|ADV)$/.test(after.tag) || /^[-,“"]$/.test(after.text));
}

/** Whether a sentence has no verb, so that one of its nouns is one, as in headlines. */
function isVerbless(tree: EventTree, i: number): boolean {
  const { first, last } = tree.doc.sentences[tree.tokens[i]!.sentence]!;
  if (last - first > 25) return false;
  for (let k = first; k < last; k++) if (tree.tokens[k]!.tag === "VERB" || tree.tokens[k]!.tag === "AUX") return false;
  return true;
}

/** "the killing of", "their retaking of": a gerund that stands as a noun. */
function isNounLike(tree: EventTree, i: number): boolean {
  const before = i > 0 ? tree.tokens[i - 1]! : null;
  if (before !== null && (before.tag === "DET" || before.xpos === "PRP$" || before.xpos === "POS")) return true;
  return i + 1 < tree.tokens.length && tree.lemma[i + 1] === "of";
}

/** A gerund of a trigger verb that the tagger takes for a noun. */
function gerund(tree: EventTree, i: number): Trigger | null {
  const { lexicon } = tree;
  const verb = lexicon.forms.get(tree.lower[i]!);
  if (verb === undefined) return null;
  const entries = lexicon.verbs.get(verb) ?? [];
  const nominal = entries.map((entry) => ({
    ...entry,
    frame: entry.type === "Attack" ? lexicon.gerunds.attack : lexicon.gerunds.other,
  }));
  return choose(tree, i, nominal, false);
}

/** The first entry that fits, unless a guard says that the word means something else here. */
function choose(tree: EventTree, i: number, entries: readonly TriggerEntry[], verbal: boolean): Trigger | null {
  if (entries.length === 0 || isGuarded(tree, i)) return null;
  const light = verbal ? null : lightVerbOf(tree, i);
  for (const entry of entries) {
    const span = entry.part === "noun" ? nounSpan(tree, i, entry.words) : verbSpan(tree, i, entry.words);
    if (span === null) continue;
    const trigger: Trigger = { token: i, first: span[0], last: span[1], entry, verbal, light, likely: 1 };
    if (entry.conditions.every((condition) => holds(tree, trigger, condition))) return trigger;
  }
  return null;
}

/** The span of a noun phrase of lemmas that ends at `i`; null where its words are not there. */
function nounSpan(tree: EventTree, i: number, words: readonly string[]): [number, number] | null {
  const first = i - words.length + 1;
  if (first < 0 || tree.tokens[first]!.sentence !== tree.tokens[i]!.sentence) return null;
  for (let k = 0; k < words.length - 1; k++) {
    if (tree.lemma[first + k] !== words[k] && tree.lower[first + k] !== words[k]) return null;
  }
  return [first, i + 1];
}

/** The span of a verb with its further words, which follow within seven words: "set the depot on fire". */
function verbSpan(tree: EventTree, i: number, words: readonly string[]): [number, number] | null {
  if (words.length === 1) return [i, i + 1];
  const { tokens, lemma } = tree;
  const end = Math.min(tokens.length, i + 9);
  for (let at = i + 1; at < end && tokens[at]!.sentence === tokens[i]!.sentence; at++) {
    const t = tokens[at]!;
    const matched = lemma[at] === words[1] || tree.lower[at] === words[1];
    const loose = matched && (t.tag === "ADP" || t.tag === "ADV" || t.tag === "PART") && words.length === 2;
    const outOf = at <= i + 5 && /^(of|from)$/.test(lemma[at + 1] ?? ""); // "pushed the rebels out of the town"
    if (matched && !(loose && at > i + 1 && !outOf && (t.head !== i || at > i + 5))) {
      let last = at;
      let k = 2;
      for (let j = at + 1; k < words.length && j < at + 6 && j < tokens.length; j++) {
        if (lemma[j] === words[k] || tree.lower[j] === words[k]) {
          last = j;
          k++;
        }
      }
      if (k < words.length) return null;
      const parted = tokens.slice(i + 1, at).some((word) => word.tag === "NOUN" || word.tag === "PROPN" || word.tag === "PRON");
      return !parted && last + 1 - i <= LONGEST ? [i, last + 1] : [i, i + 1]; // "pushed the rebels out"
    }
    if (t.text === "." || t.text === ";" || t.text === ":" || (t.tag === "VERB" && at > i + 1)) return null;
  }
  return null;
}

/** Whether a word belongs to a phrase that means something else: "heart attack". */
export function isGuarded(tree: EventTree, i: number): boolean {
  const { lexicon, tokens } = tree;
  const start = Math.max(0, i - 5);
  for (let from = start; from <= i; from++) {
    const guards = lexicon.guards.get(tree.lemma[from]!);
    if (guards === undefined || tokens[from]!.sentence !== tokens[i]!.sentence) continue;
    for (const guard of guards) if (blocks(tree, guard, from, i)) return true;
  }
  return false;
}

/** Whether a guard's phrase stands at `from` (articles are passed over) and blocks the word at `i`. */
function blocks(tree: EventTree, guard: Guard, from: number, i: number): boolean {
  let at = from;
  let blocked = false;
  for (const [k, word] of guard.words.entries()) {
    while (k > 0 && word !== "a" && word !== "the" && at < tree.tokens.length && tree.tokens[at]!.tag === "DET") at++;
    if (at >= tree.tokens.length || (word !== "*" && tree.lemma[at] !== word && tree.lower[at] !== word)) return false;
    if (at === i && (guard.blocked < 0 || guard.blocked === k)) blocked = true;
    at++;
  }
  return blocked;
}

/** The tokens that fill the slots of a role. */
export function fillers(tree: EventTree, trigger: Trigger, slots: readonly Slot[]): number[] {
  const out: number[] = [];
  for (const slot of slots) {
    for (const token of slotFillers(tree, trigger.token, slot.name, trigger.verbal, trigger.light, trigger.last)) {
      if ((slot.classes === -1 || isOf(tree, token, slot.classes)) && !out.includes(token)) out.push(token);
    }
  }
  return out;
}

function holds(tree: EventTree, trigger: Trigger, condition: Condition): boolean {
  return satisfied(tree, trigger, condition) !== condition.negated;
}

function satisfied(tree: EventTree, trigger: Trigger, condition: Condition): boolean {
  const { slot, words } = condition;
  if (slot === "flag") return flagged(tree, trigger, words);
  if (slot === "with") return words.has("none") || hasDependentBy(tree, trigger.token, words);
  if (slot === "gov")
    return trigger.light !== null
      ? words.has(tree.lemma[trigger.light.verb]!)
      : words.has(tree.lemma[tree.tokens[trigger.token]!.head] ?? "");
  if (slot === "mod") return isModified(tree, trigger.token, words);
  const found = conditionFillers(tree, trigger, slot);
  if (found.length === 0) return condition.orNone;
  return found.some((token) => {
    if (words.has(tree.lemma[token]!)) return true;
    if (condition.classes !== 0 && isOf(tree, token, condition.classes)) return true;
    return words.has("plural") && tree.tokens[token]!.xpos === "NNS";
  });
}

function conditionFillers(tree: EventTree, trigger: Trigger, slot: string): number[] {
  if (slot === "agent" || slot === "patient" || slot === "instrument" || slot === "place")
    return fillers(tree, trigger, trigger.entry.frame[slot]);
  const slots = slot === "patient2" ? ["obj", "iobj", "with", "of", "comp"] : [slot];
  return slots.flatMap((name) => slotFillers(tree, trigger.token, name, trigger.verbal, trigger.light, trigger.last));
}

function flagged(tree: EventTree, trigger: Trigger, flags: ReadonlySet<string>): boolean {
  const { token, light, verbal } = trigger;
  for (const flag of flags) {
    if (flag === "light") {
      if (light !== null && light.entry.subject !== null) return true;
    } else if (flag === "plural") {
      if (tree.tokens[token]!.xpos === "NNS") return true;
    } else if (flag === "passive") {
      if (verbal && isPassive(tree, token)) return true;
    } else if (flag === "det") {
      if (token > 0 && tree.tokens[token - 1]!.tag === "DET") return true;
    } else if (flag === "agent") {
      if (fillers(tree, trigger, trigger.entry.frame.agent).length > 0) return true;
    } else if (flag === "xcomp") {
      if (someChild(tree, token, (c) => tree.tokens[c]!.deprel === "acl" && tree.tokens[c]!.xpos === "VB")) return true;
    } else if (slotFillers(tree, token, flag, verbal, light).length > 0) return true;
  }
  return false;
}

/** Whether a preposition, particle or infinitive hangs on a word. */
function hasDependentBy(tree: EventTree, token: number, words: ReadonlySet<string>): boolean {
  return someChild(tree, token, (child) => {
    const c = tree.tokens[child]!;
    if (child > token && words.has(tree.lemma[child]!)) return true;
    if (c.deprel === "obj" && child > token && hasDirection(tree, child, words)) return true; // "drove the truck to the lake"
    if (c.deprel === "xcomp" && words.has("xcomp")) return true;
    if (child < token) return false;
    return words.has(caseOf(tree, child)) || someChild(tree, child, (g) => tree.tokens[g]!.deprel === "mark" && words.has(tree.lemma[g]!));
  });
}

function hasDirection(tree: EventTree, object: number, words: ReadonlySet<string>): boolean {
  return someChild(tree, object, (child) => {
    const preposition = tree.tokens[child]!.deprel === "nmod" ? caseOf(tree, child) : "";
    return /^(to|into|across)$/.test(preposition) && words.has(preposition);
  });
}

/** Whether one of the words stands in the row of adjectives and nouns before a noun. */
function isModified(tree: EventTree, token: number, words: ReadonlySet<string>): boolean {
  for (let i = token - 1; i >= 0 && i > token - 6; i--) {
    const t = tree.tokens[i]!;
    if (words.has(tree.lemma[i]!) || words.has(tree.lower[i]!)) return true;
    if (
      t.tag !== "ADJ" &&
      t.tag !== "NOUN" &&
      t.tag !== "PROPN" &&
      t.text !== "-" &&
      t.text !== "," &&
      t.tag !== "VERB" &&
      t.tag !== "CCONJ"
    )
      return false;
  }
  return false;
}
