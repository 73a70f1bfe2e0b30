/** As much of an assembler for WebAssembly as a few loops over memory need (WebAssembly Core Specification 2.0). */

/** Instructions, one behind the other, as bytes. */
export type Instructions = readonly (number | Instructions)[];

/** A function without result: its parameters are whole numbers, its locals whole numbers, then vectors of four. */
export interface Loop {
  readonly name: string;
  readonly parameters: number;
  readonly locals: number;
  readonly vectors: number;
  readonly body: Instructions;
}

const [I32, V128] = [0x7f, 0x7b];
const [TYPES, IMPORTS, FUNCTIONS, EXPORTS, CODE] = [1, 2, 3, 7, 10];

/** The bytes of a module of such functions over the memory that it is given as `memory` of the module "". */
export function assemble(loops: readonly Loop[]): Uint8Array<ArrayBuffer> {
  const bodies = loops.map(({ locals, vectors, body }) => {
    const groups = [[locals, I32] as const, [vectors, V128] as const].filter(([count]) => count > 0);
    return sized([...list(groups.map(([count, type]) => [...unsigned(count), type])), ...flat(body), 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      TYPES,
      loops.map(({ parameters }) => [0x60, ...list(Array.from({ length: parameters }, () => [I32])), 0]),
    ),
    ...section(IMPORTS, [[...text(""), ...text("memory"), 2, 0, 1]]),
    ...section(
      FUNCTIONS,
      loops.map((_, i) => unsigned(i)),
    ),
    ...section(
      EXPORTS,
      loops.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]),
    ),
    ...section(CODE, bodies),
  ]);
}

/** Locals of a function from the `first` one on. */
export const locals = (first: number, count: number): readonly number[] => Array.from({ length: count }, (_, i) => first + i);

export const get = (local: number): Instructions => [0x20, unsigned(local)];
export const set = (local: number, value: Instructions): Instructions => [value, 0x21, unsigned(local)];
/** Sets a local and leaves the value. */
export const tee = (local: number, value: Instructions): Instructions => [value, 0x22, unsigned(local)];
/** Moves a pointer on. */
export const next = (local: number, by: Instructions): Instructions => set(local, [get(local), by, 0x6a]);
export const sum = (a: Instructions, b: Instructions): Instructions => [a, b, 0x6a];
export const whole = (value: number): Instructions => [0x41, signed(value)];
/** Does what is inside as often as `count`, a local that counts down to 0, says: at least once. */
export const loop = (count: number, inside: Instructions): Instructions => [
  [0x03, 0x40],
  inside,
  tee(count, [get(count), whole(-1), 0x6a]),
  [0x0d, 0, 0x0b],
];

/** Instructions on four numbers at once, by their names in the specification. */
export const vector = {
  mul: 0xe6,
  add: 0xe4,
  sub: 0xe5,
  div: 0xe7,
  min: 0xe8,
  max: 0xe9,
  nearest: 0x6a,
  truncated: 0xf8,
  addWhole: 0xae,
  /** Products of eight pairs of small whole numbers, neighbours added. */
  dot: 0xba,
  converted: 0xfa,
  /** Two vectors of whole numbers as one of small ones. */
  narrowed: 0x85,
} as const;
export const op = (name: keyof typeof vector, ...values: readonly Instructions[]): Instructions => [values, 0xfd, unsigned(vector[name])];
export const load = (at: Instructions, offset = 0): Instructions => [at, 0xfd, 0x00, 4, unsigned(offset)];
export const store = (at: Instructions, value: Instructions, offset = 0): Instructions => [at, value, 0xfd, 0x0b, 4, unsigned(offset)];
/** Four times the number at a place. */
export const splat = (at: Instructions): Instructions => [at, 0xfd, 0x09, 2, 0];
/** Four times a number. */
export const four = (value: number): Instructions => [0x43, [...new Uint8Array(Float32Array.of(value).buffer)], 0xfd, 0x13];
/** Four whole numbers as exponents: 2 to the power of each. */
export const powers = (exponents: Instructions): Instructions => [
  op("addWhole", exponents, [whole(127), 0xfd, 0x11]),
  whole(23),
  0xfd,
  unsigned(0xab),
];

const flat = (code: Instructions): number[] => code.flatMap((x) => (typeof x === "number" ? [x] : flat(x)));
const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const list = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly (readonly number[])[]): number[] => [id, ...sized(list(items))];
const text = (name: string): number[] => sized([...new TextEncoder().encode(name)]);

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
