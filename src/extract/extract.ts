import type { LogisticModel } from "../learn/logistic.js";
import type { Doc, Facts } from "../model.js";
import type { AttributionModel } from "../resources/attribution.js";
import type { EventLexicon } from "../resources/events.js";
import { findAttributions } from "./attribution.js";
import { assembleFacts } from "./claims.js";
import { findEvents } from "./events.js";
import { findRelations } from "./relations.js";

/** What extracting needs to know. */
export interface ExtractResources {
  readonly events: EventLexicon;
  readonly attribution: AttributionModel;
  readonly scene: LogisticModel;
  readonly confidence: LogisticModel;
}

/** What one document says: events with roles, times and quantities, relations, and who claims each. */
export function extract(doc: Doc, resources: ExtractResources): Facts {
  const attributions = findAttributions(doc, resources.attribution);
  const events = findEvents(doc, resources.events, resources.scene);
  const relations = findRelations(doc, events, resources.events);
  return assembleFacts(doc, attributions, events, relations, resources.confidence);
}
