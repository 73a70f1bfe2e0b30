import type { Amount, Bound, TimeExpression, Token } from "../model.js";
import { digits, readNumber } from "./amounts-numbers.js";
import { AFTER, BEFORE, type BoundWords, COLLECTIVES, MONEY, NUMBERED, UNITS, VAGUE } from "./amounts-words.js";
import type { Syntax } from "./syntax.js";

/** An amount while it is read: `start` and `end` are token indices. */
interface Reading {
  readonly start: number;
  readonly end: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly bound: Bound;
  /** Where a sign of money stands before the number. */
  readonly unit: string | null;
}

/**
 * Numbers and vague amounts, with what they count: "up to 55 Pakistani soldiers" is at most 55, "dozens" at least 24 (vague),
 * "more than 100" at least 101, "3,000 to 5,000" about 3,000 to 5,000, "19 of 30 outposts" 19. No dates, ages, years, ordinals
 * or numbers in names. "a tank" counts one in a tally only ("two trucks, a tank and a bulldozer"). In order, without overlaps.
 */
export function findAmounts(syntax: Syntax, times: readonly TimeExpression[]): Amount[] {
  const { tokens, sentences } = syntax;
  const timed = coveredTokens(tokens, times);
  const out: Amount[] = [];
  for (const { first, last } of sentences) {
    const from = out.length;
    for (let i = first; i < last; i++) {
      const reading = timed[i] ? null : read(tokens, i, first, last);
      if (reading === null || isNoCount(tokens, reading, timed, first, last)) continue;
      const amount = countedBy(syntax.text, tokens, reading, last);
      if (amount === null) continue;
      out.push(amount);
      const end = wholeEnd(tokens, reading, last);
      while (i + 1 < last && tokens[i + 1]!.start < amount.end && i + 1 < end) i++;
    }
    tally(syntax.text, tokens, out, from, first, last);
  }
  return out;
}

/** Where the number of the whole ends in "19 of 30 outposts", else where the amount's own does. */
function wholeEnd(tokens: readonly Token[], reading: Reading, last: number): number {
  let at = reading.end;
  if (at < last && tokens[at]!.text.toLowerCase() === "out") at++;
  if (at >= last || tokens[at]!.text.toLowerCase() !== "of") return reading.end;
  at++;
  while (at < last && tokens[at]!.tag === "DET") at++;
  return readNumber(tokens, at, last)?.end ?? reading.end;
}

function coveredTokens(tokens: readonly Token[], times: readonly TimeExpression[]): Uint8Array {
  const covered = new Uint8Array(tokens.length);
  let t = 0;
  for (let i = 0; i < tokens.length && t < times.length; i++) {
    while (t < times.length && times[t]!.end <= tokens[i]!.start) t++;
    if (t < times.length && times[t]!.start < tokens[i]!.end) covered[i] = 1;
  }
  return covered;
}

/** The amount whose number begins at token `i`, with the words that bound it. */
function read(tokens: readonly Token[], i: number, first: number, last: number): Reading | null {
  const text = tokens[i]!.text;
  const low = text.toLowerCase();
  const joined = joinedRange(text);
  if (joined !== null) return { start: boundStart(tokens, i, first).start, end: i + 1, ...joined, bound: "approx", unit: null };
  const number = readNumber(tokens, i, last);
  if (number === null) {
    if (low.endsWith("+") && digits(low.slice(0, -1)) >= 0) {
      return { start: i, end: i + 1, min: digits(low.slice(0, -1)), max: null, bound: "atLeast", unit: null };
    }
    return vague(tokens, i, last);
  }
  const before = boundStart(tokens, i, first);
  const unit = before.start > first && MONEY.has(tokens[before.start - 1]!.text.toLowerCase()) ? tokens[before.start - 1]!.text : null;
  const start = unit === null ? before.start : boundStart(tokens, before.start - 1, first).start;
  const range = rangeEnd(tokens, i, number.end, number.value, last);
  if (range !== null) {
    const between = start > first && tokens[start - 1]!.text.toLowerCase() === "between" ? start - 1 : start;
    return { start: between, end: range.end, min: number.value, max: range.value, bound: "approx", unit };
  }
  if (number.vague) return { start, end: number.end, min: number.value, max: null, bound: "vague", unit };
  const after = AFTER.find((b) => matches(tokens, b.words, number.end, last));
  const words = before.words ?? after ?? null;
  return { start, end: after ? number.end + after.words.length : number.end, ...limits(words, number.value), unit };
}

