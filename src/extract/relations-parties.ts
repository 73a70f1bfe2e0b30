import type { EntityType, Mention, Relation, RelationType } from "../model.js";
import type { EventDraft } from "./event-mention.js";
import { possessor, premodifiers } from "./events-phrases.js";
import { slotFillers } from "./events-slots.js";
import { type EventTree, isVerbal } from "./events-tree.js";
import { afterName, BODY, FORCE, PARTY, relation } from "./relations-shared.js";
import { findSides } from "./relations-sides.js";
import { mentionOf } from "./roles-fillers.js";

const OWNED: ReadonlySet<EntityType> = new Set(["Facility", "Artifact", "Group", "MilitaryUnit"]);

/** Ends of compounds that say who stands with or against whom: "the Iran-backed Houthis", "the Taliban-led government". */
const LINKS: readonly (readonly [RegExp, RelationType])[] = [
  [/^(backed|aligned|allied|supported|funded|sponsored)$/, "alliedWith"],
  [/^(led|run|controlled|dominated|headed)$/, "leads"],
];

/** Finds parts, owners, allies, enemies and leaders. */
export function findParties(tree: EventTree, events: readonly EventDraft[]): Relation[] {
  return [
    ...fromWords(tree, events),
    ...fromCompounds(tree),
    ...fromPrefixes(tree),
    ...fromLeadership(tree),
    ...fromOwners(tree),
    ...fromWings(tree),
    ...fromPossession(tree),
    ...findSides(tree, events),
  ];
}

/** What relations.txt says of verbs and nouns; `leads` may have an event for its object. */
function fromWords(tree: EventTree, events: readonly EventDraft[]): Relation[] {
  const out: Relation[] = [];
  const eventAt = new Map<number, string>();
  for (const [k, event] of events.entries()) {
    if (event.type === "Operation" || event.type === "Attack") for (const m of event.mentions) eventAt.set(m.token, `v${k + 1}`);
  }
  for (let i = 0; i < tree.tokens.length; i++) {
    const patterns = tree.lexicon.relations.get(tree.lemma[i]!);
    if (patterns === undefined || tree.nameAt[i]! >= 0) continue;
    const verbal = isVerbal(tree.tokens[i]!);
    for (const pattern of patterns) {
      if ((pattern.part === "verb") !== verbal) continue;
      const subjects = relationFillers(tree, i, pattern.subject, verbal);
      const objects = relationFillers(tree, i, pattern.object, verbal);
      for (const s of subjects) {
        for (const o of objects) {
          const a = mentionOf(tree, s);
          const b = mentionOf(tree, o);
          const event = pattern.type === "leads" ? eventAt.get(o) : undefined;
          if (a < 0 || (b < 0 && event === undefined)) continue;
          const subject = tree.doc.mentions[a]!;
          if (event !== undefined) {
            if (subject.type === "Person" || PARTY.has(subject.type))
              out.push(relation("leads", subject.entity, event, subject, tree.tokens[o]!));
          } else if (fits(pattern.type, subject, tree.doc.mentions[b]!)) {
            out.push(relation(pattern.type, subject.entity, tree.doc.mentions[b]!.entity, subject, tree.doc.mentions[b]!));
          }
        }
      }
    }
  }
  return out;
}

function relationFillers(tree: EventTree, token: number, slot: string, verbal: boolean): number[] {
  if (slot !== "head") return slotFillers(tree, token, slot, verbal, null);
  const t = tree.tokens[token]!;
  if (t.deprel === "appos" && t.head >= 0) return [t.head];
  for (let k = tree.childStart[token]!; k < tree.childStart[token + 1]!; k++) {
    const child = tree.childList[k]!;
    const relation = tree.tokens[child]!.deprel;
    if (relation === "appos" || relation === "nsubj") return [child];
  }
  return [];
}

