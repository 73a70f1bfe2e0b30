import { join } from "node:path";
import { frameOf } from "../../annotate/coreference-frame.js";
import { findMentions } from "../../annotate/mentions.js";
import type { Name, Syntax } from "../../annotate/syntax.js";
import { type CoreferenceModel, loadMentionLexicons } from "../../resources/coreference.js";
import { encodeContainer } from "../container.js";
import { type CoreferenceDocument, readGum } from "./coreference-data.js";
import { type RankerExample, trainRanker } from "./coreference-ranker.js";

/** The earlier stages as they will be when the model is used: trees and names of a gold document, predicted. */
export type Upstream = (document: CoreferenceDocument) => { readonly syntax: Syntax; readonly names: readonly Name[] };

/**
 * Trains mention ranking on GUM (`gum/train` under `data`) and packs it as `models/coreference.bin`.
 * @param root the folder that holds `lexicons/`
 * @param upstream gives the trees and names to train on; without it gold ones are used
 */
export function trainCoreference(data: string, root: string, log: (line: string) => void, upstream?: Upstream): Uint8Array {
  const model: CoreferenceModel = { ...loadMentionLexicons(root), ranker: new Float32Array(1) };
  const documents = readGum(join(data, "gum", "train"));
  const examples = documents.flatMap((document) => {
    const gold = example(document, document.syntax, document.names, model);
    if (!upstream) return [gold];
    const { syntax, names } = upstream(document);
    return [example(document, syntax, names, model)];
  });
  log(`coreference: ${examples.length} documents, ${examples.reduce((n, e) => n + e.gold.length, 0)} mentions`);
  const weights = trainRanker(examples);
  return encodeContainer("coreference", 1, { data: "GUM train" }, { ranker: quantised(weights) });
}

/** The drafts of a document with the gold chain of each, by head; a second draft with the same head has none. */
function example(document: CoreferenceDocument, syntax: Syntax, names: readonly Name[], model: CoreferenceModel): RankerExample {
  const mentions = findMentions(syntax, names, model);
  const seen = new Set<number>();
  const gold = mentions.drafts.map(({ head }) => {
    if (seen.has(head)) return "";
    seen.add(head);
    return document.chains.get(head)?.id ?? "";
  });
  return { frame: frameOf(syntax, mentions, model), gold };
}

/** To 16 bits with one scale; choices compare sums of weights, so that the scale need not be kept. */
function quantised(weights: Float32Array): Int16Array {
  const most = weights.reduce((m, w) => Math.max(m, Math.abs(w)), 1e-9);
  return Int16Array.from(weights, (w) => Math.round((w / most) * 32767));
}
