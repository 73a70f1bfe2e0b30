import {
  assemble,
  four,
  get,
  type Instructions,
  load,
  locals,
  loop,
  next,
  op,
  sum as plus,
  powers,
  set,
  splat,
  store,
  whole,
} from "./wasm.js";

/**
 * Products of matrices and the cells of recurrent layers, four numbers at a time: two loops in WebAssembly, which is the same
 * on every machine to the last bit, over a memory that typed arrays look into.
 */

/** Columns that a product is made of at a time: a panel. Matrices that are multiplied by have whole panels. */
export const PANEL = 32;
export const PANEL_BYTES = 4 * PANEL;
/** Numbers that are worked on at once. */
export const LANES = 4;
const VECTORS = PANEL / LANES;

/** Where the numbers of a matrix lie, in bytes. */
export interface Layout {
  readonly at: number;
  /** From one row to the next. */
  readonly row: number;
  /** From one column to the next, or from one panel of columns to the next. */
  readonly step: number;
}

/** A matrix of rows that lie one behind the other, `offset` numbers into `data`. */
export function rowMajor(data: Float32Array, columns: number, offset = 0): Layout {
  return { at: data.byteOffset + 4 * offset, row: 4 * columns, step: PANEL_BYTES };
}

/** The same to multiply from the left, number by number. */
export function left(data: Float32Array, columns: number, offset = 0): Layout {
  return { at: data.byteOffset + 4 * offset, row: 4 * columns, step: 4 };
}

/** The same turned about: its columns as rows. */
export function turned(data: Float32Array, columns: number, offset = 0): Layout {
  return { at: data.byteOffset + 4 * offset, row: 4, step: 4 * columns };
}

/** A matrix that lies panel by panel, each with all its rows: how weights are kept, to be read in one go. */
export function panels(data: Float32Array, rows: number): Layout {
  return { at: data.byteOffset, row: PANEL_BYTES, step: rows * PANEL_BYTES };
}

/** Where the number at a row and column of a matrix in {@link panels} is. */
export function inPanels(rows: number, row: number, column: number): number {
  return (Math.floor(column / PANEL) * rows + row) * PANEL + (column % PANEL);
}

/** The same of a matrix for {@link Vectors.multiplyWhole}: of each column of a panel, two rows at a time. */
export function inPairs(rows: number, row: number, column: number): number {
  return 2 * inPanels(rows / 2, row >> 1, column) + (row & 1);
}

/** Memory for so many numbers, and what works on it. */
export class Vectors {
  private readonly memory: { readonly buffer: ArrayBuffer };
  private readonly run: Loops;
  private used = 0;

  /** @throws RangeError where there is no such memory. */
  constructor(size: number) {
    this.memory = new wasm.Memory({ initial: Math.ceil((4 * size) / 65_536) + 1 });
    this.run = new wasm.Instance(compiled, { "": { memory: this.memory } }).exports;
  }

  /** Room for some numbers, all 0; gone with the whole. */
  floats(count: number): Float32Array {
    const at = this.used;
    this.used += 16 * Math.ceil(count / LANES);
    return new Float32Array(this.memory.buffer, at, count);
  }

  /** Room for some whole numbers of 16 bits, all 0. */
  wholes(count: number): Int16Array {
    return new Int16Array(this.memory.buffer, this.floats(Math.ceil(count / 2)).byteOffset, count);
  }

  /** Adds to `sum` (`rows` times `columns`) the product of `by` (`rows` times `depth`) and `matrix` (`depth` times `columns`). */
  multiply(rows: number, depth: number, columns: number, by: Layout, matrix: Layout, sum: Layout): void {
    if (rows === 0 || depth === 0) return;
    this.run.multiply(rows, depth, columns / PANEL, by.at, by.row, by.step, matrix.at, matrix.row, matrix.step, sum.at, sum.row, sum.step);
  }

  /**
   * The same of whole numbers of 16 bits, a third faster, for a matrix that lies as {@link inPairs} has it: `unit` points to
   * what 1 of the product is worth, `by` to the rows. Sums must stay below 2^31.
   */
  multiplyWhole(rows: number, depth: number, columns: number, by: number, matrix: Int16Array, unit: Float32Array, sum: Layout): void {
    const pairs = depth / 2;
    const step = pairs * PANEL_BYTES;
    const from = matrix.byteOffset;
    this.run.multiplyWhole(rows, pairs, columns / PANEL, by, 2 * depth, from, step, unit.byteOffset, sum.at, sum.row, sum.step);
  }

  /** Writes some numbers times `unit`, which points to a number, as whole ones of 16 bits, eight at a time; from and to pointers. */
  narrow(count: number, from: number, unit: Float32Array, to: number): void {
    this.run.narrow(count / 8, from, unit.byteOffset, to);
  }

  /**
   * One step of a layer of LSTM cells whose forget gate rules what comes in as well (Greff et al. 2017). `gates` points to
   * the sums for forget gate, candidate and output gate, `units` of each, which become their values, and to room for as many,
   * which become the tangents of the `state` after the step. All are pointers in bytes.
   */
  step(units: number, gates: number, before: number, state: number, out: number): void {
    this.run.step(units / LANES, 4 * units, gates, before, state, out);
  }
}

/** As much of JavaScript's interface to WebAssembly as is needed here. */
interface WebAssembly {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, object>>>>,
  ) => { readonly exports: Loops };
}

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WebAssembly };

interface Loops {
  multiply(...parameters: number[]): void;
  multiplyWhole(...parameters: number[]): void;
  narrow(...parameters: number[]): void;
  step(...parameters: number[]): void;
}

