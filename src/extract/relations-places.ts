import type { DocEntity, Mention, Relation } from "../model.js";
import type { EventTree } from "./events-tree.js";

/** Words of areas after a name: "Alisher-Terezi district". */
const AREA: ReadonlySet<string> = new Set(
  "district province region governorate county state oblast department municipality village town city area division neighborhood neighbourhood subdistrict prefecture raion suburb quarter locality canton valley".split(
    " ",
  ),
);

/**
 * Finds which place lies in which, where the words say so: "Zakho, Dohuk"; "at Anzar Sar in the Alisher-Terezi district of
 * Khost Province"; "the Syrian city of Aleppo"; "Iraq's Mosul"; "Iraqi Kurdistan".
 */
export function findLocations(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  const places = tree.doc.mentions.filter((m) => isPlace(m)).sort((a, b) => a.start - b.start);
  for (const [k, inner] of places.entries()) {
    const outer = places[k + 1];
    if (outer !== undefined && contains(tree, inner, outer, places[k + 2], places[k - 1])) relate(tree, out, inner, outer);
    const country = countryBefore(tree, inner);
    if (country !== null) relate(tree, out, inner, country);
    nested(tree, out, inner);
    for (const part of included(tree, inner.last, places.slice(k + 1, k + 6))) relate(tree, out, part, inner);
  }
  for (const people of tree.doc.mentions) {
    // "a quarter of Iraqi territory, including Tikrit"
    const noun = people.kind === "demonym" && people.type === "Country" ? tree.tokens[people.last] : undefined;
    if (noun === undefined || !/^(?:territor(?:y|ies)|soil|land|cities|towns|villages|provinces|regions|areas)$/i.test(noun.text)) continue;
    const after = places.filter((m) => m.first > people.last).slice(0, 5);
    for (const part of included(tree, people.last + 1, after)) relate(tree, out, part, people);
  }
  return out;
}

/** "towns in northern Iraq including Rabiyah and Zumar": the places listed after one that holds them. */
function included(tree: EventTree, end: number, after: readonly Mention[]): Mention[] {
  let at = end;
  if (tree.tokens[at]?.text === ",") at++;
  if (/^such$/i.test(tree.tokens[at]?.text ?? "")) at++;
  if (!/^(?:including|like|as|notably|namely)$/i.test(tree.tokens[at]?.text ?? "")) return [];
  const out: Mention[] = [];
  for (const m of after) {
    const words = tree.tokens.slice(out.at(-1)?.last ?? at + 1, m.first);
    if (m.type === "Country" || words.length > 3 || !words.every((t) => /^(?:,|and|or|the|both)$/i.test(t.text))) break;
    out.push(m);
  }
  return out;
}

const isPlace = (m: Mention): boolean => m.kind === "name" && (m.type === "Place" || m.type === "Facility" || m.type === "Country");

function relate(tree: EventTree, out: Relation[], inner: Mention, outer: Mention): void {
  if (inner.entity === outer.entity || inner.type === "Country") return;
  const a = entityOf(tree, inner);
  const b = entityOf(tree, outer);
  if (a?.match && b?.match && a.match.parents.length > 0 && outer.type !== "Country" && b.match.parents.some((p) => p.iri === a.match!.iri))
    return;
  out.push({
    type: "locatedIn",
    subject: inner.entity,
    object: outer.entity,
    value: null,
    start: Math.min(inner.start, outer.start),
    end: Math.max(inner.end, outer.end),
  });
}

const entityOf = (tree: EventTree, m: Mention): DocEntity | null => tree.doc.entities[tree.entityIndex.get(m.entity) ?? -1] ?? null;

/** Whether the words between two names in a row say that the second holds the first. */
function contains(tree: EventTree, inner: Mention, outer: Mention, next: Mention | undefined, before: Mention | undefined): boolean {
  const gap = outer.first - inner.last;
  if (gap < 12 && isDescribed(tree, inner.last, outer.first)) return true;
  if (gap < 1 || gap > 6 || tree.tokens[inner.first]!.sentence !== tree.tokens[outer.first]!.sentence) return false;
  let at = inner.last;
  while (at < outer.first && AREA.has(tree.lemma[at]!)) at++;
  const link = tree.lemma[at]!;
  if (tree.tokens[at]!.text === ",") {
    let k = at + 1;
    if (k < outer.first && (tree.lemma[k] === "in" || tree.lemma[k] === "of")) k++;
    while (k < outer.first && tree.tokens[k]!.tag === "DET") k++;
    if (k !== outer.first) return false;
    return tree.lemma[at + 1] === "in" || !isListed(tree, inner, outer, next, before);
  }
  if (link !== "in" && link !== "of" && link !== "at") return false;
  for (let k = at + 1; k < outer.first; k++) {
    const { tag } = tree.tokens[k]!;
    // "a prison in the town of Ambato", "a village in the northern part of Aleppo"
    if (tag !== "DET" && tag !== "ADJ" && !AREA.has(tree.lemma[k]!) && !/^(?:of|part)$/.test(tree.lemma[k]!)) return false;
  }
  return true;
}

