import type { Mention, RoleName } from "../model.js";
import type { RoleDraft } from "./event-mention.js";
import { obliques, possessor, premodifiers } from "./events-phrases.js";
import { slotFillers } from "./events-slots.js";
import { core, type EventTree, parts } from "./events-tree.js";
import { isNone } from "./status-forms.js";

/** What a phrase that fills a role refers to: a mention and its entity, the owner of "Turkish artillery", the name beside a title. */

/** A filler of a role with the token that heads it, which quantities and sharing need. */
export interface Filler extends Omit<RoleDraft, "likely"> {
  /** Token index of the filler's head. */
  readonly token: number;
}

/** Heads that stand for the country or group named before them: "Turkish artillery", "Russian forces". */
const BODIES: ReadonlySet<string> = new Set(
  "force troop artillery force military warplane jet aircraft plane drone navy gunner shelling fire attack strike airstrike side authority missile tank warship helicopter air_force bomber fighter_jet gunboat".split(
    " ",
  ),
);

/**
 * A filler for the noun phrase headed by a token; null where it refers to nothing.
 * @param harm whether only people may be meant
 * @param side whether of "Serbian forces" Serbia is meant: as agents, and where it is fought or accused; those hit are counted
 */
export function fillerAt(
  tree: EventTree,
  role: RoleName,
  token: number,
  via: string,
  harm = false,
  side = role === "agent",
): Filler | null {
  const name = role === "agent" ? -1 : areaName(tree, token);
  const plain = name >= 0 ? tree.nameAt[name]! : mentionOf(tree, token);
  const at = plain >= 0 ? told(tree, named(tree, plain)) : plain;
  const mention = at >= 0 ? tree.doc.mentions[at]! : null;
  if (role === "agent" && isNone(tree, token)) return null; // "no group has claimed"
  if (mention === null) {
    const t = tree.tokens[token]!;
    const whole = side ? wholeOf(tree, token) : -1;
    if (whole >= 0) {
      const { id, entity, start, end } = tree.doc.mentions[whole]!;
      return { role, token, mention: id, entity, start, end, via };
    }
    if (!isPlainFiller(tree, role, token, harm)) return null;
    if (t.tag === "PRON" && role !== "patient") return null;
    if (t.tag === "PRON" && !/^(other|some|many|several|one|all|most)/.test(tree.lemma[token]!)) return null;
    if (t.tag === "VERB" || t.tag === "PUNCT" || t.tag === "DET" || t.tag === "ADV") return null;
    const { start, end } = phraseSpan(tree, token);
    return { role, token, mention: null, entity: null, start, end, via };
  }
  if (mention.kind === "pronoun" && !tree.spoken.has(mention.entity)) return null; // "they" of whom nobody was told
  const owner = side ? bodyOwner(tree, mention) : -1;
  const country = role === "agent" ? -1 : soilOwner(tree, mention);
  if (country >= 0) {
    const m = tree.doc.mentions[country]!;
    return { role, token, mention: m.id, entity: m.entity, start: mention.start, end: mention.end, via };
  }
  if (!agrees(tree, mention)) return { role, token, mention: mention.id, entity: null, start: mention.start, end: mention.end, via };
  if (owner >= 0) {
    const m = tree.doc.mentions[owner]!;
    return { role, token, mention: m.id, entity: m.entity, start: mention.start, end: mention.end, via };
  }
  const { start, end } = (mention.kind === "nominal" ? partOf(tree, token, mention) : null) ?? mention;
  return { role, token, mention: mention.id, entity: mention.entity, start, end, via };
}

/** "Elements of the 20th Army", "units of the army": the force that they are of; -1 where it is not named. */
function wholeOf(tree: EventTree, token: number): number {
  if (!MEMBERS.has(tree.lemma[token]!)) return -1;
  return slotFillers(tree, token, "of", false, null)
    .map((inner) => groupNamed(tree, inner))
    .reduce((found, at) => (found >= 0 ? found : at), -1);
}

/** Of "they" the noun phrase before it that tells who they are, where nobody names them. */
function told(tree: EventTree, at: number): number {
  const { kind, entity } = tree.doc.mentions[at]!;
  if (kind !== "pronoun" || tree.named.has(entity)) return at;
  return tree.nounBefore[at]! >= 0 ? tree.nounBefore[at]! : at;
}

