import type { LogisticModel } from "../learn/logistic.js";
import type { Attribution, Doc, Facts, Quantity, Relation } from "../model.js";
import type { ClaimantModel } from "../resources/claimants.js";
import type { DateModel } from "../resources/dates.js";
import { claimantWeigher } from "./claimants-weighing.js";
import { type EventFacts, newsEvents } from "./claims-events.js";
import { indexedDoc } from "./claims-features.js";
import { type ClaimDraft, claimsOf, eventSayings, relationSayings } from "./claims-statements.js";
import { voicesOf } from "./claims-voices.js";
import { contradictions } from "./contradiction.js";
import { asPlanned } from "./dates.js";
import { eventDates } from "./dates-weighing.js";
import type { EventDraft } from "./event-mention.js";

/** A document's facts before contradictions are looked for, each claim with what it was made from. */
export interface DraftedFacts {
  readonly facts: readonly EventFacts[];
  readonly quantities: readonly Quantity[];
  readonly claims: readonly ClaimDraft[];
}

/** The models by which what is said is weighed. */
export interface ClaimModels {
  readonly dates: DateModel;
  readonly claimants: ClaimantModel;
  readonly confidence: LogisticModel;
}

/** Dates and voices of events, amounts as quantities, and everything that is said as claims. */
export function draftFacts(
  doc: Doc,
  attributions: readonly Attribution[],
  drafts: readonly EventDraft[],
  relations: readonly Relation[],
  models: ClaimModels,
): DraftedFacts {
  const voices = voicesOf(doc, attributions);
  const dates = eventDates(doc, drafts, voices, models.dates);
  const told = drafts.map((draft, i) => asPlanned(doc, draft, dates[i]!));
  const { facts, quantities } = newsEvents(
    doc,
    attributions,
    told,
    dates,
    voices,
    claimantWeigher(doc, attributions, told, models.claimants),
  );
  const index = indexedDoc(doc);
  const claims = claimsOf(doc, [...eventSayings(index, facts), ...relationSayings(index, relations, voices)], models.confidence);
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
  models: ClaimModels,
): Facts {
  const { facts, quantities, claims } = draftFacts(doc, attributions, drafts, relations, models);
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
