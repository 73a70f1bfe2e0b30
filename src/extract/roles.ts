import type { Mention, RoleName } from "../model.js";
import type { RoleDraft } from "./event-mention.js";
import { obliques, possessor, premodifiers, slotFillers, surfaceSubject } from "./events-slots.js";
import { caseOf, classesOf, core, type EventTree, isVerbal, withConjuncts } from "./events-tree.js";
import { fillers, type Trigger } from "./triggers.js";

/** A filler of a role with the token that heads it, which quantities and sharing need. */
export interface Filler extends RoleDraft {
  /** Token index of the filler's head. */
  readonly token: number;
}

/** Heads that stand for the country or group named before them: "Turkish artillery", "Russian forces". */
const BODIES: ReadonlySet<string> = new Set(
  "force troop artillery force military warplane jet aircraft plane drone navy gunner shelling fire attack strike airstrike side authority missile tank warship helicopter air_force bomber fighter_jet gunboat".split(
    " ",
  ),
);

/** Finds who acts in, undergoes and serves what a trigger names. Places are found by {@link findPlaces}. */
export function findRoles(tree: EventTree, trigger: Trigger): Filler[] {
  const out: Filler[] = [];
  const { frame } = trigger.entry;
  const { classes } = tree.lexicon;
  const means = classes.attack! | classes.weapon! | classes.ordnance! | classes.vehicle!;
  for (const token of [...fillers(tree, trigger, frame.agent), ...lightFillers(tree, trigger, "agent")]) {
    const mask = classesOf(tree, core(tree, token));
    if ((mask & means) !== 0 && (mask & classes.animate!) === 0 && trigger.entry.type !== "Movement") {
      // "killed by a coalition airstrike": the strike is the means, the coalition acts
      add(tree, out, "instrument", token, "agent-means");
      // by whom: "a coalition airstrike"; not "the Friday blast"
      for (const inner of [possessor(tree, token), ...premodifiers(tree, token), ...slotFillers(tree, token, "by", false, null)]) {
        if (inner >= 0 && isActor(tree, inner)) add(tree, out, "agent", inner, "agent-of-means");
      }
      // "warplanes bombed the camp": nobody else is named
      if ((mask & classes.vehicle!) !== 0 && !out.some((f) => f.role === "agent")) add(tree, out, "agent", token, "agent-means");
    } else if ((mask & (classes.abstract! | classes.event!)) === 0 && (isActor(tree, token) || !VIOLENT.has(trigger.entry.type)))
      add(tree, out, "agent", token, viaOf(trigger, "agent"));
  }
  for (const hand of trigger.verbal ? obliques(tree, trigger.token, "at") : []) {
    // "killed at the hands of the regime"
    if (tree.lemma[hand] !== "hand" && tree.lemma[hand] !== "hands") continue;
    for (const token of slotFillers(tree, hand, "of", false, null)) add(tree, out, "agent", token, viaOf(trigger, "agent"));
  }
  for (const agent of out.filter((f) => f.role === "agent")) {
    // "by the Emirate through the 203 Mansouri Corps"
    for (const token of slotFillers(tree, agent.token, "through", false, null)) {
      if ((classesOf(tree, core(tree, token)) & classes.force!) !== 0) add(tree, out, "agent", token, viaOf(trigger, "agent"));
    }
  }
  const struck = [...patientsOf(tree, trigger), ...(trigger.entry.type === "Operation" ? [] : lightFillers(tree, trigger, "patient"))];
  const patients = struck.filter((token) => !isWeaponInList(tree, trigger, token));
  const reacts = REACTION.has(trigger.entry.type);
  const owner = trigger.verbal || trigger.entry.part !== "noun" ? -1 : possessor(tree, trigger.token);
  for (const token of patients) {
    // "their retaking of Palmyra": whose it is does it, where "of" tells what it is done to
    const acts = token === owner && patients.some((p) => p !== token && caseOf(tree, p) === "of");
    const part = patients.some((p) => p !== token && listedPlace(tree, token, p)); // "Palmyra, Syria"
    if (classesOf(tree, core(tree, token)) === classes.abstract) continue; // "attacks on a regular basis"
    if (acrossPlaces(tree, token)) continue;
    const doers = reacts ? doersOf(tree, token) : [];
    for (const doer of doers) add(tree, out, "patient", doer, viaOf(trigger, "patient"));
    if (doers.length > 0) continue;
    if (!part) add(tree, out, acts ? "agent" : "patient", token, viaOf(trigger, "patient"), HARM.has(trigger.entry.type));
    if (!acts) for (const other of namesAfter(tree, token)) add(tree, out, "patient", other, viaOf(trigger, "patient"));
  }
  if (HARM.has(trigger.entry.type)) dropSelf(out);
  if (trigger.entry.subtype === "Deployment" && trigger.verbal && !out.some((f) => f.role === "agent")) moveThemselves(tree, out);
  if (trigger.entry.type === "Meeting" && !trigger.verbal)
    for (const token of attendants(tree, trigger.token)) add(tree, out, "agent", token, "meeting");
  for (const token of [...fillers(tree, trigger, frame.instrument), ...lightFillers(tree, trigger, "instrument")]) {
    add(tree, out, "instrument", token, viaOf(trigger, "instrument"));
  }
  return out;
}

