import type { Mention, Relation } from "../model.js";
import { caseOf, childBy, type EventTree, someChild } from "./events-tree.js";
import { countryNear, placeNear, type Topic, topicOf } from "./relations-implied.js";
import { BODY } from "./relations-shared.js";

/** How many words a title with its organisation may have. */
const REACH = 14;

/** Where a title stands: its words (token indices) and the mention of what it is of, -1 for none. */
interface Office {
  readonly first: number;
  readonly last: number;
  readonly of: number;
}

/**
 * Finds who holds which office where: "Taliban spokesperson Zabihullah Mujahid"; "Ahmad al-Sahaf, spokesman for the
 * ministry"; "Deputy Prime Minister of the Kurdistan Regional Government, Qubad Talabani"; "he was a member of the council".
 */
export function findOffices(tree: EventTree): Relation[] {
  const topic = topicOf(tree);
  return tree.doc.mentions
    .filter((mention) => mention.type === "Person" && mention.kind !== "demonym")
    .flatMap((mention) => officesOf(tree, mention).flatMap((office) => holding(tree, mention, office, topic)));
}

/** What the words around a mention say that its person is; before the name and after it may be two offices. */
function officesOf(tree: EventTree, mention: Mention): Office[] {
  if (mention.kind !== "name") return [predicate(tree, mention) ?? []].flat();
  const before = titleBefore(tree, mention);
  const beside = [before === null ? null : ofAfter(tree, mention, before), titleAfter(tree, mention)].flatMap((office) => office ?? []);
  if (beside.some((office) => office.of >= 0)) return beside;
  const comma = titleBeforeComma(tree, mention, before) ?? titleOfList(tree, mention);
  if (comma !== null) return [...beside.filter((office) => levelOf(tree, office) !== ""), comma];
  return beside.length > 0 ? beside : [predicate(tree, mention) ?? []].flat();
}

/** "Brigadier X of the defence ministry", "Vice Mayor X of Lakeville": what follows the name says what the title is of. */
function ofAfter(tree: EventTree, mention: Mention, office: Office): Office {
  if (office.of >= 0 || tree.lemma[mention.last] !== "of") return office;
  let at = mention.last + 1;
  while (at < tree.tokens.length && tree.tokens[at]!.tag === "DET") at++;
  const of = organisationAt(tree, at, Math.min(tree.tokens.length, at + 8));
  return of < 0 ? office : { ...office, of };
}

/** "two Front commanders, Musa Aliyu and Rami Saleh": the title in the plural before a list of names, of each of them. */
function titleOfList(tree: EventTree, mention: Mention): Office | null {
  let first = mention;
  for (let steps = 0; steps < 4; steps++) {
    let i = first.first - 1;
    while (i > 0 && /^(?:and|,)$/.test(tree.tokens[i]!.text)) i--;
    const name = i === first.first - 1 ? -1 : (tree.nameAt[i] ?? -1);
    if (name < 0 || tree.doc.mentions[name]!.type !== "Person" || tree.doc.mentions[name]!.last !== i + 1) break;
    first = tree.doc.mentions[name]!;
  }
  const next = tree.tokens[first.last]?.text;
  if (next !== "and" && next !== ",") return null;
  const comma = tree.tokens[first.first - 1]?.text === ",";
  const title = first.first - (comma ? 2 : 1);
  if (title < 1 || tree.tokens[title]!.xpos !== "NNS" || !isTitle(tree, title)) return null;
  let from = title;
  while (from > 0 && /^(?:NOUN|ADJ)$/.test(tree.tokens[from - 1]!.tag) && tree.nameAt[from - 1]! < 0) from--;
  const of = holderBefore(tree, from);
  return of < 0 ? null : { first: from, last: title + 1, of };
}

