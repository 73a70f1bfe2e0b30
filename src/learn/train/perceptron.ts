import type { PackedRows } from "../linear.js";

/**
 * A multiclass averaged perceptron over hashed features (Collins 2002; lazy averaging as in Daumé 2006): train, then
 * {@link AveragedPerceptron.pack} into what `learn/linear.ts` scores.
 */
export class AveragedPerceptron {
  private readonly ids = new Map<number, number>();
  private weights: Float32Array;
  private totals: Float64Array;
  private stamps: Int32Array;
  private touched: Int32Array;
  private clock = 0;
  private capacity = 1 << 14;

  constructor(readonly classes: number) {
    this.weights = new Float32Array(this.capacity * classes);
    this.totals = new Float64Array(this.capacity * classes);
    this.stamps = new Int32Array(this.capacity * classes);
    this.touched = new Int32Array(this.capacity);
  }

  /** Adds the current weights of the features to `scores`. */
  score(features: Uint32Array, count: number, scores: Float32Array): void {
    const { classes, weights } = this;
    for (let f = 0; f < count; f++) {
      const id = this.ids.get(features[f]!);
      if (id === undefined) continue;
      const base = id * classes;
      for (let c = 0; c < classes; c++) scores[c] = scores[c]! + weights[base + c]!;
    }
  }

  /** Counts one example; call once for each before its updates, so that averages weigh examples alike. */
  tick(): void {
    this.clock++;
  }

  /** Moves the weights of the features for one class by `by`. */
  update(features: Uint32Array, count: number, label: number, by: number): void {
    for (let f = 0; f < count; f++) {
      const id = this.id(features[f]!);
      const at = id * this.classes + label;
      this.totals[at] = this.totals[at]! + (this.clock - this.stamps[at]!) * this.weights[at]!;
      this.stamps[at] = this.clock;
      this.weights[at] = this.weights[at]! + by;
      this.touched[id] = this.touched[id]! + 1;
    }
  }

  /**
   * Averages, drops features with fewer than `minUpdates` updates and weights below `prune`, and packs to 8 bits with a
   * scale for each row (one scale for all costs points).
   */
  pack({ minUpdates = 1, prune = 0 }: { readonly minUpdates?: number; readonly prune?: number } = {}): PackedRows {
    const { classes } = this;
    const kept = [...this.ids].filter(([, id]) => this.touched[id]! >= minUpdates).sort((a, b) => a[0] - b[0]);
    const keys: number[] = [];
    const rows = [0];
    const labels: number[] = [];
    const weights: number[] = [];
    const scales: number[] = [];
    const mean = new Float64Array(classes);
    for (const [key, id] of kept) {
      let most = 0;
      for (let c = 0; c < classes; c++) {
        const at = id * classes + c;
        mean[c] = (this.totals[at]! + (this.clock - this.stamps[at]!) * this.weights[at]!) / Math.max(1, this.clock);
        most = Math.max(most, Math.abs(mean[c]!));
      }
      if (most <= prune) continue;
      const scale = most / 127;
      for (let c = 0; c < classes; c++) {
        const w = Math.abs(mean[c]!) > prune ? Math.round(mean[c]! / scale) : 0;
        if (w !== 0) {
          labels.push(c);
          weights.push(w);
        }
      }
      keys.push(key);
      rows.push(labels.length);
      scales.push(scale);
    }
    return {
      keys: Uint32Array.from(keys),
      rows: Uint32Array.from(rows),
      labels: classes > 256 ? Uint16Array.from(labels) : Uint8Array.from(labels),
      weights: Int8Array.from(weights),
      scales: Float32Array.from(scales),
    };
  }

  private id(feature: number): number {
    let id = this.ids.get(feature);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(feature, id);
      if (id >= this.capacity) this.grow();
    }
    return id;
  }

  private grow(): void {
    this.capacity *= 2;
    const widen = <T extends Float32Array | Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from as never);
      return to;
    };
    this.weights = widen(this.weights, new Float32Array(this.capacity * this.classes));
    this.totals = widen(this.totals, new Float64Array(this.capacity * this.classes));
    this.stamps = widen(this.stamps, new Int32Array(this.capacity * this.classes));
    this.touched = widen(this.touched, new Int32Array(this.capacity));
  }
}

/** A small seeded generator (mulberry32) for shuffling: training is the same to the byte on every run. */
export function seededRandom(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
