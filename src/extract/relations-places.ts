import type { DocEntity, Mention, Relation } from "../model.js";
import { type EventTree, isVerbal } from "./events-tree.js";
import { afterName, relation } from "./relations-shared.js";

/** Words of areas beside a name, and how high they stand: "Alisher-Terezi district". */
const LEVELS: ReadonlyMap<string, number> = new Map(
  [
    "neighborhood neighbourhood suburb quarter village hamlet barangay locality settlement camp street road",
    "town city municipality commune township port",
    "district subdistrict county canton raion department area zone upazila taluk arrondissement",
    "province region governorate state oblast prefecture division territory republic valley",
  ].flatMap((words, level) => words.split(" ").map((word) => [word, level + 1] as const)),
);

/** What stands between a place and the one that holds it: "in the northern countryside of", "on the outskirts of". */
const PARTS =
  /^(?:of|part|parts|north|south|east|west|centre|center|heart|countryside|outskirts|suburbs|corner|tip|edge|side|interior|far|northern|southern|eastern|western|central|north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|upper|lower)$/i;

/**
 * Finds which place lies in which, where the words say so: "Zakho, Dohuk"; "at Anzar Sar in the Alisher-Terezi district of
 * Khost Province"; "the Syrian city of Aleppo"; "Iraq's Mosul"; "Iraqi Kurdistan".
 */
export function findLocations(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  const places = tree.doc.mentions.filter((m) => isPlace(m)).sort((a, b) => a.start - b.start);
  for (const [k, inner] of places.entries()) {
    const outer = places[k + 1];
    if (outer !== undefined && contains(tree, inner, outer, places, k)) {
      relate(tree, out, inner, outer);
      if (!hasComma(tree, inner, outer)) for (const other of joinedBefore(tree, places, k)) relate(tree, out, other, outer);
    }
    const country = countryBefore(tree, inner);
    if (country !== null) {
      relate(tree, out, inner, country);
      for (const other of joinedAfter(tree, places, k)) relate(tree, out, other, country);
    }
    nested(tree, out, inner);
    for (const part of included(tree, inner.last, places.slice(k + 1, k + 6))) relate(tree, out, part, inner);
  }
  knownTogether(tree, out, places);
  seats(tree, out);
  for (const people of tree.doc.mentions) {
    // "a quarter of Iraqi territory, including Tikrit"
    const noun = people.kind === "demonym" && people.type === "Country" ? tree.tokens[people.last] : undefined;
    if (noun === undefined || !/^(?:territor(?:y|ies)|soil|land|cities|towns|villages|provinces|regions|areas)$/i.test(noun.text)) continue;
    const after = places.filter((m) => m.first > people.last).slice(0, 5);
    for (const part of included(tree, people.last + 1, after)) relate(tree, out, part, people);
  }
  return out;
}

/** "In Iraq, around Mosul and Sinjar,": of places of one phrase that which holds another, as the gazetteer knows them. */
function knownTogether(tree: EventTree, out: Relation[], places: readonly Mention[]): void {
  const told = new Set(out.filter((r) => r.type === "locatedIn").map((r) => r.subject));
  for (const [k, inner] of places.entries()) {
    const parents = inner.type === "Country" ? [] : (entityOf(tree, inner)?.match?.parents ?? []);
    if (parents.length === 0 || told.has(inner.entity)) continue;
    const { sentence } = tree.tokens[inner.first]!;
    const rankOf = (m: Mention) => {
      const rank = parents.findIndex((p) => p.iri === entityOf(tree, m)?.match?.iri);
      return rank < 0 || tree.tokens[m.first]!.sentence !== sentence ? Number.POSITIVE_INFINITY : rank;
    };
    const outer = places.slice(Math.max(0, k - 8), k + 9).reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a), inner);
    const [from, to] = outer.first < inner.first ? [outer.last, inner.first] : [inner.last, outer.first];
    if (rankOf(outer) === Number.POSITIVE_INFINITY || tree.tokens.slice(from, to).some((t) => isVerbal(t) || /^[;:]$/.test(t.text)))
      continue;
    told.add(inner.entity);
    relate(tree, out, inner, outer);
  }
}

