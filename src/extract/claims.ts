import type { LogisticModel } from "../learn/logistic.js";
import type { Attribution, Doc, Facts, Quantity, Relation } from "../model.js";
import { type EventFacts, newsEvents } from "./claims-events.js";
import { indexedDoc } from "./claims-features.js";
import { type ClaimDraft, claimsOf, eventSayings, relationSayings } from "./claims-statements.js";
import { voicesOf } from "./claims-voices.js";
import { contradictions } from "./contradiction.js";
import { asPlanned, eventDates } from "./dates.js";
import type { EventDraft } from "./event-mention.js";

/** A document's facts before contradictions are looked for, each claim with what it was made from. */
export interface DraftedFacts {
  readonly facts: readonly EventFacts[];
  readonly quantities: readonly Quantity[];
  readonly claims: readonly ClaimDraft[];
}

/** Dates and voices of events, amounts as quantities, and everything that is said as claims. */
export function draftFacts(
  doc: Doc,
  attributions: readonly Attribution[],
  drafts: readonly EventDraft[],
  relations: readonly Relation[],
  model: LogisticModel,
): DraftedFacts {
  const voices = voicesOf(doc, attributions);
  const dates = eventDates(doc, drafts, voices);
  const told = drafts.map((draft, i) => asPlanned(doc, draft, dates[i]!));
  const { facts, quantities } = newsEvents(doc, attributions, told, dates, voices);
  const index = indexedDoc(doc);
  const claims = claimsOf(doc, [...eventSayings(index, facts), ...relationSayings(index, relations, voices)], model);
  return { facts, quantities, claims };
}

/**
 * Puts a document's facts together: dates and voices of events, amounts as quantities, and for everything that is said a
 * claim with its words. The draft at index `i` becomes the event `v{i + 1}`; what is split off as denied comes after them.
 */
export function assembleFacts(
  doc: Doc,
  attributions: readonly Attribution[],
  drafts: readonly EventDraft[],
  relations: readonly Relation[],
  model: LogisticModel,
): Facts {
  const { facts, quantities, claims } = draftFacts(doc, attributions, drafts, relations, model);
  const plain = claims.map(({ claim }) => claim);
  const against = contradictions(doc, facts, quantities, plain);
  return {
    doc,
    events: facts.map(({ event }) => event),
    quantities,
    attributions,
    relations,
    claims: plain.map((claim) => ({ ...claim, contradicts: [...(against.get(claim.id) ?? [])].sort(byNumber) })),
  };
}

/** `c2` before `c10`. */
const byNumber = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1));