const compiled = new wasm.Module(
  assemble([
    { name: "multiply", parameters: 12, locals: 6, vectors: 1 + VECTORS, body: multiply() },
    { name: "multiplyWhole", parameters: 11, locals: 6, vectors: 1 + VECTORS, body: multiplyWhole() },
    { name: "narrow", parameters: 4, locals: 0, vectors: 1, body: narrow() },
    { name: "step", parameters: 6, locals: 0, vectors: 6, body: step() },
  ]),
);

function multiply(): Instructions {
  const [rows, depth, count, by, byRow, byStep, matrix, matrixRow, matrixStep, sum, sumRow, sumStep] = locals(0, 12) as Twelve;
  const [panel, deep, left, right, from, to] = locals(12, 6) as Six;
  const [one, ...sums] = locals(18, 1 + VECTORS) as [number, ...number[]];
  return loop(rows, [
    set(panel, get(count)),
    set(from, get(matrix)),
    set(to, get(sum)),
    loop(panel, [
      sums.map((s, i) => set(s, load(get(to), 16 * i))),
      set(left, get(by)),
      set(right, get(from)),
      set(deep, get(depth)),
      loop(deep, [
        set(one, splat(get(left))),
        sums.map((s, i) => set(s, op("add", get(s), op("mul", get(one), load(get(right), 16 * i))))),
        next(left, get(byStep)),
        next(right, get(matrixRow)),
      ]),
      sums.map((s, i) => store(get(to), get(s), 16 * i)),
      next(from, get(matrixStep)),
      next(to, get(sumStep)),
    ]),
    next(by, get(byRow)),
    next(sum, get(sumRow)),
  ]);
}

function multiplyWhole(): Instructions {
  const [rows, pairs, count, by, byRow, matrix, matrixStep, unit, sum, sumRow, sumStep] = locals(0, 11) as Eleven;
  const [panel, deep, left, right, from, to] = locals(11, 6) as Six;
  const [one, ...sums] = locals(17, 1 + VECTORS) as [number, ...number[]];
  return loop(rows, [
    set(panel, get(count)),
    set(from, get(matrix)),
    set(to, get(sum)),
    loop(panel, [
      sums.map((s) => set(s, four(0))),
      set(left, get(by)),
      set(right, get(from)),
      set(deep, get(pairs)),
      loop(deep, [
        set(one, splat(get(left))), // two numbers of 16 bits
        sums.map((s, i) => set(s, op("addWhole", get(s), op("dot", get(one), load(get(right), 16 * i))))),
        next(left, whole(4)),
        next(right, whole(PANEL_BYTES)),
      ]),
      set(one, splat(get(unit))),
      sums.map((s, i) => store(get(to), op("add", load(get(to), 16 * i), op("mul", op("converted", get(s)), get(one))), 16 * i)),
      next(from, get(matrixStep)),
      next(to, get(sumStep)),
    ]),
    next(by, get(byRow)),
    next(sum, get(sumRow)),
  ]);
}

function narrow(): Instructions {
  const [count, from, unit, to] = locals(0, 4) as [number, number, number, number];
  const one = 4;
  const scaled = (offset: number) => op("truncated", op("nearest", op("mul", get(one), load(get(from), offset))));
  return [
    set(one, splat(get(unit))),
    loop(count, [store(get(to), op("narrowed", scaled(0), scaled(16))), next(from, whole(32)), next(to, whole(16))]),
  ];
}

type Six = [number, number, number, number, number, number];
type Eleven = [...Six, number, number, number, number, number];
type Twelve = [...Six, ...Six];

function step(): Instructions {
  const [count, size, gates, before, state, out] = locals(0, 6) as Six;
  const [forget, candidate, output, tangent, x, n] = locals(6, 6) as Six;
  const part = (i: number): Instructions => (i === 0 ? get(gates) : plus(part(i - 1), get(size)));
  const keep = (i: number, local: number, value: Instructions): Instructions => [set(local, value), store(part(i), get(local))];
  return loop(count, [
    keep(0, forget, sigmoid(load(part(0)), x, n)),
    keep(1, candidate, tanh(load(part(1)), x, n)),
    keep(2, output, sigmoid(load(part(2)), x, n)),
    // forget * before + (1 - forget) * candidate
    set(x, op("add", get(candidate), op("mul", get(forget), op("sub", load(get(before)), get(candidate))))),
    store(get(state), get(x)),
    keep(3, tangent, tanh(get(x), x, n)),
    store(get(out), op("mul", get(output), get(tangent))),
    [gates, before, state, out].map((at) => next(at, whole(16))),
  ]);
}

/** 1 / (1 + e^-x); `x` and `n` are room. */
function sigmoid(value: Instructions, x: number, n: number, times = -1): Instructions {
  return op("div", four(1), op("add", four(1), exponential(op("mul", value, four(times)), x, n)));
}

function tanh(value: Instructions, x: number, n: number): Instructions {
  return op("sub", op("mul", four(2), sigmoid(value, x, n, -2)), four(1));
}

/** e^x for x of at most some 80 either way: 2^n times a polynomial of what is left. */
function exponential(value: Instructions, x: number, n: number): Instructions {
  const rest = [1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1].map(four);
  return [
    set(x, op("max", four(-80), op("min", four(80), value))),
    set(n, op("nearest", op("mul", get(x), four(Math.LOG2E)))),
    set(x, op("sub", get(x), op("mul", get(n), four(Math.LN2)))),
    op(
      "mul",
      rest.reduce((sum, term) => op("add", term, op("mul", sum, get(x)))),
      powers(op("truncated", get(n))),
    ),
  ];
}
