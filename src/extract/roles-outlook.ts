import { ensure } from "../collections.js";
import { add, type FeatureBuffer } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { EventType } from "../model.js";
import type { EventDraft } from "./event-mention.js";
import { type Contender, WEIGHED_ROLES, type WeighedRole } from "./roles-contenders.js";

/**
 * Whom a first judgement holds likely in all events of a document. Fillers repeat: who attacked is who killed, and both
 * happened at one place.
 */

/** A contender for a role of an event, and how likely the first judgement holds it. */
export interface Bid {
  /** Index of the event. */
  readonly event: number;
  readonly role: WeighedRole;
  readonly contender: Contender;
  readonly likely: number;
}

/** What a document's bids look like. */
export interface Outlook {
  readonly events: readonly EventDraft[];
  /** Who bids for each role of each event, event by event. */
  readonly seats: readonly Seat[];
  /** Who bids for each role of any event of a type. */
  readonly typeSeats: ReadonlyMap<EventType, readonly Seat[]>;
  /** Who bids for each role of any event. */
  readonly allSeats: readonly Seat[];
  /** The events near each. */
  readonly near: readonly (readonly Neighbour[])[];
}

/** Contenders for a role, by {@link keyOf}; where it is the role of several events, with the sum of what each is held. */
interface Seat {
  readonly odds: ReadonlyMap<string, Odds>;
  /** The likeliest ones, the first before all. */
  readonly best: readonly (readonly [string, Odds])[];
}

/** A probability or a sum of such, and the steps in which it lies. */
interface Odds {
  readonly likely: number;
  readonly fine: number;
  readonly rough: number;
}

/** Another event and how it lies to one: index into the places that {@link neighboursOf} looks at. */
interface Neighbour {
  readonly event: number;
  readonly how: number;
  /** A hash of both types. */
  readonly types: number;
}

const ROLES = WEIGHED_ROLES.length;
/** Contenders of a seat that are ranked. */
const RANKED = 6;

/** What a contender is known by across events. */
const keyOf = ({ entity, found }: Contender): string => entity ?? `${found[0]!.draft.start}-${found[0]!.draft.end}`;

export function outlookOf(events: readonly EventDraft[], bids: readonly Bid[]): Outlook {
  const seats = Array.from({ length: events.length * ROLES }, () => new Map<string, number>());
  const byType = new Map<EventType, Map<string, number>[]>();
  const empty = () => WEIGHED_ROLES.map(() => new Map<string, number>());
  const all = empty();
  for (const { event, role, contender, likely } of bids) {
    const [key, r] = [keyOf(contender), WEIGHED_ROLES.indexOf(role)];
    seats[event * ROLES + r]!.set(key, likely);
    if (contender.entity === null) continue;
    const ofType = ensure(byType, events[event]!.type, empty)[r]!;
    ofType.set(key, (ofType.get(key) ?? 0) + likely);
    all[r]!.set(key, (all[r]!.get(key) ?? 0) + likely);
  }
  return {
    events,
    seats: seats.map(seatOf),
    typeSeats: new Map([...byType].map(([type, odds]) => [type, odds.map(seatOf)])),
    allSeats: all.map(seatOf),
    near: events.map((_, k) => neighboursOf(events, k)),
  };
}

function seatOf(sums: ReadonlyMap<string, number>): Seat {
  const odds = new Map<string, Odds>();
  for (const [key, likely] of sums) odds.set(key, oddsOf(likely));
  return { odds, best: [...odds].sort((a, b) => b[1].likely - a[1].likely).slice(0, RANKED) };
}

/** Bounds of the steps in which probabilities are told apart, finely and roughly. */
const FINE = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const ROUGH = [0.05, 0.2, 0.5, 0.8];

const oddsOf = (likely: number): Odds => ({ likely, fine: step(likely, FINE), rough: step(likely, ROUGH) });

function step(likely: number, bounds: readonly number[]): number {
  let i = 0;
  while (i < bounds.length && likely >= bounds[i]!) i++;
  return i;
}

const NONE = oddsOf(0);
/** Of who does not bid at all. */
const ABSENT: Odds = { likely: 0, fine: 20, rough: 20 };

/** Events on either side that are looked at. */
const BESIDE = 12;

/** Types of events that tell of one happening: who fills a role of the one often fills it in the other. */
const HAPPENINGS: readonly (readonly EventType[])[] = [
  ["Attack", "Killing", "Injury", "Destruction", "Operation", "TerritorialChange"],
  ["Detention", "Legal", "Seizure"],
  ["Movement", "Displacement"],
  ["Meeting", "Agreement", "Aid"],
  ["Condemnation", "Threat", "Protest"],
];
const HAPPENING: ReadonlyMap<EventType, number> = new Map(HAPPENINGS.flatMap((types, i) => types.map((type) => [type, i] as const)));

/**
 * The events nearest to one: in its sentence and in others, before and after it, of its type, and of others that tell of the
 * same happening.
 */
