import { join } from "node:path";
import { type Gazetteer, loadGazetteer } from "../../resources/gazetteer.js";
import { NAMES_VERSION, nameKnowledge } from "../../resources/names.js";
import { type NameLexicon, readNameLexicon } from "../../resources/names-lexicon.js";
import { encodeContainer } from "../container.js";
import { packedSections } from "../linear.js";
import { NAME_LABELS } from "../names-decode.js";
import { masked } from "../names-words.js";
import { exchangeClusters } from "./names-clusters.js";
import { lowered, type NamedDocument, raised, readNewswire, readRawWords } from "./names-data.js";
import { type DenseWeights, type LabelledRun, labelRuns, packRows, trainPerceptron } from "./names-perceptron.js";
import { readNamedReports } from "./names-reports.js";
import { FeatureIndex, labelledRuns, renumbered, withVotes } from "./names-runs.js";
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
  readonly seeds: number;
  /** Parts into which documents are cut so that the first reading of each is by weights that did not see it. */
  readonly folds: number;
  /** Features seen fewer times are dropped. */
  readonly least: number;
  /** Most weights kept. */
  readonly weights: number;
}
export const NAMES_OPTIONS: NamesOptions = { epochs: 8, seeds: 5, folds: 4, least: 3, weights: 700_000 };

/** Trains the recogniser on documents; the model's bytes. */
export function trainOn(
  docs: readonly NamedDocument[],
  vocabulary: Vocabulary,
  lexicon: NameLexicon,
  gazetteer: Gazetteer,
  options: NamesOptions,
  log: (line: string) => void,
): Uint8Array {
  const index = new FeatureIndex();
  // Two documents of ten also in lower case, one in capitals, each in the fold of its original.
  const folds: number[] = [];
  const all = docs.flatMap((doc, i) => {
    const written = i % 10 === 3 || i % 10 === 7 ? [doc, lowered(doc)] : i % 10 === 5 ? [doc, raised(doc)] : [doc];
    for (const _ of written) folds.push(i % options.folds);
    return written;
  });
  const raw = labelledRuns(all, nameKnowledge(vocabulary, lexicon), gazetteer, index);
  const guesses = raw.map((): Uint8Array[] => []);
  for (let fold = 0; fold < options.folds; fold++) {
    const { map, keys } = index.close(options.least);
    const seen = raw.filter((_, d) => folds[d] !== fold).flatMap((d) => renumbered(d.runs, map));
    const weights = trainPerceptron(seen, keys.length, 4, 1 + fold, log);
    raw.forEach((doc, d) => {
      if (folds[d] === fold) guesses[d] = labelRuns(renumbered(doc.runs, map), weights);
    });
  }
  const voted = raw.flatMap((doc, d) => withVotes(doc, guesses[d]!, index));
  const { map, keys } = index.close(options.least);
  log(`${docs.length} documents, ${voted.length} runs, ${keys.length} of ${index.size} features`);
  const first = average(
    renumbered(
      raw.flatMap((d) => d.runs),
      map,
    ),
    keys.length,
    options,
    log,
  );
  const second = average(renumbered(voted, map), keys.length, options, log);
  const both = new Float32Array(keys.length * 2 * NAME_LABELS);
  for (let f = 0; f < keys.length; f++) {
    both.set(first.emissions.subarray(f * NAME_LABELS, (f + 1) * NAME_LABELS), 2 * f * NAME_LABELS);
    both.set(second.emissions.subarray(f * NAME_LABELS, (f + 1) * NAME_LABELS), (2 * f + 1) * NAME_LABELS);
  }
  const transitions = new Float32Array(2 * NAME_LABELS ** 2);
  transitions.set(first.transitions);
  transitions.set(second.transitions, NAME_LABELS ** 2);
  return encodeContainer(
    "names",
    NAMES_VERSION,
    { documents: docs.length },
    {
      ...packedSections("emissions", packRows(keys, both, 2 * NAME_LABELS, options.weights)),
      transitions,
      words: vocabulary.words,
      clusters: vocabulary.clusters,
      casings: vocabulary.casings,
    },
  );
}

/** The mean of the weights of several runs of training that differ in the order of examples. */
function average(runs: readonly LabelledRun[], features: number, options: NamesOptions, log: (line: string) => void): DenseWeights {
  const sum = trainPerceptron(runs, features, options.epochs, 1, log);
  for (let seed = 2; seed <= options.seeds; seed++) {
    const more = trainPerceptron(runs, features, options.epochs, seed, log);
    for (let i = 0; i < sum.emissions.length; i++) sum.emissions[i]! += more.emissions[i]!;
    for (let i = 0; i < sum.transitions.length; i++) sum.transitions[i]! += more.transitions[i]!;
  }
  return sum;
}

/** Trains `models/names.bin` from the folder of corpora; deterministic. `root` holds `lexicons/` and the gazetteer. */
export function trainNames(data: string, root: string, log: (line: string) => void): Uint8Array {
  const docs = [...readNewswire(join(data, "worldwide-newswire", "train")), ...readNamedReports(data, root)];
  return trainOn(docs, learnVocabulary(data), readNameLexicon(root), loadGazetteer(root), NAMES_OPTIONS, log);
}

export { describeNames } from "./names-card.js";
