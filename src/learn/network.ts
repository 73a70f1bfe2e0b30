import { LANES, left, PANEL, PANEL_BYTES, panels, rowMajor, Vectors } from "./vectors.js";

/**
 * A network that weighs every word as the head of every other one of its sentence (Dozat and Manning 2017), kept small. A word
 * is the sum of what is known of its form, endings, shape and class; two layers of cells read the sentence from both ends. Of
 * what the first makes of a word a product tells its tag; of what the second makes of two words another one tells how well one
 * would do as the other's head, and a hidden layer by which relation.
 */

/** Facts of a word, each with a table of vectors: hashes, and its class. */
export const HASHES = ["lower", "suffix2", "suffix3", "suffix4", "prefix3", "shape"] as const;
export const FACTS = [...HASHES, "cluster"] as const;
type Fact = (typeof FACTS)[number];

/** How large the parts of a network are; all but the last two are multiples of {@link PANEL}. */
export interface Sizes {
  /** Numbers that stand for a word. */
  readonly word: number;
  /** Cells of a layer, each way. */
  readonly cells: number;
  /** Numbers by which a word is weighed as a head. */
  readonly arc: number;
  /** Units of the hidden layer between two words and their relation. */
  readonly hidden: number;
  readonly tags: number;
  readonly relations: number;
}

export const LAYERS = [0, 1] as const;
export type Layer = (typeof LAYERS)[number];
/** From the sentence's start, and from its end. */
export const WAYS = [0, 1] as const;
export type Way = (typeof WAYS)[number];

/** Words of a sentence that are read together; what is longer is read in such parts. */
export const LONGEST = 160;

/** What a rectifier lets through of what is below 0. */
export const LEAK = 0.1;

/** The weights of a network by name: matrices in panels, biases as matrices of one row. */
export type WeightName =
  | `cells${Layer}${Way}.${"in" | "back" | "bias"}`
  | "root"
  | Dense
  | `${Dense | "hidden"}.bias`
  | `hidden.${"dependent" | "head"}`;

type Dense = "tag" | "dependent" | "head" | "arc" | "relation";

/** Rows and columns of each. */
export function weightsOf({ word, cells, arc, hidden, tags, relations }: Sizes): [WeightName, Shape][] {
  const two = 2 * cells;
  const list: [WeightName, number, number][] = [
    ...LAYERS.flatMap((layer) =>
      WAYS.flatMap((way): [WeightName, number, number][] => [
        [`cells${layer}${way}.in`, layer === 0 ? word : two, 3 * cells],
        [`cells${layer}${way}.back`, cells, 3 * cells],
        [`cells${layer}${way}.bias`, 1, 3 * cells],
      ]),
    ),
    ["tag", two, whole(tags)],
    ["tag.bias", 1, whole(tags)],
    ["root", 1, two],
    ["dependent", two, arc],
    ["dependent.bias", 1, arc],
    ["head", two, arc],
    ["head.bias", 1, arc],
    ["arc", arc, arc],
    ["arc.bias", 1, arc],
    ["hidden.dependent", two, hidden],
    ["hidden.head", two, hidden],
    ["hidden.bias", 1, hidden],
    ["relation", hidden, whole(relations)],
    ["relation.bias", 1, whole(relations)],
  ];
  return list.map(([name, rows, columns]) => [name, { rows, columns }]);
}

/** As many columns as whole panels have. */
export const whole = (columns: number): number => PANEL * Math.ceil(columns / PANEL);

export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Adds the product of `count` rows, the first of which starts `at` numbers into `from`, and a matrix to rows of `width` numbers
 * that start where `to` points.
 */
export type Product = (from: Float32Array, at: number, count: number, to: number, width: number) => void;

export type WeightValues = Readonly<Record<WeightName, Float32Array>>;
/** By fact: a vector for each of its values, one behind the other; the first one is that of all unknown ones. */
export type Tables = Readonly<Record<Fact, Float32Array>>;

