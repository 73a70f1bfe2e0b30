import type { RoleName } from "../model.js";
import { isPassive, surfaceSubject } from "./events-clauses.js";
import { obliques, possessor, premodifiers } from "./events-phrases.js";
import { slotFillers } from "./events-slots.js";
import { caseOf, classesOf, core, type EventTree, isVerbal, someChild, withConjuncts } from "./events-tree.js";
import { type Filler, fillerAt, mentionOf, named } from "./roles-fillers.js";
import { fillers, type Trigger } from "./triggers.js";

/** Finds who acts in, undergoes and serves what a trigger names. Places are found by {@link findPlaces}. */
export function findRoles(tree: EventTree, trigger: Trigger): Filler[] {
  const out: Filler[] = [];
  const { frame } = trigger.entry;
  const { classes } = tree.lexicon;
  const means = classes.attack! | classes.weapon! | classes.ordnance! | classes.vehicle!;
  for (const token of [...fillers(tree, trigger, frame.agent), ...lightFillers(tree, trigger, "agent"), ...craftBy(tree, trigger)]) {
    const mask = classesOf(tree, core(tree, token));
    if ((mask & means) !== 0 && (mask & classes.animate!) === 0 && trigger.entry.type !== "Movement") {
      // "killed by a coalition airstrike": the strike is the means, the coalition acts
      add(tree, out, "instrument", token, "agent-means");
      // by whom: "a coalition airstrike", "warplanes of the coalition"; not "the Friday blast"
      const craft = (mask & classes.vehicle!) !== 0 && (mask & classes.attack!) === 0;
      const owners = (craft ? ["by", "of", "from"] : ["by"]).flatMap((slot) => slotFillers(tree, token, slot, false, null));
      for (const inner of [possessor(tree, token), ...premodifiers(tree, token), ...owners, ...usersOf(tree, token)]) {
        if (inner >= 0 && isActor(tree, inner)) add(tree, out, "agent", inner, "agent-of-means");
      }
    } else if ((mask & (classes.abstract! | classes.event!)) === 0 && (isActor(tree, token) || !VIOLENT.has(trigger.entry.type)))
      add(tree, out, "agent", token, viaOf(trigger, "agent"));
  }
  for (const hand of trigger.verbal ? obliques(tree, trigger.token, "at") : []) {
    // "killed at the hands of the regime"
    if (tree.lemma[hand] !== "hand" && tree.lemma[hand] !== "hands") continue;
    for (const token of slotFillers(tree, hand, "of", false, null)) add(tree, out, "agent", token, viaOf(trigger, "agent"));
  }
  for (const agent of out.filter((f) => f.role === "agent")) {
    // "by the Emirate through the 203 Mansouri Corps", wherever the tree hangs the corps
    const { head } = tree.tokens[agent.token]!;
    const holders = [agent.token, head, head < 0 ? -1 : tree.tokens[head]!.head].filter((token) => token >= 0);
    for (const token of new Set(holders.flatMap((holder) => slotFillers(tree, holder, "through", false, null)))) {
      if (token > agent.token && (classesOf(tree, core(tree, token)) & classes.force!) !== 0)
        add(tree, out, "agent", token, viaOf(trigger, "agent"));
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
    const victim = tree.lemma[token] === "life" ? possessor(tree, token) : -1;
    if (victim >= 0) {
      add(tree, out, "patient", victim, viaOf(trigger, "patient")); // "an attempt on his life"
      continue;
    }
    const doers = reacts ? doersOf(tree, token) : [];
    for (const doer of doers) add(tree, out, "patient", doer, viaOf(trigger, "patient"));
    if (doers.length > 0) continue;
    const side = acts || SIDES.has(trigger.entry.type);
    if (!part) add(tree, out, acts ? "agent" : "patient", token, viaOf(trigger, "patient"), HARM.has(trigger.entry.type), side);
    if (!acts) for (const other of namesAfter(tree, token)) add(tree, out, "patient", other, viaOf(trigger, "patient"));
  }
  if (HARM.has(trigger.entry.type)) dropSelf(out);
  if (trigger.entry.subtype === "Deployment" && trigger.verbal && !out.some((f) => f.role === "agent")) moveThemselves(tree, out);
  if (trigger.entry.type === "Meeting" && !trigger.verbal)
    for (const token of attendants(tree, trigger.token)) add(tree, out, "agent", token, "meeting");
  for (const token of [
    ...fillers(tree, trigger, frame.instrument),
    ...lightFillers(tree, trigger, "instrument"),
    ...meansUsed(tree, trigger),
  ]) {
    add(tree, out, "instrument", token, viaOf(trigger, "instrument"));
  }
  if (trigger.verbal && SUFFERED.has(trigger.entry.type) && !out.some((f) => f.role === "patient")) sufferInstead(tree, trigger, out);
  for (const token of meansWithin(tree, trigger)) add(tree, out, "instrument", token, "within");
  return out.map((f) => withoutTrigger(tree, trigger, f));
}

/** Types of which a bare past form without an object is a passive. */
const SUFFERED: ReadonlySet<string> = new Set(["Killing", "Injury", "Detention", "Destruction", "Seizure"]);

/** "107 soldiers killed, 40 lorries torched", of which the tree makes main clauses: who is counted, or no doer, undergoes it. */
function sufferInstead(tree: EventTree, trigger: Trigger, out: Filler[]): void {
  const { xpos } = tree.tokens[trigger.token]!;
  if (xpos !== "VBD" && xpos !== "VBN") return;
  for (const [k, f] of out.entries()) {
    const counted = tree.amountAt[f.token]! >= 0 || tree.tokens[f.token]!.tag === "NUM";
    const bare = f.role === "agent" && f.token < trigger.first && trigger.first - f.token < 3 && counted;
    const filler = bare ? fillerAt(tree, "patient", f.token, "bare-passive", HARM.has(trigger.entry.type)) : null;
    if (filler !== null) out[k] = filler;
  }
}

/** "a strike by a Turkish drone", "a raid carried out by a warplane": what strikes, in the place of who does. */
function craftBy(tree: EventTree, trigger: Trigger): number[] {
  if (trigger.verbal || !VIOLENT.has(trigger.entry.type)) return [];
  const { vehicle, ordnance, weapon } = tree.lexicon.classes;
  const doers = slotFillers(tree, trigger.token, "by", false, null);
  if (trigger.light !== null) doers.push(...slotFillers(tree, trigger.light.verb, "by", true, null));
  return doers.filter((token) => (classesOf(tree, core(tree, token)) & (vehicle! | ordnance! | weapon!)) !== 0 && !isActor(tree, token));
}

/** Verbs that tell whose a thing is that strikes, by their preposition. */
const USE: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["belong", ["to"]],
  ...["operate", "fly", "fire", "launch", "own", "plant", "lay", "set", "detonate", "drop", "pilot", "drive", "man", "place"].map(
    (verb) => [verb, ["by", "from"]] as const,
  ),
]);