function neighboursOf(events: readonly EventDraft[], k: number): Neighbour[] {
  const { sentence, token, type } = events[k]!.mentions[0]!;
  const happening = HAPPENING.get(type);
  const nearest = [-1, -1, -1, -1, -1, -1];
  const apart = (e: number) => Math.abs(events[e]!.mentions[0]!.token - token);
  const offer = (how: number, e: number) => {
    if (nearest[how]! < 0 || apart(e) < apart(nearest[how]!)) nearest[how] = e;
  };
  for (let e = Math.max(0, k - BESIDE), end = Math.min(events.length, k + BESIDE + 1); e < end; e++) {
    if (e === k) continue;
    const other = events[e]!.mentions[0]!;
    offer((other.sentence === sentence ? 0 : 2) + (other.token < token ? 0 : 1), e);
    if (other.type === type) offer(4, e);
    else if (happening !== undefined && HAPPENING.get(other.type) === happening) offer(5, e);
  }
  return nearest.flatMap((event, how) =>
    event < 0 ? [] : [{ event, how, types: mix(signedHash(type), signedHash(events[event]!.type)) }],
  );
}

/** What a bid shows to all its features. */
interface View {
  readonly key: string;
  readonly role: number;
  readonly type: number;
  readonly likely: number;
  readonly fine: number;
  readonly rough: number;
  /** Whether the grammar finds the contender for the role, for another one, or not at all. */
  readonly found: number;
}

/** Writes features of what the first judgement holds of the bid, of its rivals and of the same contender elsewhere. */
export function outlookFeatures(outlook: Outlook, { event, role, contender, likely }: Bid, out: FeatureBuffer): void {
  out.count = 0;
  const r = WEIGHED_ROLES.indexOf(role);
  const put = (template: number, a = 0, b = 0): void => add(out, template, r + 1, a, b);
  const view: View = {
    key: keyOf(contender),
    role: r,
    type: signedHash(outlook.events[event]!.type),
    ...oddsOf(likely),
    found: contender.found.some(({ draft }) => draft.role === role) ? 1 : contender.found.length > 0 ? 2 : 3,
  };
  rivalFeatures(outlook, event, view, put);
  for (const neighbour of outlook.near[event]!) neighbourFeatures(outlook, neighbour, view, put);
  documentFeatures(outlook, event, view, put);
}

type Put = (template: number, a?: number, b?: number) => void;

/** How the bid ranks among those for its role, and what the contender bids for other roles of the event. */
function rivalFeatures({ seats }: Outlook, event: number, { key, role, type, likely, fine, rough, found }: View, put: Put): void {
  const { best } = seats[event * ROLES + role]!;
  const rank = best.filter(([, other]) => other.likely > likely).length;
  const rival = best.find(([other]) => other !== key)?.[1] ?? NONE;
  put(100, fine);
  put(101, fine, type);
  put(102, fine, found);
  put(103, rank, fine);
  put(105, rival.fine, rough);
  put(106, rival.rough, fine);
  put(107, mix(rival.rough, rough), type);
  put(108, Math.round(Math.max(-0.75, Math.min(0.75, likely - rival.likely)) * 8) + 10, found);
  for (let q = 0; q < ROLES; q++) {
    if (q === role) continue;
    const other = seats[event * ROLES + q]!;
    const same = other.odds.get(key) ?? NONE;
    put(110, mix(q, same.fine), rough);
    put(111, mix(q, same.rough), mix(type, rough));
    put(112, mix(q, (other.best[0]?.[1] ?? NONE).rough), rough);
  }
}

/** What the contender is in another event, and who is the likeliest for the role there. */
function neighbourFeatures({ seats }: Outlook, { event, how, types }: Neighbour, { key, role, rough, found }: View, put: Put): void {
  for (let q = 0; q < ROLES; q++) {
    const same = seats[event * ROLES + q]!.odds.get(key) ?? ABSENT;
    const at = mix(how, q);
    put(120, at, mix(same.fine, rough));
    put(121, at, mix(same.rough, mix(types, found)));
  }
  const [first, odds] = seats[event * ROLES + role]!.best[0] ?? ["", NONE];
  put(123, how, mix(mix(first === key ? 1 : 2, odds.rough), rough));
}

/** What the contender is in all events of the document but this, and in those of the event's type. */
function documentFeatures({ events, typeSeats, allSeats }: Outlook, event: number, view: View, put: Put): void {
  const { key, role, type, likely, rough } = view;
  const ofType = typeSeats.get(events[event]!.type);
  for (let q = 0; q < ROLES; q++) {
    const own = q === role ? likely : 0;
    const all = Math.max(0, (allSeats[q]!.odds.get(key) ?? NONE).likely - own);
    const share = Math.round((5 * all) / ((allSeats[q]!.best[0]?.[1] ?? NONE).likely || 1));
    put(130, mix(q, Math.min(12, Math.round(2 * all))), rough);
    put(131, mix(q, share), type);
    put(132, mix(q, share), rough);
    const alike = Math.min(8, Math.round(2 * Math.max(0, (ofType?.[q]?.odds.get(key) ?? NONE).likely - own)));
    put(133, mix(q, alike), type);
    put(134, mix(q, alike), rough);
  }
  const rank = ofType?.[role]?.best.slice(0, 2).findIndex(([other]) => other === key) ?? -1;
  put(135, rank < 0 ? 3 : rank + 1, mix(type, rough));
}
