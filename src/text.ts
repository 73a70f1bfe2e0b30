import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Pure functions on strings that several stages need; runs in a browser too. */

/** SHA-256 of a string's UTF-8 form or of bytes, in hexadecimal. */
export function digest(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
}

/** Maps UTF-16 offsets of `text` to code points; constant time where the text has no astral character. */
export function codePointOffsets(text: string): (offset: number) => number {
  const astral: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) astral.push(i++);
  }
  if (astral.length === 0) return (offset) => offset;
  return (offset) => {
    let low = 0;
    let high = astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (astral[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}

/** Lower case without diacritics, for comparing names: "Şırnak" → "sirnak". */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ı", "i")
    .replace(/[’‘ʻʼ`]/g, "'");
}

/** A readable part of an IRI or file name: letters and digits of any script, joined by `-`, 60 characters at most. */
export function slug(text: string): string {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60).replace(/-+$/, "") || "unnamed";
}

/** Numbers by their words, as far as times are counted in words. */
const COUNTS: ReadonlyMap<string, number> = new Map(
  [..."one two three four five six seven eight nine ten eleven twelve".split(" ").map((w, i) => [w, i + 1] as const)].concat([
    ["a", 1],
    ["an", 1],
    ["fifteen", 15],
    ["twenty", 20],
    ["thirty", 30],
    ["forty", 40],
    ["fifty", 50],
    ["a couple of", 2],
    ["couple of", 2],
  ]),
);

/** The number that a word or numeral stands for; `null` where it is vague ("several"). */
export function count(words: string): number | null {
  const plain = words.toLowerCase().replace(/\s+/g, " ");
  if (/^\d+$/.test(plain)) return Number(plain);
  const [tens, ones] = plain.split("-"); // "twenty-three"
  if (ones !== undefined && COUNTS.has(tens!) && COUNTS.has(ones)) return COUNTS.get(tens!)! + COUNTS.get(ones)!;
  return COUNTS.get(plain) ?? null;
}
