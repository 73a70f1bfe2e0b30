import {
  FACTS,
  type Layer,
  LEAK,
  LONGEST,
  Network,
  type Sizes,
  type Tables,
  WAYS,
  type Way,
  type WeightName,
  type WeightValues,
  weightsOf,
} from "../network.js";
import { inPanels, left, PANEL, panels, rowMajor, turned } from "../vectors.js";

/** A sentence to learn from: the rows of its words' facts, tags, heads (the number of words for the root) and relations. */
export interface Lesson {
  readonly rows: Int32Array;
  /** Those of its words in small letters. */
  readonly loweredRows: Int32Array;
  readonly tags: readonly number[];
  readonly heads: readonly number[];
  readonly relations: readonly number[];
}

/** How a network learns. */
export interface LearningOptions {
  /** Adam's rate at the start; it falls to 0 in a straight line. */
  readonly rate: number;
  /** Share of each word's facts that are hidden, and of each layer's numbers that are muted, at random. */
  readonly hidden: number;
  readonly muted: number;
  /** Share of sentences that are learnt from in small letters instead. */
  readonly lowered: number;
  /** How much a wrong tag counts beside a wrong head or relation. */
  readonly tagShare: number;
}

/** Adam's decays of the means of gradients and of their squares (Kingma and Ba 2015), and the longest step's gradient. */
const [MEAN, SQUARE, TINY, CLIP] = [0.9, 0.95, 1e-8, 5];

/** Numbers in training. */
interface Learnt {
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  /** Means of the gradient and of its square. */
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

/** A matrix of weights in training, or a bias. */
interface Slope extends Learnt {
  readonly name: WeightName;
  readonly rows: number;
  readonly columns: number;
  /** The matrix turned about, in panels; empty of biases. */
  readonly turned: Float32Array;
}

/** What is muted of the numbers of words, of what either layer makes, and of what is made of that. */
type Masks = Readonly<Record<"words" | "middle" | "top" | "dependents" | "heads" | "hidden", Float32Array>>;

/** Learns by the gradient of the cross entropy of tags, heads and relations, summed over a batch of sentences. */
export class NetworkTrainer {
  readonly net: Network;
  /** Words learnt from since the last step. */
  pending = 0;
  private steps = 0;
  private readonly slopes: readonly Slope[];
  private readonly by: Readonly<Record<WeightName, Slope>>;
  private readonly tables: readonly Learnt[];
  /** Gradients of what the network makes of a sentence. */
  private readonly d: Readonly<
    Record<
      | "words"
      | "tags"
      | "top"
      | "middle"
      | "dependents"
      | "heads"
      | "queries"
      | "scores"
      | "headSide"
      | "hidden"
      | "relations"
      | "gates"
      | "back",
      Float32Array
    >
  >;
  private readonly carry: Float32Array;

  constructor(
    private readonly sizes: Sizes,
    tables: Tables,
    weights: WeightValues,
    private readonly options: LearningOptions,
    private readonly random: () => number,
  ) {
    const { word, cells, arc, hidden } = sizes;
    const all = weightsOf(sizes);
    const [tags, outs] = [weights["tag.bias"].length, weights["relation.bias"].length];
    const wide = LONGEST + PANEL;
    const size = all.reduce((sum, [, w]) => sum + 2 * w.rows * w.columns + 64, 0);
    const room = (LONGEST + 2) * (word + 10 * cells + 6 * arc + 3 * hidden + tags + outs + 2 * wide) + wide * (arc + 64);
    this.net = new Network(sizes, tables, weights, { apart: true, room: size + room + 4096 });
    const { vectors } = this.net;
    this.slopes = all.map(([name, { rows, columns }]) => {
      const values = this.net.weights[name];
      const turned = vectors.floats(rows > 1 ? rows * columns : 0);
      const floats = () => new Float32Array(values.length);
      return { name, rows, columns, values, gradient: vectors.floats(values.length), mean: floats(), square: floats(), turned };
    });
    this.by = Object.fromEntries(this.slopes.map((s) => [s.name, s])) as unknown as Record<WeightName, Slope>;
    this.tables = FACTS.map((fact) => {
      const floats = () => new Float32Array(tables[fact].length);
      return { values: tables[fact], gradient: floats(), mean: floats(), square: floats() };
    });
    const floats = (columns: number) => vectors.floats((LONGEST + 1) * columns);
    this.d = {
      words: floats(word),
      tags: floats(tags),
      top: floats(2 * cells),
      middle: floats(2 * cells),
      dependents: floats(arc),
      heads: floats(arc),
      queries: floats(arc),
      scores: floats(wide),
      headSide: floats(hidden),
      hidden: floats(hidden),
      relations: floats(outs),
      gates: floats(3 * cells),
      back: floats(cells),
    };
    this.carry = new Float32Array(cells);
    this.turn();
  }

