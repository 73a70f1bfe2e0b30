import type { Doc, Facts } from "../model.js";
import type { AttributionModel } from "../resources/attribution.js";
import { findAttributions } from "./attribution.js";
import { assembleFacts, type ClaimModels } from "./claims.js";
import { type EventResources, findEvents } from "./events.js";
import { findRelations } from "./relations.js";

/** What extracting needs to know. */
export interface ExtractResources extends EventResources, ClaimModels {
  readonly attribution: AttributionModel;
}

/** What one document says: events with roles, times and quantities, relations, and who claims each. */
export function extract(doc: Doc, resources: ExtractResources): Facts {
  const attributions = findAttributions(doc, resources.attribution);
  const events = findEvents(doc, resources);
  const relations = findRelations(doc, events, resources.events);
  return assembleFacts(doc, attributions, events, relations, resources);
}
