import type { DateRange, Doc } from "../model.js";
import { count } from "../text.js";
import { shiftDay } from "./dates-context.js";

/** "two days after five soldiers were killed": a stretch of time between what stands before it and what follows. */
export interface Offset {
  /** Days from what follows to what the sentence tells: 2 for "two days after", -1 for "a day before". */
  readonly days: number;
  /** Tokens of the stretch with its "after" or "before". */
  readonly first: number;
  readonly last: number;
  /** Token after what follows: a comma, or the sentence's end. */
  readonly end: number;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["minute", 0],
  ["hour", 0],
  ["day", 1],
  ["week", 7],
  ["fortnight", 14],
]);

/** More days or weeks than this are no stretch that anybody counts in them. */
const MOST = 999;

/** The stretches of a document between one event and another, in order. */
export function offsetsOf({ tokens, sentences }: Doc): Offset[] {
  const out: Offset[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const word = tokens[i]!.text.toLowerCase();
    if (word !== "after" && word !== "before") continue;
    const unit = UNITS.get(tokens[i - 1]!.lemma.toLowerCase());
    const { first, last } = sentences[tokens[i]!.sentence]!;
    if (unit === undefined || i - 1 < first || i + 1 >= last || tokens[i + 1]!.tag === "PUNCT") continue;
    const number = i - 2 >= first ? count(tokens[i - 2]!.text) : null;
    if (unit > 0 && (number === null || number > MOST)) continue;
    let end = i + 1;
    while (end < last && !/^[,;–—]$/.test(tokens[end]!.text)) end++;
    const days = unit * (number ?? 0) * (word === "after" ? 1 : -1);
    out.push({ days, first: number === null ? i - 1 : i - 2, last: i + 1, end });
  }
  return out;
}

/** A day or days, `by` days on. */
export const shifted = ({ from, to }: DateRange, by: number): DateRange => ({
  from: from === null ? null : shiftDay(from, by),
  to: to === null ? null : shiftDay(to, by),
});
