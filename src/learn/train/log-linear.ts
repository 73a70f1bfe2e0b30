import { encodeContainer } from "../container.js";
import { seededRandom, shuffle } from "./random.js";
import { SlotLists } from "./slot-lists.js";

/** How a log-linear model is trained. */
export interface LogLinearOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  /** Features that fewer candidates have are left out. */
  readonly least: number;
  /** Whether the weights are the mean of those after each epoch but the first. */
  readonly averaged?: boolean;
}

/**
 * A log-linear model over hashed slots, trained by AdaGrad (Duchi, Hazan and Singer 2011) on yes-or-no examples and on
 * choices among candidates.
 */
export class LogLinear extends SlotLists {
  private readonly examples: { readonly first: number; readonly count: number; readonly gold: number; readonly weight: number }[] = [];

  constructor(
    private readonly size: number,
    private readonly options: LogLinearOptions,
  ) {
    super();
  }

  /** Adds the features of the next candidate. */
  candidate(slots: Uint32Array, count: number): void {
    this.keep(slots, count);
  }

  /** Closes an example of the last `count` candidates; `gold` is the right one's index, -1 of a single one: no. */
  example(count: number, gold: number, weight: number): void {
    this.examples.push({ first: this.starts.length - 1 - count, count, gold, weight });
  }

  train(): Float32Array {
    const { epochs, rate, decay } = this.options;
    this.dropRare();
    const { slots, starts } = this;
    const weights = new Float32Array(this.size);
    const squares = new Float32Array(this.size).fill(1e-2);
    const random = seededRandom(7);
    const score = (candidate: number): number => {
      let sum = 0;
      for (let i = starts[candidate]!, end = starts[candidate + 1]!; i < end; i++) sum += weights[slots[i]!]!;
      return sum;
    };
    const step = (candidate: number, by: number): void => {
      if (Math.abs(by) < 1e-3) return;
      for (let i = starts[candidate]!, end = starts[candidate + 1]!; i < end; i++) {
        const s = slots[i]!;
        const g = by - decay * weights[s]!;
        squares[s] = squares[s]! + g * g;
        weights[s] = weights[s]! + (rate * g) / Math.sqrt(squares[s]!);
      }
    };
    const order = this.examples.map((_, i) => i);
    const scores = new Float64Array(1024);
    const sums = this.options.averaged ? new Float64Array(this.size) : null;
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const at of shuffle(order, random)) {
        const { first, count, gold, weight } = this.examples[at]!;
        if (count === 1) {
          step(first, ((gold === 0 ? 1 : 0) - 1 / (1 + Math.exp(-score(first)))) * weight);
          continue;
        }
        let most = Number.NEGATIVE_INFINITY;
        for (let k = 0; k < count; k++) {
          scores[k] = score(first + k);
          most = Math.max(most, scores[k]!);
        }
        let sum = 0;
        for (let k = 0; k < count; k++) {
          scores[k] = Math.exp(scores[k]! - most);
          sum += scores[k]!;
        }
        for (let k = 0; k < count; k++) step(first + k, ((k === gold ? 1 : 0) - scores[k]! / sum) * weight);
      }
      if (sums !== null && epoch > 0) for (let i = 0; i < sums.length; i++) sums[i]! += weights[i]!;
    }
    return sums === null ? weights : Float32Array.from(sums, (sum) => sum / (epochs - 1));
  }

  /** Leaves out features that fewer than `least` candidates have: they cost room and learn by heart. */
  private dropRare(): void {
    const counts = this.counts(this.size);
    let at = 0;
    for (let candidate = 0, i = 0; candidate + 1 < this.starts.length; candidate++) {
      for (const end = this.starts[candidate + 1]!; i < end; i++) {
        const slot = this.slots[i]!;
        if (counts[slot]! >= this.options.least) this.slots[at++] = slot;
      }
      this.starts[candidate + 1] = at;
    }
  }
}

/** Weights below this 8-bit size are left out: a hundred-and-sixtieth of the largest. */
const SMALLEST = 10;

/** A table without its zeros: the gaps between slots (7 bits a byte, the eighth says that more follow) and 8-bit weights. */
export interface PackedTable {
  readonly gaps: Uint8Array;
  readonly weights: Int8Array;
  readonly scale: number;
}

/** 8 bits a weight: its signed square root, so that small ones keep their precision. */
export function packTable(table: Float32Array, smallest = SMALLEST): PackedTable {
  let most = 0;
  for (const w of table) most = Math.max(most, Math.abs(w));
  const scale = most / (127 * 127) || 1;
  const gaps: number[] = [];
  const weights: number[] = [];
  for (let i = 0, last = -1; i < table.length; i++) {
    const w = narrowed(table[i]!, scale);
    if (Math.abs(w) < smallest) continue;
    let gap = i - last;
    for (; gap > 127; gap >>>= 7) gaps.push((gap & 127) | 128);
    gaps.push(gap);
    weights.push(w);
    last = i;
  }
  return { gaps: Uint8Array.from(gaps), weights: Int8Array.from(weights), scale };
}

/** 8 bits for a weight: its square root, with its sign. */
export const narrowed = (weight: number, scale: number): number => Math.round(Math.sqrt(Math.abs(weight) / scale)) * Math.sign(weight);

/** The bytes of a model of several tables, and what else it tells. */
export function encodeTables(
  name: string,
  version: number,
  names: readonly string[],
  tables: readonly Float32Array[],
  meta: Readonly<Record<string, unknown>> = {},
): Uint8Array {
  const packed = tables.map((table) => packTable(table));
  const sections = packed.flatMap((p, i) => [[`${names[i]}.gaps`, p.gaps] as const, [`${names[i]}.weights`, p.weights] as const]);
  return encodeContainer(
    name,
    version,
    { ...meta, sizes: tables.map((t) => t.length), scales: packed.map((p) => p.scale) },
    Object.fromEntries(sections),
  );
}
