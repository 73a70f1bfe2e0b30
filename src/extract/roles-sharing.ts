import type { EventType } from "../model.js";
import { caseOf, classesOf, core, type EventTree, isVerbal } from "./events-tree.js";
import type { Filler } from "./roles-fillers.js";
import type { Trigger } from "./triggers.js";

/** A trigger with what was found at it so far; roles grow by sharing. */
export interface Site {
  readonly trigger: Trigger;
  readonly roles: Filler[];
}

const HARM: ReadonlySet<EventType> = new Set(["Killing", "Injury", "Destruction", "Displacement"]);
/** Types of events that happen at one place with those beside them. */
export const PLACED: ReadonlySet<EventType> = new Set([
  "Attack",
  "Killing",
  "Injury",
  "Destruction",
  "Detention",
  "Seizure",
  "TerritorialChange",
  "Operation",
]);

/**
 * Lets the events of one sentence share what only one of them names: an attack and its victims have one agent and one
 * place ("Gunmen stormed a market in Mopti, killing nine"), and what was struck are the victims where nothing else is.
 */
export function shareWithin(tree: EventTree, sites: readonly Site[]): void {
  const triggers = new Set(sites.map((site) => site.trigger.token));
  for (const site of sites) shareInList(tree, site, sites);
  for (const site of sites) {
    const { type } = site.trigger.entry;
    if (!PLACED.has(type)) continue;
    for (const other of nearest(sites, site)) {
      const given = other.trigger.entry.type;
      if (!PLACED.has(given) || !linked(tree, site, other, triggers)) continue;
      if (!has(site, "place")) copy(site, other, "place");
      if (!related(type, given)) continue;
      if (!has(site, "agent")) copy(site, other, "agent");
      if (HARM.has(type) && given === "Attack" && !has(site, "instrument")) copy(site, other, "instrument");
      if (!has(site, "patient") && sharesPatient(tree, site, other)) copy(site, other, "patient");
    }
  }
}

/** "threats or intimidation from the cartel": nouns in a list share what hangs on one of them. */
function shareInList(tree: EventTree, site: Site, sites: readonly Site[]): void {
  const { token, entry } = site.trigger;
  if (entry.part !== "noun") return;
  for (const other of sites) {
    const pair =
      tree.tokens[other.trigger.token]!.head === token
        ? other.trigger.token
        : tree.tokens[token]!.head === other.trigger.token
          ? token
          : -1;
    if (other === site || other.trigger.entry.part !== "noun" || pair < 0 || tree.tokens[pair]!.deprel !== "conj") continue;
    for (const role of ["agent", "patient", "place"]) if (!has(site, role)) copy(site, other, role);
  }
}

/** "Later, …", "In another incident, …", "Elsewhere …": whether a sentence turns to something else. */
export function opensScene(tree: EventTree, token: number): boolean {
  const { first } = tree.doc.sentences[tree.tokens[token]!.sentence]!;
  const words = tree.tokens
    .slice(first, first + 5)
    .map((t) => t.text.toLowerCase())
    .join(" ");
  return /^(later|earlier|separately|elsewhere|meanwhile|previously)\b|^(in|on) (a |an )?(another|separate|similar|second|third|different|other)\b/.test(
    words,
  );
}

/** Types of which one sentence may tell what the next one's victims suffered. */
const CAUSES: ReadonlySet<EventType> = new Set(["Attack", "Operation"]);

/**
 * Lets victims have the attacker and place of the attack that the sentence before tells of: "Turkish artillery hit a resort
 * in Zakho. Nine civilians were killed and 22 others injured."
 */
export function shareAcross(tree: EventTree, sites: readonly Site[], before: readonly Site[]): void {
  const causes = before.filter((site) => CAUSES.has(site.trigger.entry.type) && site.trigger.entry.type === "Attack");
  if (opensScene(tree, sites[0]!.trigger.token) || causes.length !== 1 || sites.some((site) => CAUSES.has(site.trigger.entry.type))) return;
  for (const site of sites) {
    if (site.trigger.entry.type !== "Killing" && site.trigger.entry.type !== "Injury") continue;
    if (!has(site, "place")) copy(site, causes[0]!, "place");
    if (!has(site, "agent")) copy(site, causes[0]!, "agent");
    if (!has(site, "instrument")) copy(site, causes[0]!, "instrument");
  }
}

