import type { CoreferenceModel } from "../resources/coreference.js";
import { type Coreference, entitiesOf } from "./coreference-entities.js";
import { frameOf } from "./coreference-frame.js";
import { rank } from "./coreference-rank.js";
import { findMentions } from "./mentions.js";
import type { Name, Syntax } from "./syntax.js";

/**
 * Finds mentions and joins those that refer to the same thing. Every mention belongs to exactly one entity; an entity's
 * type is that of most of its names, else of its nominals; its label is its fullest name. Linear in the document's length.
 */
export function resolveCoreference(syntax: Syntax, names: readonly Name[], model: CoreferenceModel): Coreference {
  const found = findMentions(syntax, names, model);
  const clusters = rank(frameOf(syntax, found, model), model.ranker);
  return entitiesOf(syntax, found.drafts, clusters.of);
}
