import { ensure } from "../collections.js";
import { signedHash } from "../learn/hash.js";
import type { EventType } from "../model.js";
import { isBackground } from "./dates-context.js";
import type { EventDraft, EventMention, RoleDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { ends } from "./join.js";
import { type Days, determiner, headWord, isDefinite, isIndefinite, timeNear } from "./join-evidence.js";
import { WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";

/** An event with what tells it from others of its type. */
export interface Profile {
  readonly event: EventDraft;
  /** Its mentions, of very many the first and the latest ones. */
  readonly mentions: readonly EventMention[];
  /** How many of its type come before it. */
  readonly rank: number;
  readonly lemmas: ReadonlySet<string>;
  readonly fillers: Readonly<Record<WeighedRole, Fillers>>;
  /** Of the amounts of who or what it befell: least and most. */
  readonly amounts: ReadonlySet<string>;
  readonly times: readonly Days[];
  /** Whether it is told of other times than the report's: "often clash", "repeated attacks". */
  readonly background: boolean;
  /** Hashes of how its first mention opens: "the", "a", a verb. */
  readonly opening: number;
  /** Other events of the happening that its sentences tell of, by index. */
  readonly companions: ReadonlySet<number>;
  /** Hashes of words around its first mention that speak of another event, or of the same. */
  readonly hints: readonly number[];
}

/** Who fills one role: entities, and their nouns; `own`: those that stand at the events' words themselves. */
export interface Fillers {
  readonly entities: ReadonlySet<string>;
  readonly heads: ReadonlySet<string>;
  readonly own: { readonly entities: ReadonlySet<string>; readonly heads: ReadonlySet<string> };
}

/** What a document tells of its events, for comparing them. */
export interface Line {
  readonly profiles: readonly Profile[];
  /** How many events each type has. */
  readonly sizes: ReadonlyMap<EventType, number>;
  /** How many events each entity fills a role of: by role, type and entity; all types under "". */
  readonly uses: ReadonlyMap<string, number>;
}

/** "A second attack", "again", "the same day". */
const HINTS: ReadonlySet<string> = new Set(
  "another second separate separately also earlier later meanwhile previous previously last similar other third elsewhere again same".split(
    " ",
  ),
);

export function lineOf(tree: EventTree, events: readonly EventDraft[]): Line {
  const told = toldIn(events);
  const sizes = new Map<EventType, number>();
  const uses = new Map<string, number>();
  const profiles = events.map((event): Profile => {
    const rank = sizes.get(event.type) ?? 0;
    sizes.set(event.type, rank + 1);
    const profile = profileOf(tree, event, rank, companionsOf(events, event, told));
    for (const role of WEIGHED_ROLES)
      for (const entity of profile.fillers[role].entities)
        for (const type of ["", event.type]) uses.set(useOf(role, type, entity), (uses.get(useOf(role, type, entity)) ?? 0) + 1);
    return profile;
  });
  return { profiles, sizes, uses };
}

/** Types of events that one happening is told by. */
const HAPPENING: ReadonlySet<EventType> = new Set(["Attack", "Killing", "Injury", "Destruction", "Operation", "TerritorialChange"]);

/** The events of happenings that each sentence tells of, by index. */
function toldIn(events: readonly EventDraft[]): ReadonlyMap<number, readonly number[]> {
  const told = new Map<number, number[]>();
  for (const [k, { type, mentions }] of events.entries())
    if (HAPPENING.has(type)) for (const { sentence } of mentions) ensure(told, sentence, () => []).push(k);
  return told;
}

/** "The blast killed nine. … The blast left twelve dead": what an event is told together with, of other types. */
function companionsOf(
  events: readonly EventDraft[],
  { type, mentions }: EventDraft,
  told: ReadonlyMap<number, readonly number[]>,
): Set<number> {
  const out = new Set<number>();
  if (!HAPPENING.has(type)) return out;
  for (const { sentence } of ends(mentions)) for (const k of told.get(sentence) ?? []) if (events[k]!.type !== type) out.add(k);
  return out;
}

/** The key of {@link Line.uses}. */
export const useOf = (role: WeighedRole, type: string, entity: string): string => `${role} ${type} ${entity}`;

function profileOf(tree: EventTree, event: EventDraft, rank: number, companions: ReadonlySet<number>): Profile {
  const mentions = ends(event.mentions);
  const first = mentions[0]!;
  const fillersOf = (role: WeighedRole): Fillers => {
    const entities = new Set<string>();
    const heads = new Set<string>();
    const own = { entities: new Set<string>(), heads: new Set<string>() };
    for (const { roles } of mentions)
      for (const filler of roles) {
        if (filler.role !== role) continue;
        for (const list of isOwn(filler) ? [{ entities, heads }, own] : [{ entities, heads }]) {
          if (filler.entity !== null) list.entities.add(filler.entity);
          list.heads.add(headWord(tree, filler));
        }
      }
    return { entities, heads, own };
  };
  const hints: number[] = [];
  for (let i = Math.max(0, first.token - 5), end = Math.min(tree.tokens.length, first.token + 4); i < end; i++)
    if (HINTS.has(tree.lemma[i]!)) hints.push(signedHash(tree.lemma[i]!));
  const article = isDefinite(tree, first) ? "the" : isIndefinite(tree, first) ? "a" : determiner(tree, first);
  return {
    event,
    mentions,
    rank,
    lemmas: new Set(mentions.map((m) => tree.lemma[m.token]!)),
    fillers: { agent: fillersOf("agent"), patient: fillersOf("patient"), place: fillersOf("place") },
    amounts: new Set(
      mentions.flatMap((m) => m.amounts.filter((q) => q.role === "patient").map(({ amount: { min, max } }) => `${min}-${max}`)),
    ),
    times: mentions.flatMap((m) => timeNear(tree, m) ?? []),
    background: mentions.some((m) => isBackground(tree.doc, m, true)),
    companions,
    opening: signedHash(`${article} ${tree.tokens[first.token]!.tag}`),
    hints,
  };
}

/** Whether a filler stands at the event's word, and is not taken from the clause or the report around. */
const isOwn = ({ role, via }: RoleDraft): boolean => via !== "weighed" && (role === "place" || !via.startsWith("shared"));