/** The mention of what an office is of that stands before a token: "the ministry's", "its", "the army"; -1 for none. */
function holderBefore(tree: EventTree, token: number): number {
  let i = token - 1;
  if (i >= 0 && tree.tokens[i]!.xpos === "POS") i--;
  if (i < 0) return -1;
  const name = tree.nameAt[i]!;
  if (name >= 0) return hasOffices(tree.doc.mentions[name]!) ? name : -1;
  const owns = i < token - 1 || tree.tokens[i]!.xpos === "PRP$";
  const at = owns ? tree.mentionAt[i]! : -1;
  const m = at < 0 ? undefined : tree.doc.mentions[at]!;
  const entity = m === undefined ? undefined : tree.doc.entities[tree.entityIndex.get(m.entity) ?? -1];
  if (entity !== undefined && tree.named.has(entity.id)) return BODY.has(entity.type) ? at : -1;
  return i < token - 1 && tree.tokens[i - 1]?.tag === "DET" ? spokenOf(tree, i) : -1;
}

/** What "the group's spokesman" is of: the last body named before that the noun may mean, -1 for none. */
function spokenOf(tree: EventTree, noun: number): number {
  const kinds = MEANT.find(([words]) => words.test(tree.lemma[noun]!))?.[1];
  if (kinds === undefined) return -1;
  for (let i = noun - 1; i >= 0 && i > noun - 60; i--) {
    const name = tree.nameAt[i]!;
    if (name >= 0 && kinds.test(tree.doc.mentions[name]!.type)) return name;
  }
  return -1;
}

const MEANT: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:group|movement|militia|faction|militant|rebel|insurgent|guerrilla|jihadist|front)$/, /^ArmedGroup$/],
  [/^(?:army|military|force|corps)$/, /^ArmedForce$/],
  [/^(?:ministry|court|police|government)$/, /^Government$/],
  [/^(?:organi[sz]ation|agency|mission|party|union|charity|company|council|committee|institute|network|monitor)$/, /^Organization$/],
];

/** The office as a relation; whoever is leader, head or commander of a force or group leads it too. */
function holding(tree: EventTree, mention: Mention, office: Office, topic: Topic): Relation[] {
  const holder = office.of < 0 ? null : tree.doc.mentions[office.of]!;
  const near = holder !== null && tree.tokens[holder.first]!.sentence === tree.tokens[mention.first]!.sentence ? holder : null;
  const object = holder?.entity ?? impliedOf(tree, mention, office, topic);
  if (object === mention.entity) return [];
  const { text } = tree.doc.report;
  const first = tree.tokens[office.first]!;
  const last = tree.tokens[office.last - 1]!;
  const start = Math.min(first.start, mention.start, near?.start ?? first.start);
  const end = Math.max(last.end, mention.end, near?.end ?? 0);
  const value = text.slice(first.start, last.end).replace(/\s+/g, " ");
  const role: Relation = { type: "hasRole", subject: mention.entity, object, value, start, end };
  const one = /^(?:an?|one|another)$/i.test(tree.tokens[office.first - 1]?.text ?? "");
  const leads = holder !== null && BODY.has(holder.type) && LEADER.test(value) && !one;
  return leads ? [role, { ...role, type: "leads", value: null }] : [role];
}

/** Titles of whoever leads what they are of. */
const LEADER =
  /^(?:(?:co-|theatre |supreme |top |overall )?(?:leader|commander|head|chief|director|boss)s?|commander-in-chief|director[- ]general)$/i;

/** What an office is of that names nothing. */
function impliedOf(tree: EventTree, mention: Mention, office: Office, topic: Topic): string | null {
  const level = levelOf(tree, office);
  if (level === "state") return countryNear(tree, mention) ?? topic.country;
  if (level === "region") return topic.region ?? placeNear(tree, mention);
  return level === "town" ? (placeNear(tree, mention) ?? topic.town) : null;
}

/** "President X", "Attorney General X": an office of a state, whichever it is; "Mayor X" of a town; "" of something else. */
function levelOf(tree: EventTree, office: Office): string {
  const { titles } = tree.lexicon;
  for (let i = office.first; i < office.last; i++) if (/^\p{Lu}{2,}$/u.test(tree.tokens[i]!.text) && !isTitle(tree, i)) return ""; // "FCO Minister"
  for (let i = office.last - 1; i >= office.first; i--) {
    const two = i > office.first ? titles.get(`${tree.lemma[i - 1]} ${tree.lemma[i]}`) : undefined;
    const level = two || titles.get(tree.lemma[i]!) || titles.get(tree.tokens[i]!.text.toLowerCase());
    if (level) return level;
    if (/minister$/.test(tree.lemma[i]!)) return "state";
  }
  return "";
}

