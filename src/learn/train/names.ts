import { join } from "node:path";
import { type Gazetteer, loadGazetteer } from "../../resources/gazetteer.js";
import { NAMES_VERSION, nameKnowledge } from "../../resources/names.js";
import { type NameLexicon, readNameLexicon } from "../../resources/names-lexicon.js";
import { encodeContainer } from "../container.js";
import { packedSections } from "../linear.js";
import { masked } from "../names-words.js";
import { exchangeClusters } from "./names-clusters.js";
import { trainCrf } from "./names-crf.js";
import { type NamedDocument, readNewswire, readRawWords } from "./names-data.js";
import { packRows } from "./names-perceptron.js";
import { FeatureIndex, labelledRuns, renumbered } from "./names-runs.js";
import { packVocabulary, usualCasings, type Vocabulary } from "./names-vocabulary.js";

const CLUSTERS = 400;
const ROUNDS = 8;

/** Word clusters and casings from the raw text of all corpora. */
export function learnVocabulary(data: string): Vocabulary {
  const texts = readRawWords(data);
  const clusters = exchangeClusters(
    texts.map((text) => text.map(masked)),
    CLUSTERS,
    4,
    ROUNDS,
  );
  return packVocabulary(clusters, usualCasings(texts));
}

export interface NamesOptions {
  readonly epochs: number;
  readonly seed: number;
  readonly rate: number;
  readonly sparse: number;
  /** Features seen fewer times are dropped. */
  readonly least: number;
  /** Most weights kept. */
  readonly weights: number;
}
export const NAMES_OPTIONS: NamesOptions = { epochs: 12, seed: 1, rate: 0.1, sparse: 0.02, least: 2, weights: 400_000 };

/** Trains the recogniser on documents; the model's bytes. */
export function trainOn(
  docs: readonly NamedDocument[],
  vocabulary: Vocabulary,
  lexicon: NameLexicon,
  gazetteer: Gazetteer,
  options: NamesOptions,
  log: (line: string) => void,
): Uint8Array {
  const knowledge = nameKnowledge(vocabulary, lexicon);
  const index = new FeatureIndex();
  const raw = labelledRuns(docs, knowledge, gazetteer, index);
  const { map, keys } = index.close(options.least);
  const runs = renumbered(raw, map);
  log(`${docs.length} documents, ${runs.length} runs, ${keys.length} of ${index.size} features`);
  const dense = trainCrf(runs, keys.length, options, log);
  return encodeContainer(
    "names",
    NAMES_VERSION,
    { documents: docs.length },
    {
      ...packedSections("emissions", packRows(keys, dense.emissions, options.weights)),
      transitions: dense.transitions,
      words: vocabulary.words,
      clusters: vocabulary.clusters,
      casings: vocabulary.casings,
    },
  );
}

/** Trains `models/names.bin` from the folder of corpora; deterministic. `root` holds `lexicons/` and the gazetteer. */
export function trainNames(data: string, root: string, log: (line: string) => void): Uint8Array {
  const docs = readNewswire(join(data, "worldwide-newswire", "train"));
  return trainOn(docs, learnVocabulary(data), readNameLexicon(root), loadGazetteer(root), NAMES_OPTIONS, log);
}

export { describeNames } from "./names-card.js";
