import { detectAll } from "tinyld";

/** Letters that are needed before a guess is worth anything. */
const ENOUGH = 60;
/** Text looked at: the beginning and the middle of a long document tell as much as all of it. */
const SAMPLE = 1000;

/** Words that stand in every English sentence and, so spelt together, in no other language's. */
const FUNCTION_WORDS =
  /^(?:the|of|and|to|in|that|was|were|is|are|on|by|for|with|at|from|had|has|have|said|be|been|his|her|their|its|it|he|they|who|which|not|but|as|an?)$/i;

/** Whether a quarter of the words are English function words, some of English alone among them: n-grams fail on foreign names. */
function isPlainEnglish(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  const known = words.filter((word) => FUNCTION_WORDS.test(word)).length;
  return known * 4 >= words.length && words.some((word) => /^(?:the|and|that|said|which|were|been|with|from)$/i.test(word));
}

/**
 * The language of a text as an ISO 639-1 code, `null` where there is too little text or too little difference between
 * the guesses to tell.
 */
export function detectLanguage(text: string): string | null {
  const middle = Math.max(0, (text.length >> 1) - SAMPLE / 2);
  const sample = text.length <= 2 * SAMPLE ? text : `${text.slice(0, SAMPLE)} ${text.slice(middle, middle + SAMPLE)}`;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < ENOUGH) return null;
  if (isPlainEnglish(sample)) return "en";
  const [best, second] = detectAll(sample.toWellFormed().toLowerCase());
  if (best === undefined || (second !== undefined && best.accuracy < second.accuracy * 1.05)) return null;
  return best.lang;
}
