import type { DocEntity, Mention } from "../model.js";
import { premodifiers } from "./events-phrases.js";
import { carrierOf } from "./events-slots.js";
import { caseOf, classesOf, type EventTree, isVerbal, someChild, withConjuncts } from "./events-tree.js";
import { areaName, type Filler, fillerAt, mentionOf, named } from "./roles-fillers.js";
import { fillers, type Trigger } from "./triggers.js";

/** How far a place may stand after a trigger to which the tree does not tie it, in words. */
const REACH = 14;

/** Finds where an event happens: the most specific places that hang on its trigger, its patients or its light verb. */
export function findPlaces(tree: EventTree, trigger: Trigger, roles: readonly Filler[], nextTrigger: number): Filler[] {
  const heads: number[] = [];
  const { site } = tree.lexicon.classes;
  for (const token of fillers(tree, trigger, trigger.entry.frame.place)) heads.push(token);
  collect(tree, trigger.token, heads, false);
  const carrier = trigger.verbal ? governingClause(tree, trigger.token) : carrierOf(tree, trigger.token, trigger.light);
  if (carrier >= 0) collect(tree, carrier, heads, false);
  else if (!trigger.verbal) {
    const head = tree.tokens[trigger.token]!.head;
    const relation = tree.tokens[trigger.token]!.deprel;
    if (head >= 0 && isVerbal(tree.tokens[head]!) && (relation === "nsubj" || relation === "obj" || relation === "obl"))
      collect(tree, head, heads, true);
    for (const before of premodifiers(tree, trigger.token)) {
      const at = mentionOf(tree, before);
      const type = at >= 0 ? tree.doc.mentions[at]!.type : null;
      if (type === "Place" || type === "Facility") heads.push(before); // "the Zakho attack"
    }
  }
  for (const role of trigger.entry.type === "Condemnation" ? [] : roles) {
    const person = role.role === "patient" && isPerson(tree, role.token); // "a gang leader in Raqqah was killed" elsewhere
    if ((role.role === "patient" && !person) || (role.role === "instrument" && role.via === "agent-means"))
      collect(tree, role.token, heads, true);
    if (role.role === "patient" && isPlaceLike(trigger) && (classesOf(tree, role.token) & site!) !== 0 && isNamed(tree, role.token, true))
      heads.push(role.token);
  }
  let places = draft(tree, heads, "place");
  if (!places.some((p) => namedPlace(tree, p.token))) {
    const near = linearPlaces(tree, trigger, nextTrigger);
    if (near.length > 0) places = draft(tree, near, "linear");
  }
  return mostSpecific(tree, places);
}

function isPerson(tree: EventTree, token: number): boolean {
  const at = mentionOf(tree, token);
  return at >= 0 && tree.doc.mentions[at]!.type === "Person";
}

/** Types whose patient is where they happen: "the shelling of Azaz", "retook Palmyra". */
const isPlaceLike = (trigger: Trigger): boolean => /^(Attack|TerritorialChange|Operation|Destruction|Aid)$/.test(trigger.entry.type);

/** "was wounded when …": nothing; "while fighting in Marawi": the infinitive's or participle's verb. */
function governingClause(tree: EventTree, token: number): number {
  const t = tree.tokens[token]!;
  if (t.head < 0) return -1;
  return t.deprel === "xcomp" || t.deprel === "conj" ? (isVerbal(tree.tokens[t.head]!) ? t.head : -1) : -1;
}

/** Adds the places that hang on a token by a preposition of place; `onlyAt`: not those that say where a thing goes. */
function collect(tree: EventTree, token: number, heads: number[], onlyAt: boolean): void {
  const { places, classes } = tree.lexicon;
  someChild(tree, token, (child) => {
    const relation = tree.tokens[child]!.deprel;
    if (relation !== "obl" && relation !== "nmod" && relation !== "advmod") return false;
    if (tree.timed[child]) return false;
    const at = places.get(caseOf(tree, child));
    if (at === undefined || (onlyAt && !at)) return false;
    if (!at && /^(to|toward|towards|from|into|through|against)$/.test(caseOf(tree, child))) return false;
    for (const head of withConjuncts(tree, child)) {
      if ((classesOf(tree, head) & classes.site!) !== 0) heads.push(head);
      if (areaName(tree, head) < 0 && !namedPlace(tree, head)) heads.push(...namesWithin(tree, head, 0));
    }
    return false;
  });
}

