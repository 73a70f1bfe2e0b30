import type { ActionModel } from "./action-model.js";
import type { LinearModel } from "./linear.js";
import { actionAtoms, type Guide, LEFT, labelAtoms, ParserState, RIGHT, SHIFT } from "./parser-state.js";
import { FIRST_READING, type ReadingTemplates, SECOND_READING, type Templates } from "./parser-templates.js";
import { type Choose, reconsider, type Take, Trail } from "./parser-trail.js";
import type { WordTable } from "./words.js";

/**
 * Lead of a relation over the next best, in the label model's units, from which the first reading's choice stands where the
 * second makes the same arc: three in four do. Chosen on development parts, where asking again gave the same scores.
 */
export const SURE = 0x80000;

/** The weights of one reading of a sentence: one linear model chooses the action, another the relation of each arc. */
export interface ReadingModel {
  readonly actions: ActionModel;
  readonly labels: LinearModel;
}

/**
 * A greedy arc-hybrid dependency parser (Kuhlmann, Gómez-Rodríguez and Satta 2011) with features in the manner of Zhang
 * and Nivre (2011). It reads a sentence twice: from its end to its start, then from start to end, when it sees at each
 * step what the first reading made of the words at hand and of those to come (stacking: Nivre and McDonald 2008). Where
 * it was in doubt, it looks how reading would have gone on by the second best action (see `parser-trail.ts`).
 */
export interface ParserModel {
  /** Relations by class. */
  readonly relations: readonly string[];
  /** The tagger's classes, `UPOS|XPOS`. */
  readonly classes: readonly string[];
  readonly first: ReadingModel;
  readonly second: ReadingModel;
}

/**
 * Writes the hashed combinations of the state's atoms into `out` and returns their number. An odd factor for each place in
 * a template keeps sums of products apart; templates with fewer atoms point to one that is always 0.
 */
export function combine(atoms: Uint32Array, templates: Templates, out: Uint32Array): number {
  const { parts, seeds, count } = templates;
  for (let t = 0, k = 0; t < count; t++, k += 4) {
    let h =
      seeds[t]! +
      Math.imul(atoms[parts[k]!]!, 0xb5297a4d) +
      Math.imul(atoms[parts[k + 1]!]!, 0x85ebca6b) +
      Math.imul(atoms[parts[k + 2]!]!, 0xc2b2ae35) +
      Math.imul(atoms[parts[k + 3]!]!, 0x27d4eb2f);
    h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
    out[t] = h ^ (h >>> 15);
  }
  return count;
}

/**
 * A parser with its scratch space. The states that it returns hold heads (`count` for the root) and labels until the next
 * call. Over many sentences let one reading of all end before the next one starts: their weights crowd each other out of
 * the processor's cache.
 */
export interface Parser {
  /** The first reading; in its state the last word is word 0. */
  backward(words: WordTable, tags: Uint8Array): ParserState;
  /** The second reading, by the arcs of the first one. */
  forward(words: WordTable, tags: Uint8Array, guide: Guide): ParserState;
}

/** Readies a model for parsing. */
export function makeParser(model: ParserModel): Parser {
  const root = model.relations.indexOf("root");
  const state = new ParserState(model.classes);
  const first = makeReader(model.first, FIRST_READING, model.relations.length, root);
  const second = makeReader(model.second, SECOND_READING, model.relations.length, root, true);
  return {
    backward: (words, tags) => {
      state.start(words, tags, true);
      first(state);
      return state;
    },
    forward: (words, tags, guide) => {
      state.start(words, tags);
      state.guide(guide);
      second(state);
      return state;
    },
  };
}

/** Reads a sentence whose state was started, to its end; `reconsiders`: and thinks again where it was in doubt. */
export function makeReader(
  model: ReadingModel,
  templates: ReadingTemplates,
  relations: number,
  root: number,
  reconsiders = false,
): (state: ParserState) => void {
  const features = new Uint32Array(Math.max(templates.actions.count, templates.labels.count));
  const actionScores = new Int32Array(3);
  const labelScores = new Int32Array(relations);
  const choose: Choose = (state, trail, step) => {
    if (state.front === state.count) trail.sure(step, state.depth > 1 ? RIGHT : LEFT);
    else if (state.depth === 0) trail.sure(step, SHIFT);
    else {
      actionAtoms(state);
      model.actions(features, combine(state.atoms, templates.actions, features), actionScores);
      trail.weigh(step, state, actionScores);
    }
  };
  const take: Take = (state, trail, step) => {
    const action = trail.actions[step]!;
    if (action === SHIFT) {
      state.shift();
      return;
    }
    const head = state.headOf(action);
    const child = state.stack[state.depth - 1]!;
    let label = head === state.count ? root : state.settled(head, child, SURE);
    let lead = 0;
    if (label < 0) {
      labelAtoms(state, head, child);
      labelScores.fill(0);
      model.labels.score(features, combine(state.atoms, templates.labels, features), labelScores);
      label = bestLabel(labelScores, root);
      lead = leadOf(labelScores, label, root);
    }
    trail.labels[step] = label;
    state.attach(head, label);
    state.leads[child] = lead;
  };
  const kept = new Trail();
  const tried = new Trail();
  return (state) => {
    const steps = 2 * state.count;
    kept.fit(steps);
    tried.fit(steps);
    for (let step = 0; step < steps; step++) {
      choose(state, kept, step);
      take(state, kept, step);
    }
    if (reconsiders) reconsider(state, kept, tried, steps, choose, take);
  };
}

/** The highest-scored relation other than `root`. */
export function bestLabel(scores: Float32Array | Int32Array, root: number): number {
  let winner = root === 0 ? 1 : 0;
  for (let c = winner + 1; c < scores.length; c++) if (c !== root && scores[c]! > scores[winner]!) winner = c;
  return winner;
}

/** By how much a relation's score is ahead of the next best one's, other than `root`. */
function leadOf(scores: Int32Array, label: number, root: number): number {
  let next = -0x80000000;
  for (let c = 0; c < scores.length; c++) if (c !== root && c !== label && scores[c]! > next) next = scores[c]!;
  return scores[label]! - next;
}
