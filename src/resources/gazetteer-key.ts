import { fold } from "../text.js";

/** Letters that Unicode does not take apart into a base letter and a mark. */
const BASES: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", ħ: "h", ə: "a" };

/**
 * The key of a name so far (0 to start), with a further piece folded in: FNV-1a over lower-case letters and digits without
 * diacritics; blanks, points, hyphens and apostrophes count for nothing, so "U.S." is "US" and "Deir ez-Zor" is "deirezzor".
 */
export function extendKey(key: number, piece: string): number {
  let h = key === 0 ? 0x811c9dc5 : key;
  for (let i = 0; i < piece.length; i++) {
    let c = piece.charCodeAt(i);
    if (c > 127) return extendFolded(h, piece.slice(i));
    if (c >= 65 && c <= 90) c += 32;
    if ((c >= 97 && c <= 122) || (c >= 48 && c <= 57)) h = Math.imul(h ^ c, 0x01000193);
  }
  return h >>> 0;
}

function extendFolded(key: number, piece: string): number {
  let h = key;
  for (const char of fold(piece)) {
    if (!/[\p{L}\p{N}]/u.test(char)) continue;
    for (const c of BASES[char] ?? char) h = Math.imul(h ^ c.codePointAt(0)!, 0x01000193);
  }
  return h >>> 0;
}

/** The key of a whole name. */
export function keyOf(name: string): number {
  return extendKey(0, name);
}