/** "at various points in the provinces of Paktia and Khost": the names within an unnamed place. */
function namesWithin(tree: EventTree, token: number, depth: number): number[] {
  const out: number[] = [];
  someChild(tree, token, (child) => {
    const relation = tree.tokens[child]!.deprel;
    if (child < token || (relation !== "nmod" && relation !== "appos" && relation !== "obl") || tree.timed[child]) return false;
    for (const head of withConjuncts(tree, child)) {
      if (isNamed(tree, head)) out.push(head);
      else if (depth < 3) out.push(...namesWithin(tree, head, depth + 1));
    }
    return false;
  });
  return out;
}

function draft(tree: EventTree, heads: readonly number[], via: string): Filler[] {
  const out: Filler[] = [];
  for (const head of heads) {
    const filler = fillerAt(tree, "place", head, via);
    if (filler === null || filler.mention === null) continue;
    if (out.some((f) => f.token === head || f.entity === filler.entity)) continue;
    out.push(filler);
  }
  return out;
}

/** Whether the words themselves are a place's name, or with `beside` the words next to them ("its second city, Ganja"). */
function isNamed(tree: EventTree, token: number, beside = false): boolean {
  if (areaName(tree, token) >= 0) return true;
  const own = mentionOf(tree, token);
  const at = beside && own >= 0 ? named(tree, own) : own;
  const m = at < 0 ? null : tree.doc.mentions[at]!;
  return m !== null && m.kind === "name" && (m.type === "Place" || m.type === "Facility" || m.type === "Country");
}

function namedPlace(tree: EventTree, token: number): boolean {
  if (areaName(tree, token) >= 0) return true;
  const entity = entityOf(tree, token);
  if (entity === null || (entity.type !== "Place" && entity.type !== "Facility" && entity.type !== "Country")) return false;
  const at = mentionOf(tree, token);
  return at >= 0 && (tree.doc.mentions[at]!.kind === "name" || tree.named.has(entity.id));
}

function entityOf(tree: EventTree, token: number): DocEntity | null {
  const name = areaName(tree, token);
  const at = name >= 0 ? tree.nameAt[name]! : mentionOf(tree, token);
  return at < 0 ? null : (tree.doc.entities[tree.entityIndex.get(tree.doc.mentions[at]!.entity) ?? -1] ?? null);
}

/** "Nine civilians were killed … in Zakho": a named place after a preposition, with no other trigger between. */
function linearPlaces(tree: EventTree, trigger: Trigger, nextTrigger: number): number[] {
  const { tokens } = tree;
  const sentence = tree.doc.sentences[tokens[trigger.token]!.sentence]!;
  const end = Math.min(sentence.last, trigger.last + REACH, nextTrigger);
  for (let i = trigger.last; i + 1 < end; i++) {
    if (tree.lexicon.places.get(tree.lemma[i]!) !== true || tokens[i]!.tag !== "ADP") continue;
    const head = nameAfter(tree, i + 1, sentence.last);
    if (head >= 0) return [head];
  }
  // "In Homs, …"
  let first = sentence.first;
  while (first < trigger.first && opensBefore(tree, first)) first++; // "On 21 December in Bagram, …", "2. In Homs, …"
  if (tree.lemma[first + 1] === "of" && /^(north|south|east|west|outside)/.test(tree.lemma[first]!)) first++; // "South of Homs, …"
  if (tree.lemma[first] === "of" || tree.lexicon.places.get(tree.lemma[first]!) === true) {
    const head = nameAfter(tree, first + 1, sentence.last);
    if (head >= 0 && head < trigger.first) return [head];
  }
  return [];
}