const has = (site: Site, role: string): boolean => site.roles.some((r) => r.role === role);

/** The other triggers of the sentence, the nearest first. */
function nearest(sites: readonly Site[], site: Site): Site[] {
  const distance = (other: Site) => Math.abs(other.trigger.token - site.trigger.token);
  return sites
    .filter((other) => other !== site && distance(other) < 40)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 6);
}

/** Attack with harm, harm with harm. */
function related(a: EventType, b: EventType): boolean {
  return (HARM.has(a) && (b === "Attack" || HARM.has(b))) || (a === "Attack" && HARM.has(b));
}

/** How many edges apart two triggers of one happening may be. */
const NEAR = 4;

/** Verbs through which a happening has its effect: "the raid left nine dead". */
const EFFECT: ReadonlySet<string> = new Set(
  "leave cause result lead see bring inflict trigger spark claim happen occur take follow".split(" "),
);

/** Whether two triggers hang together: one governs the other through few edges, and no other clause lies between. */
function linked(tree: EventTree, a: Site, b: Site, triggers: ReadonlySet<number>): boolean {
  const path = (from: number): number[] => {
    const out = [from];
    for (let at = from; out.length <= NEAR && tree.tokens[at]!.head >= 0; out.push(at)) at = tree.tokens[at]!.head;
    return out;
  };
  const left = path(a.trigger.token);
  const right = path(b.trigger.token);
  for (const [i, token] of left.entries()) {
    const j = right.indexOf(token);
    if (j < 0) continue;
    if (i + j > NEAR) return false;
    const edges = [...left.slice(0, i), ...right.slice(0, j)];
    if (edges.some((t) => isDated(tree, t))) return false;
    if (edges.some((t) => /^(ccomp|parataxis|appos|list)$/.test(tree.tokens[t]!.deprel))) return false;
    return [...left.slice(1, i + 1), ...right.slice(1, j)].every((t) => isOpen(tree, t, a, b, triggers));
  }
  return false;
}

/** "died three days after the bombing": another event only tells when this one was. */
function isDated(tree: EventTree, token: number): boolean {
  if (!/^(after|before|since|until)$/.test(caseOf(tree, token))) return false;
  for (let i = token - 1; i > token - 6 && i > 0; i--)
    if (/^(after|before|since|until)$/.test(tree.lemma[i]!))
      return tree.timed[i - 1] === 1 || /^(day|week|month|year|hour|minute)s?$/.test(tree.lemma[i - 1]!);
  return false;
}

/** Nouns, the triggers themselves, their light verbs and verbs of effect let a happening's parts be one. */
function isOpen(tree: EventTree, token: number, a: Site, b: Site, triggers: ReadonlySet<number>): boolean {
  if (!isVerbal(tree.tokens[token]!) || triggers.has(token)) return true;
  if (a.trigger.light?.verb === token || b.trigger.light?.verb === token) return true;
  return EFFECT.has(tree.lemma[token]!);
}

/** Who is attacked is who is killed; of "killed by an airstrike" the airstrike hit those killed. */
function sharesPatient(tree: EventTree, site: Site, other: Site): boolean {
  const { animate } = tree.lexicon.classes;
  const { type } = site.trigger.entry;
  if (type === "Attack" && other.roles.some((r) => r.role === "instrument" && r.token === site.trigger.token)) return true;
  if (type === "Destruction" || (type === "Attack" && other.trigger.entry.type === "Destruction")) return false;
  const patients = other.roles.filter((r) => r.role === "patient");
  return patients.every((p) => (classesOf(tree, core(tree, p.token)) & animate!) !== 0);
}

function copy(site: Site, other: Site, role: string): void {
  const opposite = role === "agent" ? "patient" : role === "patient" ? "agent" : "";
  const taken = new Set(site.roles.flatMap((r) => (r.role === opposite && r.entity !== null ? [r.entity] : [])));
  for (const r of other.roles)
    if (r.role === role && !r.via.startsWith("shared") && !(r.entity !== null && taken.has(r.entity)))
      site.roles.push({ ...r, via: `shared-${r.via}` });
}