/** Which types may stand in which relation. */
function fits(type: RelationType, a: Mention, b: Mention): boolean {
  if (type === "partOf") return BODY.has(a.type) && PARTY.has(b.type);
  if (type === "leads" && b.type === "Facility") return a.type === "Person" && b.kind === "name";
  if (type === "leads") return (a.type === "Person" || PARTY.has(a.type)) && (BODY.has(b.type) || b.type === "Operation");
  if (type === "locatedIn") return (a.type === "Place" || a.type === "Facility") && (b.type === "Place" || b.type === "Country");
  if (type === "belongsTo") return PARTY.has(b.type) || b.type === "Person";
  return PARTY.has(a.type) && PARTY.has(b.type) && a.kind !== "nominal" && b.kind !== "nominal";
}

/** "the Iran-backed Houthis", "the Taliban-led Afghan government", split at the hyphen or not. */
function fromCompounds(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (let i = 1; i < tree.tokens.length; i++) {
    const text = tree.lower[i]!;
    const hyphen = text.lastIndexOf("-");
    const joint = hyphen >= 0 ? tree.nameAt[i]! : tree.tokens[i - 1]!.text === "-" && i > 1 ? tree.nameAt[i - 2]! : -1;
    if (joint < 0) continue;
    const link = LINKS.find(([pattern]) => pattern.test(hyphen >= 0 ? text.slice(hyphen + 1) : text));
    if (link === undefined) continue;
    for (let k = i + 1; k < Math.min(tree.tokens.length, i + 6); k++) {
      const at = tree.mentionAt[k]!;
      if (at < 0) continue;
      const b = tree.doc.mentions[at]!;
      if (b.kind === "demonym" || !BODY.has(b.type)) continue;
      if (b.kind === "name" && tree.tokens[b.last]?.tag === "NOUN") break; // "a rebel-aligned Telegram channel"
      const a = tree.doc.mentions[joint]!;
      if (a.entity !== b.entity) out.push(relation(link[1], a.entity, b.entity, a, b));
      break;
    }
  }
  return out;
}

/** "a pro-Assad militia", "anti-Houthi forces": whom a body is for or against. */
function fromPrefixes(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (let i = 0; i < tree.tokens.length; i++) {
    const prefix = /^(pro|anti)[-–](.+)$/i.exec(tree.tokens[i]!.text);
    if (prefix === null) continue;
    const whom = tree.doc.entities.find(
      (e) =>
        e.label === prefix[2] || e.aliases.includes(prefix[2]!) || e.label.endsWith(` ${prefix[2]}`) || e.label.endsWith(`-${prefix[2]}`),
    );
    const who = bodyAfter(tree, i);
    if (whom === undefined || who === null || who.entity === whom.id || whom.type === "Group") continue;
    out.push(relation(/^pro/i.test(prefix[1]!) ? "alliedWith" : "opposedTo", who.entity, whom.id, who, tree.tokens[i]!));
  }
  return out;
}

/** The body that an attribute belongs to, within its noun phrase. */
function bodyAfter(tree: EventTree, from: number): Mention | null {
  for (let k = from + 1; k < Math.min(tree.tokens.length, from + 6); k++) {
    const at = tree.mentionAt[k]!;
    if (at >= 0 && BODY.has(tree.doc.mentions[at]!.type) && tree.doc.mentions[at]!.kind !== "demonym") return tree.doc.mentions[at]!;
    if (!/^(?:NOUN|PROPN|ADJ)$/.test(tree.tokens[k]!.tag)) return null;
  }
  return null;
}

/** "the army under the command of General X", "the council headed by X". */
function fromLeadership(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (const body of tree.doc.mentions) {
    if (!BODY.has(body.type) || body.kind === "pronoun") continue;
    let at = body.last;
    if (tree.tokens[at]?.text === "(") while (at < body.last + 4 && tree.tokens[at]?.text !== ")") at++;
    if (tree.tokens[at]?.text === ")" || tree.tokens[at]?.text === ",") at++;
    const words = tree.lower.slice(at, at + 4);
    const link = /^(?:led|headed|commanded|chaired|run) by\b/.test(words.join(" "))
      ? 2
      : /^under the (?:leadership|command|control) /.test(`${words.join(" ")} `)
        ? 4
        : 0;
    if (link === 0 || (link === 4 && words[3] !== "of")) continue;
    for (let k = at + link; k < Math.min(tree.tokens.length, at + link + 8); k++) {
      const name = tree.nameAt[k]!;
      const leader = name < 0 ? null : tree.doc.mentions[name]!;
      if (leader !== null && leader.type === "Person") {
        out.push(relation("leads", leader.entity, body.entity, leader, body));
        break;
      }
      if (!/^(?:NOUN|PROPN|ADJ|DET|ADV)$/.test(tree.tokens[k]!.tag)) break;
    }
  }
  return out;
}