/** "the London-based group Lake Rights", "Lake Rights, a monitor based in London,": where an organisation has its seat. */
function seats(tree: EventTree, out: Relation[]): void {
  for (let i = 1; i + 1 < tree.tokens.length; i++) {
    const { text } = tree.tokens[i]!;
    if (!/(?:^|-)(?:based|headquartered)$/i.test(text)) continue;
    const joint = text.includes("-") ? tree.nameAt[i]! : tree.tokens[i - 1]!.text === "-" ? (tree.nameAt[i - 2] ?? -1) : -1;
    const seat = joint >= 0 ? joint : /^(?:in|at)$/.test(tree.lemma[i + 1]!) ? (tree.nameAt[i + 2] ?? -1) : -1;
    const place = seat < 0 ? undefined : tree.doc.mentions[seat];
    if (place === undefined || (place.type !== "Place" && place.type !== "Country") || place.kind !== "name") continue;
    const body = joint >= 0 ? bodyNear(tree, i + 1, 1) : bodyNear(tree, i - 1, -1);
    if (body !== null) out.push(relation("locatedIn", body.entity, place.entity, body, place));
  }
}

/** The organisation named near a token, a noun for it and commas between; null for none. */
function bodyNear(tree: EventTree, from: number, step: number): Mention | null {
  for (let i = from; i >= 0 && i < tree.tokens.length && Math.abs(i - from) < 6; i += step) {
    const m = tree.nameAt[i]! < 0 ? undefined : tree.doc.mentions[tree.nameAt[i]!];
    if (m !== undefined) return m.kind === "name" && m.type === "Organization" ? m : null;
    if (!/^(?:NOUN|ADJ|DET|PUNCT|AUX)$/.test(tree.tokens[i]!.tag) || /^[.;:]$/.test(tree.tokens[i]!.text)) return null;
  }
  return null;
}

/** "towns in northern Iraq including Rabiyah and Zumar": the places listed after one that holds them. */
function included(tree: EventTree, end: number, after: readonly Mention[]): Mention[] {
  let at = end;
  if (LEVELS.has(tree.lemma[at] ?? "")) at++; // "in Aleppo province including Manbij"
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
function contains(tree: EventTree, inner: Mention, outer: Mention, places: readonly Mention[], k: number): boolean {
  const gap = outer.first - inner.last;
  if (gap < 14 && isDescribed(tree, inner.last, outer.first)) return true;
  if (gap < 1 || gap > 9 || tree.tokens[inner.first]!.sentence !== tree.tokens[outer.first]!.sentence) return false;
  let at = afterName(tree, inner.last);
  if (at > outer.first) at = inner.last;
  while (at < outer.first && LEVELS.has(tree.lemma[at]!)) at++;
  const { text } = tree.tokens[at]!;
  const inside = (from: number) => {
    const words = tree.tokens.slice(from, outer.first);
    return words.every((t) => isPart(t.text, t.tag)) && !BESIDE.test(words.map((t) => t.text).join(" "));
  };
  if (text === "(") return at + 1 === outer.first && isBracketed(tree, inner, outer);
  if (text === ",") {
    if (tree.lemma[at + 1] === "in") return inside(at + 2);
    return gap < 6 && inside(at + 1) && !isListed(tree, places, k);
  }
  if (text === "at") return inner.type === "Facility" && at + 1 === outer.first;
  return (text === "in" || text === "of") && inside(at + 1);
}

/** "Mansila (Yagha, Sahel region)"; not "the Line of Control (LoC)", nor a dateline's "Lakeville (Lake Press) -". */
function isBracketed(tree: EventTree, inner: Mention, outer: Mention): boolean {
  const name = tree.doc.report.text.slice(outer.start, outer.end);
  const after = tree.tokens.slice(outer.last, outer.last + 2).map((t) => t.text);
  if (inner.type === "Country" || outer.type === "Facility" || /^\p{Lu}[\p{L}.]?\p{Lu}+$/u.test(name)) return false;
  return !/^\) ?[-–—]/.test(after.join(" "));
}

