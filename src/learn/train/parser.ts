import type { PackedActions } from "../action-model.js";
import type { PackedRows } from "../linear.js";
import { actionAtoms, bestAction, bestLabel, combine, LEFT, labelAtoms, ParserState, RIGHT, SHIFT } from "../parser.js";
import { ACTION_TEMPLATES, LABEL_TEMPLATES } from "../parser-templates.js";
import { type Clusters, fillWords, PAD, wordTable } from "../words.js";
import { ActionWeights, packActions } from "./action-weights.js";
import { AveragedPerceptron, packAveraged, seededRandom, shuffle } from "./perceptron.js";
import type { TreebankSentence } from "./treebank.js";

export interface ParserOptions {
  readonly epochs: number;
  readonly seeds: readonly number[];
  /** How often the parser follows its own choice once the first epoch is over. */
  readonly exploration: number;
  /** Updates that a feature must be due before it counts. */
  readonly patience: number;
  /** Features that the packed models keep. */
  readonly actionRows: number;
  readonly labelRows: number;
}

export const PARSER_OPTIONS: ParserOptions = {
  epochs: 5,
  seeds: [1, 2, 3],
  exploration: 0.9,
  patience: 2,
  actionRows: 270_000,
  labelRows: 90_000,
};

export interface TrainedParser {
  readonly relations: readonly string[];
  readonly classes: readonly string[];
  readonly actions: PackedActions;
  readonly labels: PackedRows;
}

/** The relations of a treebank, the most frequent first. */
export function relationsOf(sentences: readonly TreebankSentence[]): string[] {
  const counts = new Map<string, number>();
  for (const s of sentences) for (const d of s.deprels) counts.set(d, (counts.get(d) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([d]) => d);
}

/** Trains with a dynamic oracle (Goldberg and Nivre 2013) on the tags given for each sentence (jack-knifed ones). */
export function trainParser(
  sentences: readonly TreebankSentence[],
  tags: readonly Uint8Array[],
  classes: readonly string[],
  clusters: Clusters,
  options: ParserOptions = PARSER_OPTIONS,
  log: (line: string) => void = () => {},
): TrainedParser {
  const relations = relationsOf(sentences);
  const runs = options.seeds.map((seed) => trainOnce(sentences, tags, classes, clusters, relations, seed, options, log));
  return {
    relations,
    classes,
    actions: packActions(
      runs.map((r) => r.actions),
      options.actionRows,
    ),
    labels: packAveraged(
      runs.map((r) => r.labels),
      relations.length,
      { rows: options.labelRows },
    ),
  };
}

function trainOnce(
  sentences: readonly TreebankSentence[],
  tags: readonly Uint8Array[],
  classes: readonly string[],
  clusters: Clusters,
  relations: readonly string[],
  seed: number,
  options: ParserOptions,
  log: (line: string) => void,
): { actions: ActionWeights; labels: AveragedPerceptron } {
  const actions = new ActionWeights(options.patience);
  const labels = new AveragedPerceptron(relations.length, options.patience);
  const ids = new Map(relations.map((r, i) => [r, i]));
  const root = ids.get("root")!;
  const random = seededRandom(seed);
  const order = sentences.map((_, i) => i);
  const table = wordTable(clusters);
  const state = new ParserState(classes);
  const features = new Uint32Array(Math.max(ACTION_TEMPLATES.count, LABEL_TEMPLATES.count));
  const actionScores = new Float32Array(3);
  const labelScores = new Float32Array(relations.length);
  const costs = new Int32Array(3);
  let padded = new Uint8Array(1024);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    let wrong = 0;
    let steps = 0;
    for (const k of shuffle(order, random)) {
      const s = sentences[k]!;
      const n = s.forms.length;
      fillWords(table, s.forms);
      if (padded.length < n + 2 * PAD) padded = new Uint8Array(2 * n + 2 * PAD);
      padded.set(tags[k]!, PAD);
      state.start(table, padded);
      const gold = s.heads.map((h) => (h < 0 ? n : h));
      while (!state.done) {
        let action = SHIFT;
        if (state.front === n) action = state.depth > 1 ? RIGHT : LEFT;
        else if (state.depth > 0) {
          actionCosts(state, gold, costs);
          actionAtoms(state);
          const count = combine(state.atoms, ACTION_TEMPLATES, features);
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
          const explore = epoch > 0 && random() < options.exploration;
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
        const count = combine(state.atoms, LABEL_TEMPLATES, features);
        labelScores.fill(0);
        labels.score(features, count, labelScores);
        const guess = bestLabel(labelScores, root);
        labels.tick();
        if (gold[child] === head) {
          const right = ids.get(s.deprels[child]!)!;
          if (guess !== right) {
            labels.update(features, count, right, 1);
            labels.update(features, count, guess, -1);
          }
        }
        state.attach(head, guess);
      }
    }
    log(`parser seed ${seed} epoch ${epoch + 1}: ${((100 * wrong) / steps).toFixed(2)}% of actions wrong`);
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