  /** Adds the gradients of a sentence; returns its loss. */
  learn(lesson: Lesson): number {
    const rows = this.random() < this.options.lowered ? lesson.loweredRows : lesson.rows;
    const count = lesson.heads.length;
    this.pending += count;
    const shown = Uint8Array.from({ length: count * FACTS.length }, () => (this.random() < this.options.hidden ? 0 : 1));
    const masks = this.masks();
    this.read(rows, shown, lesson.heads, masks);
    const loss = this.losses(lesson);
    this.backRelations(lesson.heads, masks);
    this.backHeads(masks);
    this.backLayers(masks);
    this.backWords(rows, shown, count);
    return loss;
  }

  private masks(): Masks {
    const { word, cells, arc, hidden } = this.sizes;
    return {
      words: this.mask(word),
      middle: this.mask(2 * cells),
      top: this.mask(2 * cells),
      dependents: this.mask(arc),
      heads: this.mask(arc),
      hidden: this.mask(hidden),
    };
  }

  /** Which numbers of a row are muted, the same for all words of a sentence, and by how much the others gain. */
  private mask(size: number): Float32Array {
    const { muted } = this.options;
    return Float32Array.from({ length: size }, () => (this.random() < muted ? 0 : 1 / (1 - muted)));
  }

  /** Reads a sentence as far as the relations of the right arcs. */
  private read(rows: Int32Array, shown: Uint8Array, heads: readonly number[], masks: Masks): void {
    const { net } = this;
    const n = heads.length;
    this.take(rows, shown, n);
    mute(net.words, masks.words, n);
    net.layer(0);
    this.see(0, masks.middle);
    net.tag();
    net.layer(1);
    this.see(1, masks.top);
    net.addRoot();
    net.sides();
    mute(net.dependents, masks.dependents, n);
    mute(net.heads, masks.heads, n + 1);
    net.weigh();
    net.meet(heads);
    mute(net.hidden, masks.hidden, n);
    net.relate();
  }

  /** Shows what a layer made, but what is muted. */
  private see(layer: Layer, mask: Float32Array): void {
    const { seen, outs, count } = this.net;
    seen[layer].set(outs[layer].subarray(0, count * mask.length));
    mute(seen[layer], mask, count);
  }

  /** The loss of a sentence; fills the gradients of the scores of tags, heads and relations. */
  private losses({ tags, heads, relations }: Lesson): number {
    const { net, d, sizes } = this;
    const { tagShare } = this.options;
    const { width, count } = net;
    const [tagWidth, relationWidth] = [this.by["tag.bias"].columns, this.by["relation.bias"].columns];
    let loss = 0;
    for (let i = 0; i < count; i++) {
      net.scores[i * width + i] = -1e9; // nobody is its own head
      loss += crossEntropy(net.scores, i * width, count + 1, heads[i]!, d.scores, width);
      loss += crossEntropy(net.relations, i * relationWidth, sizes.relations, relations[i]!, d.relations, relationWidth);
      loss += tagShare * crossEntropy(net.tags, i * tagWidth, sizes.tags, tags[i]!, d.tags, tagWidth);
    }
    for (let k = 0, end = count * tagWidth; k < end; k++) d.tags[k]! *= tagShare;
    return loss;
  }

  private backRelations(heads: readonly number[], masks: Masks): void {
    const { net, d } = this;
    const { cells, hidden: units } = this.sizes;
    const n = net.count;
    d.top.fill(0, 0, (n + 1) * 2 * cells);
    this.back("relation", net.hidden, d.relations, n, d.hidden);
    this.bias("relation.bias", d.relations, n);
    mute(d.hidden, masks.hidden, n);
    leak(d.hidden, net.hidden, n * units);
    d.headSide.fill(0, 0, (n + 1) * units);
    for (let i = 0, k = 0; i < n; i++) for (let u = 0, to = heads[i]! * units; u < units; u++, k++) d.headSide[to + u]! += d.hidden[k]!;
    this.back("hidden.dependent", net.seen[1], d.hidden, n, d.top, false);
    this.back("hidden.head", net.seen[1], d.headSide, n + 1, d.top, false);
    this.bias("hidden.bias", d.hidden, n);
  }

