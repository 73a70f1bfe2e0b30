import type { PackedRows } from "../linear.js";

/**
 * A multiclass averaged perceptron over hashed features (Collins 2002; lazy averaging as in Daumé 2006): train, then
 * {@link packAveraged} into what `learn/linear.ts` scores. Only the classes that a feature was updated for
 * take memory.
 */
export class AveragedPerceptron {
  /** Open addressing, four cells a slot: feature, where its entries start (0: free), their number, its updates. */
  private table = new Int32Array(4 << 15);
  private mask = (1 << 15) - 1;
  private rowCount = 0;
  /** Entries, each row's side by side: class, weight, sum over time, time of the last change. */
  private labels = new Uint16Array(1 << 15);
  private weights = new Float32Array(1 << 15);
  private totals = new Float64Array(1 << 15);
  private stamps = new Int32Array(1 << 15);
  private entryCount = 1;
  private clock = 0;

  /**
   * `patience`: a feature's weights stay 0 until it is due so many updates (Goldberg and Elhadad 2011): rare ones overfit.
   */
  constructor(
    readonly classes: number,
    private readonly patience = 1,
  ) {}

  /** Adds the current weights of the features to `scores`. */
  score(features: Uint32Array, count: number, scores: Float32Array): void {
    const { table, labels, weights, mask } = this;
    for (let f = 0; f < count; f++) {
      const feature = features[f]! | 0;
      let at = (Math.imul(feature, 0x9e3779b1) >>> 7) & mask;
      while (table[at * 4 + 1] !== 0 && table[at * 4] !== feature) at = (at + 1) & mask;
      const first = table[at * 4 + 1]!;
      for (let e = first, end = first + table[at * 4 + 2]!; e < end; e++) {
        const label = labels[e]!;
        scores[label] = scores[label]! + weights[e]!;
      }
    }
  }

  /** Counts one example; call once for each before its updates, so that averages weigh examples alike. */
  tick(): void {
    this.clock++;
  }

  /** Moves the weights of the features for one class by `by`. */
  update(features: Uint32Array, count: number, label: number, by: number): void {
    for (let f = 0; f < count; f++) {
      const row = this.row(features[f]! | 0);
      const { table } = this;
      const updates = table[row + 3]! + 1;
      table[row + 3] = updates;
      if (updates < this.patience) continue;
      const first = table[row + 1]!;
      const end = first + table[row + 2]!;
      let e = first;
      while (e < end && this.labels[e] !== label) e++;
      if (e === end) e = this.entry(row, label);
      this.totals[e] = this.totals[e]! + (this.clock - this.stamps[e]!) * this.weights[e]!;
      this.stamps[e] = this.clock;
      this.weights[e] = this.weights[e]! + by;
    }
  }

  /** The averaged weights of every feature with `minUpdates` updates or more: `add(feature, class, mean)`. */
  averaged(minUpdates: number, add: (feature: number, label: number, mean: number) => void): void {
    const { table, clock } = this;
    for (let row = 0; row < table.length; row += 4) {
      const first = table[row + 1]!;
      if (first === 0 || table[row + 3]! < minUpdates) continue;
      for (let e = first; e < first + table[row + 2]!; e++) {
        const total = this.totals[e]! + (clock - this.stamps[e]!) * this.weights[e]!;
        add(table[row]! >>> 0, this.labels[e]!, total / Math.max(1, clock));
      }
    }
  }

  /** Where the feature's four cells start; made where there are none. */
  private row(feature: number): number {
    if (this.rowCount * 2 > this.mask) this.growTable();
    const { table, mask } = this;
    let at = (Math.imul(feature, 0x9e3779b1) >>> 7) & mask;
    while (table[at * 4 + 1] !== 0) {
      if (table[at * 4] === feature) return at * 4;
      at = (at + 1) & mask;
    }
    table[at * 4] = feature;
    table[at * 4 + 1] = this.allocate(1);
    this.rowCount++;
    return at * 4;
  }

  /** Adds a class to a row; rows have room for a power of two of entries and move where that is used up. */
  private entry(row: number, label: number): number {
    const { table } = this;
    const length = table[row + 2]!;
    if (length > 0 && (length & (length - 1)) === 0) {
      const from = table[row + 1]!;
      const to = this.allocate(length * 2);
      for (const array of [this.labels, this.weights, this.totals, this.stamps]) array.copyWithin(to, from, from + length);
      table[row + 1] = to;
    }
    const e = table[row + 1]! + length;
    table[row + 2] = length + 1;
    this.labels[e] = label;
    this.stamps[e] = this.clock;
    return e;
  }

  private allocate(room: number): number {
    if (this.entryCount + room > this.labels.length) {
      const size = this.labels.length * 2;
      this.labels = widen(this.labels, new Uint16Array(size));
      this.weights = widen(this.weights, new Float32Array(size));
      this.totals = widen(this.totals, new Float64Array(size));
      this.stamps = widen(this.stamps, new Int32Array(size));
    }
    this.entryCount += room;
    return this.entryCount - room;
  }

  private growTable(): void {
    const old = this.table;
    this.table = new Int32Array(old.length * 2);
    this.mask = this.mask * 2 + 1;
    for (let row = 0; row < old.length; row += 4) {
      if (old[row + 1] === 0) continue;
      let at = (Math.imul(old[row]!, 0x9e3779b1) >>> 7) & this.mask;
      while (this.table[at * 4 + 1] !== 0) at = (at + 1) & this.mask;
      this.table.set(old.subarray(row, row + 4), at * 4);
    }
  }
}