const isTitle = (tree: EventTree, i: number): boolean => {
  const { titles } = tree.lexicon;
  const lemma = tree.lemma[i]!;
  return titles.has(lemma) || titles.has(tree.tokens[i]!.text.toLowerCase()) || /(minister|president|commander|chief|general)$/.test(lemma);
};

/** Whether a name is of something that has offices. */
function hasOffices(m: Mention): boolean {
  return m.type !== "Person" && m.type !== "Weapon" && m.type !== "Artifact" && m.type !== "Group" && m.kind !== "pronoun";
}

/** "Taliban spokesperson X", "army chief General X", "Secretary of State X". */
function titleBefore(tree: EventTree, mention: Mention): Office | null {
  const sentence = tree.doc.sentences[tree.tokens[mention.first]!.sentence]!;
  let first = mention.first;
  let of = -1;
  for (let i = mention.first - 1; i >= sentence.first && i > mention.first - 8; i--) {
    const t = tree.tokens[i]!;
    if (t.text === ")" && i < mention.first - 1) {
      while (i > sentence.first && tree.tokens[i]!.text !== "(") i--; // "the National Guard (GN) General X"
      continue;
    }
    const name = tree.nameAt[i]!;
    if (name >= 0 && hasOffices(tree.doc.mentions[name]!)) {
      const whole = first === mention.first ? officeOf(tree, name, sentence.first) : null;
      if (whole !== null) return whole;
      of = name;
      break;
    }
    if (t.xpos === "POS" || t.xpos === "PRP$") {
      of = holderBefore(tree, i + 1);
      if (of >= 0 || t.xpos === "PRP$") break;
      continue;
    }
    const fits =
      t.tag === "NOUN" ||
      t.tag === "PROPN" ||
      t.tag === "ADJ" ||
      t.text === "-" ||
      (t.text === "of" && i < mention.first - 1 && isTitle(tree, i - 1));
    if (!fits) break;
    first = i;
  }
  while (first < mention.first && tree.tokens[first]!.text === "-") first++;
  if (first === mention.first) return null;
  if (/^NNP?S$/.test(tree.tokens[mention.first - 1]!.xpos)) return null; // "one of the officials X consulted"
  for (let i = mention.first - 1; i >= first; i--) {
    const adjacent = i === mention.first - 1 || (isTitle(tree, i) && tree.lemma[i + 1] === "of");
    if (adjacent && isTitle(tree, i)) return { first, last: mention.first, of };
  }
  return null;
}

/** "Secretary General of the Presidency X": the title whose organisation stands right before the name. */
function officeOf(tree: EventTree, name: number, least: number): Office | null {
  let i = tree.doc.mentions[name]!.first - 1;
  if (i > least && tree.tokens[i]!.tag === "DET") i--;
  if (i <= least || !/^(?:of|for)$/i.test(tree.tokens[i]!.text) || !isTitle(tree, i - 1)) return null;
  let first = i - 1;
  while (first > least && /^(?:NOUN|PROPN|ADJ)$/.test(tree.tokens[first - 1]!.tag) && tree.nameAt[first - 1]! < 0) first--;
  return { first, last: i, of: name };
}