/** A network with room for what it makes of one sentence, which stays until the next one. */
export class Network {
  readonly vectors: Vectors;
  readonly weights: WeightValues;
  /** Numbers of words; of cells by layer and way: forget gate, candidate, output gate and tangent; and their states. */
  readonly words: Float32Array;
  readonly gates: readonly (readonly Float32Array[])[];
  readonly states: readonly (readonly Float32Array[])[];
  /** What each layer makes of each word, both ways side by side, and the same as is seen from above; there the root stands behind the words. */
  readonly outs: readonly [Float32Array, Float32Array];
  readonly seen: readonly [Float32Array, Float32Array];
  /** By word: how well each tag would do. */
  readonly tags: Float32Array;
  readonly dependents: Float32Array;
  readonly heads: Float32Array;
  readonly queries: Float32Array;
  /** By dependent: how well each word would do as its head, the root behind them. */
  readonly scores: Float32Array;
  readonly hidden: Float32Array;
  /** By dependent: how well each relation would do. */
  readonly relations: Float32Array;
  /** Words of the sentence. */
  count = 0;
  /** By name: what multiplies rows by a matrix. */
  protected readonly products: Record<WeightName, Product>;
  /** The heads' numbers, a row for each number. */
  private readonly headsTurned: Float32Array;
  private readonly hiddenOf: { readonly dependent: Float32Array; readonly head: Float32Array };
  private readonly none: Float32Array;

  /** `apart`: what is seen of a layer may differ from what it made; `room`: for so many numbers more. */
  constructor(
    readonly sizes: Sizes,
    readonly tables: Tables,
    weights: WeightValues,
    { apart = false, room = 0 } = {},
  ) {
    const { word, cells, arc, hidden } = sizes;
    const all = weightsOf(sizes);
    const size = all.reduce((sum, [, { rows, columns }]) => sum + rows * columns + LANES, 0);
    const [tags, relations] = [whole(sizes.tags), whole(sizes.relations)];
    this.vectors = new Vectors(size + room + (LONGEST + 2) * (word + 30 * cells + 6 * arc + 4 * hidden + tags + relations + 2 * LONGEST));
    const floats = (columns: number) => this.vectors.floats((LONGEST + 1) * columns);
    const copies = all.map(([name]) => {
      const copy = this.vectors.floats(weights[name].length);
      copy.set(weights[name]);
      return [name, copy] as const;
    });
    this.weights = Object.fromEntries(copies) as unknown as WeightValues;
    this.products = Object.fromEntries(all.map(([name, shape]) => [name, this.product(this.weights[name], shape)])) as typeof this.products;
    this.words = floats(word);
    this.gates = LAYERS.map(() => WAYS.map(() => floats(4 * cells)));
    this.states = LAYERS.map(() => WAYS.map(() => floats(cells)));
    this.outs = [floats(2 * cells), floats(2 * cells)];
    this.seen = apart ? [floats(2 * cells), floats(2 * cells)] : this.outs;
    this.tags = floats(tags);
    this.dependents = floats(arc);
    this.heads = floats(arc);
    this.headsTurned = this.vectors.floats(arc * whole(LONGEST + 1));
    this.queries = floats(arc);
    this.scores = floats(whole(LONGEST + 1));
    this.hiddenOf = { dependent: floats(hidden), head: floats(hidden) };
    this.hidden = floats(hidden);
    this.relations = floats(relations);
    this.none = this.vectors.floats(cells);
  }

  /** Numbers in a row of {@link scores}. */
  get width(): number {
    return whole(this.count + 1);
  }

  /** Sums up the words of a sentence: `rows` are those of their facts' vectors, all of one word together. */
  take(rows: Int32Array, count: number): void {
    const { words, tables } = this;
    const { word } = this.sizes;
    this.count = count;
    words.fill(0, 0, count * word);
    for (let i = 0, k = 0; i < count; i++)
      for (const fact of FACTS) {
        const table = tables[fact];
        for (let from = rows[k++]! * word, to = i * word, end = to + word; to < end; from++, to++) words[to]! += table[from]!;
      }
  }

  /** Reads the sentence by one layer, both ways. */
  layer(layer: Layer): void {
    for (const way of WAYS) this.way(layer, way);
  }