/** Of "dozens of soldiers" the soldiers: the number is told by the quantity; null for other phrases. */
function partOf(tree: EventTree, token: number, mention: Mention): { start: number; end: number } | null {
  const inner = core(tree, token);
  if (inner === token || tree.tokens[inner]!.end > mention.end || tree.tokens[inner]!.tag !== "NOUN") return null;
  return { start: phraseSpan(tree, inner).start, end: mention.end };
}

/**
 * Whether words that are no mention may fill a role: no calendar word ("the Friday blast"), no name that the recogniser passed
 * over, nothing abstract; as an agent only who can act.
 */
function isPlainFiller(tree: EventTree, role: RoleName, token: number, harm: boolean): boolean {
  if (/^(mon|tues|wednes|thurs|fri|satur|sun)day$/.test(tree.lemma[token]!)) return false;
  const t = tree.tokens[token]!;
  const noun = tree.lexicon.nounClasses.get(tree.lemma[core(tree, token)]!) ?? 0;
  const { animate, vehicle, abstract, event, attack } = tree.lexicon.classes;
  if (role === "agent") return (noun & (animate! | vehicle!)) !== 0;
  if (role === "patient" && (t.tag === "PROPN" || t.tag === "CCONJ" || t.tag === "ADJ" || harm)) return noun !== 0 || t.tag === "NUM";
  return role !== "patient" || (noun & (abstract! | event! | attack!)) === 0;
}

/** Whether a nominal may stand for its entity: no country is "angry protestors", no place "two soldiers". */
function agrees(tree: EventTree, mention: Mention): boolean {
  if (mention.kind !== "nominal") return true;
  const type = tree.doc.entities[tree.entityIndex.get(mention.entity) ?? -1]?.type;
  if (type === undefined || type === mention.type) return true;
  const people = mention.type === "Person" || mention.type === "Group";
  const things = mention.type === "Artifact" || mention.type === "Facility" || mention.type === "Weapon";
  return !((people || things) && (type === "Country" || type === "Place")) && !(things && (type === "ArmedForce" || type === "Government"));
}

/** Index of the mention that a phrase is: its head's, that of the name around it, or of what it is a part of. */
export function mentionOf(tree: EventTree, token: number): number {
  const own = tree.mentionAt[token]!;
  if (own >= 0) {
    const m = tree.doc.mentions[own]!;
    const last = m.kind === "nominal" && m.type === "Person" ? tree.nameAt[m.last - 1]! : -1; // "Secretary-General Antonio Guterres"
    return last >= 0 && tree.doc.mentions[last]!.type === "Person" ? last : own;
  }
  if (tree.nameAt[token]! >= 0) return tree.nameAt[token]!;
  const inner = parts(tree, token).find((part) => tree.mentionAt[part]! >= 0);
  return inner === undefined ? -1 : tree.mentionAt[inner]!;
}

/**
 * Of "Turkish artillery", "its forces", "fighters of Boko Haram" the mention of the country, force or group whose they are; -1
 * where nobody is named.
 */
function bodyOwner(tree: EventTree, mention: Mention): number {
  if (mention.kind !== "nominal") return -1;
  const owner = ownerOf(tree, mention);
  const civil = owner >= 0 && /^(Country|Place)$/.test(tree.doc.mentions[owner]!.type) && IRREGULARS.has(tree.lemma[mention.head]!);
  return civil ? -1 : owner; // "Syrian rebels" are not Syria
}

/** Fighters of whom a demonym only says where they come from. */
const IRREGULARS: ReadonlySet<string> = new Set(
  "rebel militant fighter insurgent guerrilla gunman militiaman militia extremist jihadist jihadi islamist separatist terrorist mercenary dissident".split(
    " ",
  ),
);

