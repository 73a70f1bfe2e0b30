import type { TokenLexicon } from "../resources/syntax.js";
import { isSpace } from "./segment-blocks.js";

/** Borders of tokens as they are found. */
export interface Cuts {
  readonly starts: number[];
  readonly ends: number[];
}

/** Appends the tokens of `text.slice(from, to)`. */
export function cutWords(text: string, from: number, to: number, lexicon: TokenLexicon, cuts: Cuts): void {
  for (let i = from; i < to; ) {
    if (isSpace(text.charCodeAt(i))) {
      i++;
      continue;
    }
    let end = i + 1;
    while (end < to && !isSpace(text.charCodeAt(end))) end++;
    cutChunk(text, i, end, lexicon, cuts);
    i = end;
  }
}

const put = (cuts: Cuts, start: number, end: number): void => {
  cuts.starts.push(start);
  cuts.ends.push(end);
};

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isAsciiLetter = (c: number): boolean => (c | 32) >= 97 && (c | 32) <= 122;
/** Letters, digits, marks and everything else beyond Latin-1's signs that is no general punctuation. */
const isWord = (c: number): boolean =>
  isDigit(c) ||
  isAsciiLetter(c) ||
  (c >= 0xc0 &&
    c !== 0xd7 &&
    c !== 0xf7 &&
    !(c >= 0x2010 && c <= 0x205e) &&
    !(c >= 0x3001 && c <= 0x3011) &&
    !(c >= 0x20a0 && c <= 0x20cf)) ||
  c === 0xaa ||
  c === 0xb5 ||
  c === 0xba;
const isApostrophe = (c: number): boolean => c === 39 || c === 0x2019;

/** Cuts a run without blanks. */
function cutChunk(text: string, from: number, to: number, lexicon: TokenLexicon, cuts: Cuts): void {
  let start = from;
  let end = to;
  // plain words are most of a text
  let plain = true;
  for (let i = from; i < to && plain; i++) plain = isAsciiLetter(text.charCodeAt(i));
  if (plain) {
    cutPlain(text, from, to, lexicon, cuts);
    return;
  }
  while (start < end) {
    const length = leading(text, start, end);
    if (length === 0) break;
    put(cuts, start, start + length);
    start += length;
  }
  if (start === end) return;
  const tail: number[] = [];
  while (start < end) {
    const length = trailing(text, start, end, lexicon);
    if (length === 0) break;
    tail.push(end - length, end);
    end -= length;
  }
  if (isAddress(text, start, end)) put(cuts, start, end);
  else if (end > start) cutMiddle(text, start, end, lexicon, cuts);
  for (let k = tail.length - 2; k >= 0; k -= 2) put(cuts, tail[k]!, tail[k + 1]!);
}

function cutPlain(text: string, from: number, to: number, lexicon: TokenLexicon, cuts: Cuts): void {
  const cut = to - from >= 5 && to - from <= 6 ? lexicon.contractions.get(text.slice(from, to).toLowerCase()) : undefined;
  if (cut) {
    put(cuts, from, from + cut);
    put(cuts, from + cut, to);
  } else put(cuts, from, to);
}

/** Length of a sign at the front that is a token of its own, 0 where the chunk starts with a word. */
function leading(text: string, start: number, end: number): number {
  const c = text.charCodeAt(start);
  if (isWord(c)) return 0;
  const next = start + 1 < end ? text.charCodeAt(start + 1) : 0;
  // "'s" after a blank, "'90s", "'em"; ".22"; "-5"; "@name", "#tag"
  if (isApostrophe(c) && (isDigit(next) || isContraction(text, start, end))) return 0;
  if ((c === 46 || c === 45) && isDigit(next)) return 0;
  if ((c === 64 || c === 35) && isWord(next)) return c === 35 && isDigit(next) ? 1 : 0;
  return runLength(text, start, end);
}

/** Signs of one kind stand together: "...", "--", "!!", "***". */
function runLength(text: string, start: number, end: number): number {
  const c = text.charCodeAt(start);
  let i = start + 1;
  if (c === 46 || c === 45 || c === 42 || c === 95 || c === 61 || c === 126 || c === 43 || c === 60 || c === 62)
    while (i < end && text.charCodeAt(i) === c) i++;
  else if (c === 33 || c === 63) while (i < end && (text.charCodeAt(i) === 33 || text.charCodeAt(i) === 63)) i++;
  else if (c === 39 && text.charCodeAt(i) === 39 && i < end) i++;
  else if (c === 96 && text.charCodeAt(i) === 96 && i < end) i++;
  return i - start;
}