/** "the northern countryside of", "the town of": what may stand before the name of the place that holds another. */
const isPart = (text: string, tag: string): boolean => tag === "DET" || tag === "ADJ" || LEVELS.has(text.toLowerCase()) || PARTS.test(text);

/** "south of Awassa" is not in it, "the south of Kenya" is. */
const BESIDE = /^(?:just |far )?(?:north|south|east|west)(?:-?(?:east|west))? of\b/i;

const hasComma = (tree: EventTree, inner: Mention, outer: Mention): boolean =>
  tree.tokens.slice(inner.last, outer.first).some((t) => t.text === ",");

/** Of "Rabiyah, Zumar and Sinjar in northern Iraq" the places before the last. */
function joinedBefore(tree: EventTree, places: readonly Mention[], k: number): Mention[] {
  const out: Mention[] = [];
  for (let i = k; i > 0; i--) {
    const words = between(tree, places[i - 1]!, places[i]!);
    const joined = i === k ? words.some((w) => w === "and" || w === "or") : words.includes(",");
    if (!joined || !isJoint(words) || places[i - 1]!.type === "Country") break;
    out.push(places[i - 1]!);
  }
  return out;
}

/** Of "the Iraqi towns of Rabiyah and Zumar" the places after the first. */
function joinedAfter(tree: EventTree, places: readonly Mention[], k: number): Mention[] {
  if (!tree.tokens.slice(Math.max(0, places[k]!.first - 3), places[k]!.first).some((t) => t.xpos === "NNS")) return [];
  const out: Mention[] = [];
  for (let i = k; i + 1 < places.length && isJoint(between(tree, places[i]!, places[i + 1]!)); i++) out.push(places[i + 1]!);
  return out;
}

const between = (tree: EventTree, left: Mention, right: Mention): string[] =>
  tree.tokens.slice(left.last, right.first).map((t) => t.text.toLowerCase());

/** Whether no more than commas and "and" stands between two names. */
const isJoint = (words: readonly string[]): boolean =>
  words.length > 0 && words.length < 4 && words.every((w) => w === "," || w === "and" || w === "or" || w === "the");

/** "Amarah, a city in southern Iraq", "Pul-i-Alam, the capital of Logar Province", "Hibhib is a village in Iraq". */
function isDescribed(tree: EventTree, from: number, to: number): boolean {
  const words = tree.tokens.slice(from, to);
  if (words.length < 4 || !/^(?:,|is|was)$/i.test(words[0]!.text) || !/^(?:a|an|the|its)$/i.test(words[1]!.text)) return false;
  const kind = words.findIndex((t, i) => i > 1 && (LEVELS.has(tree.lemma[from + i]!) || DESCRIBED.test(t.text)));
  const link = words[kind + 1];
  if (kind < 0 || link === undefined || !/^(?:in|of|on)$/i.test(link.text)) return false;
  return words.every((t, i) => i < 2 || i === kind || i === kind + 1 || /^(?:ADJ|NOUN|DET|NUM)$/.test(t.tag) || PARTS.test(t.text));
}

/** What else places are told to be of others. */
const DESCRIBED = /^(?:capital|seat|stronghold|island|enclave|outpost|crossing|port|hub|base|airport|hospital|prison|school|university)$/i;

