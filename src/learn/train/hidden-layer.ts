import type { Classifier } from "../../resources/classifiers.js";
import { encodeContainer } from "../container.js";
import { type HiddenLayer, softmax } from "../hidden-layer.js";
import { narrowed } from "./log-linear.js";
import { seededRandom, shuffle } from "./random.js";
import { SlotLists } from "./slot-lists.js";

/** How a hidden layer is trained. */
export interface HiddenLayerOptions {
  readonly units: number;
  readonly epochs: number;
  readonly rate: number;
  /** Examples that one step is taken for. */
  readonly batch: number;
  /** Features that fewer examples have are left out. */
  readonly least: number;
  /** Shares of features, and of units, that each example does without. */
  readonly dropped: number;
  readonly muted: number;
}

/** Adam's decays of the means of gradients and of their squares (Kingma and Ba 2015). */
const [MEAN, SQUARE, TINY] = [0.9, 0.999, 1e-8];

/** Trains a {@link HiddenLayer}: Adam on the cross entropy, features and units dropped at random, weights averaged over epochs. */
export class HiddenLayerTrainer extends SlotLists {
  private readonly golds: number[] = [];
  private readonly weights: number[] = [];

  constructor(
    private readonly space: number,
    private readonly classes: number,
    private readonly options: HiddenLayerOptions,
  ) {
    super();
  }

  /** Adds an example of the class `gold`. */
  example(slots: Uint32Array, count: number, gold: number, weight: number): void {
    this.keep(slots, count);
    this.golds.push(gold);
    this.weights.push(weight);
  }

  train(): HiddenLayer {
    const { units, epochs, batch, rate } = this.options;
    const { at, rows } = this.rowsOf();
    const random = seededRandom(7);
    const uniform = (size: number, most: number) => Float32Array.from({ length: size }, () => (2 * random() - 1) * most);
    const net = {
      vectors: new Parameters(uniform(rows * units, 0.02), units),
      bias: new Parameters(new Float32Array(units), units),
      out: new Parameters(uniform(this.classes * units, 1 / Math.sqrt(units)), this.classes * units),
      outBias: new Parameters(new Float32Array(this.classes), this.classes),
    };
    const all = Object.values(net);
    const order = this.golds.map((_, i) => i);
    let step = 0;
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (let from = 0; from < order.length; from += batch) {
        const chosen = order.slice(from, from + batch);
        for (const i of chosen) this.gradient(i, 1 / chosen.length, at, net, random);
        step++;
        for (const p of all) p.step(rate, step);
      }
      if (epoch > 0) for (const p of all) p.average();
    }
    const [vectors, bias, out, outBias] = all.map((p) => p.mean());
    return { at, vectors: vectors!, bias: bias!, out: out!, outBias: outBias! };
  }

  /** Where the vector of each feature that enough examples have begins. */
  private rowsOf(): { at: Int32Array; rows: number } {
    const counts = this.counts(this.space);
    const at = new Int32Array(this.space).fill(-1);
    let rows = 0;
    for (let slot = 0; slot < this.space; slot++) if (counts[slot]! >= this.options.least) at[slot] = this.options.units * rows++;
    return { at, rows };
  }

  /** Adds an example's part to the gradients. */
  private gradient(example: number, share: number, at: Int32Array, net: Net, random: () => number): void {
    const { units, dropped, muted } = this.options;
    const seen: number[] = [];
    for (let i = this.starts[example]!, end = this.starts[example + 1]!; i < end; i++) {
      const row = at[this.slots[i]!]!;
      if (row >= 0 && random() >= dropped) seen.push(row);
    }
    const scale = 1 / (1 - dropped);
    const layer = new Float64Array(net.bias.values);
    for (const row of seen) for (let u = 0; u < units; u++) layer[u]! += scale * net.vectors.values[row + u]!;
    const kept = Float64Array.from({ length: units }, () => (random() < muted ? 0 : 1 / (1 - muted)));
    for (let u = 0; u < units; u++) layer[u]! *= kept[u]!;
    const said = new Float64Array(this.classes);
    softmax(layer, net.out.values, net.outBias.values, said);
    const back = new Float64Array(units);
    for (let c = 0; c < this.classes; c++) {
      const error = share * this.weights[example]! * (said[c]! - (c === this.golds[example] ? 1 : 0));
      net.outBias.gradient[c]! += error;
      for (let u = 0, w = c * units; u < units; u++, w++) {
        if (layer[u]! <= 0) continue;
        net.out.gradient[w]! += error * layer[u]!;
        back[u]! += error * net.out.values[w]! * kept[u]!;
      }
    }
    for (let u = 0; u < units; u++) net.bias.gradient[u]! += back[u]!;
    for (const row of seen) {
      net.vectors.touch(row);
      for (let u = 0; u < units; u++) net.vectors.gradient[row + u]! += scale * back[u]!;
    }
    net.bias.touch(0);
    net.out.touch(0);
    net.outBias.touch(0);
  }
}

