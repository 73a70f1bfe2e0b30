import type { Facts, Iri, Span } from "../model.js";
import { codePointOffsets } from "../text.js";

/**
 * What was found in one document as one JSON value: the line that `annotate` prints. Offsets count code points.
 * @param iriOf the IRI of an entity by its id
 */
export function toAnnotation(facts: Facts, iriOf: (entity: string) => Iri | null) {
  const { doc } = facts;
  const { report } = doc;
  const at = codePointOffsets(report.text);
  const span = ({ start, end }: Span) => ({ start: at(start), end: at(end) });
  return {
    id: report.id,
    text: report.text,
    date: report.date,
    publisher: report.publisher,
    language: report.language,
    sentences: doc.sentences.map(span),
    tokens: doc.tokens.map((t) => ({ ...span(t), tag: t.tag, lemma: t.lemma, head: t.head, deprel: t.deprel })),
    mentions: doc.mentions.map((m) => ({ id: m.id, ...span(m), kind: m.kind, type: m.type, entity: m.entity })),
    entities: doc.entities.map((e) => ({
      id: e.id,
      type: e.type,
      label: e.label,
      aliases: e.aliases,
      iri: iriOf(e.id),
      matches: e.match === null ? [] : [e.match.iri],
      lat: e.match?.lat ?? null,
      lon: e.match?.lon ?? null,
    })),
    times: doc.times.map((t) => ({ ...span(t), from: t.from, to: t.to })),
    quantities: facts.quantities.map((q) => ({ ...q, ...span(q) })),
    events: facts.events.map((e) => ({ ...e, triggers: e.triggers.map(span), roles: e.roles.map((r) => ({ ...r, ...span(r) })) })),
    attributions: facts.attributions.map((a) => ({
      source: a.source && span(a.source),
      cue: a.cue && span(a.cue),
      content: a.content.map(span),
      claimant: a.claimant,
      direct: a.direct,
      confidence: a.confidence,
    })),
    relations: facts.relations.map((r) => ({ ...r, ...span(r) })),
    claims: facts.claims.map((c) => ({ ...c, evidence: c.evidence.map(span) })),
  };
}

/** One line of `annotate --format jsonl`, parsed. */
export type Annotation = ReturnType<typeof toAnnotation>;
