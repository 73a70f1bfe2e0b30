import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { ResourceError } from "../errors.js";

/**
 * The form of every binary that ships: `CGMF`, format version, header length, a JSON header, then the body: the sections,
 * each aligned to 8 bytes, compressed by Brotli. Little-endian. The header has the body's size and a checksum over it.
 */

const MAGIC = 0x464d4743;
const FORMAT = 2;

const ARRAYS = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
} as const;
type ArrayType = keyof typeof ARRAYS;
export type Section = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array;

interface Header {
  readonly name: string;
  readonly version: number;
  /** Of the body in bytes, as it was before compression. */
  readonly size: number;
  readonly checksum: number;
  readonly meta: unknown;
  readonly sections: readonly { readonly name: string; readonly type: ArrayType; readonly offset: number; readonly length: number }[];
}

/** A decoded file: its small facts (`meta`) and its arrays by name. */
export interface Container {
  readonly name: string;
  readonly version: number;
  readonly meta: unknown;
  /** @throws ResourceError where there is no such section of that type. */
  section<T extends ArrayType>(name: string, type: T): InstanceType<(typeof ARRAYS)[T]>;
  /** A section of strings written by {@link stringSection}. */
  strings(name: string): string[];
}

const align = (n: number) => (n + 7) & ~7;
const typeOf = (a: Section) => (Object.keys(ARRAYS) as ArrayType[]).find((t) => a instanceof ARRAYS[t])!;

/** Strings as one section: UTF-8, a line each; they may not hold line feeds. */
export function stringSection(strings: readonly string[]): Uint8Array {
  return new TextEncoder().encode(strings.join("\n"));
}

/** The bytes of a container; the same input gives the same bytes. */
export function encodeContainer(name: string, version: number, meta: unknown, sections: Readonly<Record<string, Section>>): Uint8Array {
  let offset = 0;
  const layout = Object.entries(sections).map(([key, array]) => {
    const at = offset;
    offset = align(offset + array.byteLength);
    return { name: key, type: typeOf(array), offset: at, length: array.length };
  });
  const body = new Uint8Array(offset);
  for (const [i, array] of Object.values(sections).entries()) {
    body.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), layout[i]!.offset);
  }
  const header = new TextEncoder().encode(
    JSON.stringify({ name, version, size: body.length, checksum: checksum(body), meta, sections: layout } satisfies Header),
  );
  const packed = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
  const out = new Uint8Array(12 + header.length + packed.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT, true);
  view.setUint32(8, header.length, true);
  out.set(header, 12);
  out.set(packed, 12 + header.length);
  return out;
}

/**
 * Reads a container.
 * @throws ResourceError where the file is no container, another one, of another version, or damaged.
 */
export function decodeContainer(bytes: Uint8Array, path: string, name: string, version: number): Container {
  const fail = (why: string): never => {
    throw new ResourceError(`${path}: ${why}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0, true) !== MAGIC) fail("is not a Claimgraph model file");
  if (view.getUint32(4, true) !== FORMAT) fail(`has file format ${view.getUint32(4, true)}, this version reads ${FORMAT}`);
  const size = view.getUint32(8, true);
  if (12 + size > bytes.length) fail("is cut short");
  let header: Header;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(12, 12 + size))) as Header;
  } catch {
    return fail("has a damaged header");
  }
  if (header.name !== name) fail(`holds '${header.name}', not '${name}'`);
  if (header.version !== version) fail(`is version ${header.version} of '${name}', this version of Claimgraph reads ${version}`);
  const body = unpack(bytes.subarray(12 + size), header.size) ?? fail("is damaged: its body can't be unpacked");
  if (checksum(body) !== header.checksum) fail("is damaged: its checksum does not match");
  const find = (key: string) => header.sections.find((s) => s.name === key) ?? fail(`has no section '${key}'`);
  return {
    name,
    version,
    meta: header.meta,
    section: (key, type) => {
      const s = find(key);
      if (s.type !== type) fail(`section '${key}' is ${s.type}, not ${type}`);
      return new ARRAYS[type](body.buffer as ArrayBuffer, body.byteOffset + s.offset, s.length) as InstanceType<
        (typeof ARRAYS)[typeof type]
      >;
    },
    strings: (key) => {
      const s = find(key);
      const text = new TextDecoder().decode(body.subarray(s.offset, s.offset + s.length));
      return text === "" ? [] : text.split("\n");
    },
  };
}

/** The body of a file, in memory of its own, or nothing where it is no such body. */
function unpack(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const body = brotliDecompressSync(packed, { maxOutputLength: Math.max(1, size) });
    return body.length === size ? new Uint8Array(body) : undefined;
  } catch {
    return undefined;
  }
}

/** A 32-bit multiplicative checksum over aligned words: quick enough to run on every load. */
function checksum(body: Uint8Array): number {
  const words = new Int32Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength >> 2);
  let a = 0x9e3779b1 | 0;
  for (let i = 0; i < words.length; i++) a = (Math.imul(a ^ words[i]!, 0x85ebca6b) + ((a << 13) | (a >>> 19))) | 0;
  return (a ^ body.byteLength) >>> 0;
}
