import type { Token } from "../model.js";
import { PLURALS, SCALES, SMALL } from "./amounts-words.js";

/** A number as read from tokens, end exclusive. */
export interface NumberReading {
  readonly value: number;
  readonly end: number;
  /** "dozens", "hundreds of thousands": the least that is meant. */
  readonly vague: boolean;
}

/** The value of a token of digits ("3,000", "2.5") or -1. */
export function digits(text: string): number {
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return -1;
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{1,3}([,.]\d{3})+$/.test(text)) return Number(text.replace(/[,.]/g, ""));
  if (/^\d+\.\d+$/.test(text)) return Number(text);
  return -1;
}

/** The value of a number word below a hundred, hyphenated ones too ("fifty-five"), or -1. */
function word(text: string): number {
  const plain = SMALL.get(text);
  if (plain !== undefined) return plain;
  const hyphen = text.indexOf("-");
  if (hyphen < 0) return -1;
  const tens = SMALL.get(text.slice(0, hyphen));
  const ones = SMALL.get(text.slice(hyphen + 1));
  return tens !== undefined && ones !== undefined && tens >= 20 && ones > 0 && ones < 10 ? tens + ones : -1;
}

/**
 * Reads the number that begins at a token: "19", "3,000", "fifty-five", "one hundred and twenty", "2.5 million", "two dozen",
 * "a dozen", "dozens", "tens of thousands", "several hundred".
 */
export function readNumber(tokens: readonly Token[], at: number, last: number): NumberReading | null {
  const text = (i: number) => (i < last ? tokens[i]!.text.toLowerCase() : "");
  let i = at;
  const first = text(i);
  const plural = PLURALS.get(first);
  if (plural !== undefined) {
    const scale = text(i + 1) === "of" ? PLURALS.get(text(i + 2)) : undefined;
    return scale === undefined ? { value: plural, end: i + 1, vague: true } : { value: (plural * scale) / 2, end: i + 3, vague: true };
  }
  if ((first === "several" || first === "few" || first === "many") && SCALES.has(text(i + 1))) {
    return { value: 2 * SCALES.get(text(i + 1))!, end: i + 2, vague: true };
  }
  if ((first === "a" || first === "an") && SCALES.has(text(i + 1)) && text(i + 1) !== "score") {
    return { value: SCALES.get(text(i + 1))!, end: i + 2, vague: false };
  }
  if (first === "half" && text(i + 1) === "a" && SCALES.has(text(i + 2))) {
    return { value: SCALES.get(text(i + 2))! / 2, end: i + 3, vague: false };
  }
  let total = 0;
  let current = digits(first);
  const asDigits = current >= 0;
  if (current < 0) current = word(first);
  if (current < 0) return null;
  i++;
  if (!asDigits && current >= 20 && current % 10 === 0) {
    const skip = text(i) === "-" ? 1 : 0; // "fifty - five" in tokenised text
    const ones = SMALL.get(text(i + skip)) ?? -1;
    if (ones > 0 && ones < 10) {
      current += ones;
      i += skip + 1;
    }
  }
  for (;;) {
    const scale = SCALES.get(text(i));
    if (scale === undefined) break;
    if (scale >= 1000) {
      total += current * scale;
      current = 0;
    } else current *= scale;
    i++;
    if (asDigits || text(i - 1) === "dozen") break;
    const and = text(i) === "and" ? 1 : 0; // "one hundred and twenty"
    const more = word(text(i + and));
    if (more <= 0) break;
    current += more;
    i += and + 1;
  }
  return { value: total + current, end: i, vague: false };
}