/** "attacked a convoy with grenades and a roadside bomb", the bomb joined to the convoy: a weapon is no victim. */
function isWeaponInList(tree: EventTree, trigger: Trigger, token: number): boolean {
  const { ordnance, weapon } = tree.lexicon.classes;
  if (
    tree.tokens[token]!.deprel !== "conj" ||
    !VIOLENT.has(trigger.entry.type) ||
    trigger.entry.type === "Seizure" ||
    trigger.entry.type === "Destruction"
  )
    return false;
  const mask = classesOf(tree, token);
  return mask !== 0 && (mask & ~(ordnance! | weapon! | tree.lexicon.classes.attack!)) === 0;
}

/** Types of which the patient is whoever did what they are about. */
const REACTION: ReadonlySet<string> = new Set(["Condemnation", "Protest"]);

/** "condemned the militia's treatment of prisoners", "protest the Turkish attack": who did it is condemned. */
function doersOf(tree: EventTree, token: number): number[] {
  if (isActor(tree, token)) return [];
  const doers = [possessor(tree, token), ...premodifiers(tree, token), ...slotFillers(tree, token, "by", false, null)];
  return doers.filter((doer) => doer >= 0 && isActor(tree, doer) && mentionOf(tree, doer) >= 0);
}

/** Nobody kills or arrests himself: of one entity in both roles the patient stays. */
function dropSelf(out: Filler[]): void {
  const harmed = new Set(out.flatMap((f) => (f.role === "patient" && f.entity !== null ? [f.entity] : [])));
  for (let k = out.length - 1; k >= 0; k--)
    if (out[k]!.role === "agent" && out[k]!.entity !== null && harmed.has(out[k]!.entity!)) out.splice(k, 1);
}

/** "Two battalions were sent to the border": they are who moves, too. */
function moveThemselves(tree: EventTree, out: Filler[]): void {
  const { animate } = tree.lexicon.classes;
  const movers = out.filter((f) => f.role === "patient" && (classesOf(tree, core(tree, f.token)) & animate!) !== 0);
  out.push(...movers.map((f): Filler => ({ ...f, role: "agent", via: "mover" })));
}

/** "said during a meeting with generals", "invited the rebels for talks": who meets besides those whom the noun tells. */
function attendants(tree: EventTree, noun: number): number[] {
  const { head, deprel } = tree.tokens[noun]!;
  if (head < 0 || deprel !== "obl" || !isVerbal(tree.tokens[head]!) || !/^(during|at|for|in|to)$/.test(caseOf(tree, noun))) return [];
  const invited = /^(invite|host|receive|summon)$/.test(tree.lemma[head]!) ? slotFillers(tree, head, "obj", true, null) : [];
  return [...slotFillers(tree, head, "subj", true, null), ...invited].filter((token) => isActor(tree, token));
}

/** "against ISIL in Iraq and Syria": a place that goes with the place before it, though the tree joins it to the patient. */
function acrossPlaces(tree: EventTree, token: number): boolean {
  const t = tree.tokens[token]!;
  if (t.deprel !== "conj" || token < 2 || tree.tokens[token - 1]!.tag !== "CCONJ") return false;
  const [before, own] = [tree.nameAt[token - 2]!, mentionOf(tree, token)];
  if (before < 0 || own < 0 || tree.doc.mentions[before]!.head === t.head) return false;
  const place = (at: number) => /^(Place|Country|Facility)$/.test(tree.doc.mentions[at]!.type);
  return place(before) && place(own) && tree.lexicon.places.has(caseOf(tree, tree.doc.mentions[before]!.head));
}

