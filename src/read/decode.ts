import { InputError } from "../errors.js";

/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark; the mark is dropped, line ends are kept.
 * @throws InputError naming the byte where the file is binary or not valid in its encoding
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, path, true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, path, false);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const broken = invalidUtf8(bytes, start);
  const control = firstControl(bytes, start);
  if (control >= 0 && (broken < 0 || control < broken)) {
    throw new InputError(path, `looks binary: byte ${control} is ${hex(bytes[control]!)}, a control character`);
  }
  if (broken >= 0) {
    throw new InputError(
      path,
      `is not valid UTF-8 at byte ${broken} (${hex(bytes[broken]!)}); save it as UTF-8, or as UTF-16 with a byte order mark`,
    );
  }
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(start));
  refuseNoncharacters(text, path);
  return text;
}

/** U+FFFE and U+FFFF are no characters, and RDF parsers end a string at them. */
function refuseNoncharacters(text: string, path: string): void {
  const at = text.search(/[\uFFFE\uFFFF]/);
  if (at < 0) return;
  const byte = new TextEncoder().encode(text.slice(0, at)).length;
  throw new InputError(
    path,
    `looks binary: the noncharacter U+${text.charCodeAt(at).toString(16).toUpperCase()} at byte ${byte} of its text`,
  );
}

const hex = (byte: number) => `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;

/**
 * The first NUL, or the first other C0 control where they are more than one byte in two hundred; -1 where the file looks
 * like text (a stray control does not make a file binary).
 */
function firstControl(bytes: Uint8Array, start: number): number {
  let first = -1;
  let count = 0;
  for (let i = start; i < bytes.length; i++) {
    const b = bytes[i]!;
    if (b === 0) return i;
    if (b < 0x20 && (b < 0x09 || b > 0x0d)) {
      if (first < 0) first = i;
      count++;
    }
  }
  return count * 200 > bytes.length ? first : -1;
}

/** Offset of the first byte that no well-formed UTF-8 sequence covers (Unicode 15, table 3-7), -1 where all is well. */
export function invalidUtf8(bytes: Uint8Array, start = 0): number {
  for (let i = start; i < bytes.length; ) {
    const b = bytes[i]!;
    if (b < 0x80) {
      i++;
      continue;
    }
    const length = b >= 0xc2 && b <= 0xdf ? 2 : b >= 0xe0 && b <= 0xef ? 3 : b >= 0xf0 && b <= 0xf4 ? 4 : 0;
    if (length === 0) return i;
    const second = bytes[i + 1] ?? 0;
    const low = b === 0xe0 ? 0xa0 : b === 0xf0 ? 0x90 : 0x80;
    const high = b === 0xed ? 0x9f : b === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return i;
    for (let k = 2; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return i;
    i += length;
  }
  return -1;
}

function decodeUtf16(bytes: Uint8Array, path: string, little: boolean): string {
  if (bytes.length % 2 !== 0) throw new InputError(path, `is UTF-16 with half a character at byte ${bytes.length - 1}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unit = (at: number) => (at + 1 < bytes.length ? view.getUint16(at, little) : 0);
  for (let at = 2; at < bytes.length; at += 2) {
    const u = unit(at);
    if (u >= 0xd800 && u < 0xdc00 && (unit(at + 2) & 0xfc00) === 0xdc00) at += 2;
    else if (u >= 0xd800 && u < 0xe000) throw new InputError(path, `is not valid UTF-16: a lone surrogate at byte ${at}`);
    else if (u === 0) throw new InputError(path, `looks binary: a NUL character at byte ${at}`);
  }
  const text = new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes);
  refuseNoncharacters(text, path);
  return text;
}