function limits(words: BoundWords | null, value: number): { min: number | null; max: number | null; bound: Bound } {
  if (words === null) return { min: value, max: value, bound: "exact" };
  const shifted = Number.isInteger(value) ? value + words.shift : value;
  if (words.bound === "atMost") return { min: null, max: shifted, bound: "atMost" };
  if (words.bound === "atLeast") return { min: shifted, max: null, bound: "atLeast" };
  return { min: value, max: value, bound: words.bound };
}

function matches(tokens: readonly Token[], words: readonly string[], at: number, last: number): boolean {
  if (at < 0 || at + words.length > last) return false;
  for (let k = 0; k < words.length; k++) if (tokens[at + k]!.text.toLowerCase() !== words[k]) return false;
  return true;
}

/** The phrase that bounds a number beginning at `i`; an article between them is taken in ("at least a dozen"). */
function boundStart(tokens: readonly Token[], i: number, first: number): { start: number; words: BoundWords | null } {
  const at = i - 1 >= first && tokens[i - 1]!.text.toLowerCase() === "the" ? i - 1 : i;
  for (const b of BEFORE) {
    const start = at - b.words.length;
    if (start >= first && matches(tokens, b.words, start, at)) return { start, words: b };
  }
  return { start: i, words: null };
}

/** "3,000-5,000" as one token. */
function joinedRange(text: string): { min: number; max: number } | null {
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return null;
  const dash = text.search(/[-–—]/);
  if (dash < 0) return null;
  const low = digits(text.slice(0, dash));
  const high = digits(text.slice(dash + 1));
  return low >= 0 && high > low && !(low > 1800 && low < 2100) ? { min: low, max: high } : null;
}

/** "3,000 to 5,000", "3,000 - 5,000", "between 3 and 5": where the second number ends. */
function rangeEnd(tokens: readonly Token[], at: number, end: number, value: number, last: number): { value: number; end: number } | null {
  if (end >= last) return null;
  const link = tokens[end]!.text.toLowerCase();
  const between = at > 0 && tokens[at - 1]!.text.toLowerCase() === "between" && link === "and";
  if (!between && link !== "to" && link !== "-" && link !== "–" && link !== "or") return null;
  const second = readNumber(tokens, end + 1, last);
  return second !== null && !second.vague && second.value > value ? second : null;
}

/** "several", "a number of", "large quantities of", "a large cache of": two or more. */
function vague(tokens: readonly Token[], i: number, last: number): Reading | null {
  const token = tokens[i]!;
  const low = token.text.toLowerCase();
  const two = { min: 2, max: null, bound: "vague" as const, unit: null };
  if (VAGUE.has(low)) {
    if (low === "few" && tokens[i - 1]?.text.toLowerCase() !== "a") return null;
    const next = tokens[i + 1];
    if (i + 1 < last && next!.text.toLowerCase() === "of") return { start: i, end: i + 2, ...two };
    if (token.tag === "ADV" || tokens[i - 1]?.text.toLowerCase() === "how" || tokens[i - 1]?.text.toLowerCase() === "too") return null;
    return { start: i, end: i + 1, ...two };
  }
  if (COLLECTIVES.has(low) && i + 1 < last && tokens[i + 1]!.text.toLowerCase() === "of") {
    let start = i;
    while (start > 0 && tokens[start - 1]!.sentence === token.sentence && tokens[start - 1]!.tag === "ADJ") start--;
    if (start > 0 && tokens[start - 1]!.tag === "DET") start--;
    if (tokens[start]!.text.toLowerCase() === "the") return null;
    return { start, end: i + 2, ...two };
  }
  return null;
}

