import { UsageError } from "../errors.js";
import { isIri } from "../rdf/terms.js";
import { namespaces } from "../rdf/vocabulary.js";
import { patternStart, pieces, prefixesIn, variables } from "./sparql.js";

/** What a query says of a parameter in its comments. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly text: string;
}

const TYPES = ["iri", "string", "integer", "decimal", "date", "boolean"] as const;
export type ParameterType = (typeof TYPES)[number];

const XSD = namespaces.xsd;

/** The lexical forms of the types that are not strings. */
const FORMS: Readonly<Record<Exclude<ParameterType, "iri" | "string">, RegExp>> = {
  integer: /^[+-]?\d+$/,
  decimal: /^[+-]?\d*\.?\d+$/,
  date: /^-?\d{4,}-\d\d-\d\d$/,
  boolean: /^(?:true|false)$/,
};

/** The parameters that a query declares in comments of the form `# @param name type what it is`. */
export function parametersOf(query: string): Parameter[] {
  return [...query.matchAll(/^#[^\S\n]*@param[^\S\n]+(\w+)[^\S\n]+(\w+)[^\S\n]*(.*)$/gm)].map(([, name = "", type = "", text = ""]) => {
    if (!(TYPES as readonly string[]).includes(type)) throw new UsageError(`@param ${name}: no type "${type}" (${TYPES.join(", ")})`);
    return { name, type: type as ParameterType, text: text.trim() };
  });
}

/**
 * A query with variables bound to terms: `VALUES (?a ?b) { (<x> "y") }` is put first into its outermost pattern, so that
 * a value can never become syntax. A variable that only stands in a sub-select is not reached.
 *
 * What a value becomes: the type that the query's `@param` declares; else by its form: `<iri>`, an absolute IRI of a
 * common scheme or a prefixed name of the query's is an IRI, digits are a number, `2026-02-27` a day, `true` and `false`
 * booleans, all else a string.
 * @throws UsageError where the query has no such variable, or a value is not of its type.
 */
export function bind(query: string, values: Readonly<Record<string, string>>): string {
  const names = Object.keys(values);
  if (names.length === 0) return query;
  const parts = pieces(query);
  const known = variables(parts);
  const declared = parametersOf(query);
  for (const name of names) {
    if (known.includes(name)) continue;
    const offered = declared.length > 0 ? declared.map((one) => one.name) : known;
    throw new UsageError(`the query has no parameter ${name}${offered.length > 0 ? `; it has ${offered.join(", ")}` : ""}`);
  }
  const start = patternStart(parts);
  if (start < 0) throw new UsageError("the query has no WHERE { … } in which a parameter could be bound");
  const prefixes = new Map([...Object.entries(namespaces), ...prefixesIn(parts)]);
  const terms = names.map((name) => termOf(name, values[name]!, declared.find((one) => one.name === name)?.type, prefixes));
  const block = ` VALUES (${names.map((name) => `?${name}`).join(" ")}) { (${terms.join(" ")}) } `;
  return query.slice(0, start) + block + query.slice(start);
}

function termOf(name: string, value: string, type: ParameterType | undefined, prefixes: ReadonlyMap<string, string>): string {
  if (type === "iri") {
    const iri = iriOf(value, prefixes);
    if (iri === null) throw new UsageError(`parameter ${name}: ${JSON.stringify(value)} is no IRI`);
    return `<${iri}>`;
  }
  if (type === "string") return quoted(name, value);
  if (type !== undefined) {
    if (!FORMS[type].test(value)) throw new UsageError(`parameter ${name}: ${JSON.stringify(value)} is no ${type}`);
    return `"${value}"^^<${XSD}${type}>`;
  }
  const iri = iriOf(value, prefixes);
  if (iri !== null) return `<${iri}>`;
  for (const form of ["integer", "decimal", "date", "boolean"] as const) {
    if (FORMS[form].test(value)) return `"${value}"^^<${XSD}${form}>`;
  }
  return quoted(name, value);
}

/** `<urn:x>`, `https://…`, `urn:…` or `cg:Person` as an IRI; `null` of what is none. */
function iriOf(value: string, prefixes: ReadonlyMap<string, string>): string | null {
  const bare = /^<(.*)>$/s.exec(value)?.[1];
  if (bare !== undefined) return isIri(bare) ? bare : null;
  if (/^(?:https?|urn|tag|file|ftp|mailto|info|doi|did):/i.test(value)) return isIri(value) ? value : null;
  const colon = value.indexOf(":");
  const namespace = colon < 0 ? undefined : prefixes.get(value.slice(0, colon));
  if (namespace === undefined) return null;
  const iri = namespace + value.slice(colon + 1);
  return isIri(iri) ? iri : null;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

function quoted(name: string, value: string): string {
  if (!value.isWellFormed() || value.includes("\0")) throw new UsageError(`parameter ${name}: holds a character that no text has`);
  return `"${value.replace(/[\\"\n\r\t\b\f]/g, (sign) => ESCAPES[sign]!)}"`;
}