  private way(layer: Layer, way: Way): void {
    const { vectors, count } = this;
    const { cells } = this.sizes;
    const gates = this.gates[layer]![way]!;
    const states = this.states[layer]![way]!;
    const outs = this.outs[layer];
    const name = `cells${layer}${way}` as const;
    const back = this.products[`${name}.back`];
    this.enter(layer, way, gates);
    for (let step = 0; step < count; step++) {
      const i = way === 0 ? step : count - 1 - step;
      const before = way === 0 ? i - 1 : i + 1;
      const own = gates.byteOffset + 16 * cells * i;
      if (step > 0) back(outs, 2 * cells * before + way * cells, 1, own, 4 * cells);
      const state = step > 0 ? states.byteOffset + 4 * cells * before : this.none.byteOffset;
      const at = 2 * cells * i + way * cells;
      vectors.step(cells, own, state, states.byteOffset + 4 * cells * i, outs.byteOffset + 4 * at);
      this.made(layer, at, cells);
    }
  }

  /** What the cells of a layer see of the words, before what they see of each other. */
  protected enter(layer: Layer, way: Way, gates: Float32Array): void {
    const width = 4 * this.sizes.cells;
    fillRows(gates, this.weights[`cells${layer}${way}.bias`], this.count, width);
    this.products[`cells${layer}${way}.in`](layer === 0 ? this.words : this.seen[0], 0, this.count, gates.byteOffset, width);
  }

  /** Fills {@link tags}, by what the first layer makes of the words. */
  tag(): void {
    this.dense("tag", this.seen[0], this.tags, this.count);
  }

  /** Puts the root behind the words that the last layer made something of. */
  addRoot(): void {
    const at = this.count * 2 * this.sizes.cells;
    this.seen[1].set(this.weights.root, at);
    this.made(1, at, this.weights.root.length);
  }

  /** Numbers by which words are weighed as dependents and as heads, before any are muted. */
  sides(): void {
    const { count, dependents, heads, seen } = this;
    this.dense("dependent", seen[1], dependents, count);
    this.dense("head", seen[1], heads, count + 1);
    rectify(dependents, count * this.sizes.arc);
    rectify(heads, (count + 1) * this.sizes.arc);
  }

  /** Fills {@link scores}. */
  weigh(): void {
    const { vectors, count, heads, headsTurned, dependents, queries, scores, width } = this;
    const { arc } = this.sizes;
    this.dense("arc", dependents, queries, count);
    for (let j = 0; j <= count; j++) for (let a = 0; a < arc; a++) headsTurned[a * width + j] = heads[j * arc + a]!;
    scores.fill(0, 0, count * width);
    vectors.multiply(count, arc, width, left(queries, arc), rowMajor(headsTurned, width), rowMajor(scores, width));
  }

  /** The hidden layer of each word and its head, before any of it is muted. */
  meet(chosen: ArrayLike<number>): void {
    const { count, hidden, seen } = this;
    const units = this.sizes.hidden;
    const { dependent, head } = this.hiddenOf;
    fillRows(dependent, this.weights["hidden.bias"], count, units);
    this.products["hidden.dependent"](seen[1], 0, count, dependent.byteOffset, units);
    head.fill(0, 0, (count + 1) * units);
    this.products["hidden.head"](seen[1], 0, count + 1, head.byteOffset, units);
    for (let i = 0, k = 0; i < count; i++)
      for (let u = 0, from = chosen[i]! * units; u < units; u++, k++) hidden[k] = dependent[k]! + head[from + u]!;
    rectify(hidden, count * units);
  }

  /** Fills {@link relations}. */
  relate(): void {
    this.dense("relation", this.hidden, this.relations, this.count);
  }

  private dense(name: Dense, from: Float32Array, to: Float32Array, count: number): void {
    const bias = this.weights[`${name}.bias`];
    fillRows(to, bias, count, bias.length);
    this.products[name](from, 0, count, to.byteOffset, bias.length);
  }

  private product(weights: Float32Array, { rows, columns }: Shape): Product {
    const matrix = panels(weights, rows);
    return (from, at, count, to, width) =>
      this.vectors.multiply(count, rows, columns, left(from, rows, at), matrix, { at: to, row: 4 * width, step: PANEL_BYTES });
  }

  /** A layer made some numbers, from a place on. */
  protected made(_layer: Layer, _at: number, _count: number): void {}
}

function fillRows(to: Float32Array, row: Float32Array, count: number, width: number): void {
  for (let i = 0; i < count; i++) to.set(row, i * width);
}

/** Lets little through of what is below 0. */
function rectify(values: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) if (values[i]! < 0) values[i]! *= LEAK;
}