/** Ages, years, clock times, percentages, and numbers within names count nothing. */
function isNoCount(tokens: readonly Token[], reading: Reading, timed: Uint8Array, first: number, last: number): boolean {
  const { start, end } = reading;
  const number = tokens[end - 1]!;
  const lower = (i: number) => (i >= first && i < last ? tokens[i]!.text.toLowerCase() : "");
  const next = lower(end);
  if (next === "%" || next === "percent" || next === "per" || next === "pct") return true;
  if (MONTH.test(next) && number.tag === "NUM" && digits(number.text) > 0 && digits(number.text) < 32) return true; // "the 13 November attacks"
  if (next === "-" && end + 2 < last && tokens[end + 1]!.xpos === "NN" && isNoun(tokens[end + 2]!)) return true; // "an 11-floor building"
  if (next === "st" || next === "nd" || next === "rd" || next === "th") return true;
  if (end < last && timed[end] && tokens[end]!.tag !== "NOUN") return true;
  if (end < last && timed[end - 1]) return true;
  // "23-year-old", "23 years old", "aged 23", "John, 45, said"
  for (let k = end, years = false; k < end + 5 && k < last; k++) {
    const word = lower(k);
    if (word.startsWith("year")) years = true;
    else if (word === "old" && years) return true;
    else if (word.includes("year-old")) return true;
    else if (word !== "-" && word !== "month" && word !== "months") break;
  }
  const before = lower(start - 1);
  if (before === "aged" || before === "age" || before === "no." || before === "#" || before === "number") return true;
  if (reading.unit === null && reading.bound === "exact" && number.tag === "NUM") {
    const told = before === "," && start - 2 >= first ? tokens[start - 2]! : null; // "a nurse, 41, was killed"
    if (before === "of" && YOUNG.test(tokens[start - 2]?.text ?? "") && nounAfter(tokens, end, last) < 0) return true; // "a girl of six"
    if (told !== null && (next === "," || next === ".") && (told.tag === "PROPN" || isAged(told, number))) return true;
    // "Hill 776", "Resolution 2254", "BM-21", "phase 2"
    const left = start - 1 >= first ? tokens[start - 1]! : null;
    const numbered = left !== null && (left.tag === "PROPN" || NUMBERED.has(left.lemma.toLowerCase()));
    if (numbered && number.head === start - 1 && number.deprel !== "appos") return true;
    if (left !== null && left.tag === "PROPN" && digits(number.text) >= 0 && left.head !== end - 1 && number.head !== end && next !== "") {
      const noun = end < last ? tokens[end]!.tag : "PUNCT";
      if (noun !== "NOUN" && noun !== "ADJ") return true;
    }
    // a year without a noun: "in 1893"
    const value = digits(number.text);
    const noNoun = end >= last || (tokens[end]!.tag !== "NOUN" && tokens[end]!.tag !== "ADJ" && tokens[end]!.tag !== "PROPN");
    if (value >= 1700 && value < 2100 && number.text.length === 4 && noNoun) return true;
    // "a 2008 raid"
    const noun = nounAfter(tokens, end, last);
    if (value >= 1900 && value < 2100 && number.text.length === 4 && noun >= 0 && /^NNP?$/.test(tokens[noun]!.xpos)) return true;
    // "203 Mansouri Corps": a number before a capitalised noun phrase is part of the name
    if (value >= 0 && isCapitalName(tokens, end, last)) return true;
    if (lower(end) === "o'clock" || lower(end) === "a.m." || lower(end) === "p.m." || lower(end) === "gmt" || lower(end) === ":")
      return true;
    const touches = start - 1 >= first && tokens[start - 1]!.end === tokens[start]!.start; // "12:10", not "Unconfirmed: one killed"
    if (before === "/" || next === "/" || (touches && (before === ":" || before === "-"))) return true;
  }
  if (number.text.toLowerCase() === "one") {
    // "one of the", "no one", "one another", "this one", "one day"
    const part = next === "of" && before === "," && /^(?:them|these|those)$/.test(lower(end + 1)); // "three were hurt, one of them badly"
    if (part) return false;
    if (next === "of" || next === "another" || before === "no" || before === "this" || before === "that" || before === "the") return true;
    if (number.tag === "PRON" && end < last && tokens[end]!.tag !== "NOUN" && before !== "killed" && before !== "injured") return true;
  }
  return false;
}

