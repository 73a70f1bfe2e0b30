import type { Days } from "./times-calendar.js";

/** What recognisers of time expressions share: what they know, what they yield, and the closed classes of words. */

/** `clock`: a time of day, whose day is that of the text around it. */
export type Grain = "clock" | "day" | "week" | "month" | "season" | "year" | "vague";

/** What a recogniser found at an offset. */
export interface Reading {
  /** Offset past the last character. */
  readonly end: number;
  readonly days: Days;
  readonly grain: Grain;
  /** Whether the words alone fix the year, and so serve later dates without one. */
  readonly certain: boolean;
}

/** A time that others count from, by its first day. */
export interface Reference {
  readonly from: number;
  readonly grain: Grain;
}

/** What is known where an expression stands. */
export interface TimeContext {
  /** Day of publication. */
  readonly report: number | null;
  /** Day that "earlier" and "the next day" count from: the last one named, else that of publication. */
  readonly reference: number | null;
  /** The time named last that others count from; `null` where the text has named none. */
  readonly told: Reference | null;
  /** Year that the paragraph tells of, where it is not the report's. */
  readonly year: number | null;
  /** Of a text that tells of years gone by: the course of its dates; else `null`. */
  readonly history: { readonly yearOf: (month: number, day: number | null) => number } | null;
  /** Whether the sentence looks ahead ("will meet on Friday"). */
  readonly forward: boolean;
  /** The word before, in lower case; "" at the start. */
  readonly previous: string;
  readonly lastGrain: Grain | null;
}

/** Reads a time expression that begins at `at`, or `null`. */
export type Recogniser = (text: string, at: number, context: TimeContext) => Reading | null;

export const MONTH =
  "(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)";

export const MONTHS: ReadonlyMap<string, number> = new Map(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((name, i) => [name, i + 1]),
);

export const SEASON = "(spring|summer|autumn|fall|winter)";

/** First month of each season. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
  ["spring", 3],
  ["summer", 6],
  ["autumn", 9],
  ["fall", 9],
  ["winter", 12],
]);

export const WEEKDAY = "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";

/** Weekday by the start of its name, 0: Sunday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map([
  ["sun", 0],
  ["mon", 1],
  ["tues", 2],
  ["wednes", 3],
  ["thurs", 4],
  ["fri", 5],
  ["satur", 6],
]);

export const NUMBER =
  "(\\d{1,4}|(?:twenty|thirty|forty|fifty)-(?:one|two|three|four|five|six|seven|eight|nine)|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a\\s+few|few|several|some|many|a\\s+couple\\s+of|couple\\s+of|dozens\\s+of)";