/** The features that training is limited to. */
export class FeatureSet {
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(features: Uint32Array) {
    let size = 1024;
    while (size < features.length * 3) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size);
    for (const feature of features) this.slots[this.find(feature | 0 || 1)] = feature | 0 || 1;
  }

  /** Moves the features that are in the set to the front of the list and returns their number. */
  keep(features: Uint32Array, count: number): number {
    let kept = 0;
    for (let f = 0; f < count; f++) {
      if (this.slots[this.find(features[f]! | 0 || 1)] !== 0) features[kept++] = features[f]!;
    }
    return kept;
  }

  /** Where a feature stands (as bits; 0 marks a free slot), or the free slot for it. */
  private find(feature: number): number {
    let at = (Math.imul(feature, 0x9e3779b1) >>> 7) & this.mask;
    while (this.slots[at] !== 0 && this.slots[at] !== feature) at = (at + 1) & this.mask;
    return at;
  }
}

/** What to leave out of a packed model. */
export interface PackOptions {
  /** Features with fewer updates go. */
  readonly minUpdates?: number;
  /** Weights up to this size go. */
  readonly prune?: number;
  /** Only so many features stay, those with the greatest weights, and of their weights the greatest, four a feature. */
  readonly rows?: number;
}

/** How many weights stay for each feature that may, where their number is limited. */
const WEIGHTS_A_ROW = 4;

/** Sums the averages of several models (seeds), prunes and packs them into one; the same bytes for the same models. */
export function packAveraged(
  models: readonly AveragedPerceptron[],
  classes: number,
  { minUpdates = 1, prune = 0, rows: most = Infinity }: PackOptions = {},
): PackedRows {
  const sums = summedRows(models, classes, minUpdates);
  const greatest = Float64Array.from(sums.keys, (_, i) => {
    let size = 0;
    for (let k = sums.rows[i]!; k < sums.rows[i + 1]!; k++) size = Math.max(size, Math.abs(sums.weights[k]!));
    return size;
  });
  const least = nthGreatest(greatest, most);
  const sizes = Float64Array.from(sums.weights, Math.abs);
  for (let i = 0; i < sums.keys.length; i++) if (greatest[i]! < least) sizes.fill(0, sums.rows[i]!, sums.rows[i + 1]!);
  const leastWeight = nthGreatest(sizes, most * WEIGHTS_A_ROW);
  const keys: number[] = [];
  const rows = [0];
  const labels: number[] = [];
  const weights: number[] = [];
  const scales: number[] = [];
  for (let i = 0; i < sums.keys.length; i++) {
    if (greatest[i]! < least || greatest[i]! <= prune) continue;
    const scale = greatest[i]! / 127;
    for (let k = sums.rows[i]!; k < sums.rows[i + 1]!; k++) {
      const weight = sums.weights[k]!;
      const w = Math.abs(weight) > prune && Math.abs(weight) >= leastWeight ? Math.round(weight / scale) : 0;
      if (w === 0) continue;
      labels.push(sums.labels[k]!);
      weights.push(w);
    }
    if (labels.length === rows.at(-1)) continue;
    keys.push(sums.keys[i]!);
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

/** The value that only `n - 1` others are above; 0 where there are no more than `n`. */
function nthGreatest(values: Float64Array, n: number): number {
  return values.length > n ? values.slice().sort()[values.length - n]! : 0;
}

/** The models' mean weights by feature and class, both ascending. */
function summedRows(models: readonly AveragedPerceptron[], classes: number, minUpdates: number) {
  let total = 0;
  for (const model of models) {
    model.averaged(minUpdates, () => {
      total++;
    });
  }
  const features = new Uint32Array(total);
  const classOf = new Uint16Array(total);
  const means = new Float64Array(total);
  let n = 0;
  for (const model of models) {
    model.averaged(minUpdates, (feature, label, mean) => {
      features[n] = feature;
      classOf[n] = label;
      means[n++] = mean / models.length;
    });
  }
  const keys = distinct(features);
  // entries by feature, those of one feature in the models' order
  const starts = new Uint32Array(keys.length + 1);
  const rowOf = features.map((feature) => indexIn(keys, feature));
  for (const row of rowOf) starts[row + 1] = starts[row + 1]! + 1;
  for (let i = 0; i < keys.length; i++) starts[i + 1] = starts[i + 1]! + starts[i]!;
  const next = starts.slice();
  const placed = new Uint32Array(total);
  for (let e = 0; e < total; e++) {
    const row = rowOf[e]!;
    placed[next[row]!] = e;
    next[row] = next[row]! + 1;
  }
  const rows = new Uint32Array(keys.length + 1);
  const labels = new Uint16Array(total);
  const weights = new Float64Array(total);
  const row = new Float64Array(classes);
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    row.fill(0);
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const e = placed[k]!;
      row[classOf[e]!] = row[classOf[e]!]! + means[e]!;
    }
    for (let c = 0; c < classes; c++) {
      if (row[c] === 0) continue;
      labels[count] = c;
      weights[count++] = row[c]!;
    }
    rows[i + 1] = count;
  }
  return { keys, rows, labels, weights };
}

/** The distinct values in ascending order. */
export function distinct(values: Uint32Array): Uint32Array {
  const sorted = values.slice().sort();
  let n = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[n++] = sorted[i]!;
  return sorted.slice(0, n);
}

/** Where an ascending array has a value that it holds. */
export function indexIn(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function widen<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
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
