import { annotate } from "../../annotate/annotate.js";
import { findAttributions } from "../../extract/attribution.js";
import { type Voices, voicesOf } from "../../extract/claims-voices.js";
import type { EventDraft } from "../../extract/event-mention.js";
import { type CastModels, castEvents, type EventModels } from "../../extract/events.js";
import { type EventTree, indexTree } from "../../extract/events-tree.js";
import { hashTree, type TreeHashes } from "../../extract/tree-hashes.js";
import type { Attribution } from "../../model.js";
import { readReport } from "../../read/report.js";
import { type AttributionModel, loadAttribution } from "../../resources/attribution.js";
import { loadCoreference } from "../../resources/coreference.js";
import { loadEventLexicon } from "../../resources/events.js";
import { loadGazetteer } from "../../resources/gazetteer.js";
import { loadJoins } from "../../resources/joins.js";
import { loadNames } from "../../resources/names.js";
import { loadRoles } from "../../resources/roles.js";
import { loadStatus } from "../../resources/status.js";
import { loadSyntax } from "../../resources/syntax.js";
import { loadTriggers } from "../../resources/triggers.js";
import type { GoldReport } from "./reports.js";

/** An annotated report read as far as its trees and mentions. */
export interface ReportTree {
  readonly gold: GoldReport;
  readonly tree: EventTree;
  readonly hashes: TreeHashes;
}

/** Reads reports with the models below `root` that know nothing of events. */
export function readTrees(reports: readonly GoldReport[], root: string): ReportTree[] {
  const syntax = loadSyntax(root);
  const resources = { syntax, names: loadNames(root), gazetteer: loadGazetteer(root), coreference: loadCoreference(root) };
  const lexicon = loadEventLexicon(root);
  return reports.map((gold) => {
    const bytes = new TextEncoder().encode(gold.text);
    const doc = annotate(readReport({ path: gold.name, name: gold.name, bytes, format: "text" }), resources);
    const tree = indexTree(doc, lexicon);
    return { gold, tree, hashes: hashTree(tree, syntax.clusters) };
  });
}

/** The models that find events and who speaks. */
export interface Finders extends CastModels {
  readonly attribution: AttributionModel;
}

export const loadEventModels = (root: string): EventModels => ({ triggers: loadTriggers(root), status: loadStatus(root) });

export const loadCastModels = (root: string): CastModels => ({
  ...loadEventModels(root),
  roles: loadRoles(root),
  joins: loadJoins(root),
});

export const loadFinders = (root: string): Finders => ({
  ...loadCastModels(root),
  attribution: loadAttribution(root),
});

/** What is found in a report before it is settled when its events were and who claims them. */
export interface Found {
  readonly drafts: readonly EventDraft[];
  readonly attributions: readonly Attribution[];
  readonly voices: Voices;
}

export function findIn({ tree, hashes }: ReportTree, finders: Finders): Found {
  const drafts = castEvents(tree, hashes, finders);
  const attributions = findAttributions(tree.doc, finders.attribution);
  return { drafts, attributions, voices: voicesOf(tree.doc, attributions) };
}