/** Dates, bullets and numbers, which may stand before the place that a sentence opens with. */
function opensBefore({ tokens, timed }: EventTree, token: number): boolean {
  const { tag, text } = tokens[token]!;
  return timed[token] === 1 || (tag === "ADP" && timed[token + 1] === 1) || /^(?:[,.•–—*-]|\d{1,2}[.)]?)$/.test(text);
}

/** The head of the place name that begins at a token or after its article or kind ("the villages of"), -1 for none. */
function nameAfter(tree: EventTree, from: number, last: number): number {
  let end = from + 3;
  for (let i = from; i < Math.min(last, end); i++) {
    const at = tree.nameAt[i]!;
    if (at >= 0) {
      const m: Mention = tree.doc.mentions[at]!;
      const place = m.kind === "name" && (m.type === "Place" || m.type === "Facility" || m.type === "Country");
      return place && tree.tokens[m.head]!.xpos !== "POS" ? m.head : -1;
    }
    const tag = tree.tokens[i]!.tag;
    if (tree.lemma[i] === "of" && i > from && tree.tokens[i - 1]!.tag === "NOUN") end += 2;
    else if (tag !== "DET" && tag !== "ADJ" && tag !== "NOUN") return -1;
  }
  return -1;
}

/** Of named and unnamed places the named ones; of a place and one that holds it the place. */
function mostSpecific(tree: EventTree, places: readonly Filler[]): Filler[] {
  if (places.length < 2) return [...places];
  const named = places.filter((p) => namedPlace(tree, p.token));
  const list = named.length > 0 ? named : [...places];
  return list.filter((outer) => !list.some((inner) => inner !== outer && holds(tree, outer, inner)));
}

/** Whether `outer` contains `inner`, by the gazetteer or by the words ("Zakho, Dohuk"; "a village in Homs"). */
function holds(tree: EventTree, outer: Filler, inner: Filler): boolean {
  const o = entityOf(tree, outer.token);
  const i = entityOf(tree, inner.token);
  if (o === null || i === null || o === i) return false;
  if (i.match !== null && o.match !== null && i.match.parents.some((p) => p.iri === o.match!.iri)) return true;
  if (o.type === "Country" && i.type !== "Country") return true;
  if (followsInside(tree, outer.token, inner.token)) return true;
  let at = outer.token;
  for (let depth = 0; depth < 4 && at >= 0; depth++) {
    const t = tree.tokens[at]!;
    if (t.head === inner.token)
      return (
        t.deprel !== "conj" ||
        (tree.tokens[at - 1]?.text === "," && inner.token < at && !hasCoordinator(tree, at) && tree.tokens[at + 1]?.tag !== "CCONJ")
      );
    at = t.head;
  }
  return false;
}

/** "at Anzar Sar in the Alisher-Terezi district": only a preposition and an article stand between. */
function followsInside(tree: EventTree, outer: number, inner: number): boolean {
  const a = mentionOf(tree, inner);
  if (a < 0) return false;
  let at = tree.doc.mentions[a]!.last;
  if (tree.tokens[at]?.text === ",") at++;
  if (tree.lemma[at] !== "in" && tree.lemma[at] !== "of") return false;
  for (at++; at < outer; at++) {
    const { tag } = tree.tokens[at]!;
    if (tag !== "DET" && tag !== "ADJ" && tag !== "PROPN" && tag !== "NOUN" && tag !== "PUNCT") return false;
  }
  return outer - tree.doc.mentions[a]!.last < 8;
}

function hasCoordinator(tree: EventTree, conjunct: number): boolean {
  const head = tree.tokens[conjunct]!.head;
  return someChild(
    tree,
    head,
    (child) => tree.tokens[child]!.deprel === "conj" && someChild(tree, child, (c) => tree.tokens[c]!.deprel === "cc"),
  );
}
