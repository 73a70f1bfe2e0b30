import { ensure } from "../../collections.js";
import type { PackedActions } from "../action-model.js";
import { scaleCode, scaleOf } from "../linear.js";

/**
 * Averaged perceptron weights for the parser's three actions: one slot of a table holds a feature and its three weights,
 * so that scoring touches memory once a feature. The same algorithm as `AveragedPerceptron`.
 */
export class ActionWeights {
  /** Four cells a slot: feature (as bits), and a weight an action. */
  private cells = new Float32Array(4 << 16);
  private bits = new Int32Array(this.cells.buffer);
  /** Sums over time and, beside them, the number of updates (0: a free slot). */
  private totals = new Float64Array(4 << 16);
  private stamps = new Int32Array(4 << 16);
  private mask = (1 << 16) - 1;
  private rowCount = 0;
  private clock = 0;

  /** Adds the current weights of the features to `scores`. */
  score(features: Uint32Array, count: number, scores: Float32Array): void {
    const { bits, cells, mask } = this;
    let a = 0;
    let b = 0;
    let c = 0;
    for (let f = 0; f < count; f++) {
      const feature = features[f]! | 1;
      let at = ((Math.imul(feature, 0x9e3779b1) >>> 7) & mask) << 2;
      while (bits[at] !== 0 && bits[at] !== feature) at = (at + 4) & (mask << 2);
      a += cells[at + 1]!;
      b += cells[at + 2]!;
      c += cells[at + 3]!;
    }
    scores[0] = scores[0]! + a;
    scores[1] = scores[1]! + b;
    scores[2] = scores[2]! + c;
  }

  /** Counts one example. */
  tick(): void {
    this.clock++;
  }

  /** Moves the weights of the features by +1 for one action and -1 for the other. */
  update(features: Uint32Array, count: number, right: number, wrong: number): void {
    for (let f = 0; f < count; f++) {
      const at = this.row(features[f]! | 1);
      this.totals[at] = this.totals[at]! + 1;
      this.move(at + 1 + right, 1);
      this.move(at + 1 + wrong, -1);
    }
  }

  /** The averaged weights of every feature with `minUpdates` updates or more: `add(feature, action, mean)`. */
  averaged(minUpdates: number, add: (feature: number, action: number, mean: number) => void): void {
    for (let at = 0; at < this.bits.length; at += 4) {
      if (this.bits[at] === 0 || this.totals[at]! < minUpdates) continue;
      for (let k = 1; k < 4; k++) {
        const total = this.totals[at + k]! + (this.clock - this.stamps[at + k]!) * this.cells[at + k]!;
        if (total !== 0) add(this.bits[at]! >>> 0, k - 1, total / Math.max(1, this.clock));
      }
    }
  }

  private move(cell: number, by: number): void {
    this.totals[cell] = this.totals[cell]! + (this.clock - this.stamps[cell]!) * this.cells[cell]!;
    this.stamps[cell] = this.clock;
    this.cells[cell] = this.cells[cell]! + by;
  }

  private row(feature: number): number {
    if (this.rowCount * 2 > this.mask) this.grow();
    const at = this.find(feature);
    if (this.bits[at] === 0) {
      this.bits[at] = feature;
      this.rowCount++;
    }
    return at;
  }

  private find(feature: number): number {
    let at = ((Math.imul(feature, 0x9e3779b1) >>> 7) & this.mask) << 2;
    while (this.bits[at] !== 0 && this.bits[at] !== feature) at = (at + 4) & (this.mask << 2);
    return at;
  }

  private grow(): void {
    const { bits, totals, stamps } = this;
    this.cells = new Float32Array(bits.length * 2);
    this.bits = new Int32Array(this.cells.buffer);
    this.totals = new Float64Array(bits.length * 2);
    this.stamps = new Int32Array(bits.length * 2);
    this.mask = this.mask * 2 + 1;
    for (let from = 0; from < bits.length; from += 4) {
      if (bits[from] === 0) continue;
      const to = this.find(bits[from]!);
      this.bits.set(bits.subarray(from, from + 4), to);
      this.totals.set(totals.subarray(from, from + 4), to);
      this.stamps.set(stamps.subarray(from, from + 4), to);
    }
  }
}

/** Sums the averages of several runs, centres each feature's weights, drops the small ones and packs to 8 bits. */
export function packActions(runs: readonly ActionWeights[], minUpdates: number, prune: number): PackedActions {
  const sums = new Map<number, Float64Array>();
  for (const run of runs) {
    run.averaged(minUpdates, (feature, action, mean) => {
      const row = ensure(sums, feature, () => new Float64Array(3));
      row[action] = row[action]! + mean / runs.length;
    });
  }
  const keys: number[] = [];
  const weights: number[] = [];
  const scales: number[] = [];
  for (const key of Float64Array.from(sums.keys()).sort()) {
    const row = sums.get(key)!;
    const middle = (Math.min(...row) + Math.max(...row)) / 2;
    const most = Math.max(...row.map((w) => Math.abs(w - middle)));
    if (most <= prune) continue;
    const code = scaleCode(most);
    keys.push(key);
    for (const w of row) weights.push(Math.round((w - middle) / scaleOf(code)));
    scales.push(code);
  }
  return { keys: Uint32Array.from(keys), weights: Int8Array.from(weights), scales: Uint8Array.from(scales) };
}