/** Whether a place merely holds the one before it. */
function listedPlace(tree: EventTree, outer: number, inner: number): boolean {
  const t = tree.tokens[outer]!;
  if (t.deprel !== "conj" || t.head !== inner || tree.tokens[outer - 1]?.text !== ",") return false;
  const [a, b] = [mentionOf(tree, inner), mentionOf(tree, outer)];
  if (a < 0 || b < 0) return false;
  const types = [tree.doc.mentions[a]!.type, tree.doc.mentions[b]!.type];
  return (
    (types[0] === "Place" || types[0] === "Facility") &&
    (types[1] === "Country" || types[1] === "Place") &&
    tree.tokens[outer + 1]?.tag !== "CCONJ" &&
    tree.doc.mentions[a]!.kind === "name"
  );
}

/** Types of which only people, groups and states are agents. */
const VIOLENT: ReadonlySet<string> = new Set(["Attack", "Killing", "Injury", "Detention", "Destruction", "Seizure", "TerritorialChange"]);

/** Types of which only people are patients. */
const HARM: ReadonlySet<string> = new Set(["Killing", "Injury", "Detention"]);

/** Whether a phrase can act: people, groups, states, and a name of any kind but a facility's ("Tel Aviv struck back"). */
function isActor(tree: EventTree, token: number): boolean {
  if ((classesOf(tree, core(tree, token)) & tree.lexicon.classes.animate!) !== 0) return true;
  const at = mentionOf(tree, token);
  return at >= 0 && tree.doc.mentions[at]!.kind === "name" && tree.doc.mentions[at]!.type === "Place";
}

const viaOf = (trigger: Trigger, role: string) => `${trigger.entry.part}-${role}`;

/** Patients of a trigger; of "left nine dead" and "the dead" those that are. */
function patientsOf(tree: EventTree, trigger: Trigger): number[] {
  const { token } = trigger;
  if (trigger.entry.part !== "adj") {
    const found = fillers(tree, trigger, trigger.entry.frame.patient);
    if (found.length === 0 && !trigger.verbal) return subjectedTo(tree, token);
    if (found.length > 0 || !trigger.verbal) return found;
    for (let i = trigger.last - 1; i > token; i--) if (tree.tokens[i]!.xpos === "NNS" && tree.amountAt[i]! >= 0) return [i]; // "took 256 prisoners"
    return found;
  }
  const t = tree.tokens[token]!;
  const subject = slotOf(tree, token, "nsubj");
  if (subject >= 0) return [subject];
  if (t.deprel === "xcomp" && t.head >= 0) {
    const object = slotOf(tree, t.head, "obj");
    if (object >= 0) return [object];
  }
  if ((t.deprel === "amod" || t.deprel === "acl") && t.head >= 0 && t.head < token) return [t.head]; // "nine people dead"
  if (t.deprel === "amod" || t.deprel === "compound") return [];
  return [token];
}

/** "She has been under house arrest", "the town was under siege": the subject of a noun that is the predicate. */
function subjectedTo(tree: EventTree, noun: number): number[] {
  if (caseOf(tree, noun) !== "under" || slotOf(tree, noun, "cop") < 0) return [];
  const subject = slotOf(tree, noun, "nsubj");
  return subject >= 0 ? withConjuncts(tree, subject) : [];
}

function slotOf(tree: EventTree, token: number, deprel: string): number {
  for (let k = tree.childStart[token]!; k < tree.childStart[token + 1]!; k++) {
    const child = tree.childList[k]!;
    if (tree.tokens[child]!.deprel === deprel) return child;
  }
  return -1;
}

/** What the light verb gives: "troops carried out an attack on the town". */
function lightFillers(tree: EventTree, trigger: Trigger, role: RoleName): number[] {
  const { light } = trigger;
  if (light === null) return [];
  const out: number[] = [];
  const { animate } = tree.lexicon.classes;
  if (light.entry.subject === role) {
    const subject = light.entry.noun === "obj" ? -1 : surfaceSubject(tree, light.verb); // "was involved in"
    const heads = subject >= 0 ? withConjuncts(tree, subject) : slotFillers(tree, light.verb, "subj", true, null);
    for (const token of heads) {
      if (token !== trigger.token && (role !== "agent" || (classesOf(tree, core(tree, token)) & animate!) !== 0)) out.push(token);
    }
  }
  for (const [slot, given] of light.entry.others) {
    if (given === role) out.push(...slotFillers(tree, light.verb, slot, true, null));
  }
  return out.filter((token) => token !== trigger.token);
}

