import type { Attribution, Doc, Facts, Relation } from "../model.js";
import type { ConfidenceModel } from "../resources/confidence.js";
import { newsEvents } from "./claims-events.js";
import { indexedDoc } from "./claims-features.js";
import { claimsOf, eventSayings, relationSayings } from "./claims-statements.js";
import { voicesOf } from "./claims-voices.js";
import { contradictions } from "./contradiction.js";
import { eventDates } from "./dates.js";
import type { EventDraft } from "./event-mention.js";

/**
 * Puts a document's facts together: dates and voices of events, amounts as quantities, and for everything that is said a
 * claim with its words. The draft at index `i` becomes the event `v{i + 1}`; what is split off as denied comes after them.
 */
export function assembleFacts(
  doc: Doc,
  attributions: readonly Attribution[],
  drafts: readonly EventDraft[],
  relations: readonly Relation[],
  model: ConfidenceModel,
): Facts {
  const voices = voicesOf(doc, attributions);
  const { facts, quantities } = newsEvents(drafts, eventDates(doc, drafts), voices);
  const index = indexedDoc(doc);
  const made = claimsOf(doc, [...eventSayings(index, facts), ...relationSayings(index, relations, voices)], model);
  const against = contradictions(
    doc,
    facts,
    quantities,
    made.map((m) => m.claim),
  );
  const claims = made.map(({ claim }) => ({ ...claim, contradicts: [...(against.get(claim.id) ?? [])].sort(byNumber) }));
  return { doc, events: facts.map((f) => f.event), quantities, attributions, relations, claims };
}

/** `c2` before `c10`. */
const byNumber = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1));
