import { bestAction, type ParserState, SHIFT } from "./parser-state.js";

/** Margin of an action over the next best, in the action model's units, below which the other one is tried as well. */
const DOUBT = 1000;

/** Units of the action model's scores to one of log odds, for weighing ways of reading on. Chosen on development parts. */
const SCALE = 1500;

/** How far another way may fall behind, in log odds, before it is given up. */
const PATIENCE = 0.6;

/** The steps by which a sentence was read: two for each word, a shift and an arc. */
export class Trail {
  actions = new Uint8Array(256);
  labels = new Uint8Array(256);
  /** By step: the next best action, and by how much the one taken was better. */
  others = new Uint8Array(256);
  margins = new Int32Array(256);
  /** Negative log probability of each action, against the next best alone. */
  costs = new Float64Array(256);

  /** Makes room for so many steps. */
  fit(steps: number): void {
    if (steps <= this.actions.length) return;
    this.actions = new Uint8Array(2 * steps);
    this.labels = new Uint8Array(2 * steps);
    this.others = new Uint8Array(2 * steps);
    this.margins = new Int32Array(2 * steps);
    this.costs = new Float64Array(2 * steps);
  }

  /** An action that is not in doubt. */
  sure(step: number, action: number, cost = 0): void {
    this.actions[step] = action;
    this.margins[step] = DOUBT;
    this.costs[step] = cost;
  }

  /** The best action by the scores, with what else could have been. */
  weigh(step: number, state: ParserState, scores: Int32Array): void {
    const best = bestAction(state, scores);
    const other = bestAction(state, scores, best);
    if (other < 0) {
      this.sure(step, best);
      return;
    }
    const margin = scores[best]! - scores[other]!;
    this.actions[step] = best;
    this.others[step] = other;
    this.margins[step] = margin;
    this.costs[step] = Math.log1p(Math.exp(-margin / SCALE));
  }

  /** Takes over the steps of another trail, from one to before another. */
  adopt(trail: Trail, from: number, to: number): void {
    this.actions.set(trail.actions.subarray(from, to), from);
    this.labels.set(trail.labels.subarray(from, to), from);
    this.others.set(trail.others.subarray(from, to), from);
    this.margins.set(trail.margins.subarray(from, to), from);
    this.costs.set(trail.costs.subarray(from, to), from);
  }

  /** Brings a state to where it stood before a step. */
  replay(state: ParserState, step: number): void {
    state.rewind();
    for (let k = 0; k < step; k++) {
      const action = this.actions[k]!;
      if (action === SHIFT) state.shift();
      else state.attach(state.headOf(action), this.labels[k]!);
    }
  }
}

/** Writes the action of a step into the trail, by the model. */
export type Choose = (state: ParserState, trail: Trail, step: number) => void;

/** Takes the action of a step, and writes the relation of its arc into the trail. */
export type Take = (state: ParserState, trail: Trail, step: number) => void;

/**
 * Second thoughts about a sentence that was read greedily: wherever the next best action was nearly as good, reads on by
 * that one until what is left to read is the same again, and keeps that way if its actions were the likelier ones. In the
 * manner of Choi and McCallum (2013), but only until both ways meet again, so that it costs an eighth of parsing's time.
 */
export function reconsider(state: ParserState, kept: Trail, tried: Trail, steps: number, choose: Choose, take: Take): void {
  let again = false;
  let rests: Int32Array | null = null;
  for (let step = 0; step < steps; step++) {
    if (kept.margins[step]! >= DOUBT) continue;
    rests ??= restsOf(state, kept, steps);
    again = true;
    kept.replay(state, step);
    const met = detour(state, kept, tried, step, rests, choose, take);
    if (met < 0) continue;
    kept.adopt(tried, step, met);
    rests = null;
  }
  if (again) kept.replay(state, steps);
}

/** What was left to read before each step. */
function restsOf(state: ParserState, kept: Trail, steps: number): Int32Array {
  const rests = new Int32Array(steps + 1);
  state.rewind();
  for (let step = 0; step < steps; step++) {
    rests[step] = state.rest;
    const action = kept.actions[step]!;
    if (action === SHIFT) state.shift();
    else state.attach(state.headOf(action), kept.labels[step]!);
  }
  rests[steps] = state.rest;
  return rests;
}

/** Reads on by the next best action of a step; the step where both ways meet if this one is the likelier, else -1. */
function detour(state: ParserState, kept: Trail, tried: Trail, from: number, rests: Int32Array, choose: Choose, take: Take): number {
  let gain = -kept.margins[from]! / SCALE;
  tried.sure(from, kept.others[from]!, kept.costs[from]! - gain);
  let step = from;
  do {
    if (step > from) {
      choose(state, tried, step);
      gain += kept.costs[step]! - tried.costs[step]!;
    }
    if (gain < -PATIENCE) return -1;
    take(state, tried, step);
    step++;
  } while (state.rest !== rests[step]);
  return gain > 0 ? step : -1;
}