/** "the National Army of Musa Aliyu", "the battalion of the late warlord X", "Musa Aliyu's National Army": a person's force. */
function fromOwners(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (const body of tree.doc.mentions) {
    if (body.kind === "pronoun" || body.kind === "demonym" || !tree.named.has(body.entity) || !isPersonal(tree, body)) continue;
    const owner =
      personBefore(tree, body) ??
      (tree.lemma[afterName(tree, body.last)] === "of" ? personFrom(tree, afterName(tree, body.last) + 1) : null);
    if (owner !== null) out.push(relation("leads", owner.entity, body.entity, owner, body));
  }
  return out;
}

/** What a person can call his own: a force, or a movement. */
const isPersonal = (tree: EventTree, { type, start, end }: Mention): boolean =>
  FORCE.has(type) ||
  (type === "Organization" &&
    /\b(?:party|movement|front|alliance|coalition|congress|union)$/i.test(tree.doc.report.text.slice(start, end)));

/** "Musa Aliyu's" right before a name, adjectives between. */
function personBefore(tree: EventTree, body: Mention): Mention | null {
  let i = body.first - 1;
  while (i > 0 && tree.tokens[i]!.tag === "ADJ" && tree.nameAt[i]! < 0) i--;
  const name = i > 0 && tree.tokens[i]!.xpos === "POS" ? tree.nameAt[i - 1]! : -1;
  return name >= 0 && tree.doc.mentions[name]!.type === "Person" ? tree.doc.mentions[name]! : null;
}

/** The person that a phrase names, titles before the name. */
function personFrom(tree: EventTree, from: number): Mention | null {
  for (let k = from; k < Math.min(tree.tokens.length, from + 6); k++) {
    const name = tree.nameAt[k]!;
    if (name >= 0) return tree.doc.mentions[name]!.type === "Person" ? tree.doc.mentions[name]! : null;
    if (!/^(?:NOUN|PROPN|ADJ|DET)$/.test(tree.tokens[k]!.tag)) return null;
  }
  return null;
}

const WING =
  /^(?:faction|wing|branch|arm|offshoot|affiliate|unit|part|subsidiary|splinter|mouthpiece|division|member|component|detachment|subgroup|cell|contingent|outlet)$/i;