const YOUNG = /^(?:girl|boy|child|son|daughter|toddler|youth|teenager|man|woman|infant)$/i;

/** A number in figures that may be a person's years, after a noun in the singular. */
const isAged = (noun: Token, number: Token): boolean => noun.xpos === "NN" && digits(number.text) > 4 && digits(number.text) < 100;

/** Whether the noun phrase after a number ends in a capitalised word while other words are not ("7 Air Brigade"). */
function isCapitalName(tokens: readonly Token[], from: number, last: number): boolean {
  let i = from;
  while (i < last && tokens[i]!.tag === "PROPN") i++;
  if (i === from) return false;
  if (i < last && (tokens[i]!.tag === "NOUN" || tokens[i]!.tag === "ADJ")) return false;
  const c = tokens[i - 1]!.text.charCodeAt(0);
  return c >= 65 && c <= 90 && i - from > 1;
}

/** Finds what is counted, by the tree where the number hangs on a noun after it, else by the row of words that follows. */
function countedBy(text: string, tokens: readonly Token[], reading: Reading, last: number): Amount | null {
  let at = reading.end;
  const lower = (i: number) => (i < last ? tokens[i]!.text.toLowerCase() : "");
  const of = lower(at) === "of" || tokens[at - 1]!.text.toLowerCase() === "of";
  if (lower(at) === "of") at++;
  else if (lower(at) === "out" && lower(at + 1) === "of") at += 2;
  while (at < last && (tokens[at]!.tag === "DET" || (tokens[at]!.tag === "PRON" && tokens[at]!.deprel === "nmod"))) at++;
  const whole = of || at > reading.end ? readNumber(tokens, at, last) : null;
  if (whole !== null && !whole.vague) at = whole.end; // "19 of 30 outposts"
  const number = tokens[reading.end - 1]!;
  let counted = -1;
  if (lower(at) === "x" && at === reading.end) at++; // "7 x rifles"
  let head = number.head;
  const before = head >= at && head < last ? tokens[head]! : null; // "four HIMARS rockets", not "a five-year term", "the August 4 attack"
  const named = before?.tag === "PROPN" && before.deprel === "compound" && before.head > head && !MONTH.test(before.text.toLowerCase());
  if (named && isNoun(tokens[before.head]!)) head = before.head;
  if (number.deprel === "nummod" && head >= at && head < last && head - at < 8 && isNoun(tokens[head]!) && !isNumbered(tokens, at, head))
    counted = head;
  else counted = nounAfter(tokens, at, last);
  if (counted >= 0 && isUnit(tokens[counted]!)) {
    return amount(tokens, reading, counted, null, tokens[counted]!.text);
  }
  if (reading.unit !== null) return amount(tokens, reading, -1, null, reading.unit);
  if (counted < 0) {
    const next = lower(reading.end);
    if (next === "others" || next === "more" || next === "other") return amount(tokens, reading, reading.end, next, null);
    if (reading.bound === "vague" && reading.min === 2 && of) return null;
    return amount(tokens, reading, -1, null, null);
  }
  if (reading.bound === "vague" && reading.min === 2 && !of && !isPlural(tokens[counted]!)) return null;
  return amount(tokens, reading, counted, text.slice(tokens[at]!.start, tokens[counted]!.end), null);
}

/** "the dead at 19, five of them gendarmes": whether another number stands between one and a noun. */
const isNumbered = (tokens: readonly Token[], from: number, noun: number): boolean =>
  tokens.slice(from, noun).some((t, k) => t.tag === "NUM" && tokens[from + k - 1]?.text === ",");

const MONTH = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/;

