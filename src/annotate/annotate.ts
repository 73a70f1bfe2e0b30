import type { Doc, Report } from "../model.js";
import type { CoreferenceModel } from "../resources/coreference.js";
import type { Gazetteer } from "../resources/gazetteer.js";
import type { NamesModel } from "../resources/names.js";
import type { SyntaxModel } from "../resources/syntax.js";
import { findAmounts } from "./amounts.js";
import { resolveCoreference } from "./coreference.js";
import { recogniseNames } from "./names.js";
import { matchPlaces } from "./places.js";
import { findQuotations } from "./quotations.js";
import { analyse } from "./syntax-analysis.js";
import { findTimes } from "./times.js";

/** What annotating needs to know. */
export interface AnnotateResources {
  readonly syntax: SyntaxModel;
  readonly names: NamesModel;
  readonly gazetteer: Gazetteer;
  readonly coreference: CoreferenceModel;
}

/** Everything that is found in a report's language, from words to who "he" is. Linear in the report's length. */
export function annotate(report: Report, resources: AnnotateResources): Doc {
  const syntax = analyse(report, resources.syntax);
  const names = recogniseNames(syntax, report, resources);
  const times = findTimes(syntax, report);
  const { mentions, entities } = resolveCoreference(syntax, names, resources.coreference);
  return {
    report,
    sentences: syntax.sentences,
    tokens: syntax.tokens,
    mentions,
    entities: matchPlaces(entities, mentions, report, resources.gazetteer),
    times,
    amounts: findAmounts(syntax, times),
    quotations: findQuotations(report.text, report.parts),
  };
}
