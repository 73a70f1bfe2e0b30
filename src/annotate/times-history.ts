import type { Syntax } from "./syntax.js";
import { dayNumber, dayParts } from "./times-calendar.js";
import { MONTH, type Reading } from "./times-reading.js";

/** The course of dates in a text that tells of years gone by, where "On 3 March" is of the year that the text has come to. */
export interface History {
  /** The year of a day or month that stands without one: the next after what was told last. */
  readonly yearOf: (month: number, day: number | null) => number;
  readonly told: (reading: Reading) => void;
  readonly newParagraph: () => void;
}

/** Sentences that show whether a text tells news or history. */
const LEAD = 7;
/** Days that a text may go back without another year being meant. */
const BACK = 80;

const NEWS =
  /\b(?:yesterday|today|tonight|overnight|(?:last|this|next) (?:night|week|month|year|morning|evening)|(?<!a )(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:days|hours|weeks) ago)\b/i;
const FULL_DATE = new RegExp(
  `(?<!\\b(?:since|until|till|before|by)\\s+(?:the\\s+)?)\\b${MONTH}\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?(?:of\\s+)?(1[5-9]\\d\\d|20\\d\\d)\\b`,
  "i",
);

/**
 * The course of dates of a text whose first sentences give a month of an earlier year, and no time by the report's clock;
 * `null` for every other text.
 */
export function historyOf(syntax: Syntax, published: number | null): History | null {
  const lead = syntax.text.slice(0, syntax.sentences[Math.min(LEAD, syntax.sentences.length) - 1]?.end ?? 0);
  const first = FULL_DATE.exec(lead);
  if (first === null || NEWS.test(lead)) return null;
  const home = Number(first[2]);
  if (published !== null && home >= dayParts(published).year) return null;
  let after: number | null = null;
  let kept: number | null = null;
  return {
    yearOf(month, day) {
      if (after === null) return home;
      const { year } = dayParts(after);
      const start = (y: number) => dayNumber(y, month, day ?? 28);
      return [year - 1, year, year + 1].find((y) => start(y) >= after! - BACK) ?? year;
    },
    told({ days, grain }) {
      if (days.from === null) return;
      if (grain === "day" || grain === "month") after = kept = days.from;
      // "In 2016 it was taken. In June …", but the next paragraph goes back to its own year
      else if (grain === "year" && days.to !== null && days.to - days.from < 366) after = days.from;
    },
    newParagraph() {
      after = kept;
    },
  };
}
