import type { DocEntity, Mention, Relation, RelationType } from "../model.js";
import type { EventDraft, EventMention, RoleDraft } from "./event-mention.js";
import { deepSubject } from "./events-clauses.js";
import { possessor, premodifiers } from "./events-phrases.js";
import { type EventTree, withConjuncts } from "./events-tree.js";
import { FORCE, PARTY, partiesFrom, partyOf, relation } from "./relations-shared.js";
import { mentionOf } from "./roles-fillers.js";

/**
 * Finds who fights whom and who stands with whom: by what the events say, by nouns of fighting with "against" and "between", by
 * words of support between two names.
 */
export function findSides(tree: EventTree, events: readonly EventDraft[]): Relation[] {
  return [...fromEvents(tree, events), ...fromAgainst(tree), ...fromBetween(tree), ...fromSupport(tree)];
}

/** Types of events in which one side does harm to another. */
const HOSTILE: ReadonlySet<string> = new Set(["Attack", "Operation", "TerritorialChange", "Killing", "Seizure"]);

/** Who attacks, kills or drives out whom; who attacks together stands together. */
function fromEvents(tree: EventTree, events: readonly EventDraft[]): Relation[] {
  const out: Relation[] = [];
  const mentions = new Map(tree.doc.mentions.map((m) => [m.id, m]));
  for (const event of events) {
    if (!HOSTILE.has(event.type)) continue;
    for (const mention of event.mentions) {
      if (mention.polarity === "negative") continue;
      const agents = sidesIn(tree, mention, "agent", mentions);
      const patients = sidesIn(tree, mention, "patient", mentions);
      for (const a of agents) {
        for (const b of [...patients, ...holders(tree, mention)]) {
          const armed =
            FORCE.has(a.entity.type) || FORCE.has(b.entity.type) || (a.entity.type === "Country" && b.entity.type === "Country");
          if (a.entity !== b.entity && armed) out.push(relation("opposedTo", a.entity.id, b.entity.id, a.role, b.role));
        }
      }
      const [first, second, third] = agents.filter((a) => FORCE.has(a.entity.type));
      const joint =
        first !== undefined &&
        second !== undefined &&
        third === undefined &&
        !areUnits(first, second) &&
        areJoined(tree, first.role, second.role);
      if (joint && !RECIPROCAL.has(mention.subtype ?? ""))
        out.push(relation("alliedWith", first.entity.id, second.entity.id, first.role, second.role));
      const fight = patients.length === 0 && agents.length === 2 && RECIPROCAL.has(mention.subtype ?? "");
      if (fight) out.push(relation("opposedTo", agents[0]!.entity.id, agents[1]!.entity.id, agents[0]!.role, agents[1]!.role));
    }
  }
  return out;
}

/** Two units, as those of one army are. */
const areUnits = (a: Side, b: Side): boolean => a.entity.type === "MilitaryUnit" && b.entity.type === "MilitaryUnit";

/** Attacks that both sides make. */
const RECIPROCAL: ReadonlySet<string> = new Set(["ArmedClash"]);

/** "the army and the guard": two phrases with no more than "and" and what belongs to them between. */
function areJoined(tree: EventTree, a: RoleDraft, b: RoleDraft): boolean {
  const [left, right] = a.end <= b.start ? [a, b] : [b, a];
  const { text } = tree.doc.report;
  const between = text.slice(left.end, right.start);
  if (/\bbetween\b/.test(text.slice(Math.max(0, left.start - 40), left.start))) return false;
  return /^(?:\s*\([^)]{1,20}\))?(?:\s+\w+)?\s*(?:,?\s+and|&|\/|alongside|together with|along with)\s+(?:[\w-]+\s+){0,4}$/.test(between);
}

/** "a market in the rebel-held town": who holds what an event strikes. */
function holders(tree: EventTree, event: EventMention): Side[] {
  const out: Side[] = [];
  for (let i = event.token + 1; i < Math.min(tree.tokens.length, event.token + 14); i++) {
    if (tree.tokens[i]!.sentence !== event.sentence || (tree.tokens[i]!.tag === "VERB" && tree.tokens[i]!.deprel !== "amod")) break;
    const held = /-(?:held|controlled|occupied|run|ruled)$/i.exec(tree.tokens[i]!.text);
    const split = tree.tokens[i]!.text === "-" && /^(?:held|controlled|occupied|run|ruled)$/i.test(tree.tokens[i + 1]?.text ?? "");
    const name = held !== null ? tree.nameAt[i]! : split ? tree.nameAt[i - 1]! : -1;
    const m = name < 0 ? undefined : tree.doc.mentions[name];
    const entity = m === undefined ? undefined : tree.doc.entities[tree.entityIndex.get(m.entity) ?? -1];
    if (m !== undefined && entity !== undefined && PARTY.has(entity.type))
      out.push({
        entity,
        role: { role: "place", mention: m.id, entity: entity.id, start: m.start, end: m.end, via: "held", likely: null },
      });
  }
  return out;
}

