import { join } from "node:path";
import { resolveCoreference } from "../../annotate/coreference.js";
import { frameOf } from "../../annotate/coreference-frame.js";
import { findMentions } from "../../annotate/mentions.js";
import { recogniseNames } from "../../annotate/names.js";
import type { Name, Syntax } from "../../annotate/syntax.js";
import { analyse } from "../../annotate/syntax-analysis.js";
import type { Report } from "../../model.js";
import { type CoreferenceModel, loadCoreference, loadMentionLexicons } from "../../resources/coreference.js";
import { loadGazetteer } from "../../resources/gazetteer.js";
import { loadNames } from "../../resources/names.js";
import { loadSyntax } from "../../resources/syntax.js";
import { encodeContainer } from "../container.js";
import { type CoreferenceDocument, readGum } from "./coreference-data.js";
import { type RankerExample, trainRanker } from "./coreference-ranker.js";
import { type Chains, type CoreferenceScore, scoreCoreference } from "./coreference-score.js";

/** The earlier stages as they will be when the model is used: trees and names of a gold document, predicted. */
export type Upstream = (document: CoreferenceDocument) => { readonly syntax: Syntax; readonly names: readonly Name[] };

/**
 * Trains mention ranking on GUM (`gum/train` under `data`) with the trees and names that the shipped models find in it.
 * @param root the folder that holds `models/` and `lexicons/`
 * @param upstream replaces the shipped models
 * @returns the bytes of `models/coreference.bin`
 */
export function trainCoreference(data: string, root: string, log: (line: string) => void, upstream = shippedModels(root)): Uint8Array {
  const model: CoreferenceModel = { ...loadMentionLexicons(root), ranker: new Float32Array(1) };
  const examples = readGum(join(data, "gum", "train")).map((document) => example(document, upstream, model));
  log(`${examples.length} documents, ${examples.reduce((n, e) => n + e.gold.length, 0)} mentions`);
  return encodeContainer("coreference", 1, { data: "GUM train" }, { ranker: quantised(trainRanker(examples)) });
}

/** Measures the model in `root` on `gum/dev` and returns its card as Markdown. */
export function describeCoreference(data: string, root: string, log: (line: string) => void): string {
  const score = evaluateCoreference(data, loadCoreference(root), shippedModels(root));
  log(`GUM dev: CoNLL ${score.average.toFixed(1)}`);
  const row = (name: string, value: number) => `| ${name} | ${value.toFixed(1)} |`;
  return `# coreference.bin

Ranks the antecedents of each mention (name, noun phrase, pronoun) with a log-linear model over hashed features: kinds,
distance, number, gender, type, head noun, modifiers, how two names match, grammatical relations, quotations and their
speakers, and what is known of the chain so far. Same names, demonyms and surnames are linked by rule.

- **Data:** GUM, training part (Georgetown University Multilayer corpus; annotations CC BY 4.0; texts under CC BY, CC BY-SA
  or in the public domain), 2014–2025. Word lists: \`lexicons/mentions/\`, each with its source.
- **Form:** ${(1 << 17).toLocaleString("en")} weights of 16 bits, 0.26 MB.
- **Trained on** trees and names as the shipped models find them.

| GUM dev, persons, organizations and places | F1 |
|---|---|
${[row("mentions by head", score.mentions), row("MUC", score.muc), row("B³", score.b3), row("CEAF (entities)", score.ceafe), row("CoNLL average", score.average)].join("\n")}
`;
}

/** Scores chains of persons, organizations and places on GUM's development part, by heads of mentions. */
export function evaluateCoreference(data: string, model: CoreferenceModel, upstream: Upstream): CoreferenceScore {
  const documents = readGum(join(data, "gum", "dev")).map((document) => {
    const { syntax, names } = upstream(document);
    const { mentions } = resolveCoreference(syntax, names, model);
    const gold = new Map<string, Set<number>>();
    for (const [head, { id, type }] of document.chains) {
      if (type === "person" || type === "organization" || type === "place") put(gold, id, head);
    }
    const found = new Map<string, Set<number>>();
    for (const { entity, head, type } of mentions) {
      if (type !== "Artifact" && type !== "Weapon" && type !== "Operation") put(found, entity, head);
    }
    return { gold: several(gold), found: several(found) };
  });
  return scoreCoreference(documents);
}

function put(chains: Map<string, Set<number>>, id: string, head: number): void {
  const chain = chains.get(id);
  if (chain) chain.add(head);
  else chains.set(id, new Set([head]));
}

function several(chains: ReadonlyMap<string, ReadonlySet<number>>): Chains {
  return [...chains.values()].filter((chain) => chain.size > 1);
}

/** Runs the models of `root` over a document's words and sentences, as CoNLL-U input is read. */
function shippedModels(root: string): Upstream {
  const model = loadSyntax(root);
  const resources = { names: loadNames(root), gazetteer: loadGazetteer(root) };
  return ({ id, syntax: gold }) => {
    let text = "";
    const given = gold.sentences.map(({ first, last }) => {
      const words = gold.tokens.slice(first, last).map((token, i) => {
        if (i > 0) text += " ";
        text += token.text;
        return { start: text.length - token.text.length, end: text.length, spaceAfter: true };
      });
      text += "\n";
      return words;
    });
    const report: Report = { id, text, digest: "", date: null, publisher: null, url: null, place: null, language: "en", parts: [], given };
    const syntax = analyse(report, model);
    return { syntax, names: recogniseNames(syntax, report, resources) };
  };
}

/** The drafts of a document with the gold chain of each, by head; a second draft with the same head has none. */
function example(document: CoreferenceDocument, upstream: Upstream, model: CoreferenceModel): RankerExample {
  const { syntax, names } = upstream(document);
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
