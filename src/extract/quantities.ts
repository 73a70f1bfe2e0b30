import type { Amount, RoleName } from "../model.js";
import type { AmountDraft } from "./event-mention.js";
import { classesOf, core, type EventTree } from "./events-tree.js";
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
  const direct = claimObject(tree, trigger, roles, next);
  if (direct >= 0) add(direct, "patient");
  const told = claimBefore(tree, trigger, roles);
  if (told >= 0) add(told, "patient");
  for (const role of roles) {
    if (role.via.startsWith("shared") && role.role === "patient" && trigger.entry.type === "Attack") continue; // the dead are counted, not the attack
    if (role.via.startsWith("shared") && role.role !== "patient") continue;
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
  const toll = tollAfter(tree, trigger, next);
  if (toll >= 0) add(toll, "patient");
  for (const [k, role] of roles.entries()) roles[k] = withNoun(tree, role);
  for (const total of [...out]) for (const part of partsOf(tree, total.amount, next)) add(part, total.role);
  return out;
}

/** "killing at least 37 people and wounding scores": the amount right after a verb is its object's, whatever the tree says; -1 for none. */
function claimObject(tree: EventTree, trigger: Trigger, roles: Filler[], next: number): number {
  if (!trigger.verbal || !COUNTING.has(trigger.entry.type) || trigger.entry.words.length > 1) return -1;
  let i = trigger.last;
  while (i < trigger.last + 2 && /^(?:["“”]|another|only|all|the|further)$/i.test(tree.tokens[i]?.text ?? "")) i++;
  const at = amountFrom(tree, i);
  const amount = tree.doc.amounts[at];
  if (amount === undefined || amount.counted >= next || tree.tokens[i]!.sentence !== tree.tokens[trigger.token]!.sentence) return -1;
  if (roles.some((r) => r.role === "patient" && amountOf(tree, r.token) === at)) return -1;
  takeOver(tree, roles, at, (r) => r.role === "patient" && r.token >= next);
  return at;
}

/** Index of the amount that begins at a token, -1 for none. */
function amountFrom(tree: EventTree, token: number): number {
  for (let i = token; i < token + 4 && i < tree.tokens.length; i++) {
    const at = tree.amountAt[i]!;
    if (at >= 0) return tree.doc.amounts[at]!.start <= tree.tokens[token]!.start && tree.doc.amounts[at]!.unit === null ? at : -1;
  }
  return -1;
}

/** Makes what an amount counts the patient, in place of fillers that belong elsewhere. */
function takeOver(tree: EventTree, roles: Filler[], at: number, wrong: (role: Filler) => boolean): void {
  for (let k = roles.length - 1; k >= 0; k--) if (wrong(roles[k]!)) roles.splice(k, 1);
  const { counted } = tree.doc.amounts[at]!;
  const filler = counted >= 0 ? fillerAt(tree, "patient", counted, "linear") : null;
  if (filler !== null && !roles.some((r) => r.role === "patient" && r.token === counted)) roles.push(filler);
}

/** "107 soldiers killed, seven captured": the amount right before a participle that nothing follows; -1 for none. */
function claimBefore(tree: EventTree, trigger: Trigger, roles: Filler[]): number {
  const { entry, token, verbal, first, last } = trigger;
  const takes = entry.frame.patient.some((slot) => slot.name === "obj");
  if (!verbal || !takes || !COUNTING.has(entry.type) || !/^VB[DN]$/.test(tree.tokens[token]!.xpos) || first === 0) return -1;
  const at = tree.amountAt[first - 1]!;
  const amount = tree.doc.amounts[at];
  const bare =
    amount !== undefined &&
    amount.unit === null &&
    (amount.counted === first - 1 || (amount.counted < 0 && tree.tokens[first - 1]!.tag === "NUM"));
  const after = tree.tokens[last];
  const closed =
    after === undefined ||
    after.sentence !== tree.tokens[token]!.sentence ||
    /^(?:[,.;)]|and|in|at|on|by|near|when|during)$/i.test(after.text);
  if (!bare || !closed) return -1;
  takeOver(tree, roles, at, ({ role, token: t }) => (role === "agent" && t === first - 1) || (role === "patient" && t >= last));
  return at;
}

/** Verbs that tell a figure: "put the number of dead at 64", "the toll rose to 14". */
const TELLS: ReadonlySet<string> = new Set(
  "put place give estimate set raise revise bring rise stand climb reach range assess report count list number jump grow increase be tally total".split(
    " ",
  ),
);

/** "put the number of policemen killed at 31", "gave their dead as 130", "losses were estimated at between 150 and 240 dead"; -1 for none. */
function tollAfter(tree: EventTree, trigger: Trigger, next: number): number {
  if (!COUNTING.has(trigger.entry.type) || (trigger.verbal && !isNumbered(tree, trigger.first))) return -1;
  const { sentence } = tree.tokens[trigger.token]!;
  let tells = false;
  for (let i = trigger.first - 1; i >= 0 && i > trigger.first - 9 && tree.tokens[i]!.sentence === sentence; i--)
    tells ||= TELLS.has(tree.lemma[i]!) && /^(?:VERB|AUX)$/.test(tree.tokens[i]!.tag);
  for (
    let i = trigger.last;
    i < Math.min(tree.tokens.length, trigger.last + 14, Math.max(next, trigger.last + 1)) && tree.tokens[i]!.sentence === sentence;
    i++
  ) {
    if (/^(?:VERB|AUX)$/.test(tree.tokens[i]!.tag)) {
      if (TELLS.has(tree.lemma[i]!)) tells = true;
      else if (!tells && tree.tokens[i]!.deprel !== "amod") return -1;
    }
    const at = /^(?:at|as|to)$/.test(tree.lemma[i]!) && tells ? amountFrom(tree, i + 1) : -1;
    const amount = tree.doc.amounts[at];
    if (amount !== undefined && (amount.counted < 0 || amount.counted >= next - 1 || isPeople(tree, amount.counted))) return at;
    if (tree.tokens[i]!.text === ";") return -1;
  }
  return -1;
}

/** "the number of policemen killed": whether a verb stands in a phrase that is about a number. */
function isNumbered(tree: EventTree, first: number): boolean {
  const words = tree.lemma.slice(Math.max(0, first - 6), first).join(" ");
  return /\b(?:number|total|toll|figure|count) of (?:\S+ ){1,3}$/.test(`${words} `);
}

const isPeople = (tree: EventTree, token: number): boolean => (classesOf(tree, token) & tree.lexicon.classes.animate!) !== 0;

/** "Three civilians died and five were wounded": a number that stands for the people counted before it in the sentence means them. */
function withNoun(tree: EventTree, role: Filler): Filler {
  const t = tree.tokens[role.token]!;
  const amount = tree.doc.amounts[tree.amountAt[role.token]!];
  if (role.role !== "patient" || role.mention !== null || t.tag !== "NUM" || amount === undefined || amount.counted >= 0) return role;
  const { first } = tree.doc.sentences[t.sentence]!;
  for (let i = role.token - 1; i >= first; i--) {
    const before = tree.doc.amounts[tree.amountAt[i]!];
    if (before === undefined || before.counted !== i || !isPeople(tree, i)) continue;
    let start = i;
    while (start > first && tree.tokens[start - 1]!.start >= before.start && /^(?:NOUN|ADJ|PROPN)$/.test(tree.tokens[start - 1]!.tag))
      start--;
    return { ...role, start: tree.tokens[start]!.start, end: tree.tokens[i]!.end };
  }
  return role;
}

/** Words that tell a part of those counted: "including 19 children", "among them two women". */
const AMONG = /^(?:including|included|among|amongst)$/i;

/** "71 people, including 19 children", "64 dead, nine of them from one family": the amounts of parts of an amount. */
function partsOf(tree: EventTree, whole: Amount, next: number): number[] {
  const out: number[] = [];
  let from = whole.counted;
  for (let i = Math.max(0, whole.counted); from < 0 && i < tree.tokens.length; i++) if (tree.tokens[i]!.end >= whole.end) from = i;
  const { last } = tree.doc.sentences[tree.tokens[from]!.sentence]!;
  for (let i = from + 1; i < Math.min(last, from + 24); i++) {
    const at = tree.amountAt[i]!;
    const part = tree.doc.amounts[at];
    if (part === undefined || part === whole || out.includes(at) || part.start < whole.end || part.unit !== null) continue;
    if (!isPart(tree, part, i, out.length > 0 ? tree.doc.amounts[out.at(-1)!]! : null)) {
      if (i >= next || out.length > 0) break;
      continue;
    }
    out.push(at);
  }
  return out;
}

/** Whether words beside an amount say that it is a part of one before. */
function isPart(tree: EventTree, part: Amount, token: number, before: Amount | null): boolean {
  let first = token;
  while (first > 0 && tree.tokens[first - 1]!.start >= part.start) first--;
  const left = tree.tokens.slice(Math.max(0, first - 3), first).map((t) => t.text.toLowerCase());
  const right = tree.tokens.slice(token + 1, token + 3).map((t) => t.text.toLowerCase());
  if (right[0] === "of" && /^(?:them|these|those)$/.test(right[1] ?? "") && left.at(-1) === ",") return !goesOn(tree, token + 3);
  if (/^(?:critically|seriously|badly|severely|gravely|slightly|lightly|fatally|mortally)$/.test(right[0] ?? "") && left.at(-1) === ",")
    return true;
  if (left.at(-1) === "," && right[0] === "in" && /^(?:condition|state)s?$/.test(tree.lemma[token + 3] ?? "")) return true; // "three in critical condition"
  if (right[0] === "included" || (right[0] === "among" && right[1] === "them")) return true;
  if (AMONG.test(left.at(-1) ?? "") || (AMONG.test(left.at(-2) ?? "") && /^(?:them|whom)$/.test(left.at(-1) ?? ""))) return true;
  const listed = before !== null && part.counted >= 0 && /^(?:and|,)$/.test(left.at(-1) ?? "") && tree.tokens[first - 2]!.end <= before.end;
  return listed && !goesOn(tree, part.counted + 1);
}

/** Whether a clause of its own goes on at a token: "four of them were freed". */
const goesOn = (tree: EventTree, token: number): boolean => /^(?:AUX|VERB)$/.test(tree.tokens[token]?.tag ?? "");

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
  const behind = object ? followed() : -1;
  if (behind >= 0) return behind;
  return passive ? preceded() : -1;
}

/** Amounts of other things (distances, attacks) are none of people. */
function usable(tree: EventTree, at: number): number {
  const amount = tree.doc.amounts[at]!;
  return amount.unit === null && (amount.counted < 0 || tree.tokens[amount.counted]!.tag !== "PROPN") ? at : -1;
}