/** A side in an event: who it is, and the words that say so. */
interface Side {
  readonly entity: DocEntity;
  readonly role: RoleDraft;
}

/** The parties that fill a role of an event, or whose the people and positions are that do. */
function sidesIn(tree: EventTree, event: EventMention, role: string, mentions: ReadonlyMap<string, Mention>): Side[] {
  const out: Side[] = [];
  for (const draft of event.roles) {
    if (draft.role !== role) continue;
    const entity = tree.doc.entities[tree.entityIndex.get(draft.entity ?? "") ?? -1];
    const own = entity !== undefined && PARTY.has(entity.type) && tree.named.has(entity.id) ? entity : null;
    const side = own ?? sideOf(tree, mentions.get(draft.mention ?? ""));
    if (side !== null && !out.some((s) => s.entity === side)) out.push({ entity: side, role: draft });
  }
  return out;
}

/** Heads of what belongs to those who fight: "Front positions", "two army checkpoints". */
const MILITARY =
  /^(?:position|base|outpost|post|camp|convoy|patrol|checkpoint|barracks|tank|vessel|warship|site|hideout|depot|vehicle|shelter|target|headquarters|column|stronghold|line)s?$/i;

/** Whose fighters or positions a phrase means: the party named in it before its head or after "of". */
function sideOf(tree: EventTree, mention: Mention | undefined): DocEntity | null {
  if (mention === undefined || mention.kind !== "nominal") return null;
  const noun = tree.lexicon.nounClasses.get(tree.lemma[mention.head]!) ?? 0;
  const { force, civilian, person } = tree.lexicon.classes;
  const armed = (noun & force!) !== 0 || noun === (person! & ~civilian!) || MILITARY.test(tree.tokens[mention.head]!.text);
  const member = /^(?:member|element|operative|commander|leader|troop)s?$/i.test(tree.tokens[mention.head]!.text);
  if (!armed && !member) return null;
  for (let i = mention.first; i < Math.min(tree.tokens.length, mention.head + 5); i++) {
    if (i > mention.head && !/^(?:DET|ADJ|ADP|PROPN)$/.test(tree.tokens[i]!.tag) && tree.nameAt[i]! < 0) break;
    if (i > mention.head && tree.tokens[i]!.tag === "ADP" && tree.lemma[i] !== "of") break;
    const party = partyOf(tree, tree.nameAt[i]!);
    if (party !== null && party.type !== "Organization") return tree.doc.entities[tree.entityIndex.get(party.entity) ?? -1] ?? null;
  }
  return null;
}

const STRUGGLE =
  /^(?:fight|war|battle|campaign|offensive|struggle|jihad|insurgency|rebellion|uprising|crackdown|operations?|defen[cs]es?|resistance|insurrection|hostilities|clashes|strikes?|airstrikes?|attacks?|raids?|assaults?|push|drive|revolt|missions?)$/i;
/** Verbs of which "against" names the other side. */
const OPPOSE: ReadonlySet<string> = new Set(
  "fight struggle battle rise wage rebel defend ally retaliate mobilise mobilize deploy".split(" "),
);

/** "Turkey's war against the PKK", "the army launched an offensive against the militia", "it pitted the army against the front". */
function fromAgainst(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (let i = 1; i + 1 < tree.tokens.length; i++) {
    if (tree.lemma[i] !== "against") continue;
    const against = partiesFrom(tree, i + 1);
    if (against.length === 0) continue;
    const sides = opponents(tree, i);
    for (const a of sides) for (const b of against) if (a.entity !== b.entity) out.push(relation("opposedTo", a.entity, b.entity, a, b));
  }
  return out;
}

/** Who stands against somebody, by the words before "against". */
function opponents(tree: EventTree, against: number): Mention[] {
  const { sentence } = tree.tokens[against]!;
  for (let k = against - 1; k >= 0 && k > against - 24 && tree.tokens[k]!.sentence === sentence; k--) {
    if (tree.lemma[k] === "pit") return partiesFrom(tree, k + 1);
    const noun = k > against - 4 && STRUGGLE.test(tree.tokens[k]!.text) && tree.tokens[k]!.tag === "NOUN";
    const verb = k > against - 3 && tree.tokens[k]!.tag === "VERB" && OPPOSE.has(tree.lemma[k]!);
    if (!noun && !verb) continue;
    if (verb) return ofToken(tree, deepSubject(tree, k));
    const owner = possessor(tree, k);
    if (owner >= 0) return ofToken(tree, owner);
    const before = premodifiers(tree, k).flatMap((token) => ofToken(tree, token));
    if (before.length > 0) return before.slice(0, 1);
    const { deprel, head } = tree.tokens[k]!;
    if (deprel === "obj" && head >= 0 && tree.tokens[head]!.tag === "VERB") return ofToken(tree, deepSubject(tree, head));
    return [];
  }
  return [];
}