/** Adds a filler once; expletives and words without a referent are left out. */
function add(tree: EventTree, out: Filler[], role: RoleName, token: number, via: string, harm = false): void {
  const filler = fillerAt(tree, role, token, via, harm);
  if (filler === null) return;
  const same = (f: Filler) => f.role === role && (f.token === token || (f.entity !== null && f.entity === filler.entity));
  if (!out.some(same)) out.push(filler);
}

/** A filler for the noun phrase headed by a token; null where it refers to nothing. `harm`: only people may be meant. */
export function fillerAt(tree: EventTree, role: RoleName, token: number, via: string, harm = false): Filler | null {
  const name = role === "agent" ? -1 : areaName(tree, token);
  const plain = name >= 0 ? tree.nameAt[name]! : mentionOf(tree, token);
  const at = plain >= 0 ? named(tree, plain) : plain;
  const mention = at >= 0 ? tree.doc.mentions[at]! : null;
  if (mention === null) {
    const t = tree.tokens[token]!;
    if (!isPlainFiller(tree, role, token, harm)) return null;
    if (t.tag === "PRON" && role !== "patient") return null;
    if (t.tag === "PRON" && !/^(other|some|many|several|one|all|most)/.test(tree.lemma[token]!)) return null;
    if (t.tag === "VERB" || t.tag === "PUNCT" || t.tag === "DET" || t.tag === "ADV") return null;
    return { role, token, mention: null, entity: null, ...phraseSpan(tree, token), via };
  }
  if (mention.kind === "pronoun" && !tree.spoken.has(mention.entity)) return null; // "they" of whom nobody was told
  const owner = role === "agent" ? bodyOwner(tree, mention) : -1;
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
  const inner = mention.kind === "nominal" ? partOf(tree, token, mention) : null;
  return { role, token, mention: mention.id, entity: mention.entity, ...(inner ?? { start: mention.start, end: mention.end }), via };
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
  const inner = core(tree, token);
  return inner !== token ? tree.mentionAt[inner]! : -1;
}

/**
 * Of "Turkish artillery", "its forces", "fighters of Boko Haram" the mention of the country, force or group whose they are; -1
 * where nobody is named.
 */
function bodyOwner(tree: EventTree, mention: Mention): number {
  if (mention.kind !== "nominal") return -1;
  const people = mention.type === "Group" || mention.type === "Person";
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
  for (const inner of slotFillers(tree, mention.head, "of", false, null)) {
    const at = mentionOf(tree, inner);
    if (at >= 0 && tree.doc.mentions[at]!.kind === "name" && owns(tree.doc.mentions[at]!)) return at;
  }
  const owner = possessor(tree, mention.head);
  return owner >= 0 ? mentionOf(tree, owner) : -1;
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

/** Persons named in a row after one of them, which the tree may not join: "of Maclovia Gonzalez, Virgilio Ortiz and Luis Vega". */
function namesAfter(tree: EventTree, token: number): number[] {
  const out: number[] = [];
  const first = mentionOf(tree, token);
  let at = first < 0 ? first : named(tree, first); // "two reporters, Tim Hall and Chris Mann"
  for (let count = 0; at >= 0 && count < 12; count++) {
    const m = tree.doc.mentions[at]!;
    if (m.kind !== "name" || m.type !== "Person") break;
    let k = m.last;
    const comma = tree.tokens[k]?.text === ",";
    if (comma) k++;
    const and = tree.lemma[k] === "and";
    if (and) k++;
    if (!comma && !and) break;
    at = tree.nameAt[k] ?? -1;
    if (at < 0 || tree.doc.mentions[at]!.type !== "Person" || tree.doc.mentions[at]!.kind !== "name") break;
    out.push(tree.doc.mentions[at]!.head);
    if (and) return out;
  }
  return [];
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
const MEMBERS: ReadonlySet<string> = new Set(["member", "element", "operative", "affiliate", "unit", "man"]);

const owns = (m: Mention): boolean =>
  m.kind === "demonym" ||
  (m.kind !== "pronoun" && /^(Country|ArmedGroup|ArmedForce|Government|MilitaryUnit)$/.test(m.type) && m.kind === "name");

/** A noun phrase without article, number, possessive and what follows its head. */
function phraseSpan(tree: EventTree, token: number): { start: number; end: number } {
  let first = token;
  for (let i = token - 1; i >= 0 && i > token - 7; i--) {
    const t = tree.tokens[i]!;
    if (t.head === token && (t.deprel === "compound" || t.deprel === "amod" || t.deprel === "flat")) first = i;
    else if (t.head < i || t.head > token || t.tag === "PUNCT") break;
  }
  return { start: tree.tokens[first]!.start, end: tree.tokens[token]!.end };
}
