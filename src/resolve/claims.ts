import { ensure } from "../collections.js";
import type { Claim, ClaimPredicate, GraphClaim, GraphQuantity, Iri, LinkPredicate, Quantity, Span } from "../model.js";
import { digest, fold } from "../text.js";
import type { LocalDocument } from "./document.js";
import { iri } from "./identity.js";
import type { Union } from "./union.js";

/** What a claim is about, after joining: claims with the same key say the same. */
export type Statement =
  | { readonly kind: "link"; readonly subject: Iri; readonly predicate: LinkPredicate; readonly object: Iri }
  | { readonly kind: "occurs"; readonly subject: Iri }
  | { readonly kind: "date"; readonly subject: Iri; readonly predicate: "earliest" | "latest"; readonly value: string }
  | { readonly kind: "quantity"; readonly subject: Iri; readonly quantity: Omit<GraphQuantity, "stands" | "contested" | "claims"> }
  | { readonly kind: "membership"; readonly subject: Iri; readonly iri: Iri; readonly label: string; readonly organization: Iri | null };

/** A statement with everybody's claims on it. */
export interface Claimed {
  readonly statement: Statement;
  readonly claims: readonly GraphClaim[];
}

/** Everything that is claimed, by statement, and the words of each cited span by report. */
export interface Ledger {
  readonly statements: ReadonlyMap<string, Claimed>;
  readonly quotes: ReadonlyMap<Iri, ReadonlyMap<string, string>>;
}

interface Draft {
  readonly claim: Omit<GraphClaim, "contradicts" | "agreesWith" | "refines" | "evidence" | "confidence">;
  readonly evidence: Map<string, Span>;
  readonly contradicts: Set<Iri>;
  confidence: number;
}

/**
 * Gathers the claims of all documents by what they say. The same voice saying the same in the same report is one claim
 * with more evidence; a claim's IRI is made from the names that things have within its own report, so that it stays when
 * reports are added.
 */
export function gatherClaims(base: string, documents: readonly LocalDocument[], union: Union): Ledger {
  const statements = new Map<string, { statement: Statement; drafts: Map<string, Draft> }>();
  const quotes = new Map<Iri, Map<string, string>>();
  for (const document of documents) {
    const finalIri = new Map<string, Draft>();
    const own = new Map<string, string>();
    quotes.set(document.iri, own);
    for (const claim of document.facts.claims) {
      const statement = statementOf(base, document, claim, union);
      if (statement === null) continue;
      const key = keyOf(statement);
      const entry = ensure(statements, key, () => ({ statement, drafts: new Map() }));
      const claimant = claim.claimant === null ? document.iri : (document.entities.get(claim.claimant)?.iri ?? document.iri);
      const voice = [document.iri, union.find(claimant), claim.polarity, claim.modality].join(" ");
      const draft = ensure(entry.drafts, voice, () => openDraft(base, document, claim, claimant, union));
      draft.confidence = Math.max(draft.confidence, claim.confidence);
      for (const span of claim.evidence) cite(document, span, draft, own);
      finalIri.set(claim.id, draft);
    }
    for (const claim of document.facts.claims) {
      const draft = finalIri.get(claim.id);
      for (const other of claim.contradicts) {
        const rival = finalIri.get(other);
        if (!draft || !rival || rival === draft) continue;
        draft.contradicts.add(rival.claim.id);
        rival.contradicts.add(draft.claim.id);
      }
    }
  }
  const closed = new Map<string, Claimed>();
  for (const [key, { statement, drafts }] of statements) closed.set(key, { statement, claims: [...drafts.values()].map(close).sort(byId) });
  return { statements: closed, quotes };
}

