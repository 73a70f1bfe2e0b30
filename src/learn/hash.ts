/** 32-bit hashes for features: cheap to combine, the same on every machine. */

/** FNV-1a over UTF-16 units of `text.slice(start, end)`. */
export function hashString(text: string, start = 0, end = text.length): number {
  let h = 0x811c9dc5;
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** {@link hashString} as a signed number: V8 need not make an object of it where it is handed on, as of an unsigned one from 2^31 on. */
export const signedHash = (text: string): number => hashString(text) | 0;

/** Folds one more value into a hash (order matters), with MurmurHash3's finaliser constants; signed. */
export function mix(h: number, value: number): number {
  let x = Math.imul(h ^ value, 0xcc9e2d51);
  x = (x << 15) | (x >>> 17);
  x = Math.imul(x, 0x1b873593) ^ (h >>> 3);
  return Math.imul(x ^ (x >>> 16), 0x85ebca6b) ^ (x >>> 13);
}

/**
 * The hash that a feature of a template starts from: {@link mix} folds its values in. Bare template numbers would not do:
 * `mix` of two small numbers is the same for many pairs of them.
 */
export function seedOf(template: number): number {
  return Math.imul(template, 0x9e3779b1) >>> 0;
}
