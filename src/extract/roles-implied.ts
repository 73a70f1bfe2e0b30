import type { EventType, RoleName } from "../model.js";
import type { EventDraft, RoleDraft } from "./event-mention.js";
import type { EventTree } from "./events-tree.js";
import { opensScene, PLACED } from "./roles-sharing.js";

/** What a reader takes from the events around: where a thing happened of which no place is told, and who did it. */

const VIOLENT: readonly EventType[] = [...PLACED, "Displacement"];

/** Which events tell where an event of a type was, and how many sentences back a reader remembers it. */
interface Stage {
  readonly types: ReadonlySet<EventType>;
  readonly memory: number;
}

const ANYWHERE: Stage = { types: new Set(VIOLENT), memory: 3 };

/** "Two men were arrested in Kano. Police found a bomb.": it takes place where the violence told of before did. */
const STAGES: ReadonlyMap<EventType, Stage> = new Map<EventType, Stage>([
  ["Other", ANYWHERE],
  ["Movement", ANYWHERE],
  ["Destruction", ANYWHERE],
  ["Aid", ANYWHERE],
  ["Seizure", ANYWHERE],
  ["Displacement", ANYWHERE],
  ["Injury", { types: new Set(VIOLENT), memory: 1 }],
  ["Killing", { types: new Set(VIOLENT), memory: 1 }],
  ["Attack", { types: new Set<EventType>(["Attack", "Killing", "Injury", "TerritorialChange", "Operation"]), memory: 1 }],
]);

/** Of which types another event of the sentence names the doer. */
const DOERS: ReadonlyMap<EventType, ReadonlySet<EventType>> = new Map([
  ["Killing", new Set<EventType>(["Attack", "Injury", "Killing", "Operation"])],
  ["TerritorialChange", new Set<EventType>(["Operation", "Attack", "TerritorialChange", "Killing"])],
  ["Other", new Set<EventType>([...VIOLENT, "Other", "Movement", "Aid"])],
  ["Aid", new Set<EventType>([...VIOLENT, "Other", "Aid"])],
  ["Agreement", new Set<EventType>([...VIOLENT, "Agreement", "Meeting", "Condemnation"])],
]);

/** The events that each sentence tells of, by index. */
type Told = ReadonlyMap<number, readonly number[]>;

function toldIn(events: readonly EventDraft[]): Told {
  const out = new Map<number, number[]>();
  for (const [k, event] of events.entries())
    for (const { sentence } of event.mentions) out.set(sentence, [...(out.get(sentence) ?? []), k]);
  return out;
}

/** Adds to each event the place and the agent that the events before it or beside it imply. */
export function implyRoles(tree: EventTree, events: readonly EventDraft[]): EventDraft[] {
  const here = toldIn(events);
  return events.map((event, k) => {
    const added: RoleDraft[] = [];
    if (!event.mentions.some((m) => m.polarity === "positive" && m.modality === "actual")) return event;
    const stage = STAGES.get(event.type);
    if (stage !== undefined && !has(event, "place") && !isGeneral(tree, event)) {
      const near = nearest(
        tree,
        events,
        here,
        k,
        stage.memory,
        (j) => stage.types.has(events[j]!.type) && placesOf(tree, events[j]!).length > 0,
      );
      if (near >= 0) added.push(...placesOf(tree, events[near]!));
    }
    const types = DOERS.get(event.type);
    if (types !== undefined && !has(event, "agent")) {
      const near = nearest(tree, events, here, k, 0, (j) => types.has(events[j]!.type) && doersOf(events[j]!, event).length > 0);
      if (near >= 0) added.push(...doersOf(events[near]!, event));
    }
    return added.length === 0
      ? event
      : { ...event, mentions: event.mentions.map((m, i) => (i === 0 ? { ...m, roles: [...m.roles, ...added] } : m)) };
  });
}

/** "Militants make roadside bombs", "frequent attacks on security forces": attacks in general are nowhere in particular. */
const isGeneral = (tree: EventTree, { type, mentions }: EventDraft): boolean =>
  type === "Attack" && mentions.every((m) => tree.tokens[m.token]!.xpos === "NNS");

/** The event that fits whose mention stands the fewest sentences before one of this event's, `most` of them; -1 for none. */
function nearest(
  tree: EventTree,
  events: readonly EventDraft[],
  here: Told,
  k: number,
  most: number,
  fits: (j: number) => boolean,
): number {
  for (let back = 0; back <= most; back++) {
    for (const { sentence, token } of events[k]!.mentions) {
      if (back > 0 && opensScene(tree, token)) continue;
      const found = here.get(sentence - back)?.find((j) => j !== k && fits(j));
      if (found !== undefined) return found;
    }
  }
  return -1;
}

const rolesOf = (event: EventDraft, role: RoleName): RoleDraft[] => event.mentions.flatMap((m) => m.roles.filter((r) => r.role === role));

const has = (event: EventDraft, role: RoleName): boolean => rolesOf(event, role).length > 0;

/** The named places of an event, each once. */
function placesOf(tree: EventTree, event: EventDraft): RoleDraft[] {
  const named = rolesOf(event, "place").filter((r) => r.entity !== null && tree.named.has(r.entity));
  return distinct(named);
}

/** The agents of an event who do not suffer the other one. */
function doersOf(event: EventDraft, other: EventDraft): RoleDraft[] {
  const suffer = rolesOf(other, "patient");
  const harmed = (r: RoleDraft) =>
    suffer.some((p) => (p.entity !== null && p.entity === r.entity) || (p.start === r.start && p.end === r.end));
  return distinct(rolesOf(event, "agent").filter((r) => !harmed(r)));
}

const distinct = (roles: readonly RoleDraft[]): RoleDraft[] =>
  roles
    .filter((r, k) => roles.findIndex((o) => (o.entity === null ? o.start === r.start : o.entity === r.entity)) === k)
    .map((r) => ({ ...r, via: `implied-${r.via.replace(/^(shared|implied)-/, "")}` }));