/** "Paktia, Paktika, Khost and Kunar": places side by side. By the gazetteer where it knows both, else by their rank. */
function isListed(tree: EventTree, places: readonly Mention[], k: number): boolean {
  const inner = places[k]!;
  const outer = places[k + 1]!;
  const a = entityOf(tree, inner)?.match;
  const b = entityOf(tree, outer)?.match;
  if (a && b && a.parents.some((p) => p.iri === b.iri || p.name === b.name)) return false;
  if (a && b && a.country !== b.country) return true;
  if (outer.type === "Country") return inner.type === "Country" || tree.tokens[outer.last]?.tag === "NOUN"; // "off Hodeidah, US destroyers"
  const low = levelOf(tree, inner);
  const high = levelOf(tree, outer);
  if (high > 0 && low > 0) return high <= low;
  if (high > 2 && inner.type !== "Country") return false;
  const last = tree.tokens[afterArea(tree, outer.last)];
  if (last?.tag === "CCONJ" && !/^(?:VERB|AUX|PRON)$/.test(tree.tokens[afterArea(tree, outer.last) + 1]?.tag ?? "")) return true;
  const next = places[k + 2];
  const before = places[k - 1];
  const more = next !== undefined && isJoint(between(tree, outer, next)) && !(next.type === "Country" || levelOf(tree, next) > 2);
  return more || (before !== undefined && isJoint(between(tree, before, inner)));
}

/** The token after a name and the word for its area that may follow. */
const afterArea = (tree: EventTree, last: number): number => (LEVELS.has(tree.lemma[last] ?? "") ? last + 1 : last);

/** How high a place stands by the word in, before or after its name; 0 where none says. */
function levelOf(tree: EventTree, m: Mention): number {
  const words = [m.last, m.last - 1, m.first, m.first - (tree.lemma[m.first - 1] === "of" ? 2 : 1)];
  for (const i of words) {
    const level = i < 0 ? undefined : LEVELS.get(tree.tokens[i]?.text.toLowerCase() ?? "");
    if (level !== undefined) return level;
  }
  return 0;
}

/** "the Syrian city of Aleppo", "Iraq's Mosul", "the Ukrainian town of Bakhmut": the country before a name. */
function countryBefore(tree: EventTree, inner: Mention): Mention | null {
  let i = inner.first - 1;
  while (i > 1 && tree.tokens[i]!.tag === "ADJ" && tree.nameAt[i]! < 0) i--; // "Afghanistan's southern Kandahar"
  if (i > 0 && tree.tokens[i]!.xpos === "POS") return countryAt(tree, i - 1, "name");
  i = inner.first - 1;
  if (i > 1 && tree.lemma[i] === "of") i--;
  let area = false;
  while (i > 0 && (LEVELS.has(tree.lemma[i]!) || tree.tokens[i]!.tag === "NOUN" || tree.lemma[i] === "-") && i > inner.first - 7) {
    area ||= LEVELS.has(tree.lemma[i]!) || tree.tokens[i]!.tag === "NOUN";
    i--;
  }
  return area ? countryAt(tree, i, "demonym") : null;
}

function countryAt(tree: EventTree, i: number, kind: string): Mention | null {
  const at = i >= 0 ? tree.nameAt[i]! : -1;
  if (at < 0) return null;
  const m = tree.doc.mentions[at]!;
  if (kind === "demonym") return m.kind === "demonym" && (m.type === "Country" || m.type === "Place") ? m : null;
  return m.kind === "name" && (m.type === "Country" || m.type === "Place") ? m : null;
}

const WATERS = /\b(?:strait|straits|sea|river|gulf|channel|ocean|border|frontier)\b/i;

/** "Iraqi Kurdistan", "Mosul University": a name that begins with another place's or its people's. */
function nested(tree: EventTree, out: Relation[], inner: Mention): void {
  if (inner.last - inner.first < 2) return;
  const { text } = tree.doc.report;
  for (let last = inner.first; last < inner.last - 1; last++) {
    const begin = text.slice(inner.start, tree.tokens[last]!.end);
    for (const entity of tree.called.get(begin) ?? []) {
      if (entity.id === inner.entity || (entity.type !== "Country" && entity.type !== "Place")) continue;
      if (entity.type === "Country" && (inner.type === "Facility" || WATERS.test(text.slice(inner.start, inner.end)))) continue; // an embassy lies abroad
      if (inner.type === "Place" && entity.type === "Place") continue; // "Aleppo" and "Aleppo Governorate", "Badia" and "Badia al-Sham"
      out.push({ type: "locatedIn", subject: inner.entity, object: entity.id, value: null, start: inner.start, end: inner.end });
      return;
    }
  }
}