/** The end of a date, quantity or role claim as the graph has it; `null` where one of its ends is no node. */
function statementOf(base: string, document: LocalDocument, claim: Claim, union: Union): Statement | null {
  const node = (id: string): Iri | null => {
    const local = document.events.get(id)?.iri ?? document.entities.get(id)?.iri;
    return local === undefined ? null : union.find(local);
  };
  const subject = node(claim.subject);
  if (subject === null) return null;
  const predicate: ClaimPredicate = claim.predicate;
  switch (predicate) {
    case "occurs":
      return { kind: "occurs", subject };
    case "earliest":
    case "latest":
      return { kind: "date", subject, predicate, value: claim.object };
    case "quantity": {
      const quantity = document.quantities.get(claim.object);
      return quantity === undefined ? null : { kind: "quantity", subject, quantity: quantityNode(base, subject, quantity) };
    }
    case "hasRole": {
      const label = (claim.value ?? "").replace(/\s+/g, " ").trim().toWellFormed();
      const organization = claim.object === "" ? null : node(claim.object);
      return {
        kind: "membership",
        subject,
        iri: iri(base, "membership", label, [subject, organization ?? "", fold(label)]),
        label,
        organization,
      };
    }
    default: {
      const object = node(claim.object);
      return object === null || object === subject ? null : { kind: "link", subject, predicate, object };
    }
  }
}

function quantityNode(base: string, event: Iri, { min, max, bound, of, role, unit }: Quantity) {
  const counts = of?.replace(/\s+/g, " ").trim().toWellFormed() ?? null;
  const content = [event, String(min), String(max), bound, fold(counts ?? ""), role ?? "", unit ?? ""];
  return { iri: iri(base, "quantity", `${max ?? min ?? bound} ${counts ?? ""}`, content), min, max, bound, counts, role, unit };
}

function keyOf(s: Statement): string {
  switch (s.kind) {
    case "link":
      return `link ${s.subject} ${s.predicate} ${s.object}`;
    case "occurs":
      return `occurs ${s.subject}`;
    case "date":
      return `date ${s.subject} ${s.predicate} ${s.value}`;
    case "quantity":
      return `quantity ${s.subject} ${s.quantity.iri}`;
    case "membership":
      return `membership ${s.subject} ${s.iri}`;
  }
}

function openDraft(base: string, document: LocalDocument, claim: Claim, claimant: Iri, union: Union): Draft {
  const local = (id: string) => document.events.get(id)?.iri ?? document.entities.get(id)?.iri ?? id;
  const quantity = document.quantities.get(claim.object);
  const object = quantity
    ? JSON.stringify([quantity.min, quantity.max, quantity.bound, quantity.of, quantity.role, quantity.unit])
    : local(claim.object);
  const content = [
    document.iri,
    claimant,
    local(claim.subject),
    claim.predicate,
    object,
    claim.value ?? "",
    claim.polarity,
    claim.modality,
  ];
  return {
    claim: {
      id: `${base}/claim/${digest(content.join("\u0000")).slice(0, 20)}`,
      claimant: claimant === document.iri ? claimant : union.find(claimant),
      cue: claim.cue?.replace(/\s+/g, " ").trim().toWellFormed() || null,
      polarity: claim.polarity,
      modality: claim.modality,
      report: document.iri,
    },
    evidence: new Map(),
    contradicts: new Set(),
    confidence: 0,
  };
}

function cite(document: LocalDocument, { start, end }: Span, draft: Draft, quotes: Map<string, string>): void {
  const span = { start: document.toCodePoint(start), end: document.toCodePoint(end) };
  const key = `${span.start}-${span.end}`;
  draft.evidence.set(key, span);
  quotes.set(key, document.report.text.slice(start, end));
}

function close(draft: Draft): GraphClaim {
  return {
    ...draft.claim,
    confidence: Math.min(1, Math.max(0, Math.round(draft.confidence * 100) / 100)),
    evidence: [...draft.evidence.values()].sort((a, b) => a.start - b.start || a.end - b.end),
    contradicts: [...draft.contradicts].sort(),
    agreesWith: [],
    refines: [],
  };
}

function byId(a: GraphClaim, b: GraphClaim): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
