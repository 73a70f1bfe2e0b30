import { annotate } from "./annotate/annotate.js";
import { type Annotation, toAnnotation } from "./extract/annotation.js";
import { extract } from "./extract/extract.js";
import type { Extraction, Facts, Knowledge, Report } from "./model.js";
import { localDocument } from "./resolve/document.js";
import { resolve } from "./resolve/resolve.js";
import type { Resources } from "./resources/resources.js";
import { digest } from "./text.js";

/** Beginning of every IRI unless told otherwise. */
export const DEFAULT_BASE = "urn:claimgraph";

/** Whether a report is in the language that is read; one whose language can't be told is tried. */
export function isReadable(report: Report): boolean {
  return report.language === null || report.language === "en";
}

/** Reads one report into facts. */
export function readFacts(report: Report, resources: Resources): Facts {
  return extract(annotate(report, resources), resources);
}

/** Facts without what joining does not need (tokens, sentences, times), to keep many documents in little memory. */
export function withoutSyntax(facts: Facts): Facts {
  return { ...facts, attributions: [], doc: { ...facts.doc, tokens: [], sentences: [], times: [], amounts: [], quotations: [] } };
}

/** The JSON value that `annotate` prints for a document. */
export function annotationOf(facts: Facts, base = DEFAULT_BASE): Annotation {
  const { entities } = localDocument(base, facts);
  return toAnnotation(facts, (id) => entities.get(id)?.iri ?? null);
}

/** Describes the run: version and what it was made with, no wall-clock time. */
export function extractionOf(base: string, version: string, models: Extraction["models"]): Extraction {
  const content = [version, ...models.map((m) => `${m.name} ${m.digest}`)].join("\n");
  return { iri: `${base}/extraction/${version}-${digest(content).slice(0, 12)}`, version, models };
}

/** Joins what all documents say. */
export function join(facts: readonly Facts[], aside: readonly Report[], extraction: Extraction, base = DEFAULT_BASE): Knowledge {
  return resolve(facts, aside, { base, extraction });
}