/** "Amarah, a city in southern Iraq", "Hibhib is a village in Iraq": what the first is, and where. */
function isDescribed(tree: EventTree, from: number, to: number): boolean {
  const words = tree.tokens.slice(from, to);
  if (words.length < 4 || !/^(?:,|is|was)$/i.test(words[0]!.text) || !/^(?:a|an|the)$/i.test(words[1]!.text)) return false;
  const kind = words.findIndex((_, i) => i > 1 && AREA.has(tree.lemma[from + i]!));
  const link = words[kind + 1];
  if (kind < 0 || link === undefined || !/^(?:in|of)$/i.test(link.text)) return false;
  return words.every((t, i) => i < 2 || i === kind || i === kind + 1 || /^(?:ADJ|NOUN|DET)$/.test(t.tag));
}

/** "Paktia, Paktika, Khost and Kunar": places side by side. By the gazetteer where it knows both. */
function isListed(tree: EventTree, inner: Mention, outer: Mention, next: Mention | undefined, before: Mention | undefined): boolean {
  const a = entityOf(tree, inner)?.match;
  const b = entityOf(tree, outer)?.match;
  if (a && b && a.parents.some((p) => p.iri === b.iri || p.name === b.name)) return false;
  if (a && b && a.country !== b.country) return true;
  if (outer.type === "Country" && inner.type !== "Country") return false;
  const after = tree.tokens[outer.last];
  if (after?.tag === "CCONJ" && (tree.tokens[outer.last + 1]?.tag === "PROPN" || (next !== undefined && next.first - outer.last < 4)))
    return true;
  const joined = (left: Mention | undefined, right: Mention | undefined): boolean => {
    if (left === undefined || right === undefined) return false;
    const words = tree.tokens.slice(left.last, right.first).map((t) => t.text.toLowerCase());
    return words.length > 0 && words.length < 4 && words.every((w) => w === "," || w === "and" || w === "or" || w === "the");
  };
  return joined(outer, next) || joined(before, inner);
}

/** "the Syrian city of Aleppo", "Iraq's Mosul", "the Ukrainian town of Bakhmut": the country before a name. */
function countryBefore(tree: EventTree, inner: Mention): Mention | null {
  let i = inner.first - 1;
  while (i > 1 && tree.tokens[i]!.tag === "ADJ" && tree.nameAt[i]! < 0) i--; // "Afghanistan's southern Kandahar"
  if (i > 0 && tree.tokens[i]!.xpos === "POS") return countryAt(tree, i - 1, "name");
  i = inner.first - 1;
  if (i > 1 && tree.lemma[i] === "of") i--;
  let area = false;
  while (i > 0 && (AREA.has(tree.lemma[i]!) || tree.tokens[i]!.tag === "NOUN" || tree.lemma[i] === "-") && i > inner.first - 7) {
    area ||= AREA.has(tree.lemma[i]!) || tree.tokens[i]!.tag === "NOUN";
    i--;
  }
  return area ? countryAt(tree, i, "demonym") : null;
}

function countryAt(tree: EventTree, i: number, kind: string): Mention | null {
  const at = i >= 0 ? tree.nameAt[i]! : -1;
  if (at < 0) return null;
  const m = tree.doc.mentions[at]!;
  if (kind === "demonym") return m.kind === "demonym" && m.type === "Country" ? m : null;
  return m.kind === "name" && (m.type === "Country" || m.type === "Place") ? m : null;
}

/** "Iraqi Kurdistan", "Mosul University": a name that begins with another place's or its people's. */
function nested(tree: EventTree, out: Relation[], inner: Mention): void {
  if (inner.last - inner.first < 2) return;
  const first = tree.tokens[inner.first]!.text;
  for (const entity of tree.called.get(first) ?? []) {
    if (entity.id === inner.entity || (entity.type !== "Country" && entity.type !== "Place")) continue;
    if (inner.type === "Facility" && entity.type === "Country") continue; // an embassy lies abroad
    if (inner.type === "Place" && entity.type === "Place") continue; // "Aleppo" and "Aleppo Governorate", "Badia" and "Badia al-Sham"
    out.push({ type: "locatedIn", subject: inner.entity, object: entity.id, value: null, start: inner.start, end: inner.end });
    return;
  }
}