const isNoun = (t: Token) => t.tag === "NOUN" || t.tag === "PROPN";
const isPlural = (t: Token) => t.xpos === "NNS" || t.xpos === "NNPS" || /s$/i.test(t.text) || t.lemma === "people" || t.lemma === "police";
const isUnit = (t: Token) => UNITS.has(t.lemma.toLowerCase()) || UNITS.has(t.text.toLowerCase());

/** The head of the noun phrase that begins at `at`: the last noun of a row of adjectives, participles and nouns. */
function nounAfter(tokens: readonly Token[], at: number, last: number): number {
  let noun = -1;
  for (let i = at; i < last && i < at + 9; i++) {
    const t = tokens[i]!;
    if (isNoun(t)) noun = i;
    else if (t.tag === "ADJ" || (t.tag === "VERB" && noun < 0 && isPremodifier(t, i))) continue;
    else if (noun < 0 && (t.tag === "CCONJ" || t.text === "," || t.text === "-") && i > at)
      continue; // "light and heavy weapons"
    else if (t.text === "-" && i > at) continue;
    else if (t.tag === "PART" && noun >= 0) continue;
    else break;
    if (noun >= 0 && i + 1 < last && !isNoun(tokens[i + 1]!) && tokens[i + 1]!.text !== "-") break;
  }
  return noun;
}

/** "armed men", "wounded soldiers": a participle that governs nothing before the noun. */
const isPremodifier = (t: Token, i: number) => t.head > i && (t.deprel === "amod" || t.deprel === "compound");

function amount(tokens: readonly Token[], reading: Reading, counted: number, of: string | null, unit: string | null): Amount {
  const first = tokens[reading.start]!;
  const end = Math.max(tokens[reading.end - 1]!.end, counted >= 0 ? tokens[counted]!.end : 0);
  return {
    start: first.start,
    end,
    min: reading.min,
    max: reading.max,
    bound: reading.bound,
    counted: unit === null ? counted : counted >= 0 ? counted : -1,
    of: unit === null ? of : null,
    unit,
  };
}

/** "two trucks, a tank and a bulldozer": an article counts one where the neighbours in the enumeration are counted. */
function tally(text: string, tokens: readonly Token[], out: Amount[], from: number, first: number, last: number): void {
  if (out.length === from) return;
  const articles: number[] = [];
  for (let i = first; i < last; i++)
    if ((tokens[i]!.lemma === "a" || tokens[i]!.text === "an") && tokens[i]!.tag === "DET") articles.push(i);
  let grown = true;
  while (grown && articles.length > 0) {
    grown = false;
    for (let k = 0; k < articles.length; k++) {
      const i = articles[k]!;
      const noun = nounAfter(tokens, i + 1, last);
      if (noun < 0 || COLLECTIVES.has(tokens[noun]!.text.toLowerCase()) || isUnit(tokens[noun]!)) continue;
      const listed = out.slice(from).some((a) => neighbours(tokens, a, i, noun, first, last));
      if (!listed) continue;
      const one = { start: i, end: i + 1, min: 1, max: 1, bound: "exact" as const, unit: null };
      out.push(amount(tokens, one, noun, text.slice(tokens[i + 1]!.start, tokens[noun]!.end), null));
      articles.splice(k--, 1);
      grown = true;
    }
  }
  const sorted = out.splice(from).sort((a, b) => a.start - b.start);
  out.push(...sorted);
}

/** Whether an amount of an enumeration ends right before an article ("…, a tank") or begins right after its noun. */
function neighbours(tokens: readonly Token[], a: Amount, article: number, noun: number, first: number, last: number): boolean {
  if (a.unit !== null || a.counted < 0) return false;
  let i = article - 1;
  while (i > first && (tokens[i]!.text === "," || tokens[i]!.tag === "CCONJ")) i--;
  if (i < article - 1 && (a.counted === i || tokens[i]!.end === a.end)) return true;
  let j = noun + 1;
  while (j < last && (tokens[j]!.text === "," || tokens[j]!.tag === "CCONJ")) j++;
  return j > noun + 1 && j < last && tokens[j]!.start === a.start;
}