function ownerOf(tree: EventTree, mention: Mention): number {
  const people = mention.type === "Group" || mention.type === "Person" || isMembers(tree, mention);
  if (!people && !BODIES.has(tree.lemma[mention.head]!.replace(/s$/, ""))) return -1;
  const noun = tree.lexicon.nounClasses.get(tree.lemma[mention.head]!) ?? 0;
  const { force, person, civilian } = tree.lexicon.classes;
  const armed =
    (noun & (force! | tree.lexicon.classes.attack!)) !== 0 || noun === (person! & ~civilian!) || MEMBERS.has(tree.lemma[mention.head]!);
  if (people && !armed) return -1;
  for (let i = mention.head - 1; i >= mention.first && i > mention.head - 6; i--) {
    const at = tree.mentionAt[i]! >= 0 ? tree.mentionAt[i]! : tree.nameAt[i]!;
    if (at >= 0 && owns(tree.doc.mentions[at]!)) return at;
  }
  const side = ["of", "from"].flatMap((slot) => slotFillers(tree, mention.head, slot, false, null));
  for (const inner of [...side, ...loyalTo(tree, mention.head)]) {
    const at = groupNamed(tree, inner);
    if (at >= 0 && (tree.lemma[inner - 1] !== "from" || !/^(Country|Place)$/.test(tree.doc.mentions[at]!.type))) return at;
  }
  const owner = possessor(tree, mention.head);
  if (owner >= 0 && tree.lemma[owner] === "whose") return antecedentOf(tree, mention.head);
  return owner >= 0 ? mentionOf(tree, owner) : -1;
}

/** Words that tie fighters to their side: "loyal to", "affiliated with". */
const TIED = /^(loyal|allied|affiliate|affiliated|link|linked|belong|aligned|align)$/;

/** "militants loyal to Hamas", "gunmen affiliated with the group": to whom; heads of phrases. */
function loyalTo(tree: EventTree, head: number): number[] {
  const out: number[] = [];
  for (let i = head + 1; i < head + 3 && i < tree.tokens.length; i++)
    if (TIED.test(tree.lemma[i]!)) out.push(...["to", "with"].flatMap((slot) => obliques(tree, i, slot)));
  return out;
}

/** The name of a force or state that a phrase is, or that stands before its noun: "the M23 group"; -1 for none. */
function groupNamed(tree: EventTree, token: number): number {
  const own = mentionOf(tree, token);
  if (own >= 0 && tree.doc.mentions[own]!.kind === "name") return owns(tree.doc.mentions[own]!) ? own : -1;
  if (!/^(group|militia|movement|faction|organi[sz]ation|rebel|militant|force|network|party|army|alliance)s?$/.test(tree.lemma[token]!))
    return -1;
  const before = premodifiers(tree, token).map((t) => tree.nameAt[t]!);
  return before.find((at) => at >= 0 && tree.doc.mentions[at]!.kind === "name" && owns(tree.doc.mentions[at]!)) ?? -1;
}

/** "the front, whose fighters had held the town": the mention of a force that the clause above a word is about; -1 for none. */
function antecedentOf(tree: EventTree, token: number): number {
  for (let at = token, steps = 0; steps < 4 && tree.tokens[at]!.head >= 0; at = tree.tokens[at]!.head, steps++) {
    const { deprel, head } = tree.tokens[at]!;
    const about = deprel === "acl" ? mentionOf(tree, head) : -1;
    if (about >= 0) return owns(tree.doc.mentions[about]!) ? about : -1;
  }
  return -1;
}

/** "Turkish commandos", "army units": many of a force, though they count as one. */
function isMembers(tree: EventTree, mention: Mention): boolean {
  const noun = tree.lexicon.nounClasses.get(tree.lemma[mention.head]!) ?? 0;
  return (
    /^(ArmedForce|ArmedGroup|MilitaryUnit)$/.test(mention.type) &&
    (noun & tree.lexicon.classes.force!) !== 0 &&
    tree.tokens[mention.head]!.xpos === "NNS"
  );
}

/** Words of areas that only say what a name beside them is of: "the town of Azaz", "Karrada district". */
const AREA: ReadonlySet<string> = new Set(
  "city town village hamlet district province region governorate area neighborhood neighbourhood suburb county state settlement municipality port island subdistrict quarter township capital".split(
    " ",
  ),
);

/** Of "the town of Azaz" or "the Karrada district" a token of the name, -1 for other phrases. */
export function areaName(tree: EventTree, token: number): number {
  if (!AREA.has(tree.lemma[token]!) || tree.tokens[token]!.tag !== "NOUN" || tree.nameAt[token]! >= 0) return -1;
  const place = (i: number) =>
    i >= 0 &&
    tree.nameAt[i]! >= 0 &&
    tree.doc.mentions[tree.nameAt[i]!]!.type === "Place" &&
    tree.doc.mentions[tree.nameAt[i]!]!.kind === "name";
  if (place(token - 1)) return token - 1;
  if (tree.lemma[token + 1] !== "of") return -1;
  return place(token + 2) ? token + 2 : place(token + 3) && tree.tokens[token + 2]!.tag === "DET" ? token + 3 : -1;
}

