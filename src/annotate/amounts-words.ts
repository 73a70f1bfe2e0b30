import type { Bound } from "../model.js";

/** The closed-class words of counting: number words, vague amounts, and what bounds a number. */

/** Number words up to ninety. */
export const SMALL: ReadonlyMap<string, number> = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
      .split(" ")
      .map((word, value) => [word, value]) as [string, number][]
  ).concat(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, i) => [word, (i + 2) * 10] as [string, number]),
    [["fourty", 40]],
  ),
);

/** Words that multiply what stands before them: "two hundred", "3.5 million", "three dozen". */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ["dozen", 12],
  ["score", 20],
  ["hundred", 100],
  ["thousand", 1_000],
  ["million", 1_000_000],
  ["billion", 1_000_000_000],
  ["trillion", 1_000_000_000_000],
]);

/** Plurals that name no number, with the least that they mean: "dozens" is at least two dozen. */
export const PLURALS: ReadonlyMap<string, number> = new Map([
  ["tens", 20],
  ["dozens", 24],
  ["scores", 40],
  ["hundreds", 200],
  ["thousands", 2_000],
  ["millions", 2_000_000],
  ["billions", 2_000_000_000],
]);

/** Words before a plural that mean two or more. */
export const VAGUE: ReadonlySet<string> = new Set(["several", "many", "multiple", "some", "numerous", "various", "countless", "few"]);

/** Nouns that with "of" mean two or more: "a number of others", "a large cache of weapons", "a series of attacks". */
export const COLLECTIVES: ReadonlySet<string> = new Set([
  "number",
  "numbers",
  "handful",
  "couple",
  "quantity",
  "quantities",
  "amount",
  "amounts",
  "cache",
  "series",
  "string",
  "spate",
  "wave",
  "variety",
  "majority",
]);

/** How a phrase before a number bounds it; `shift` is added to the number ("more than 100" is 101 or more). */
export interface BoundWords {
  readonly words: readonly string[];
  readonly bound: Bound;
  readonly shift: number;
}

const bounds = (bound: Bound, shift: number, phrases: string): BoundWords[] =>
  phrases.split("|").map((phrase) => ({ words: phrase.split(" "), bound, shift }));

/** Longest first. */
export const BEFORE: readonly BoundWords[] = [
  ...bounds("atMost", 0, "up to|at most|no more than|not more than|as many as|as much as|a maximum of|maximum of|at the most"),
  ...bounds("atMost", -1, "fewer than|less than|under|below|<"),
  ...bounds("atLeast", 0, "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|at a minimum"),
  ...bounds("atLeast", 1, "more than|over|above|in excess of|upwards of|upward of|exceeding|well over|>"),
  ...bounds(
    "approx",
    0,
    "about|around|some|approximately|roughly|nearly|almost|close to|an estimated|estimated|circa|approx.|approx|just over|just under|somewhere around|near",
  ),
].sort((a, b) => b.words.length - a.words.length);

/** After a number: "40 or so". */
export const AFTER: readonly BoundWords[] = [
  ...bounds("approx", 0, "or so"),
  ...bounds("atLeast", 0, "or more"),
  ...bounds("atMost", 0, "or fewer|or less"),
];

/** Units of measure, by lemma; what they measure is no participant of an event. */
export const UNITS: ReadonlySet<string> = new Set(
  (
    "km kilometer kilometre mile meter metre m yard foot ft inch cm centimeter centimetre mm millimeter millimetre hectare acre " +
    "kg kilogram kilo gram pound-weight ton tonne lb liter litre gallon barrel kilowatt megawatt mw gigawatt volt knot mph kph " +
    "percent % per-cent degree second minute hour day week month year decade century night " +
    "dollar euro peso pound rupee ruble rouble hryvnia yuan yen lira shekel rial riyal dirham cent $ € £ ₹ ¥ usd eur"
  ).split(" "),
);

/** Signs of money that stand before the number. */
export const MONEY: ReadonlySet<string> = new Set(["$", "€", "£", "₹", "¥", "us$", "usd", "eur"]);

/** Nouns that a number after them names: "phase 2", "Resolution 2254". */
export const NUMBERED: ReadonlySet<string> = new Set(
  (
    "phase article resolution hill route flight highway room unit chapter page zone point grade level section block gate line sector " +
    "camp district day week round item case version type area ward building apartment door bus train channel radio group part figure table"
  ).split(" "),
);