/** Length of a sign at the end that is a token of its own; 0 where the chunk ends in a word. */
function trailing(text: string, start: number, end: number, lexicon: TokenLexicon): number {
  const c = text.charCodeAt(end - 1);
  if (isWord(c)) return 0;
  if (end - start === 1) return 1;
  if (c === 46) {
    if (text.charCodeAt(end - 2) === 46) return backRun(text, start, end);
    return isAbbreviation(text, start, end, lexicon) ? 0 : 1;
  }
  if (c === 43 || c === 35) return 0;
  return backRun(text, start, end);
}

function backRun(text: string, start: number, end: number): number {
  const c = text.charCodeAt(end - 1);
  let i = end - 1;
  const mark = c === 33 || c === 63;
  if (c === 46 || c === 45 || c === 42 || c === 95 || c === 61) while (i > start && text.charCodeAt(i - 1) === c) i--;
  else if (mark) while (i > start && (text.charCodeAt(i - 1) === 33 || text.charCodeAt(i - 1) === 63)) i--;
  else if (c === 39 && i > start && text.charCodeAt(i - 1) === 39) i--;
  return end - i;
}

/** Whether the final full stop belongs to the word: "Gen.", "U.S.", "J.", "p.m.". */
function isAbbreviation(text: string, start: number, end: number, lexicon: TokenLexicon): boolean {
  let from = end - 1;
  let dots = false;
  while (from > start) {
    const c = text.charCodeAt(from - 1);
    if (c === 46) dots = true;
    else if (!isWord(c)) break;
    from--;
  }
  const word = text.slice(from, end - 1);
  if (word.length === 1) return isAsciiLetter(word.charCodeAt(0)) && word !== "I" && from === start;
  if (dots) return /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word) || lexicon.abbreviations.has(word.toLowerCase());
  const lower = word.toLowerCase();
  if (lexicon.numbered.has(lower)) return isDigit(text.charCodeAt(end + 1)) || isDigit(text.charCodeAt(end));
  // "ill", "miss" and "wash" are words as well: a small letter before a full stop makes them so
  if (lower.length > 2 && lower === word && lexicon.words.has(lower)) return false;
  return lexicon.titles.has(lower) || lexicon.abbreviations.has(lower);
}

/** "http://…", "www.…", "a@b.org", "example.com/page". */
function isAddress(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 64 && i > start && i < end - 1) return true;
    if (c === 58 && text.charCodeAt(i + 1) === 47 && text.charCodeAt(i + 2) === 47) return true;
    if (c === 46 && i === start + 3 && text.slice(start, i).toLowerCase() === "www") return true;
    if (
      c === 46 &&
      i > start &&
      i + 3 < end + 1 &&
      /^\.(?:com|org|net|gov|edu|info|co\.\w\w)(?:\/|$)/i.test(text.slice(i, Math.min(end, i + 7)))
    )
      return true;
  }
  return false;
}

/** "'s", "'re", "'em": an apostrophe with the letters of a contraction and nothing more. */
function isContraction(text: string, at: number, end: number): boolean {
  if (!isApostrophe(text.charCodeAt(at)) || end - at > 3) return false;
  const rest = text.slice(at + 1, end).toLowerCase();
  return rest === "s" || rest === "re" || rest === "ve" || rest === "ll" || rest === "d" || rest === "m" || rest === "em";
}

/** Cuts what is left between the signs at both ends: at hyphens, dashes, slashes, and before contractions. */
function cutMiddle(text: string, from: number, to: number, lexicon: TokenLexicon, cuts: Cuts): void {
  let start = from;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (isWord(c) || i === start) continue;
    const length = separator(text, start, i, to, lexicon);
    if (length === 0) continue;
    cutWord(text, start, i, lexicon, cuts);
    put(cuts, i, i + length);
    start = i + length;
    i = start - 1;
  }
  if (start < to) cutWord(text, start, to, lexicon, cuts);
}

