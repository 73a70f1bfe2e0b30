import { MOST_WEIGHT, type PackedActions, PLACE, placeOf, slotBits } from "../action-model.js";
import { LEFT, RIGHT, SHIFT } from "../parser-state.js";
import { distinct, indexIn } from "./perceptron.js";

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

  /** `patience`: a feature's weights stay 0 until it is due so many updates (Goldberg and Elhadad 2011): rare ones overfit. */
  constructor(private readonly patience = 1) {}

  /** Adds the current weights of the features to `scores`. */
  score(features: Uint32Array, count: number, scores: Float32Array): void {
    const { bits, cells, mask } = this;
    let a = 0;
    let b = 0;
    let c = 0;
    for (let f = 0; f < count; f++) {
      const feature = features[f]! | 0 || 1;
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
      const at = this.row(features[f]! | 0 || 1);
      const updates = this.totals[at]! + 1;
      this.totals[at] = updates;
      if (updates < this.patience) continue;
      this.move(at + 1 + right, 1);
      this.move(at + 1 + wrong, -1);
    }
  }

  /** The averaged weights of every feature: `add(feature, action, mean)`. */
  averaged(add: (feature: number, action: number, mean: number) => void): void {
    for (let at = 0; at < this.bits.length; at += 4) {
      if (this.bits[at] === 0) continue;
      for (let k = 1; k < 4; k++) {
        const total = this.totals[at + k]! + (this.clock - this.stamps[at + k]!) * this.cells[at + k]!;
        if (total !== 0) add(this.bits[at]! >>> 0, k - 1, total / Math.max(1, this.clock));
      }
    }
  }

  /** All features with weights. */
  features(): Uint32Array {
    const out = new Uint32Array(this.rowCount);
    let n = 0;
    for (let at = 0; at < this.bits.length; at += 4) if (this.bits[at] !== 0) out[n++] = this.bits[at]!;
    return out;
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

/**
 * Sums the averages of several runs, keeps the `most` strongest features of those that find a slot, and packs their weights
 * against shifting to 12 bits.
 */
export function packActions(runs: readonly ActionWeights[], most: number): PackedActions {
  const keys = distinct(joined(runs.map((run) => run.features())));
  const sums = new Float64Array(keys.length * 3);
  for (const run of runs) {
    run.averaged((feature, action, mean) => {
      const cell = indexIn(keys, feature) * 3 + action;
      sums[cell] = sums[cell]! + mean / runs.length;
    });
  }
  const spreads = Float64Array.from(keys, (_, i) => spread(sums, i * 3));
  const least = spreads.length > most ? spreads.slice().sort()[spreads.length - most]! : 0;
  const strong = [...keys.keys()].filter((i) => spreads[i]! >= least && spreads[i]! > 0);
  const bits = slotBits(strong.length);
  const kept = withSlot(strong, bits, keys, spreads);
  const unit = kept.reduce((size, i) => Math.max(size, spreads[i]!), 0) / MOST_WEIGHT || 1;
  const against = (i: number, action: number): number => Math.round((sums[i * 3 + action]! - sums[i * 3 + SHIFT]!) / unit);
  return {
    bits,
    keys: Uint32Array.from(kept, (i) => keys[i]!),
    lefts: Int16Array.from(kept, (i) => against(i, LEFT)),
    rights: Int16Array.from(kept, (i) => against(i, RIGHT)),
  };
}

/** Of the features (indices, by ascending key) the strongest of each place in the table that will hold them. */
function withSlot(features: readonly number[], bits: number, keys: Uint32Array, spreads: Float64Array): number[] {
  const kept: number[] = [];
  for (let i = 0; i < features.length; ) {
    const place = placeOf(keys[features[i]!]!, bits);
    let end = i;
    while (end < features.length && placeOf(keys[features[end]!]!, bits) === place) end++;
    const strongest = features.slice(i, end).sort((a, b) => spreads[b]! - spreads[a]!);
    kept.push(...strongest.slice(0, PLACE).sort((a, b) => a - b));
    i = end;
  }
  return kept;
}

function joined(lists: readonly Uint32Array[]): Uint32Array {
  const out = new Uint32Array(lists.reduce((n, list) => n + list.length, 0));
  let at = 0;
  for (const list of lists) {
    out.set(list, at);
    at += list.length;
  }
  return out;
}

/** What lies between a feature's greatest and least weight. */
function spread(sums: Float64Array, at: number): number {
  const a = sums[at]!;
  const b = sums[at + 1]!;
  const c = sums[at + 2]!;
  return Math.max(a, b, c) - Math.min(a, b, c);
}