/** "the Red Guard, a faction of the outlawed Lakeland Front", "the Front's military wing, the Red Guard": parts told by a noun. */
function fromWings(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (let i = 1; i + 2 < tree.tokens.length; i++) {
    if (!WING.test(tree.tokens[i]!.text) || tree.nameAt[i]! >= 0) continue;
    let from = i - 1;
    while (from > 0 && /^(?:ADJ|NOUN|DET)$/.test(tree.tokens[from]!.tag) && tree.nameAt[from]! < 0) from--;
    const genitive = tree.tokens[from]!.xpos === "POS" ? tree.nameAt[from - 1]! : -1;
    const before = /^(?:,|\(|[-–—])$/.test(tree.tokens[from]!.text) ? bodyEnding(tree, from) : null;
    const part = before ?? (/^(?:,|\()$/.test(tree.tokens[i + 1]!.text) ? bodyAt(tree, i + 2) : null);
    const whole = genitive >= 0 ? tree.doc.mentions[genitive]! : tree.lemma[i + 1] === "of" ? bodyAt(tree, i + 2) : null;
    if (part !== null && whole !== null && PARTY.has(whole.type) && part.entity !== whole.entity)
      out.push(relation("partOf", part.entity, whole.entity, part, whole));
  }
  return out;
}

/** The name of a body that ends right before a token, an abbreviation in brackets after it or not; null for none. */
function bodyEnding(tree: EventTree, token: number): Mention | null {
  let i = token - 1;
  if (tree.tokens[i]?.text === ")") while (i > token - 6 && i > 1 && tree.tokens[i + 1]?.text !== "(") i--;
  const m = i < 0 || tree.nameAt[i]! < 0 ? undefined : tree.doc.mentions[tree.nameAt[i]!];
  return m !== undefined && m.kind === "name" && BODY.has(m.type) ? m : null;
}

/** The body whose name begins at a token, articles and adjectives before it; null for none. */
function bodyAt(tree: EventTree, from: number): Mention | null {
  for (let i = from; i < Math.min(tree.tokens.length, from + 5); i++) {
    const m = tree.nameAt[i]! < 0 ? undefined : tree.doc.mentions[tree.nameAt[i]!];
    if (m !== undefined) return m.kind === "name" && BODY.has(m.type) ? m : null;
    if (!/^(?:DET|ADJ)$/.test(tree.tokens[i]!.tag) && tree.tokens[i]!.deprel !== "amod") return null;
  }
  return null;
}

/** "ISIL's War Committee", "the 5th Brigade of the army", "Pakistani military outposts": whose something is. */
function fromPossession(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (const m of tree.doc.mentions) {
    const named = m.kind === "name" && BODY.has(m.type);
    const owned = m.kind === "nominal" && OWNED.has(m.type);
    if (!named && !owned) continue;
    if (m.type === "Group" && ((tree.lexicon.nounClasses.get(tree.lemma[m.head]!) ?? 0) & tree.lexicon.classes.force!) === 0) continue;
    const owners = [possessor(tree, m.head), ...premodifiers(tree, m.head), ...slotFillers(tree, m.head, "of", false, null)];
    for (const owner of owners) {
      const at = owner < 0 ? -1 : mentionOf(tree, owner);
      if (at < 0) continue;
      const whole = tree.doc.mentions[at]!;
      const o = whole.kind === "nominal" && owned ? (demonymIn(tree, whole) ?? whole) : whole; // "of the Pakistani regime"
      const country = o.type === "Country" && tree.named.has(o.entity); // "that nation's ministry"
      if (o.entity === m.entity || (o.kind === "nominal" && !country) || !PARTY.has(o.type)) continue;
      if (owned) out.push(relation("belongsTo", m.entity, o.entity, m, o));
      else if ((o.kind === "name" || country) && (BODY.has(o.type) || m.type === "MilitaryUnit" || owner === possessor(tree, m.head)))
        out.push(relation("partOf", m.entity, o.entity, m, o));
      else if (m.type === "MilitaryUnit") out.push(relation("partOf", m.entity, o.entity, m, o));
    }
    if (named) out.push(...fromName(tree, m));
  }
  return out;
}

function demonymIn(tree: EventTree, m: Mention): Mention | null {
  for (let i = m.first; i < m.head; i++) {
    const at = tree.mentionAt[i]! >= 0 ? tree.mentionAt[i]! : tree.nameAt[i]!;
    if (at >= 0 && tree.doc.mentions[at]!.kind === "demonym") return tree.doc.mentions[at]!;
  }
  return null;
}

/** "United Nations Security Council", "Peru's Interior Ministry": a body whose name begins with that of another, or with whose it is. */
function fromName(tree: EventTree, m: Mention): Relation[] {
  const text = tree.doc.report.text.slice(m.start, m.end);
  const out: Relation[] = [];
  const whole = new Set<string>();
  for (const { index } of text.matchAll(/['’]s | /g)) {
    const owns = text[index] !== " ";
    for (const entity of tree.called.get(text.slice(0, index)) ?? []) {
      const holds = entity.id !== m.entity && BODY.has(entity.type) && entity.type !== "Government" && index > 1;
      if (owns ? entity.type === "Country" : holds) whole.add(entity.id);
    }
  }
  for (const object of whole) out.push({ type: "partOf", subject: m.entity, object, value: null, start: m.start, end: m.end });
  return out;
}