/** Length of the sign at `i` where it parts two words, else 0. */
function separator(text: string, start: number, i: number, to: number, lexicon: TokenLexicon): number {
  const c = text.charCodeAt(i);
  const before = text.charCodeAt(i - 1);
  const after = i + 1 < to ? text.charCodeAt(i + 1) : 0;
  if (c === 45) {
    const run = runLength(text, i, to);
    if (run > 1) return run;
    if (isDigit(before) && isDigit(after)) return isRange(text, start, i, to) ? 1 : 0;
    if (!isWord(after) && after !== 36) return isWord(before) && i + 1 === to ? 0 : 1;
    return lexicon.prefixes.has(text.slice(start, i).toLowerCase()) ? 0 : 1;
  }
  if (c >= 0x2010 && c <= 0x2015) return 1;
  if (c === 47) return isDigit(before) && isDigit(after) ? 0 : 1;
  if (c === 46) {
    const run = runLength(text, i, to);
    if (run > 1) return run;
    // "in 1805.[6] The": a note's number follows the full stop
    if (after === 91 || after === 34 || after === 0x201d || after === 0x201c) return 1;
    // "ended.The": a blank was forgotten
    return i - start > 2 && isLower(before) && isUpper(after) && i + 2 < to && isLower(text.charCodeAt(i + 2)) ? 1 : 0;
  }
  if (c === 44) return isDigit(before) && isDigit(after) && isGrouped(text, i, to) ? 0 : 1;
  if (c === 58) return isDigit(before) && isDigit(after) ? 0 : 1;
  if (isApostrophe(c) || c === 38 || c === 95 || c === 64 || c === 35 || c === 43 || c === 0xad) return 0;
  return 1;
}

/** Signs of a figure that are looked at: no figure of a report is longer. */
const LONGEST_FIGURE = 24;

/** Whether a comma between digits groups them ("1,200", "2,00,000") and does not list them ("[18,19,20]"). */
function isGrouped(text: string, at: number, to: number): boolean {
  let last = at;
  let i = at + 1;
  for (const end = Math.min(to, at + LONGEST_FIGURE); i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 44 && isDigit(text.charCodeAt(i + 1))) last = i;
    else if (!isDigit(c)) break;
  }
  return i - last === 4;
}

const isLower = (c: number): boolean => c >= 97 && c <= 122;
const isUpper = (c: number): boolean => c >= 65 && c <= 90;

/** "5-10" and "1993-95" are ranges, "713-853-3989" and "11-20-2000" are not. */
function isRange(text: string, start: number, at: number, to: number): boolean {
  for (let i = start; i < to; i++) {
    const c = text.charCodeAt(i);
    if (i !== at && !isDigit(c) && c !== 46 && c !== 44 && c !== 58) return false;
  }
  return at - start <= 4 && to - at <= 5 && !(at - start === 3 && to - at === 5);
}

/** Cuts contractions, possessives and units off one word. */
function cutWord(text: string, from: number, to: number, lexicon: TokenLexicon, cuts: Cuts): void {
  const first = text.charCodeAt(from);
  if (isDigit(first) || first === 46) {
    cutNumber(text, from, to, cuts);
    return;
  }
  let apostrophe = -1;
  for (let i = to - 1; i > from && apostrophe < 0; i--) if (isApostrophe(text.charCodeAt(i))) apostrophe = i;
  if (apostrophe < 0) {
    cutPlain(text, from, to, lexicon, cuts);
    return;
  }
  const whole = text.slice(from, to).toLowerCase().replaceAll("’", "'");
  if (lexicon.whole.has(whole)) {
    put(cuts, from, to);
    return;
  }
  let cut = 0;
  if (/n't$/.test(whole) && whole.length > 3) cut = to - 3;
  else if (isContraction(text, apostrophe, to)) cut = apostrophe;
  else cut = from + (lexicon.contractions.get(whole) ?? 0);
  if (cut > from && cut < to) {
    cutPlain(text, from, cut, lexicon, cuts);
    put(cuts, cut, to);
  } else put(cuts, from, to);
}

const UNITS = /^(?:k|m|bn|mn|tn|km|kms|cm|mm|kg|kgs|g|lb|lbs|ft|mph|kph|kmh|am|pm|a\.m\.|p\.m\.|hrs?|mins?|secs?|MW|kW|GB|MB|ha|C|F)$/;

/** "7pm" → 7|pm, "35mm" → 35|mm; "20th", "1990s", "155A" stay. */
function cutNumber(text: string, from: number, to: number, cuts: Cuts): void {
  let i = from;
  while (
    i < to &&
    (isDigit(text.charCodeAt(i)) ||
      ((text.charCodeAt(i) === 44 || text.charCodeAt(i) === 46 || text.charCodeAt(i) === 58) && isDigit(text.charCodeAt(i + 1))))
  )
    i++;
  const apostrophe = to - 2 > from && isApostrophe(text.charCodeAt(to - 2)) ? to - 2 : -1;
  if (i < to && UNITS.test(text.slice(i, to))) {
    put(cuts, from, i);
    put(cuts, i, to);
  } else if (apostrophe > from && apostrophe < to && isContraction(text, apostrophe, to)) {
    put(cuts, from, apostrophe);
    put(cuts, apostrophe, to);
  } else put(cuts, from, to);
}
