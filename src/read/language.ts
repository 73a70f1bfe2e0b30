import { detectAll } from "tinyld";

/** Letters that are needed before a guess is worth anything. */
const ENOUGH = 60;
/** Below so many letters a guess at another language than English must be a sure one, or no word of English alone stand there. */
const PLENTY = 300;
const SURE = 0.7;
/** Text looked at: the beginning and the middle of a long document tell as much as all of it. */
const SAMPLE = 1000;

/** Words that stand in every English sentence and, so spelt together, in no other language's. */
const FUNCTION_WORDS =
  /^(?:the|of|and|to|in|that|was|were|is|are|on|by|for|with|at|from|had|has|have|said|be|been|his|her|their|its|it|he|they|who|which|not|but|as|an?)$/;

/** Words that every other English text has and no other language: a short text with one of them is hardly of another. */
const ENGLISH_ALONE = /^(?:the|and|that|said|which|were|been|with|from|into|after|against|near|when|while|who|their|this|these)$/;

/**
 * The language of a text as an ISO 639-1 code, `null` where there is too little text or too little difference between
 * the guesses to tell. Guessing goes by letters, which foreign names lead astray; so words in small letters come first.
 */
export function detectLanguage(text: string): string | null {
  const middle = Math.max(0, (text.length >> 1) - SAMPLE / 2);
  const sample = text.length <= 2 * SAMPLE ? text : `${text.slice(0, SAMPLE)} ${text.slice(middle, middle + SAMPLE)}`;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < ENOUGH) return null;
  const words = (sample.match(/\p{L}+/gu) ?? []).filter((word) => !/^\p{Lu}/u.test(word));
  const english = words.some((word) => ENGLISH_ALONE.test(word));
  if (english && 4 * words.filter((word) => FUNCTION_WORDS.test(word)).length >= words.length) return "en";
  if (words.join("").length < ENOUGH / 2) return null;
  const [best, second] = detectAll(sample.toWellFormed().toLowerCase());
  if (best === undefined || (second !== undefined && best.accuracy < second.accuracy * 1.05)) return null;
  if (english && best.lang !== "en" && letters < PLENTY && best.accuracy < SURE) return null;
  return best.lang;
}
