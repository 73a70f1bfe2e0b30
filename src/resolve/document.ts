import type { DocEntity, Facts, GraphReport, Iri, Mention, NewsEvent, Quantity, Report } from "../model.js";
import { codePointOffsets, fold } from "../text.js";
import { entityIri, eventIri, iri, reportIri } from "./identity.js";

/** One document's facts with the names that they have before anything is joined. */
export interface LocalDocument {
  readonly facts: Facts;
  readonly report: Report;
  readonly iri: Iri;
  /** UTF-16 offset → code point. */
  readonly toCodePoint: (offset: number) => number;
  readonly entities: ReadonlyMap<string, LocalEntity>;
  readonly events: ReadonlyMap<string, LocalEvent>;
  readonly quantities: ReadonlyMap<string, Quantity>;
}

export interface LocalEntity {
  readonly iri: Iri;
  readonly entity: DocEntity;
  /** Whether a proper name or demonym refers to it. */
  readonly named: boolean;
}

export interface LocalEvent {
  readonly iri: Iri;
  readonly event: NewsEvent;
}

/** Names what one document holds. */
export function localDocument(base: string, facts: Facts): LocalDocument {
  const { report, mentions } = facts.doc;
  const byId = new Map<string, Mention>(mentions.map((m) => [m.id, m]));
  const entities = new Map<string, LocalEntity>();
  for (const entity of facts.doc.entities) {
    const own = entity.mentions.map((id) => byId.get(id)!);
    if (own.length === 0) continue;
    const named = own.some((m) => m.kind === "name" || m.kind === "demonym");
    entities.set(entity.id, { iri: entityIri(base, report, entity, own[0]!), entity, named });
  }
  const events = new Map<string, LocalEvent>();
  const seen = new Map<string, number>();
  for (const event of facts.events) {
    const first = eventIri(base, report, event, 0);
    const ordinal = seen.get(first) ?? 0;
    seen.set(first, ordinal + 1);
    events.set(event.id, { iri: ordinal === 0 ? first : eventIri(base, report, event, ordinal), event });
  }
  return {
    facts,
    report,
    iri: reportIri(base, report),
    toCodePoint: codePointOffsets(report.text),
    entities,
    events,
    quantities: new Map(facts.quantities.map((q) => [q.id, q])),
  };
}

/** The node of a report; `quotes` are the words of every span that is cited as evidence. */
export function graphReport(base: string, report: Report, quotes: ReadonlyMap<string, string>): GraphReport {
  const self = reportIri(base, report);
  return {
    iri: self,
    id: report.id,
    label: title(report),
    date: report.date,
    publisher: report.publisher,
    url: report.url,
    language: report.language,
    sourceGroup: report.publisher === null ? null : fold(report.publisher),
    textIri: iri(base, "text", report.id, [report.digest]),
    quotes: Object.fromEntries([...quotes].sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1))),
    replaces: [],
  };
}

const LONGEST_TITLE = 90;

/** The first words of the prose, cut between words. */
function title(report: Report): string {
  let at = 0;
  for (const part of report.parts) {
    if (report.text.slice(at, part.start).trim() !== "") break;
    at = part.end;
  }
  const line =
    report.text
      .slice(at, at + 400)
      .trim()
      .split(/\r?\n/)[0] ?? "";
  if (line.length <= LONGEST_TITLE) return (line || report.id).toWellFormed();
  return `${line.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, "")}…`.toWellFormed();
}