/** The parties that a noun phrase and those joined to it name, or stand for. */
function ofToken(tree: EventTree, token: number): Mention[] {
  if (token < 0) return [];
  return withConjuncts(tree, token).flatMap((head) => {
    const at = mentionOf(tree, head);
    const m = at < 0 ? undefined : tree.doc.mentions[at];
    if (m === undefined) return [];
    const entity = tree.doc.entities[tree.entityIndex.get(m.entity) ?? -1];
    if (entity !== undefined && PARTY.has(entity.type) && tree.named.has(entity.id)) return [m];
    const side = sideOf(tree, m);
    return side === null ? [] : [{ ...m, entity: side.id }];
  });
}

const FIGHTING =
  /^(?:clash|clashes|fighting|firefight|firefights|exchange|exchanges|war|wars|conflict|battle|battles|hostilities|engagement|engagements|skirmish|skirmishes|confrontation|confrontations|shoot-?out|gunfight|gunfights|gunbattle|gunbattles|duel|duels|feud|fight|fights|crossfire)$/i;

/** "clashes between the army and the front", "exchanges of fire between a patrol of the army and insurgents of the front". */
function fromBetween(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (let i = 1; i + 3 < tree.tokens.length; i++) {
    if (tree.lemma[i] !== "between" || !isOfFighting(tree, i)) continue;
    const [a, b, more] = partiesFrom(tree, i + 1);
    if (a !== undefined && b !== undefined && more === undefined && a.entity !== b.entity)
      out.push(relation("opposedTo", a.entity, b.entity, a, b));
  }
  return out;
}

/** "an engagement of the war, fought in Lake District, between": whether the words before say that it is a fight. */
function isOfFighting(tree: EventTree, between: number): boolean {
  const { sentence } = tree.tokens[between]!;
  for (let k = between - 1; k >= 0 && k > between - 12 && tree.tokens[k]!.sentence === sentence && tree.lemma[k] !== "between"; k--)
    if (tree.lemma[k] === "fight" || FIGHTING.test(tree.tokens[k]!.text)) return true;
  return false;
}

/** Words of support between two names: whether the first stands with the second, or is stood by. */
const SUPPORT =
  /^(?:(?:fighting |operating |deployed )?alongside|together with|in (?:conjunction|coordination|concert|alliance|cooperation|collaboration) with|jointly with|(?:supported|backed|aided|assisted|accompanied|joined|reinforced|armed|funded|financed|sponsored) by|(?:allied|aligned|affiliated) (?:with|to)|loyal to|linked to)\b/;

/** The first of such words: few tokens are one, so that the others need not be joined. */
const SUPPORTING =
  /^(?:alongside|fighting|operating|deployed|together|in$|jointly|supported|backed|aided|assisted|accompanied|joined|reinforced|armed|funded|financed|sponsored|allied|aligned|affiliated|loyal|linked)/;

/** "the army, backed by the Lakeland Guard,", "fighters allied to the front". */
function fromSupport(tree: EventTree): Relation[] {
  const out: Relation[] = [];
  for (let i = 2; i + 1 < tree.tokens.length; i++) {
    if (!SUPPORTING.test(tree.lower[i]!)) continue;
    const link = SUPPORT.exec(tree.lower.slice(i, i + 4).join(" "));
    if (link === null) continue;
    const from = i + link[0].split(" ").length;
    const a = partyBefore(tree, i);
    const [b] = partiesFrom(tree, from);
    if (a === null || b === undefined || a.entity === b.entity) continue;
    const type: RelationType = "alliedWith";
    const supported = / by$/.test(link[0]);
    out.push(supported ? relation(type, b.entity, a.entity, b, a) : relation(type, a.entity, b.entity, a, b));
  }
  return out;
}

/** The party right before a word, a comma or nouns between. */
function partyBefore(tree: EventTree, at: number): Mention | null {
  for (let i = at - 1; i >= 0 && i > at - 5; i--) {
    const name = tree.nameAt[i]!;
    if (name >= 0)
      return FORCE.has(tree.doc.mentions[name]!.type) || tree.doc.mentions[name]!.kind === "demonym" ? partyOf(tree, name) : null;
    const m = tree.mentionAt[i]! < 0 ? undefined : tree.doc.mentions[tree.mentionAt[i]!];
    if (m !== undefined && FORCE.has(m.type) && tree.named.has(m.entity)) return m;
    const t = tree.tokens[i]!;
    if (t.tag !== "NOUN" && t.text !== "," && t.text !== ")" && t.text !== "(" && t.tag !== "AUX") return null;
  }
  return null;
}
