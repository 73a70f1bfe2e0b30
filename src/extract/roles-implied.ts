import type { EventType, RoleName } from "../model.js";
import type { EventDraft, RoleDraft } from "./event-mention.js";
import { PLACED } from "./roles-sharing.js";

/** Who did what an event tells without its doer: whoever another event of the sentence tells of. */

const VIOLENT: readonly EventType[] = [...PLACED, "Displacement"];

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

/** Adds to each event without a doer the one whom another event of its sentences implies. */
export function implyAgents(events: readonly EventDraft[]): EventDraft[] {
  const here = toldIn(events);
  return events.map((event, k) => {
    const types = DOERS.get(event.type);
    const told = event.mentions.some((m) => m.polarity === "positive" && m.modality === "actual");
    if (types === undefined || !told || rolesOf(event, "agent").length > 0) return event;
    const near = event.mentions
      .flatMap(({ sentence }) => here.get(sentence) ?? [])
      .find((j) => j !== k && types.has(events[j]!.type) && doersOf(events[j]!, event).length > 0);
    if (near === undefined) return event;
    const added = doersOf(events[near]!, event);
    return { ...event, mentions: event.mentions.map((m, i) => (i === 0 ? { ...m, roles: [...m.roles, ...added] } : m)) };
  });
}

const rolesOf = (event: EventDraft, role: RoleName): RoleDraft[] => event.mentions.flatMap((m) => m.roles.filter((r) => r.role === role));

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
