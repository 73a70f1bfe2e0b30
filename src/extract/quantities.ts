import type { Amount, RoleName } from "../model.js";
import type { AmountDraft } from "./event-mention.js";
import { core, type EventTree } from "./events-tree.js";
import { type Filler, fillerAt } from "./roles-fillers.js";
import type { Trigger } from "./triggers.js";

/** Types of which people are told in numbers without a noun: "killed 9 and injured 22". */
const COUNTING: ReadonlySet<string> = new Set(["Killing", "Injury", "Detention", "Displacement", "Destruction", "Seizure"]);

/** Words that a number and its passive may have between them: "nine people were reported killed". */
const BETWEEN: ReadonlySet<string> = new Set(
  "be have other more people person been also at least reportedly report get soldier civilian , ( the a them were still confirm man woman child and or".split(
    " ",
  ),
);

/** What a toll does before its number. */
const GROWS: ReadonlySet<string> = new Set("rise climb stand reach increase jump be have pass exceed top grow soar".split(" "));

/** How far a number may stand from a verb that it belongs to by position alone, in words. */
const REACH = 7;

/** The amounts that an event's fillers are counted by, and how often it happened ("three air strikes"). */
export function findQuantities(tree: EventTree, trigger: Trigger, roles: Filler[], previous: number, next: number): AmountDraft[] {
  const out: AmountDraft[] = [];
  const add = (at: number, role: RoleName | null): void => {
    const amount = tree.doc.amounts[at];
    if (amount !== undefined && amount.bound === "vague" && amount.min === 2 && role !== "patient" && role !== "place") return; // "many Iraqis said"
    if (amount !== undefined && isInName(tree, amount)) return;
    if (amount !== undefined && (amount.unit === null || trigger.entry.type === "Aid") && !out.some((q) => q.amount === amount))
      out.push({ amount, role });
  };
  for (const role of roles) {
    if (role.via.startsWith("shared") && role.role === "patient" && trigger.entry.type === "Attack") continue; // the dead are counted, not the attack
    const own = amountOf(tree, role.token);
    if (own >= 0) add(own, role.role);
  }
  if (trigger.entry.part === "noun" && tree.amountAt[trigger.token]! >= 0) {
    const amount = tree.doc.amounts[tree.amountAt[trigger.token]!]!;
    if (amount.counted === trigger.token) add(tree.amountAt[trigger.token]!, isToll(trigger) ? "patient" : null);
  }
  for (const lives of namedWords(tree, trigger)) add(lives, "patient");
  if (COUNTING.has(trigger.entry.type) && !out.some((q) => q.role === "patient" || q.role === null)) {
    const near = nearAmount(tree, trigger, previous, next);
    if (near >= 0 && !roles.some((r) => r.role === "agent" && amountOf(tree, r.token) === near)) {
      add(near, "patient");
      const { counted } = tree.doc.amounts[near]!;
      const filler = counted >= 0 && !roles.some((r) => r.role === "patient") ? fillerAt(tree, "patient", counted, "linear") : null;
      if (filler !== null) roles.push(filler);
    }
  }
  return out;
}

/** "claimed dozens of lives": the amounts of a noun that is part of the trigger's phrase. */
function namedWords(tree: EventTree, { token, entry, verbal }: Trigger): number[] {
  if (!verbal || entry.words.length < 2) return [];
  const out: number[] = [];
  for (let i = token + 1; i < token + 8 && i < tree.tokens.length && tree.tokens[i]!.sentence === tree.tokens[token]!.sentence; i++)
    if (tree.tokens[i]!.tag === "NOUN" && entry.words.includes(tree.lemma[i]!) && tree.amountAt[i]! >= 0) out.push(tree.amountAt[i]!);
  return out;
}

/** "the 5 Desert Brigade": a number that is part of a name. */
function isInName(tree: EventTree, { counted, start }: Amount): boolean {
  const name = counted >= 0 ? tree.doc.mentions[tree.nameAt[counted]!] : undefined;
  return name?.kind === "name" && name.start <= start;
}

/** The amount that counts a noun phrase or is it; -1 for none. */
export function amountOf(tree: EventTree, token: number): number {
  const inner = core(tree, token);
  for (const t of [inner, token]) {
    const at = tree.amountAt[t]!;
    if (at < 0) continue;
    const amount: Amount = tree.doc.amounts[at]!;
    if (amount.counted === t || amount.counted === inner || amount.counted < 0) return at;
    if (tree.tokens[t]!.start >= amount.start && tree.tokens[t]!.end <= amount.end && tree.tokens[t]!.tag === "NUM") return at;
  }
  return -1;
}

/** "deaths", "casualties", "a death toll of 45": the number is of people. */
const isToll = (trigger: Trigger): boolean => trigger.entry.type === "Killing" || trigger.entry.type === "Injury";

/** An amount before a passive or after an active verb, with nothing else to belong to: insurance against the parser. */
function nearAmount(tree: EventTree, trigger: Trigger, previous: number, next: number): number {
  const { tokens } = tree;
  const sentence = tree.doc.sentences[tokens[trigger.token]!.sentence]!;
  const after = Math.min(sentence.last, next, trigger.last + REACH);
  const before = Math.max(sentence.first, previous + 1, trigger.first - REACH);
  const followed = (): number => {
    for (let i = trigger.last; i < after; i++) {
      if (tree.amountAt[i]! >= 0) return usable(tree, tree.amountAt[i]!);
      if (GROWS.has(tree.lemma[i]!) && !trigger.verbal) continue; // "the death toll rose to 45"
      if (tokens[i]!.tag === "VERB" || tokens[i]!.text === "." || tokens[i]!.text === ";" || tree.timed[i]) break;
      if (tokens[i]!.tag === "ADP" && !/^(of|at|to|about|over|up|around)$/.test(tree.lemma[i]!)) break;
      if (tokens[i]!.tag === "NOUN" && trigger.verbal) break;
    }
    return -1;
  };
  const preceded = (): number => {
    for (let i = trigger.first - 1; i >= before; i--) {
      if (tree.amountAt[i]! >= 0) return usable(tree, tree.amountAt[i]!);
      if (!BETWEEN.has(tree.lemma[i]!)) break;
    }
    return -1;
  };
  if (!trigger.verbal) {
    if (trigger.entry.part === "adj") return preceded();
    return isToll(trigger) ? followed() : -1;
  }
  const object = tokens.slice(trigger.last, trigger.last + 1).some((t) => t.tag === "NUM" || /^(at|up|more|some|about)$/.test(t.text));
  const passive = tokens[trigger.token]!.xpos === "VBN" || tokens[trigger.token]!.xpos === "VBD";
  if (object) return followed();
  return passive ? preceded() : -1;
}

/** Amounts of other things (distances, attacks) are none of people. */
function usable(tree: EventTree, at: number): number {
  const amount = tree.doc.amounts[at]!;
  return amount.unit === null && (amount.counted < 0 || tree.tokens[amount.counted]!.tag !== "PROPN") ? at : -1;
}