/** "warplanes belonging to the coalition", "a bomb planted by the rebels", "a missile fired from an American drone". */
function usersOf(tree: EventTree, thing: number): number[] {
  const out: number[] = [];
  someChild(tree, thing, (child) => {
    if (child > thing && tree.tokens[child]!.deprel === "acl")
      for (const slot of USE.get(tree.lemma[child]!) ?? [])
        for (const user of obliques(tree, child, slot)) out.push(user, ...premodifiers(tree, user));
    return false;
  });
  return out;
}

/** "used tear gas to disperse them", "attacked the post using drones": what the clause says was used. */
function meansUsed(tree: EventTree, { token, verbal, entry }: Trigger): number[] {
  if (!verbal || entry.type === "Aid") return [];
  const { weapon, ordnance, vehicle, relief, item } = tree.lexicon.classes;
  const out: number[] = [];
  const use = (verb: number) => {
    for (const object of slotFillers(tree, verb, "obj", true, null))
      if ((classesOf(tree, core(tree, object)) & (weapon! | ordnance! | vehicle! | relief! | item!)) !== 0) out.push(object);
  };
  const { head, deprel } = tree.tokens[token]!;
  if ((deprel === "xcomp" || deprel === "advcl") && head >= 0 && head < token && USING.has(tree.lemma[head]!)) use(head);
  someChild(tree, token, (child) => {
    const { deprel: relation, xpos } = tree.tokens[child]!;
    if (child > token && xpos === "VBG" && (relation === "advcl" || relation === "xcomp") && USING.has(tree.lemma[child]!)) use(child);
    return false;
  });
  return out;
}
const USING: ReadonlySet<string> = new Set(["use", "deploy", "employ", "wield", "utilize", "utilise"]);