/** The name that stands beside a nominal of a person: "the victim, Stela Torrado,", "Attorney General Roberto Garcia". */
export function named(tree: EventTree, at: number): number {
  const m = tree.doc.mentions[at]!;
  if (m.kind === "nominal" && (m.type === "Place" || m.type === "Facility")) return placeBeside(tree, at);
  if (m.kind !== "nominal" || m.type !== "Person") return at;
  let k = m.last;
  if (tree.tokens[k]?.text === ",") {
    const beside = tree.nameAt[k + 1] ?? -1;
    const apposed = beside >= 0 && tree.doc.mentions[beside]!.entity === m.entity;
    return apposed && tree.doc.mentions[beside]!.type === "Person" ? beside : at;
  }
  for (; k < m.last + 3 && k < tree.tokens.length; k++) {
    const next = tree.nameAt[k]!;
    if (next >= 0) return tree.doc.mentions[next]!.type === "Person" && tree.doc.mentions[next]!.first === k ? next : at;
    if (!/^(NOUN|PROPN|ADJ)$/.test(tree.tokens[k]!.tag)) return at;
  }
  return at;
}

/** "its second city, Ganja, …": the name of a place between commas after a noun for one. */
function placeBeside(tree: EventTree, at: number): number {
  const m = tree.doc.mentions[at]!;
  const beside = tree.tokens[m.last]?.text === "," ? (tree.nameAt[m.last + 1] ?? -1) : -1;
  if (beside < 0 || m.last - 1 !== m.head) return at;
  const name = tree.doc.mentions[beside]!;
  return name.kind === "name" && name.type === "Place" && /^[,.;]$/.test(tree.tokens[name.last]?.text ?? "") ? beside : at;
}

/** Heads of phrases that mean a country: "Afghan soil". */
const SOIL: ReadonlySet<string> = new Set(["soil", "territory", "airspace", "land", "side", "border", "territories"]);

/** Of "Afghan soil" the mention of the country, -1 for other phrases. */
function soilOwner(tree: EventTree, mention: Mention): number {
  if (mention.kind !== "nominal" || !SOIL.has(tree.lemma[mention.head]!.replace(/s$/, ""))) return -1;
  for (let i = mention.head - 1; i >= mention.first; i--) {
    const at = tree.mentionAt[i]! >= 0 ? tree.mentionAt[i]! : tree.nameAt[i]!;
    if (at >= 0 && tree.doc.mentions[at]!.type === "Country" && tree.doc.mentions[at]!.kind !== "nominal") return at;
  }
  const owner = possessor(tree, mention.head);
  const at = owner < 0 ? -1 : mentionOf(tree, owner);
  return at >= 0 && tree.doc.mentions[at]!.type === "Country" && tree.doc.mentions[at]!.kind !== "nominal" ? at : -1;
}

/** Heads that say no more than that somebody belongs to what follows. */
const MEMBERS: ReadonlySet<string> = new Set(
  "member element operative affiliate unit man personnel cadre follower deputy parliamentarian judge staff".split(" "),
);

const owns = (m: Mention): boolean =>
  m.kind === "demonym" ||
  (m.kind !== "pronoun" && /^(Country|ArmedGroup|ArmedForce|Government|MilitaryUnit)$/.test(m.type) && m.kind === "name");

/** A noun phrase without article, number, possessive and what follows its head. */
function phraseSpan(tree: EventTree, token: number): { start: number; end: number } {
  let first = token;
  for (let i = token - 1; i >= 0 && i > token - 7; i--) {
    const t = tree.tokens[i]!;
    if (t.head === token && (t.deprel === "compound" || t.deprel === "amod" || t.deprel === "flat")) first = i;
    else if (t.text !== "-" && (t.head < i || t.head > token || t.tag === "PUNCT")) break; // "secretary-general"
  }
  return { start: tree.tokens[first]!.start, end: tree.tokens[token]!.end };
}
