import { DataFactory, type Literal, type NamedNode } from "n3";
import { ValidationError } from "../errors.js";
import { xsd } from "./vocabulary.js";

/** RDF terms from plain values, refusing what some reader of Turtle would refuse or alter. */

/** An absolute IRI of RFC 3987 without private-use characters, which oxigraph refuses. */
const ABSOLUTE =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]|%[0-9A-Fa-f]{2})*)?$/u;

/** The common case of {@link ABSOLUTE}, which takes a fraction of its time. */
const PLAIN = /^[a-z]+:[A-Za-z0-9\-._~:/]*$/;

/** NUL, U+FFFE and U+FFFF end a string in rapper; a lone surrogate has no UTF-8 form. */
const UNWRITABLE = /[\0\ufffe\uffff]|\p{Surrogate}/u;
const SUSPECT = /[\0\ud800-\udfff\ufffe\uffff]/;

/** Whether a string may stand as an IRI in every format and store. */
export function isIri(text: string): boolean {
  return PLAIN.test(text) || ABSOLUTE.test(text);
}

/**
 * A named node.
 * @throws ValidationError where the text is not an absolute IRI.
 */
export function iri(text: string): NamedNode {
  if (!isIri(text)) throw new ValidationError(`${JSON.stringify(text)} is not an absolute IRI, so it can't name a node`);
  return DataFactory.namedNode(text);
}

/**
 * A plain string literal.
 * @throws ValidationError where it holds a lone surrogate, NUL, U+FFFE or U+FFFF.
 */
export function string(text: string): Literal {
  return DataFactory.literal(writable(text), xsd.string);
}

/** A literal of a datatype whose lexical form the caller vouches for. */
export function typed(text: string, datatype: NamedNode): Literal {
  return DataFactory.literal(writable(text), datatype);
}

/** A day, `YYYY-MM-DD`. */
export function date(day: string): Literal {
  if (!/^-?\d{4,}-\d\d-\d\d$/.test(day)) throw new ValidationError(`${JSON.stringify(day)} is not a day like 2026-02-27`);
  return DataFactory.literal(day, xsd.date);
}

/** An `xsd:integer`, or an `xsd:decimal` where there is a fraction. */
export function number(value: number): Literal {
  return Number.isInteger(value) ? DataFactory.literal(BigInt(value).toString(), xsd.integer) : decimal(value);
}

/** An `xsd:decimal`, never with an exponent, which that type does not have. */
export function decimal(value: number): Literal {
  if (!Number.isFinite(value)) throw new ValidationError(`${value} is not a number that can be written`);
  return DataFactory.literal(withoutExponent(value), xsd.decimal);
}

/** An `xsd:decimal` with two digits after the point. */
export function hundredths(value: number): Literal {
  if (!Number.isFinite(value)) throw new ValidationError(`${value} is not a number that can be written`);
  return DataFactory.literal(value.toFixed(2), xsd.decimal);
}

/** The shortest decimal digits that read back as the same number: 1e-7 is "0.0000001", 3 is "3.0". */
function withoutExponent(value: number): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent);
  const digits = (shift < 0 ? "0".repeat(-shift) : "") + whole + fraction + (shift > 0 ? "0".repeat(shift) : "");
  const point = (shift < 0 ? -shift : 0) + whole.length + shift;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const after = digits.slice(point).replace(/0+$/, "");
  return `${sign}${before || "0"}.${after || "0"}`;
}

function writable(text: string): string {
  if (SUSPECT.test(text) && UNWRITABLE.test(text)) {
    throw new ValidationError(`${JSON.stringify(text.slice(0, 80))} holds a character that Turtle's readers can't carry`);
  }
  return text;
}
