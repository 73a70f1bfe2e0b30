import type { GraphClaim, GraphQuantity } from "../../model.js";

/** Terms of the graph in plain words. */

const PREDICATES: Readonly<Record<string, string>> = {
  agent: "by",
  patient: "affects",
  instrument: "with",
  place: "at",
  partOf: "part of",
  locatedIn: "located in",
  belongsTo: "belongs to",
  alliedWith: "allied with",
  opposedTo: "opposed to",
  leads: "leads",
  hasMembership: "role in",
  occurs: "happened",
  quantity: "count",
  earliest: "not before",
  latest: "not after",
};

/** A predicate as words between subject and object: "part of". */
export function predicateWords(predicate: string): string {
  return PREDICATES[predicate] ?? spaced(predicate);
}

/** "TerritorialChange" → "territorial change". */
export function spaced(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .trim();
}

/** "Asserted" and its kin as a person would say it. */
export function statusWords(status: string): string {
  const words: Readonly<Record<string, string>> = {
    Asserted: "reported as fact",
    Contested: "contested",
    Denied: "denied",
    Planned: "planned",
    Possible: "possible",
    Ordered: "ordered",
  };
  return words[status] ?? spaced(status);
}

/** What a claim does to its statement: "says so", "denies it", "says it is planned". */
export function stanceWords(claim: Pick<GraphClaim, "polarity" | "modality">): string {
  const negative = claim.polarity === "negative";
  switch (claim.modality) {
    case "planned":
      return negative ? "says it is not planned" : "says it is planned";
    case "possible":
      return negative ? "says it can’t be" : "says it is possible";
    case "ordered":
      return negative ? "forbids it" : "orders it";
    default:
      return negative ? "denies it" : "says so";
  }
}

/** A sign beside the words, so that a stance is never told by colour alone. */
export function stanceSign(claim: Pick<GraphClaim, "polarity" | "modality">): string {
  if (claim.polarity === "negative") return "✕";
  return claim.modality === "actual" ? "✓" : "?";
}

/** "sure", "likely", "unsure": how probable it is that the claim was read rightly. */
export function confidenceWords(confidence: number): string {
  return confidence >= 0.8 ? "read with confidence" : confidence >= 0.5 ? "probably read rightly" : "read with doubt";
}

type Amount = Pick<GraphQuantity, "min" | "max" | "bound" | "counts" | "unit">;

/** "up to 55 Pakistani soldiers". */
export function quantityWords(quantity: Amount): string {
  return [boundWords(quantity), quantity.unit, quantity.counts].filter(Boolean).join(" ");
}

/** "up to 55", "at least 9", "about 2.5", "3–5", "some". */
export function boundWords({ min, max, bound }: Amount): string {
  const number = digits;
  if (min != null && max != null && min !== max) return `${number(min)}–${number(max)}`;
  const value = max ?? min;
  if (value == null) return "an unknown number of";
  switch (bound) {
    case "atMost":
      return `up to ${number(value)}`;
    case "atLeast":
      return `at least ${number(value)}`;
    case "approx":
      return `about ${number(value)}`;
    case "vague":
      return min != null ? `${number(min)} or more` : `up to ${number(value)}`;
    default:
      return number(value);
  }
}

const NUMBERS = new Intl.NumberFormat("en-GB");

/** A number with its thousands apart: "4,000". */
export function digits(number: number): string {
  return number < 1000 && Number.isInteger(number) ? String(number) : NUMBERS.format(number);
}

/** "1 claim", "3 claims". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${digits(number)} ${number === 1 ? one : many}`;
}

/** A name cut to a length that fits, at a character and not within one. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const points = [...text.slice(0, length * 2)];
  return points.length <= length && text.length <= length * 2 ? text : `${points.slice(0, length - 1).join("")}…`;
}

/**
 * Text from a report without the characters that turn the direction of what follows, for places that can't isolate it,
 * such as a canvas or a file's name (Unicode Standard Annex 9, explicit directional formatting).
 */
export function undirected(text: string): string {
  if (!/[^\u0020-\u007e\u00a1-\u024f]/.test(text)) return text;
  return text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, "").replace(/[\p{Cc}]+/gu, " ");
}
