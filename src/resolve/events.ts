import { byIri, ensure, order } from "../collections.js";
import type { Iri, RoleName } from "../model.js";
import type { LocalDocument, LocalEvent } from "./document.js";
import type { Union } from "./union.js";

interface Candidate {
  readonly iri: Iri;
  readonly report: Iri;
  readonly event: LocalEvent["event"];
  readonly agents: readonly Iri[];
}

/** Dates may differ by so many days and still mean one event only where both are single days or short ranges. */
const LONGEST_RANGE_DAYS = 2;

/**
 * Joins events of different reports that are one: the same type on the same day at the same named place (narrower than
 * a country), with no named agents that differ. Where a report tells of two such events, nothing is joined, since it
 * can't be told which is which.
 */
export function joinEvents(documents: readonly LocalDocument[], union: Union): void {
  const buckets = new Map<string, Candidate[]>();
  for (const document of documents) {
    for (const { iri, event } of document.events.values()) {
      if (event.time?.from == null || event.time.to == null || days(event.time.from, event.time.to) > LONGEST_RANGE_DAYS) continue;
      const candidate = { iri, report: document.iri, event, agents: named(document, event, "agent", union) };
      for (const place of new Set(named(document, event, "place", union))) {
        const key = [event.type, event.time.from, event.polarity, event.modality, place].join(" ");
        ensure(buckets, key, () => []).push(candidate);
      }
    }
  }
  const reports = new Map<Iri, Set<Iri>>();
  /** Joins two events unless two events of one report would become one by it. */
  const joinReports = (a: Candidate, b: Candidate): void => {
    const [x, y] = [union.find(a.iri), union.find(b.iri)];
    const [ofX, ofY] = [reports.get(x) ?? new Set([a.report]), reports.get(y) ?? new Set([b.report])];
    if (x === y || [...ofX].some((r) => ofY.has(r))) return;
    union.join(x, y);
    reports.set(union.find(x), new Set([...ofX, ...ofY]));
  };
  for (const [, bucket] of [...buckets].sort(([a], [b]) => order(a, b))) {
    const perReport = new Map<Iri, number>();
    for (const c of bucket) perReport.set(c.report, (perReport.get(c.report) ?? 0) + 1);
    const single = bucket.filter((c) => perReport.get(c.report) === 1).sort(byIri);
    for (const [i, a] of single.entries()) {
      const partner = single.slice(0, i).find((b) => compatible(a, b));
      if (partner) joinReports(a, partner);
    }
  }
}

function compatible(a: Candidate, b: Candidate): boolean {
  const subtypes = a.event.subtype === null || b.event.subtype === null || a.event.subtype === b.event.subtype;
  const agents = a.agents.length === 0 || b.agents.length === 0 || a.agents.some((x) => b.agents.includes(x));
  return subtypes && agents;
}

/** Named fillers of a role; places without countries, which hold too many events. */
function named(document: LocalDocument, event: LocalEvent["event"], role: RoleName, union: Union): Iri[] {
  return event.roles.flatMap((r) => {
    const filler = r.role === role && r.entity !== null ? document.entities.get(r.entity) : undefined;
    if (filler === undefined || !filler.named || (role === "place" && filler.entity.type === "Country")) return [];
    return [union.find(filler.iri)];
  });
}

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