/** "X, spokesman for the ministry," "X, the army's chief," "X, Chief of Staff of the Armed Forces". */
function titleAfter(tree: EventTree, mention: Mention): Office | null {
  const sentence = tree.doc.sentences[tree.tokens[mention.first]!.sentence]!;
  const at = mention.last;
  if (at >= sentence.last || !/^(?:,|\(|[-–—])$/.test(tree.tokens[at]!.text)) return null;
  const office = readOffice(tree, at + 1, Math.min(sentence.last, at + REACH));
  return office !== null && isOfNext(tree, office) ? null : office;
}

/** "Abed Khan, senior editor Abu Said": in a list the title is that of the name after it. */
function isOfNext(tree: EventTree, office: Office): boolean {
  const after = Math.max(office.last, office.of < 0 ? 0 : tree.doc.mentions[office.of]!.last);
  const name = tree.nameAt[after] ?? -1;
  return name >= 0 && tree.doc.mentions[name]!.type === "Person";
}

/** Reads an office from a token on: modifiers with the organisation or not, a title, then "of" or "for" and the organisation. */
function readOffice(tree: EventTree, from: number, end: number): Office | null {
  let first = -1;
  let title = -1;
  let of = -1;
  for (let i = from; i < end; i++) {
    const t = tree.tokens[i]!;
    const name = tree.nameAt[i]!;
    if (name >= 0 && title < 0) {
      const m = tree.doc.mentions[name]!;
      if (!hasOffices(m)) return null;
      of = name;
      i = m.last - 1;
      first = -1;
      continue;
    }
    if (t.tag === "DET" || t.xpos === "POS" || t.xpos === "PRP$" || t.text === "-" || /^(?:acting|retired|serving)$/i.test(t.text))
      continue;
    if (t.tag !== "NOUN" && t.tag !== "PROPN" && t.tag !== "ADJ" && t.tag !== "ADV") return null;
    if (first < 0) first = i;
    if (isTitle(tree, i)) {
      title = i;
      if (tree.tokens[i + 1]?.text === "-" && i + 2 < end && isTitle(tree, i + 2)) continue; // "secretary-general"
      if (i + 1 < end && isTitle(tree, i + 1) && tree.nameAt[i + 1]! < 0) continue; // "deputy spokesman"
      if (i + 1 < end && tree.nameAt[i + 1]! < 0 && (tree.tokens[i + 1]!.tag === "NOUN" || tree.tokens[i + 1]!.tag === "PROPN")) continue;
      break;
    }
    if (title >= 0) break;
  }
  if (title < 0) return null;
  return completed(tree, first, title, of, end);
}

/** Who is of a place that he is in: "the mayor in Goma". */
const LOCAL =
  /^(?:mayor|governor|chief|head|coordinator|director|leader|prefect|commissioner|administrator|envoy|ambassador|consul|representative)$/;

/** Follows "of", "for", "in" after a title to the organisation: "chief of staff of the Armed Forces". */
function completed(tree: EventTree, first: number, title: number, of: number, end: number): Office {
  let last = title + 1;
  let at = last;
  for (let hops = 0; hops < 3 && at < end; hops++) {
    if (!/^(of|for|in|at|to|with)$/.test(tree.lemma[at]!)) break;
    let i = at + 1;
    while (i < end && (tree.tokens[i]!.tag === "DET" || tree.tokens[i]!.tag === "ADJ") && tree.nameAt[i]! < 0) i++;
    if (i >= end) break;
    if (tree.tokens[i]!.text.toLowerCase() === "staff") {
      last = i + 1; // "chief of staff of the Armed Forces"
      at = last;
      continue;
    }
    const mention = organisationAt(tree, i, end);
    const held = mention < 0 ? undefined : tree.doc.mentions[mention]!;
    const field = held?.kind === "demonym" && tree.lemma[at] === "for"; // "director for Asian affairs at the council"
    if (field) {
      while (i < end && /^(?:ADJ|NOUN|PROPN)$/.test(tree.tokens[i]!.tag)) i++;
      last = i;
      at = i;
      continue;
    }
    const site = held?.type === "Place" || (held?.type === "Facility" && tree.lemma[at] === "in");
    if (site && /^(?:in|at)$/.test(tree.lemma[at]!) && !LOCAL.test(tree.lemma[title]!)) break; // "an officer in Goma"
    if (mention >= 0) return { first, last, of: of < 0 || /^(of|for)$/.test(tree.lemma[at]!) ? mention : of };
    if (tree.lemma[at] !== "of") break;
    while (i < end && (tree.tokens[i]!.tag === "NOUN" || tree.tokens[i]!.tag === "PROPN")) i++;
    last = i;
    at = i;
  }
  return { first, last, of };
}

/** The mention of an organisation, country or force that begins at a token ("the ministry" too), -1 for none. */
function organisationAt(tree: EventTree, from: number, end: number): number {
  for (let i = from; i < Math.min(end, from + 5); i++) {
    const name = tree.nameAt[i]!;
    if (name >= 0) {
      const m = tree.doc.mentions[name]!;
      const next = m.last < tree.tokens.length ? tree.tokens[m.last]! : null;
      if (next !== null && next.xpos === "POS" && m.last + 1 < end) return organisationAt(tree, m.last + 1, end); // "the ISIL's War Committee"
      if (m.kind === "demonym" && next !== null && /^(?:NOUN|ADJ)$/.test(next.tag)) {
        const named = nameAhead(tree, m.last, end);
        if (named >= 0) return named; // "the Tuareg rebel group Front X"
        if (tree.mentionAt[m.last]! >= 0) return tree.mentionAt[m.last]!;
      }
      return hasOffices(m) ? name : -1;
    }
    const head = tree.mentionAt[i]!;
    if (head >= 0) {
      const { type, kind } = tree.doc.mentions[head]!;
      const named = nameAhead(tree, i + 1, end);
      if (named >= 0) return named; // "leader of the rebel group Front X"
      const fits = kind === "nominal" && /^(Organization|Government|ArmedForce|ArmedGroup|MilitaryUnit|Country)$/.test(type);
      if (fits) return head;
    }
    const { tag } = tree.tokens[i]!;
    if (tag !== "NOUN" && tag !== "PROPN" && tag !== "ADJ" && tag !== "DET") return -1;
  }
  return -1;
}

/** The name of a body that follows on nouns, -1 for none. */
function nameAhead(tree: EventTree, from: number, end: number): number {
  for (let i = from; i < Math.min(end, from + 4); i++) {
    const name = tree.nameAt[i]!;
    if (name >= 0) return BODY.has(tree.doc.mentions[name]!.type) ? name : -1;
    if (!/^(?:NOUN|ADJ)$/.test(tree.tokens[i]!.tag)) return -1;
  }
  return -1;
}

/** "Deputy Spokesperson of Afghanistan, Hamdullah Fitrat, said". */
function titleBeforeComma(tree: EventTree, mention: Mention, rank: Office | null): Office | null {
  const sentence = tree.doc.sentences[tree.tokens[mention.first]!.sentence]!;
  const comma = (rank === null ? mention.first : rank.first) - 1; // "the director, Major X"
  if (comma <= sentence.first || tree.tokens[comma]!.text !== ",") return null;
  for (let i = comma - 1; i >= sentence.first && i > comma - REACH; i--) {
    const t = tree.tokens[i]!;
    if (t.tag === "VERB" || t.text === "," || t.tag === "CCONJ" || isPerson(tree, i)) return null;
    if (!isTitle(tree, i) || tree.nameAt[i]! >= 0) continue;
    let from = i;
    while (from > sentence.first && /^(NOUN|PROPN|ADJ)$/.test(tree.tokens[from - 1]!.tag) && tree.nameAt[from - 1]! < 0) from--;
    const office = completed(tree, from, i, from > sentence.first ? holderBefore(tree, from) : -1, comma);
    return office.of >= 0 || levelOf(tree, office) !== "" ? office : null;
  }
  return null;
}

const isPerson = (tree: EventTree, i: number): boolean => tree.nameAt[i]! >= 0 && tree.doc.mentions[tree.nameAt[i]!]!.type === "Person";

/** "He was a previous member of the War Committee": the predicate noun of a person. */
function predicate(tree: EventTree, mention: Mention): Office | null {
  const t = tree.tokens[mention.head]!;
  if (t.deprel !== "nsubj" || t.head < 0 || tree.tokens[t.head]!.tag !== "NOUN") return null;
  const noun = t.head;
  if (childBy(tree, noun, "cop") < 0 || !isTitle(tree, noun)) return null;
  let first = noun;
  while (first > 0 && tree.tokens[first - 1]!.head === noun && /^(amod|compound)$/.test(tree.tokens[first - 1]!.deprel)) first--;
  let of = -1;
  someChild(tree, noun, (child) => {
    const relation = caseOf(tree, child);
    if (of < 0 && (relation === "of" || relation === "for")) of = organisationAt(tree, child, child + 1);
    return false;
  });
  return completed(tree, first, noun, of, Math.min(tree.tokens.length, noun + REACH));
}
