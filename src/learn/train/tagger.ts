import { ensure } from "../../collections.js";
import { linearModel, type PackedRows } from "../linear.js";
import { best, makeTagger, TAG_FEATURES, type TaggerModel, tagFeatures } from "../tagger.js";
import { type Clusters, fillWords, NO_CLUSTERS, PAD, wordTable } from "../words.js";
import { AveragedPerceptron, FeatureSet, packAveraged, seededRandom, shuffle } from "./perceptron.js";
import type { TreebankSentence } from "./treebank.js";

export interface TaggerOptions {
  readonly epochs: number;
  /** Weights of so many runs, each over another order of the sentences, are summed. */
  readonly seeds: readonly number[];
  /** Words seen this often are limited to the classes that they were seen with. */
  readonly frequent: number;
  /** Features that the packed model keeps: a first run with all of them chooses, those that count learn with these alone. */
  readonly rows: number;
}

export const TAGGER_OPTIONS: TaggerOptions = { epochs: 6, seeds: [1, 2, 3], frequent: 20, rows: 120_000 };

/** For text without capitals, or in nothing else. */
export const UNCASED_OPTIONS: TaggerOptions = { ...TAGGER_OPTIONS, rows: 60_000 };

/** For the tags that the parser learns from: as good as need be, quicker. */
export const JACKKNIFE_OPTIONS: TaggerOptions = { ...TAGGER_OPTIONS, epochs: 3, seeds: [1], rows: Infinity };

/** A trained tagger: its classes, frequent words (hash and classes) and packed weights. */
export interface TrainedTagger {
  readonly classes: readonly string[];
  readonly known: ReadonlyMap<number, Uint8Array>;
  readonly packed: PackedRows;
}

/** The joint classes of a treebank, the most frequent first. */
export function tagClasses(sentences: readonly TreebankSentence[]): string[] {
  const counts = new Map<string, number>();
  for (const s of sentences) {
    for (const [i, u] of s.upos.entries()) counts.set(`${u}|${s.xpos[i]}`, (counts.get(`${u}|${s.xpos[i]}`) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([c]) => c);
}

/** Trains on gold tags; history features see the tagger's own guesses. */
export function trainTagger(
  sentences: readonly TreebankSentence[],
  classes: readonly string[],
  clusters: Clusters,
  options: TaggerOptions = TAGGER_OPTIONS,
): TrainedTagger {
  const known = frequentWords(sentences, new Map(classes.map((c, i) => [c, i])), options.frequent);
  const run = (seed: number, only?: FeatureSet) => trainOnce(sentences, classes, clusters, known, seed, options.epochs, only);
  const pack = (runs: AveragedPerceptron[]) => packAveraged(runs, classes.length, { rows: options.rows });
  if (options.rows === Infinity) return { classes, known, packed: pack(options.seeds.map((seed) => run(seed))) };
  const chosen = new FeatureSet(pack([run(0)]).keys);
  return { classes, known, packed: pack(options.seeds.map((seed) => run(seed, chosen))) };
}

function trainOnce(
  sentences: readonly TreebankSentence[],
  classes: readonly string[],
  clusters: Clusters,
  known: ReadonlyMap<number, Uint8Array>,
  seed: number,
  epochs: number,
  only?: FeatureSet,
): AveragedPerceptron {
  const ids = new Map(classes.map((c, i) => [c, i]));
  const table = wordTable(clusters);
  const perceptron = new AveragedPerceptron(classes.length);
  const random = seededRandom(seed);
  const order = sentences.map((_, i) => i);
  const features = new Uint32Array(TAG_FEATURES);
  const scores = new Float32Array(classes.length);
  let tags = new Uint8Array(1024);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const k of shuffle(order, random)) {
      const s = sentences[k]!;
      fillWords(table, s.forms);
      if (tags.length < table.count + 2 * PAD) tags = new Uint8Array(2 * table.count + 2 * PAD);
      tags[0] = 254;
      tags[1] = 253;
      for (let i = 0; i < table.count; i++) {
        const among = known.get(table.form[i + PAD]!);
        const gold = ids.get(`${s.upos[i]}|${s.xpos[i]}`)!;
        if (among?.length === 1) {
          tags[i + PAD] = among[0]!;
          continue;
        }
        const all = tagFeatures(table, tags, i, features);
        const n = only ? only.keep(features, all) : all;
        scores.fill(0);
        perceptron.score(features, n, scores);
        const guess = best(scores, among);
        perceptron.tick();
        if (guess !== gold && (!among || among.includes(gold))) {
          perceptron.update(features, n, gold, 1);
          perceptron.update(features, n, guess, -1);
        }
        tags[i + PAD] = guess;
      }
    }
  }
  return perceptron;
}

/** The sentences in small letters. */
export function lowerCased(sentences: readonly TreebankSentence[]): TreebankSentence[] {
  return sentences.map((s) => ({ ...s, forms: s.forms.map((form) => form.toLowerCase()) }));
}

function frequentWords(sentences: readonly TreebankSentence[], ids: ReadonlyMap<string, number>, least: number): Map<number, Uint8Array> {
  const table = wordTable(NO_CLUSTERS);
  const counts = new Map<number, Map<number, number>>();
  for (const s of sentences) {
    fillWords(table, s.forms);
    for (let i = 0; i < table.count; i++) {
      const form = table.form[i + PAD]!;
      const c = ids.get(`${s.upos[i]}|${s.xpos[i]}`)!;
      const row = ensure(counts, form, () => new Map<number, number>());
      row.set(c, (row.get(c) ?? 0) + 1);
    }
  }
  const known = new Map<number, Uint8Array>();
  for (const [form, row] of counts) {
    const total = [...row.values()].reduce((a, b) => a + b, 0);
    if (total < least) continue;
    const seen = [...row].filter(([, n]) => n >= total * 0.002).map(([c]) => c);
    known.set(form, Uint8Array.from(seen).sort());
  }
  return known;
}

/** The model as it will score, from what training gave. */
export function taggerModel(trained: TrainedTagger): TaggerModel {
  return { classes: trained.classes, known: trained.known, linear: linearModel(trained.packed, trained.classes.length) };
}

/** Tags every sentence with a model: classes by sentence and word. */
export function tagAll(model: TaggerModel, sentences: readonly TreebankSentence[], clusters: Clusters): Uint8Array[] {
  const tag = makeTagger(model);
  const table = wordTable(clusters);
  return sentences.map((s) => {
    fillWords(table, s.forms);
    const tags = new Uint8Array(table.count + 2 * PAD);
    tag(table, tags);
    return tags.slice(PAD, PAD + table.count);
  });
}

/** Tags each fold of the sentences by a tagger that was trained on the others, as the parser will see them in use. */
export function jackknife(
  sentences: readonly TreebankSentence[],
  classes: readonly string[],
  clusters: Clusters,
  options: TaggerOptions,
  folds = 5,
): Uint8Array[] {
  const out: Uint8Array[] = new Array(sentences.length);
  for (let fold = 0; fold < folds; fold++) {
    const model = taggerModel(
      trainTagger(
        sentences.filter((_, i) => i % folds !== fold),
        classes,
        clusters,
        options,
      ),
    );
    const held = sentences.map((_, i) => i).filter((i) => i % folds === fold);
    const tags = tagAll(
      model,
      held.map((i) => sentences[i]!),
      clusters,
    );
    for (const [k, i] of held.entries()) out[i] = tags[k]!;
  }
  return out;
}
