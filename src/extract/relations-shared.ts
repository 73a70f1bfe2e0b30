import type { EntityType, Mention, Relation, RelationType } from "../model.js";
import type { EventTree } from "./events-tree.js";

/** What the finders of relations share: who may stand in one, and rows of names in a text. */

/** Who takes sides. */
export const PARTY: ReadonlySet<EntityType> = new Set([
  "Organization",
  "Government",
  "ArmedForce",
  "ArmedGroup",
  "MilitaryUnit",
  "Country",
]);
/** What has parts and leaders. */
export const BODY: ReadonlySet<EntityType> = new Set(["Organization", "Government", "ArmedForce", "ArmedGroup", "MilitaryUnit"]);
/** Who fights. */
export const FORCE: ReadonlySet<EntityType> = new Set(["ArmedForce", "ArmedGroup", "MilitaryUnit"]);

export function relation(
  type: RelationType,
  subject: string,
  object: string,
  a: { start: number; end: number },
  b: { start: number; end: number },
): Relation {
  return { type, subject, object, value: null, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** The end of a name with the abbreviation in brackets that may follow it: "the Lakeland Army (LA)". */
export function afterName(tree: EventTree, last: number): number {
  if (tree.tokens[last]?.text !== "(") return last;
  for (let i = last + 1; i < Math.min(tree.tokens.length, last + 6); i++) if (tree.tokens[i]!.text === ")") return i + 1;
  return last;
}

/** Fighters of whom a demonym only says where they come from. */
const IRREGULAR =
  /^(?:rebel|militant|fighter|insurgent|guerrilla|gunman|militia|extremist|jihadist|jihadi|islamist|separatist|terrorist|dissident|opposition)s?$/i;
/** People of whom a demonym does not say that their state acts. */
const CIVIL =
  /^(?:civilian|people|citizen|national|villager|resident|refugee|migrant|worker|journalist|man|men|woman|women|child|children|town|city|village|province|region|border|frontier|territory|language)s?$/i;

/** The party that a name or demonym means, by the words after it: "Kyrgyz border guards", not "Syrian rebels"; null for none. */
export function partyOf(tree: EventTree, name: number): Mention | null {
  const m = name < 0 ? undefined : tree.doc.mentions[name];
  if (m === undefined || !PARTY.has(m.type) || m.kind === "nominal" || m.kind === "pronoun") return null;
  if (m.kind !== "demonym") return m;
  for (let i = m.last; i < Math.min(tree.tokens.length, m.last + 4) && /^(?:NOUN|ADJ|PROPN)$/.test(tree.tokens[i]!.tag); i++)
    if (IRREGULAR.test(tree.tokens[i]!.text) || CIVIL.test(tree.tokens[i]!.text)) return null;
  return m;
}

/** The parties of an enumeration that begins at a token: "rebels of the Red Front and the Lakeland Army". */
export function partiesFrom(tree: EventTree, from: number): Mention[] {
  const out: Mention[] = [];
  const { sentence } = tree.tokens[from] ?? { sentence: -1 };
  let skipped = 0;
  for (let i = from; i < tree.tokens.length && tree.tokens[i]!.sentence === sentence; ) {
    const name = tree.nameAt[i]!;
    if (name >= 0) {
      const party = partyOf(tree, name);
      if (party === null) break;
      out.push(party);
      i = afterName(tree, party.last);
      while (i < tree.tokens.length && /^(?:NOUN|ADJ)$/.test(tree.tokens[i]!.tag) && tree.nameAt[i]! < 0) i++;
      if (!/^(?:and|,|&|\/|as)$/i.test(tree.tokens[i]?.text ?? "")) break;
      while (/^(?:and|,|&|\/|as|well|both|the)$/i.test(tree.tokens[i]?.text ?? "")) i++;
      if (tree.nameAt[i]! < 0) skipped += 2;
      continue;
    }
    if (!/^(?:DET|ADJ|NOUN|NUM|PRON)$/.test(tree.tokens[i]!.tag) && tree.lemma[i] !== "of" && tree.tokens[i]!.deprel !== "amod") break;
    if (++skipped > 5) break;
    i++;
  }
  return out;
}
