import { actionModel, type PackedActions } from "../action-model.js";
import { linearModel, type PackedRows } from "../linear.js";
import { bestLabel, combine, makeReader, type ReadingModel } from "../parser.js";
import { actionAtoms, bestAction, type Guide, LEFT, labelAtoms, ParserState, RIGHT, SHIFT } from "../parser-state.js";
import { FIRST_READING, type ReadingTemplates, SECOND_READING } from "../parser-templates.js";
import { type Clusters, fillWords, PAD, wordTable } from "../words.js";
import { ActionWeights, packActions } from "./action-weights.js";
import { AveragedPerceptron, FeatureSet, packAveraged, seededRandom, shuffle } from "./perceptron.js";
import type { TreebankSentence } from "./treebank.js";

/**
 * How one reading is trained: a first run with all features chooses those that the packed models keep, and the runs that
 * count learn with these alone, so that nothing is lost by leaving the others out.
 */
export interface ReadingOptions {
  /** Epochs of the run that chooses the features, and updates that a feature must be due before it counts there. */
  readonly choosing: { readonly epochs: number; readonly patience: number; readonly seeds: readonly number[] };
  readonly epochs: number;
  /** Weights of so many runs, each over another order of the sentences, are summed. */
  readonly seeds: readonly number[];
  /** How often the parser follows its own choice once the first epoch is over. */
  readonly exploration: number;
  /** Features that the packed models keep. */
  readonly actionRows: number;
  readonly labelRows: number;
}

export interface ParserOptions {
  readonly first: ReadingOptions;
  readonly second: ReadingOptions;
  /** The second reading learns from first readings of each such part of the sentences that the others taught. */
  readonly folds: number;
}

const CHOOSING = { epochs: 3, patience: 2, seeds: [-1, -2] };

/** Rows are as many as fit tables of the next power of two that stay in the processor's cache. */
export const PARSER_OPTIONS: ParserOptions = {
  first: { choosing: CHOOSING, epochs: 4, seeds: [1, 2], exploration: 0.9, actionRows: 93_000, labelRows: 40_000 },
  second: { choosing: CHOOSING, epochs: 9, seeds: [1, 2, 3, 4, 5], exploration: 0.9, actionRows: 187_000, labelRows: 87_000 },
  folds: 4,
};

/** The packed weights of one reading. */
export interface TrainedReading {
  readonly actions: PackedActions;
  readonly labels: PackedRows;
}

export interface TrainedParser {
  readonly relations: readonly string[];
  readonly classes: readonly string[];
  readonly first: TrainedReading;
  readonly second: TrainedReading;
}

/** Sentences to learn from, as a reading sees them. */
interface Material {
  readonly sentences: readonly TreebankSentence[];
  /** Jack-knifed tags of each sentence. */
  readonly tags: readonly Uint8Array[];
  readonly classes: readonly string[];
  readonly clusters: Clusters;
  readonly relations: readonly string[];
  /** First readings of the sentences, for the second one. */
  readonly guides?: readonly Guide[];
}

type Log = (line: string) => void;

