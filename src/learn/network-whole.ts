import {
  FACTS,
  type Layer,
  LONGEST,
  Network,
  type Product,
  type Shape,
  type Sizes,
  type Tables,
  WAYS,
  type Way,
  type WeightValues,
  weightsOf,
} from "./network.js";
import { inPairs, inPanels, LANES, PANEL_BYTES } from "./vectors.js";

/** Greatest whole number that a weight, or a number that a layer makes (1 at most), becomes: sums of 512 products stay below 2^31. */
const MOST = 2047;

/** Words of which is kept what the first layer's cells see of them: a report says most of its words again and again. */
const KEPT = 4096;

/**
 * The same network for reading only, in two thirds of the time: in whole numbers wherever it multiplies what a layer made, and with
 * what the first layer sees of a word kept for the next time.
 */
export class WholeNetwork extends Network {
  /** The rows of each word that is kept, and what the cells see of it, both ways. */
  private readonly known = new Int32Array(KEPT * FACTS.length).fill(-1);
  private readonly kept: Float32Array;
  private readonly twins: readonly [Int16Array, Int16Array];
  private readonly most: Float32Array;

  constructor(sizes: Sizes, tables: Tables, weights: WeightValues) {
    const of = weightsOf(sizes).filter(([name]) => OF_LAYERS.test(name));
    const room = of.reduce((sum, [, { rows, columns }]) => sum + (rows * columns) / 2 + 2 * LANES, 0);
    super(sizes, tables, weights, { room: room + (LONGEST + 3 * KEPT) * 2 * sizes.cells + 16 * LANES });
    this.kept = this.vectors.floats(KEPT * 6 * sizes.cells);
    const twin = () => this.vectors.wholes((LONGEST + 1) * 2 * sizes.cells);
    this.twins = [twin(), twin()];
    this.most = this.vectors.floats(1).fill(MOST);
    for (const [name, shape] of of) this.products[name] = this.wholeProduct(weights[name], shape);
  }

  private wholeProduct(weights: Float32Array, { rows, columns }: Shape): Product {
    const matrix = this.vectors.wholes(rows * columns);
    const largest = weights.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) matrix[inPairs(rows, r, c)] = Math.round((weights[inPanels(rows, r, c)]! / largest) * MOST);
    const unit = this.vectors.floats(1).fill(largest / (MOST * MOST));
    return (from, at, count, to, width) => {
      const by = this.twins[from === this.outs[0] ? 0 : 1].byteOffset + 2 * at;
      this.vectors.multiplyWhole(count, rows, columns, by, matrix, unit, { at: to, row: 4 * width, step: PANEL_BYTES });
    };
  }

  override take(rows: Int32Array, count: number): void {
    const facts = FACTS.length;
    for (let i = 0, from = 0; i < count; i++, from += facts) {
      const place = placeOf(rows, from);
      if (!isSame(this.known, place * facts, rows, from)) {
        this.known.set(rows.subarray(from, from + facts), place * facts);
        super.take(rows.subarray(from, from + facts), 1);
        this.keep(place);
      }
      this.show(place, i);
    }
    this.count = count;
  }

  /** Keeps what the cells see of the only word. */
  private keep(place: number): void {
    const size = 3 * this.sizes.cells;
    for (const way of WAYS) {
      const at = (2 * place + way) * size;
      this.kept.set(this.weights[`cells0${way}.bias`], at);
      this.products[`cells0${way}.in`](this.words, 0, 1, this.kept.byteOffset + 4 * at, size);
    }
  }

  /** Shows the cells the word that is kept at a place. */
  private show(place: number, word: number): void {
    const { cells } = this.sizes;
    const size = 3 * cells;
    for (const way of WAYS) {
      const at = (2 * place + way) * size;
      this.gates[0]![way]!.set(this.kept.subarray(at, at + size), 4 * cells * word);
    }
  }

  protected override enter(layer: Layer, way: Way, gates: Float32Array): void {
    if (layer === 1) super.enter(layer, way, gates); // the first one's have seen the words
  }

  protected override made(layer: Layer, at: number, count: number): void {
    this.vectors.narrow(count, this.outs[layer].byteOffset + 4 * at, this.most, this.twins[layer].byteOffset + 2 * at);
  }
}

/** Matrices that multiply what a layer made. */
const OF_LAYERS = /^(?:cells..\.back|cells1.\.in|tag|dependent|head|hidden\.(?:dependent|head))$/;

/** Where a word with such rows is kept. */
function placeOf(rows: Int32Array, from: number): number {
  let hash = 0;
  for (let k = 0; k < FACTS.length; k++) hash = Math.imul(hash ^ rows[from + k]!, 0x9e3779b1);
  return (hash >>> 16) % KEPT;
}

function isSame(a: Int32Array, i: number, b: Int32Array, j: number): boolean {
  for (let k = 0; k < FACTS.length; k++) if (a[i + k] !== b[j + k]) return false;
  return true;
}
