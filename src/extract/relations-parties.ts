import type { EntityType, Mention, Relation, RelationType } from "../model.js";
import type { EventDraft } from "./event-mention.js";
import { possessor, premodifiers, slotFillers } from "./events-slots.js";
import { type EventTree, isVerbal } from "./events-tree.js";
import { mentionOf } from "./roles.js";

const PARTY: ReadonlySet<EntityType> = new Set(["Organization", "Government", "ArmedForce", "ArmedGroup", "MilitaryUnit", "Country"]);
const BODY: ReadonlySet<EntityType> = new Set(["Organization", "Government", "ArmedForce", "ArmedGroup", "MilitaryUnit"]);
const OWNED: ReadonlySet<EntityType> = new Set(["Facility", "Artifact", "Group", "MilitaryUnit"]);

/** Ends of compounds that say who stands with or against whom: "the Iran-backed Houthis", "the Taliban-led government". */
const LINKS: readonly (readonly [RegExp, RelationType])[] = [
  [/^(backed|aligned|allied|supported|funded|sponsored)$/, "alliedWith"],
  [/^(led|run|controlled|dominated|headed)$/, "leads"],
];

/** Finds parts, owners, allies, enemies and leaders. */
export function findParties(tree: EventTree, events: readonly EventDraft[]): Relation[] {
  return [...fromWords(tree, events), ...fromCompounds(tree), ...fromPossession(tree), ...fromConflict(tree, events)];
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

function relation(
  type: RelationType,
  subject: string,
  object: string,
  a: { start: number; end: number },
  b: { start: number; end: number },
): Relation {
  return { type, subject, object, value: null, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
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
  if (type === "leads") return (a.type === "Person" || PARTY.has(a.type)) && (BODY.has(b.type) || b.type === "Operation");
  if (type === "locatedIn") return (a.type === "Place" || a.type === "Facility") && (b.type === "Place" || b.type === "Country");
  if (type === "belongsTo") return PARTY.has(b.type) || b.type === "Person";
  return PARTY.has(a.type) && PARTY.has(b.type) && a.kind !== "nominal" && b.kind !== "nominal";
}

/** "the Iran-backed Houthis", "the Taliban-led Afghan government", split at the hyphen or not. */
function fromCompounds(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (let i = 1; i < tree.tokens.length; i++) {
    const text = tree.tokens[i]!.text.toLowerCase();
    const hyphen = text.lastIndexOf("-");
    const link = LINKS.find(([pattern]) => pattern.test(hyphen >= 0 ? text.slice(hyphen + 1) : text));
    if (link === undefined) continue;
    const joint = hyphen >= 0 ? tree.nameAt[i]! : tree.tokens[i - 1]!.text === "-" && i > 1 ? tree.nameAt[i - 2]! : -1;
    if (joint < 0) continue;
    for (let k = i + 1; k < Math.min(tree.tokens.length, i + 6); k++) {
      const at = tree.mentionAt[k]!;
      if (at < 0) continue;
      const b = tree.doc.mentions[at]!;
      if (b.kind === "demonym" || !BODY.has(b.type)) continue;
      const a = tree.doc.mentions[joint]!;
      if (a.entity !== b.entity) out.push(relation(link[1], a.entity, b.entity, a, b));
      break;
    }
  }
  return out;
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
      if (o.entity === m.entity || o.kind === "nominal" || !PARTY.has(o.type)) continue;
      if (owned) out.push(relation("belongsTo", m.entity, o.entity, m, o));
      else if (o.kind === "name" && (BODY.has(o.type) || m.type === "MilitaryUnit")) out.push(relation("partOf", m.entity, o.entity, m, o));
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

/** "United Nations Security Council": a body whose name begins with that of another. */
function fromName(tree: EventTree, m: Mention): Relation[] {
  const text = tree.doc.report.text.slice(m.start, m.end);
  const out: Relation[] = [];
  for (const entity of tree.doc.entities) {
    if (entity.id === m.entity || !BODY.has(entity.type) || entity.type === "Government") continue;
    const inside = [entity.label, ...entity.aliases].some((name) => name.length > 1 && text.startsWith(`${name} `));
    if (inside) out.push({ type: "partOf", subject: m.entity, object: entity.id, value: null, start: m.start, end: m.end });
  }
  return out;
}

/** Who attacks whom stands against him. */
function fromConflict(tree: EventTree, events: readonly EventDraft[]): Relation[] {
  const out: Relation[] = [];
  const pairs = new Set<string>();
  for (const event of events) {
    if (event.type !== "Attack" && event.type !== "Operation") continue;
    for (const mention of event.mentions) {
      if (mention.polarity === "negative") continue;
      for (const a of mention.roles.filter((r) => r.role === "agent")) {
        for (const b of mention.roles.filter((r) => r.role === "patient")) {
          const x = tree.doc.entities[tree.entityIndex.get(a.entity ?? "") ?? -1];
          const y = tree.doc.entities[tree.entityIndex.get(b.entity ?? "") ?? -1];
          if (x === undefined || y === undefined || x === y || !PARTY.has(x.type) || !PARTY.has(y.type)) continue;
          const key = x.id < y.id ? `${x.id} ${y.id}` : `${y.id} ${x.id}`;
          if (pairs.has(key)) continue;
          pairs.add(key);
          out.push(relation("opposedTo", x.id, y.id, a, b));
        }
      }
    }
  }
  return out;
}