/** "artillery fire", "came under mortar fire": a weapon among a trigger's own words. */
function meansWithin(tree: EventTree, { first, last, token, entry }: Trigger): number[] {
  const { vehicle, ordnance, weapon } = tree.lexicon.classes;
  const named = last - first > 1 && (classesOf(tree, token) & (ordnance! | weapon!)) === 0; // not "car bomb"
  if (!VIOLENT.has(entry.type) || !named) return [];
  const out: number[] = [];
  for (let i = first; i < last; i++) {
    const next = tree.tokens[i + 1];
    const modifies = i !== token && i + 1 < last && next?.tag === "NOUN" && /^(NOUN|ADJ)$/.test(tree.tokens[i]!.tag);
    if (modifies && (classesOf(tree, i) & (vehicle! | ordnance! | weapon!)) !== 0) out.push(i);
  }
  return out;
}

/** "The junta arrested journalists": a phrase that takes in the verb before it begins after it. */
function withoutTrigger(tree: EventTree, trigger: Trigger, f: Filler): Filler {
  const after = tree.tokens[trigger.last]?.start ?? 0;
  return trigger.verbal && f.start === tree.tokens[trigger.first]!.start && after < f.end ? { ...f, start: after } : f;
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
  if (head >= 0 && deprel === "obj" && /^(tell|address|attend|host|chair|join|convene)$/.test(tree.lemma[head]!))
    return slotFillers(tree, head, "subj", true, null).filter((token) => isActor(tree, token)); // "told a meeting of ministers"
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

/** Types of which a side as a whole is the patient: "fought Serbian forces". */
const SIDES: ReadonlySet<string> = new Set(["Attack", "Condemnation"]);

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
    const before = tree.tokens[token - 1]!;
    if (before.tag === "NUM" && before.deprel === "conj" && before.head === t.head) return [token - 1]; // "left nine dead and 20 wounded"
    const object = slotOf(tree, t.head, "obj");
    if (object >= 0) return [object];
    const found = isPassive(tree, t.head) ? surfaceSubject(tree, t.head) : -1; // "was found dead"
    if (found >= 0) return [found];
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
  const { animate, vehicle } = tree.lexicon.classes;
  const able = animate! | (VIOLENT.has(trigger.entry.type) ? vehicle! : 0); // "warplanes of the coalition carried out strikes"
  if (light.entry.subject === role && !(role === "agent" && isDisclaimed(tree, light.verb))) {
    const subject = light.entry.noun === "obj" ? -1 : surfaceSubject(tree, light.verb); // "was involved in"
    const heads = subject >= 0 ? withConjuncts(tree, subject) : slotFillers(tree, light.verb, "subj", true, null);
    for (const token of heads) {
      if (token !== trigger.token && (role !== "agent" || (classesOf(tree, core(tree, token)) & able) !== 0)) out.push(token);
    }
  }
  for (const [slot, given] of light.entry.others) {
    if (given === role) out.push(...slotFillers(tree, light.verb, slot, true, null));
  }
  return out.filter((token) => token !== trigger.token);
}

/** "is not charged with taking part in the attack": somebody is said to have had no part in it. */
function isDisclaimed(tree: EventTree, verb: number): boolean {
  let at = verb;
  for (let depth = 0; depth < 3 && at >= 0; depth++) {
    if (someChild(tree, at, (child) => child < at && /^(not|n't|n’t|never)$/.test(tree.lemma[child]!))) return true;
    at = tree.tokens[at]!.head;
  }
  return false;
}

/** Adds a filler once; expletives and words without a referent are left out. */
function add(tree: EventTree, out: Filler[], role: RoleName, token: number, via: string, harm = false, side = role === "agent"): void {
  const filler = fillerAt(tree, role, token, via, harm, side);
  if (filler === null) return;
  const same = (f: Filler) => f.role === role && (f.token === token || (f.entity !== null && f.entity === filler.entity));
  if (!out.some(same)) out.push(filler);
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