  private backHeads(masks: Masks): void {
    const { net, d } = this;
    const { vectors, width } = net;
    const { arc } = this.sizes;
    const n = net.count;
    d.queries.fill(0, 0, n * arc);
    vectors.multiply(n, n + 1, arc, left(d.scores, width), rowMajor(net.heads, arc), rowMajor(d.queries, arc));
    d.heads.fill(0, 0, (n + 1) * arc);
    vectors.multiply(n + 1, n, arc, turned(d.scores, width), rowMajor(net.queries, arc), rowMajor(d.heads, arc));
    this.back("arc", net.dependents, d.queries, n, d.dependents);
    this.bias("arc.bias", d.queries, n);
    mute(d.dependents, masks.dependents, n);
    leak(d.dependents, net.dependents, n * arc);
    mute(d.heads, masks.heads, n + 1);
    leak(d.heads, net.heads, (n + 1) * arc);
    this.back("dependent", net.seen[1], d.dependents, n, d.top, false);
    this.bias("dependent.bias", d.dependents, n);
    this.back("head", net.seen[1], d.heads, n + 1, d.top, false);
    this.bias("head.bias", d.heads, n + 1);
  }

  private backLayers(masks: Masks): void {
    const { net, d } = this;
    const { word, cells } = this.sizes;
    const n = net.count;
    const two = 2 * cells;
    const root = this.by.root.gradient;
    for (let k = 0; k < two; k++) root[k]! += d.top[n * two + k]!;
    mute(d.top, masks.top, n);
    d.middle.fill(0, 0, n * two);
    for (const way of WAYS) this.backLayer(1, way, net.seen[0], two, d.top, d.middle);
    this.back("tag", net.seen[0], d.tags, n, d.middle, false);
    this.bias("tag.bias", d.tags, n);
    mute(d.middle, masks.middle, n);
    d.words.fill(0, 0, n * word);
    for (const way of WAYS) this.backLayer(0, way, net.words, word, d.middle, d.words);
    mute(d.words, masks.words, n);
  }

  /** The gradients of one sentence alone, by the names of weights and of facts. */
  gradientsOf(lesson: Lesson): Readonly<Record<string, Float32Array>> {
    this.learn(lesson);
    const tables = this.tables.map(({ gradient }, i) => [FACTS[i]!, gradient.slice()]);
    return Object.fromEntries([...this.slopes.map(({ name, gradient }) => [name, gradient.slice()]), ...tables]);
  }

  /** Moves all weights against their gradients; `steps`: how many there will be. */
  step(steps: number): void {
    const { slopes, tables } = this;
    this.steps++;
    const share = 1 / this.pending;
    const all: readonly Learnt[] = [...slopes, ...tables];
    const norm = Math.sqrt(all.reduce((sum, { gradient }) => sum + squares(gradient), 0));
    const scale = share * Math.min(1, CLIP / (share * norm + TINY));
    const rate =
      (this.options.rate * Math.max(0, 1 - this.steps / (steps + 1)) * Math.sqrt(1 - SQUARE ** this.steps)) / (1 - MEAN ** this.steps);
    for (const learnt of all) adam(learnt, scale, rate);
    this.pending = 0;
    this.turn();
  }

  private take(rows: Int32Array, shown: Uint8Array, count: number): void {
    const { net } = this;
    const { word } = this.sizes;
    const gain = 1 / (1 - this.options.hidden);
    net.count = count;
    net.words.fill(0, 0, count * word);
    for (let i = 0, k = 0; i < count; i++)
      for (const { values } of this.tables) {
        const from = rows[k]! * word;
        if (shown[k++] === 1) for (let w = 0; w < word; w++) net.words[i * word + w]! += gain * values[from + w]!;
      }
  }

  private backWords(rows: Int32Array, shown: Uint8Array, count: number): void {
    const { word } = this.sizes;
    const { words } = this.d;
    const gain = 1 / (1 - this.options.hidden);
    for (let i = 0, k = 0; i < count; i++)
      for (const { gradient } of this.tables) {
        const to = rows[k]! * word;
        if (shown[k++] === 1) for (let w = 0; w < word; w++) gradient[to + w]! += gain * words[i * word + w]!;
      }
  }

  /** The gradients of a matrix, and of what it multiplied, by those of the product. */
  private back(name: WeightName, from: Float32Array, by: Float32Array, count: number, to: Float32Array, fresh = true): void {
    const { rows, columns, gradient, turned: matrix } = this.by[name];
    const { vectors } = this.net;
    vectors.multiply(rows, count, columns, turned(from, rows), rowMajor(by, columns), panels(gradient, rows));
    if (fresh) to.fill(0, 0, count * rows);
    vectors.multiply(count, columns, rows, left(by, columns), panels(matrix, columns), rowMajor(to, rows));
  }

  private bias(name: WeightName, by: Float32Array, count: number): void {
    const { gradient, columns } = this.by[name];
    for (let i = 0, k = 0; i < count; i++) for (let c = 0; c < columns; c++) gradient[c]! += by[k++]!;
  }

