import type { Part } from "../model.js";
import type { TokenLexicon } from "../resources/syntax.js";
import { proseBlocks } from "./segment-blocks.js";
import { type Cuts, cutWords } from "./segment-words.js";

/** Word and sentence borders of a text; arrays of UTF-16 offsets. */
export interface Segmentation {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Index of each sentence's first token, then the number of tokens. */
  readonly sentences: readonly number[];
}

/**
 * Cuts a text into words as the English treebanks of Universal Dependencies do ("do|n't", "government|'s", "U.S.|-|led")
 * and into sentences. A blank line, a list's line, and either end of a part that is not prose always end a sentence; none is
 * longer than {@link LONGEST} words.
 */
export function segment(text: string, parts: readonly Part[], lexicon: TokenLexicon): Segmentation {
  const cuts: Cuts = { starts: [], ends: [] };
  const sentences: number[] = [0];
  const lowerCased = isLowerCased(text);
  for (const block of proseBlocks(text, parts)) {
    const first = cuts.starts.length;
    cutWords(text, block.start, block.end, lexicon, cuts);
    splitSentences(text, cuts, first, lexicon, lowerCased, sentences);
    if (sentences.at(-1) !== cuts.starts.length) sentences.push(cuts.starts.length);
  }
  return { starts: cuts.starts, ends: cuts.ends, sentences: withoutEndless(text, cuts.starts, sentences) };
}

/** Words of a sentence at most, and how many of the last of them are looked at for a sign where to cut. */
const LONGEST = 400;
const LOOK_BACK = 100;

/** Cuts what runs on without a stop, behind a comma or the like where there is one: what reads a sentence may look at all its words. */
function withoutEndless(text: string, starts: readonly number[], sentences: readonly number[]): number[] {
  const out: number[] = [];
  for (const [k, first] of sentences.entries()) {
    out.push(first);
    const last = sentences[k + 1] ?? first;
    for (let from = first; last - from > LONGEST; ) {
      let next = from + LONGEST;
      while (next > from + LONGEST - LOOK_BACK && !/[,;:\n]/.test(text.slice(starts[next - 1]!, starts[next]!))) next--;
      from = next > from + LONGEST - LOOK_BACK ? next : from + LONGEST;
      out.push(from);
    }
  }
  return out;
}

/** Whether hardly any letter of the text is a capital, so that capitals say nothing about sentences. */
export function isLowerCased(text: string): boolean {
  let small = 0;
  let capital = 0;
  for (let i = 0; i < text.length && i < 20_000; i++) {
    const c = text.charCodeAt(i);
    if (c >= 97 && c <= 122) small++;
    else if (c >= 65 && c <= 90) capital++;
  }
  return capital < small / 200;
}

/** Appends to `sentences` the index of each token that starts a sentence after the block's first. */
function splitSentences(text: string, cuts: Cuts, first: number, lexicon: TokenLexicon, lowerCased: boolean, sentences: number[]): void {
  const { starts, ends } = cuts;
  const count = starts.length;
  for (let i = first; i < count - 1; i++) {
    const strength = terminator(text, starts[i]!, ends[i]!, lexicon);
    if (strength === NONE || (i === first + 1 && isListNumber(text, starts[first]!, ends[first]!))) continue;
    let next = i + 1;
    while (next < count && starts[next] === ends[next - 1] && isClosing(text, starts[next]!, ends[next]!)) next++;
    while (next < count && terminator(text, starts[next]!, ends[next]!, lexicon) === FULL) next++;
    next = behindNote(text, cuts, next);
    if (next >= count) break;
    if (startsSentence(text, cuts, next, strength, lexicon, lowerCased)) sentences.push(next);
    i = next - 1;
  }
}

/** "2. The purpose …", "b. The other …": the number of a list's line. */
function isListNumber(text: string, start: number, end: number): boolean {
  return /^(?:\d{1,3}|[a-zA-Z])$/.test(text.slice(start, Math.min(end, start + 4)));
}

/** Past a note's number behind a sentence: "… until July 1805. [6] The …". */
function behindNote(text: string, { starts, ends }: Cuts, at: number): number {
  let next = at;
  while (next + 2 < starts.length && text[starts[next]!] === "[" && text[starts[next + 2]!] === "]") {
    if (!/^\d{1,3}$/.test(text.slice(starts[next + 1]!, ends[next + 1]!))) break;
    next += 3;
  }
  return next;
}

const NONE = 0;
/** A full stop, question or exclamation mark of its own. */
const FULL = 1;
/** An abbreviation with its full stop: ends a sentence before a word that commonly starts one. */
const ABBREVIATION = 2;
/** An ellipsis. */
const WEAK = 3;

function terminator(text: string, start: number, end: number, lexicon: TokenLexicon): number {
  const last = text.charCodeAt(end - 1);
  if (last === 63 || last === 33 || last === 0x3002 || last === 0x61f || last === 0x964) return FULL;
  if (last === 0x2026) return WEAK;
  if (last !== 46) return NONE;
  if (end - start === 1) return FULL;
  if (text.charCodeAt(start) === 46) return WEAK;
  return lexicon.titles.has(text.slice(start, end - 1).toLowerCase()) ? NONE : ABBREVIATION;
}

function isArticle(text: string, { starts, ends }: Cuts, at: number): boolean {
  if (at + 2 >= starts.length || ends[at]! - starts[at]! !== 2 || starts[at + 2] !== ends[at]! + 1) return false;
  const word = text.slice(starts[at], ends[at]);
  return (word === "al" || word === "el" || word === "as" || word === "ar" || word === "ad") && text[ends[at]!] === "-";
}

function isClosing(text: string, start: number, end: number): boolean {
  return end - start <= 2 && CLOSING.includes(text[start]!);
}
const CLOSING = "\"'”’»)]}";
const OPENING = "\"'“‘«([{¿¡";

function startsSentence(text: string, cuts: Cuts, at: number, strength: number, lexicon: TokenLexicon, lowerCased: boolean): boolean {
  const { starts, ends } = cuts;
  // "word.Word" without a blank was cut by the tokeniser where it is a border; a bracket right behind is not one
  let k = at;
  while (k < starts.length && OPENING.includes(text[starts[k]!]!)) k++;
  if (k >= starts.length) return true;
  // "al-Shabab said": an Arabic article has no capital of its own
  if (isArticle(text, cuts, k)) k += 2;
  const c = text[starts[k]!]!;
  const upper = c !== c.toLowerCase();
  const lower = c !== c.toUpperCase();
  if (lowerCased) return strength === FULL || (strength === ABBREVIATION && lexicon.starters.has(text.slice(starts[k], ends[k])));
  if (strength === FULL) return !lower;
  if (strength === WEAK) return upper;
  // an abbreviation: "at 5 p.m. The army …" against "the U.S. Army"; initials ("J. Khan") never end one
  if (!upper) return k > at;
  if (ends[at - 1]! - starts[at - 1]! === 2) return false;
  return lexicon.starters.has(text.slice(starts[k], ends[k]).toLowerCase());
}