type Net = Readonly<Record<"vectors" | "bias" | "out" | "outBias", Parameters>>;

/** Numbers that are trained, in rows of which a step moves only those that it touched. */
class Parameters {
  readonly gradient: Float32Array;
  private readonly means: Float32Array;
  private readonly squares: Float32Array;
  private readonly sums: Float64Array;
  private readonly isTouched: Uint8Array;
  private touched: number[] = [];
  private epochs = 0;

  constructor(
    readonly values: Float32Array,
    private readonly width: number,
  ) {
    this.gradient = new Float32Array(values.length);
    this.means = new Float32Array(values.length);
    this.squares = new Float32Array(values.length);
    this.sums = new Float64Array(values.length);
    this.isTouched = new Uint8Array(values.length / width);
  }

  /** Marks the row that begins at `start` as moved by the next step. */
  touch(start: number): void {
    const row = start / this.width;
    if (this.isTouched[row] === 1) return;
    this.isTouched[row] = 1;
    this.touched.push(row);
  }

  step(rate: number, step: number): void {
    const pace = (rate * Math.sqrt(1 - SQUARE ** step)) / (1 - MEAN ** step);
    for (const row of this.touched) {
      for (let i = row * this.width, end = i + this.width; i < end; i++) {
        const g = this.gradient[i]!;
        this.means[i] = MEAN * this.means[i]! + (1 - MEAN) * g;
        this.squares[i] = SQUARE * this.squares[i]! + (1 - SQUARE) * g * g;
        this.values[i]! -= (pace * this.means[i]!) / (Math.sqrt(this.squares[i]!) + TINY);
        this.gradient[i] = 0;
      }
      this.isTouched[row] = 0;
    }
    this.touched = [];
  }

  /** Counts the numbers as they are among those that {@link mean} is of. */
  average(): void {
    for (let i = 0; i < this.values.length; i++) this.sums[i]! += this.values[i]!;
    this.epochs++;
  }

  mean(): Float32Array {
    return Float32Array.from(this.sums, (sum) => sum / this.epochs);
  }
}

/** A classifier's bytes as it ships: 8 bits for each number of a feature's vector; `scale` is theirs. */
export function encodeClassifier(name: string, version: number, { layer, classes }: Classifier): Uint8Array {
  const { at, vectors, bias, out, outBias } = layer;
  const most = vectors.reduce((m, w) => Math.max(m, Math.abs(w)), 0);
  const scale = most / (127 * 127) || 1;
  const gaps: number[] = [];
  let last = -1;
  for (let slot = 0; slot < at.length; slot++) {
    if (at[slot]! < 0) continue;
    gaps.push(slot - last);
    last = slot;
  }
  const narrow = Int8Array.from(vectors, (w) => narrowed(w, scale));
  const sections = { gaps: Uint16Array.from(gaps), vectors: narrow, bias, out, outBias };
  return encodeContainer(name, version, { classes, scale, units: bias.length }, sections);
}