/** The relations of a treebank, the most frequent first. */
export function relationsOf(sentences: readonly TreebankSentence[]): string[] {
  const counts = new Map<string, number>();
  for (const s of sentences) for (const d of s.deprels) counts.set(d, (counts.get(d) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([d]) => d);
}

/** Trains both readings with a dynamic oracle (Goldberg and Nivre 2013) on the tags given for each sentence (jack-knifed ones). */
export function trainParser(
  sentences: readonly TreebankSentence[],
  tags: readonly Uint8Array[],
  classes: readonly string[],
  clusters: Clusters,
  options: ParserOptions = PARSER_OPTIONS,
  log: Log = () => {},
): TrainedParser {
  const material: Material = { sentences, tags, classes, clusters, relations: relationsOf(sentences) };
  const first = trainReading(material, options.first, (line) => log(`first reading, ${line}`));
  const guides = firstReadings(material, options, log);
  const second = trainReading({ ...material, guides }, options.second, (line) => log(`second reading, ${line}`));
  return { relations: material.relations, classes, first, second };
}

/** The model as it will score, from what training gave. */
export function readingModel({ actions, labels }: TrainedReading, relations: readonly string[]): ReadingModel {
  return { actions: actionModel(actions), labels: linearModel(labels, relations.length) };
}

/** Reads each fold of the sentences backward by a model that was trained on the others. */
function firstReadings(material: Material, options: ParserOptions, log: Log): Guide[] {
  const { sentences, tags, classes, clusters, relations } = material;
  const guides: Guide[] = [];
  const table = wordTable(clusters);
  const state = new ParserState(classes);
  for (let fold = 0; fold < options.folds; fold++) {
    const others = <T>(list: readonly T[]): T[] => list.filter((_, i) => i % options.folds !== fold);
    const part = { ...material, sentences: others(sentences), tags: others(tags) };
    const model = readingModel(
      trainReading(part, options.first, (line) => log(`fold ${fold + 1}, ${line}`)),
      relations,
    );
    const read = makeReader(model, FIRST_READING, relations.length, relations.indexOf("root"));
    for (let k = fold; k < sentences.length; k += options.folds) {
      const { forms } = sentences[k]!;
      fillWords(table, forms);
      state.start(table, padded(tags[k]!), true);
      read(state);
      const { heads, labels, leads } = state;
      guides[k] = { heads: heads.slice(0, forms.length), labels: labels.slice(0, forms.length), leads: leads.slice(0, forms.length) };
    }
  }
  return guides;
}

function trainReading(material: Material, options: ReadingOptions, log: Log): TrainedReading {
  const pack = (runs: readonly ReadingWeights[]): TrainedReading => ({
    actions: packActions(
      runs.map((r) => r.actions),
      options.actionRows,
    ),
    labels: packAveraged(
      runs.map((r) => r.labels),
      material.relations.length,
      { rows: options.labelRows },
    ),
  });
  const { choosing, exploration } = options;
  const choose = (seed: number) => trainOnce(material, { ...choosing, exploration, seed }, (line) => log(`choosing features, ${line}`));
  const chosen = pack(choosing.seeds.map(choose));
  const only = { actions: new FeatureSet(chosen.actions.keys), labels: new FeatureSet(chosen.labels.keys) };
  const { epochs } = options;
  return pack(options.seeds.map((seed) => trainOnce(material, { epochs, exploration, seed, patience: 1, only }, log)));
}

/** The weights of one reading while they are learnt. */
interface ReadingWeights {
  readonly actions: ActionWeights;
  readonly labels: AveragedPerceptron;
}

/** One run of training. */
interface Run {
  readonly seed: number;
  readonly epochs: number;
  readonly exploration: number;
  /** Updates that a feature must be due before it counts. */
  readonly patience: number;
  /** The features to learn with, or all. */
  readonly only?: { readonly actions: FeatureSet; readonly labels: FeatureSet };
}

/** Tags shifted by {@link PAD}. */
function padded(tags: Uint8Array): Uint8Array {
  const out = new Uint8Array(tags.length + 2 * PAD);
  out.set(tags, PAD);
  return out;
}

/** The sentence's heads and relations as the reading meets its words: `n` is the root. */
function goldOf(s: TreebankSentence, backward: boolean): { heads: number[]; deprels: readonly string[] } {
  const n = s.forms.length;
  if (!backward) return { heads: s.heads.map((h) => (h < 0 ? n : h)), deprels: s.deprels };
  return { heads: s.heads.map((h) => (h < 0 ? n : n - 1 - h)).reverse(), deprels: [...s.deprels].reverse() };
}

function trainOnce(
  { sentences, tags, classes, clusters, relations, guides }: Material,
  { seed, epochs, exploration, patience, only }: Run,
  log: Log,
): ReadingWeights {
  const templates: ReadingTemplates = guides ? SECOND_READING : FIRST_READING;
  const actions = new ActionWeights(patience);
  const labels = new AveragedPerceptron(relations.length, patience);
  const ids = new Map(relations.map((r, i) => [r, i]));
  const root = ids.get("root")!;
  const random = seededRandom(seed);
  const order = sentences.map((_, i) => i);
  const table = wordTable(clusters);
  const state = new ParserState(classes);
  const features = new Uint32Array(Math.max(templates.actions.count, templates.labels.count));
  const actionScores = new Float32Array(3);
  const labelScores = new Float32Array(relations.length);
  const costs = new Int32Array(3);
  for (let epoch = 0; epoch < epochs; epoch++) {
    let wrong = 0;
    let steps = 0;
    for (const k of shuffle(order, random)) {
      const s = sentences[k]!;
      const n = s.forms.length;
      const gold = goldOf(s, guides === undefined);
      fillWords(table, s.forms);
      state.start(table, padded(tags[k]!), guides === undefined);
      if (guides) state.guide(guides[k]!);
      while (!state.done) {
        let action = SHIFT;
        if (state.front === n) action = state.depth > 1 ? RIGHT : LEFT;
        else if (state.depth > 0) {
          actionCosts(state, gold.heads, costs);
          actionAtoms(state);
          const all = combine(state.atoms, templates.actions, features);
          const count = only ? only.actions.keep(features, all) : all;
          actionScores.fill(0);
          actions.score(features, count, actionScores);
          const guess = bestAction(state, actionScores);
          const right = cheapest(state, costs, actionScores);
          actions.tick();
          steps++;
          if (costs[guess]! > costs[right]!) {
            wrong++;
            actions.update(features, count, right, guess);
          }
          const explore = epoch > 0 && random() < exploration;
          action = explore ? guess : right;
        }
        if (action === SHIFT) {
          state.shift();
          continue;
        }
        const head = state.headOf(action);
        if (head === n) {
          state.attach(head, root);
          continue;
        }
        const child = state.stack[state.depth - 1]!;
        labelAtoms(state, head, child);
        const all = combine(state.atoms, templates.labels, features);
        const count = only ? only.labels.keep(features, all) : all;
        labelScores.fill(0);
        labels.score(features, count, labelScores);
        const guess = bestLabel(labelScores, root);
        labels.tick();
        if (gold.heads[child] === head) {
          const right = ids.get(gold.deprels[child]!)!;
          if (guess !== right) {
            labels.update(features, count, right, 1);
            labels.update(features, count, guess, -1);
          }
        }
        state.attach(head, guess);
      }
    }
    log(`seed ${seed} epoch ${epoch + 1}: ${((100 * wrong) / steps).toFixed(2)}% of actions wrong`);
  }
  return { actions, labels };
}

/** The legal action of least cost; among equals the one with the highest score. */
function cheapest(state: ParserState, costs: Int32Array, scores: Float32Array): number {
  let winner = -1;
  for (let a = 0; a < 3; a++) {
    if (!state.legal(a)) continue;
    if (winner < 0 || costs[a]! < costs[winner]! || (costs[a] === costs[winner] && scores[a]! > scores[winner]!)) winner = a;
  }
  return winner;
}

/** How many gold arcs each action puts out of reach (Goldberg and Nivre 2013, section 5). */
function actionCosts(state: ParserState, gold: readonly number[], costs: Int32Array): void {
  const { depth, stack, front, count } = state;
  const s0 = stack[depth - 1]!;
  const s1 = depth > 1 ? stack[depth - 2]! : -1;
  costs.fill(0);
  let shift = 0;
  for (let k = 0; k < depth; k++) {
    const w = stack[k]!;
    if (gold[w] === front) shift++;
    if (k < depth - 1 && gold[front] === w) shift++;
  }
  let lost = 0;
  for (let b = front; b < count; b++) if (gold[b] === s0) lost++;
  const head = gold[s0]!;
  costs[SHIFT] = shift;
  costs[LEFT] = lost + (head === s1 || head > front ? 1 : 0);
  costs[RIGHT] = lost + (head >= front ? 1 : 0);
}