  /** Back through one way of a layer: `by` are the gradients of what it made, those of what it saw are added to `to`. */
  private backLayer(layer: Layer, way: Way, from: Float32Array, width: number, by: Float32Array, to: Float32Array): void {
    const { net, d, carry } = this;
    const { vectors, count } = net;
    const { cells } = this.sizes;
    const gates = net.gates[layer]![way]!;
    const states = net.states[layer]![way]!;
    const name = `cells${layer}${way}` as const;
    const back = this.by[`${name}.back`];
    const input = this.by[`${name}.in`];
    const gained = d.back;
    carry.fill(0);
    gained.fill(0, 0, cells);
    for (let step = count - 1; step >= 0; step--) {
      const i = way === 0 ? step : count - 1 - step;
      const before = step === 0 ? -1 : way === 0 ? i - 1 : i + 1;
      const g = 4 * cells * i;
      const t = 3 * cells * i;
      for (let u = 0; u < cells; u++) {
        const [forget, candidate, output, tangent] = [
          gates[g + u]!,
          gates[g + cells + u]!,
          gates[g + 2 * cells + u]!,
          gates[g + 3 * cells + u]!,
        ];
        const made = by[2 * cells * i + way * cells + u]! + gained[u]!;
        const state = carry[u]! + made * output * (1 - tangent * tangent);
        const past = before < 0 ? 0 : states[before * cells + u]!;
        d.gates[t + u] = state * (past - candidate) * forget * (1 - forget);
        d.gates[t + cells + u] = state * (1 - forget) * (1 - candidate * candidate);
        d.gates[t + 2 * cells + u] = made * tangent * output * (1 - output);
        carry[u] = state * forget;
      }
      if (before < 0) break;
      gained.fill(0, 0, cells);
      vectors.multiply(1, 3 * cells, cells, left(d.gates, 3 * cells, t), panels(back.turned, 3 * cells), rowMajor(gained, cells));
    }
    // what each step saw of the one before it
    const outs = net.outs[layer];
    const [first, seen] = way === 0 ? [3 * cells, 0] : [0, 2 * cells];
    const rows = rowMajor(d.gates, 3 * cells, first);
    vectors.multiply(cells, count - 1, 3 * cells, turned(outs, 2 * cells, seen + way * cells), rows, panels(back.gradient, cells));
    vectors.multiply(width, count, 3 * cells, turned(from, width), rowMajor(d.gates, 3 * cells), panels(input.gradient, width));
    this.bias(`${name}.bias`, d.gates, count);
    vectors.multiply(count, 3 * cells, width, left(d.gates, 3 * cells), panels(input.turned, 3 * cells), rowMajor(to, width));
  }

  /** Turns the matrices about anew. */
  private turn(): void {
    for (const { rows, columns, values, turned: to } of this.slopes) {
      if (to.length === 0) continue;
      for (let panel = 0; panel < columns; panel += PANEL)
        for (let r = 0; r < rows; r++) {
          const from = inPanels(rows, r, panel);
          const start = inPanels(columns, panel, r);
          for (let c = 0; c < PANEL; c++) to[start + c * PANEL] = values[from + c]!;
        }
    }
  }
}

/** Adam's step; clears the gradients. */
function adam({ values, gradient, mean, square }: Learnt, scale: number, rate: number): void {
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i]! * scale;
    const m = MEAN * mean[i]! + (1 - MEAN) * g;
    const s = SQUARE * square[i]! + (1 - SQUARE) * g * g;
    mean[i] = m;
    square[i] = s;
    values[i]! -= (rate * m) / (Math.sqrt(s) + TINY);
  }
  gradient.fill(0);
}

function squares(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}

function mute(values: Float32Array, mask: Float32Array, count: number): void {
  const size = mask.length;
  for (let i = 0, k = 0; i < count; i++) for (let c = 0; c < size; c++, k++) values[k]! *= mask[c]!;
}

/** Gradients through a rectifier that let `values` through. */
function leak(gradient: Float32Array, values: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) if (values[i]! < 0) gradient[i]! *= LEAK;
}

/** The cross entropy of the right one of some scores; `out` gets its gradient, and 0 as far as a row is `width` long. */
function crossEntropy(scores: Float32Array, at: number, count: number, right: number, out: Float32Array, width: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = at, end = at + count; i < end; i++) most = Math.max(most, scores[i]!);
  let sum = 0;
  for (let i = at, end = at + count; i < end; i++) sum += Math.exp(scores[i]! - most);
  for (let i = at, end = at + count; i < end; i++) out[i] = Math.exp(scores[i]! - most) / sum;
  out.fill(0, at + count, at + width);
  out[at + right]! -= 1;
  return Math.log(sum) + most - scores[at + right]!;
}
