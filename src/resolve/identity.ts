import type { DocEntity, Mention, NewsEvent, Report, Span } from "../model.js";
import { digest, slug } from "../text.js";

/** IRIs from content alone: nothing counted, nothing random. */

const SHORT = 16;

/** `<base>/<class>/<slug>-<digest>` */
export function iri(base: string, kind: string, name: string, content: readonly string[]): string {
  return `${base}/${kind.toLowerCase()}/${slug(name)}-${digest(content.join("\u0000")).slice(0, SHORT)}`;
}

/** A report's IRI, from its bytes. */
export function reportIri(base: string, report: Report): string {
  return `${base}/report/${slug(report.id)}-${report.digest.slice(0, SHORT)}`;
}

/** The IRI of an entity of one document, from its report, class and first mention. */
export function entityIri(base: string, report: Report, entity: DocEntity, first: Mention): string {
  return iri(base, entity.type, entity.label, [report.digest, entity.type, at(first), report.text.slice(first.start, first.end)]);
}

/** The IRI of an event of one document, from its report, type and first trigger. */
export function eventIri(base: string, report: Report, event: NewsEvent, ordinal: number): string {
  const first = event.triggers[0];
  const words = first ? report.text.slice(first.start, first.end) : "";
  return iri(base, "event", event.subtype ?? event.type, [
    report.digest,
    event.type,
    first ? at(first) : "",
    words,
    ordinal === 0 ? "" : String(ordinal),
  ]);
}

function at(span: Span): string {
  return `${span.start}-${span.end}`;
}
