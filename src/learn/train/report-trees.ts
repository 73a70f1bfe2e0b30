import { annotate } from "../../annotate/annotate.js";
import { type EventTree, indexTree } from "../../extract/events-tree.js";
import { hashTree, type TreeHashes } from "../../extract/tree-hashes.js";
import { readReport } from "../../read/report.js";
import { loadCoreference } from "../../resources/coreference.js";
import { loadEventLexicon } from "../../resources/events.js";
import { loadGazetteer } from "../../resources/gazetteer.js";
import { loadNames } from "../../resources/names.js";
import { loadSyntax } from "../../resources/syntax.js";
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
