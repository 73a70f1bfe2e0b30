import { detectAll } from "tinyld";

/** Letters that are needed before a guess is worth anything. */
const ENOUGH = 60;
/** Text looked at: the beginning and the middle of a long document tell as much as all of it. */
const SAMPLE = 1000;

/**
 * The language of a text as an ISO 639-1 code, `null` where there is too little text or too little difference between
 * the guesses to tell.
 */
export function detectLanguage(text: string): string | null {
  const middle = Math.max(0, (text.length >> 1) - SAMPLE / 2);
  const sample = text.length <= 2 * SAMPLE ? text : `${text.slice(0, SAMPLE)} ${text.slice(middle, middle + SAMPLE)}`;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < ENOUGH) return null;
  const [best, second] = detectAll(sample.toWellFormed().toLowerCase());
  if (best === undefined || (second !== undefined && best.accuracy < second.accuracy * 1.05)) return null;
  return best.lang;
}
