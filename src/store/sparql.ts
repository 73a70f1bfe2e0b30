/** Enough of SPARQL's grammar to find words, variables and the place where a pattern begins; oxigraph does the rest. */

/** A piece of a query: `word` is a bare keyword or name without prefix. */
export interface Piece {
  readonly kind: "word" | "variable" | "iri" | "prefixed" | "string" | "sign";
  readonly text: string;
  readonly start: number;
}

const SKIP = /(?:\s+|#[^\n\r]*)/y;
const KINDS: readonly (readonly [Piece["kind"], RegExp])[] = [
  ["iri", /<[^<>"{}|^`\\\0-\x20]*>/y],
  ["string", /"""(?:"{0,2}(?:[^"\\]|\\[\s\S]))*"""|'''(?:'{0,2}(?:[^'\\]|\\[\s\S]))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'/y],
  ["variable", /[?$][\p{L}\p{N}_\u00b7\u203f\u2040\p{M}]+/uy],
  ["prefixed", /[\p{L}\p{N}_.-]*:(?:[\p{L}\p{N}\p{M}_:%.-]|\\.)*/uy],
  ["word", /@?[\p{L}_][\p{L}\p{N}_-]*/uy],
  ["sign", /[\s\S]/uy],
];

/** The pieces of a query without blanks and comments. Never throws: what is malformed comes out as signs. */
export function pieces(query: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  while (at < query.length) {
    SKIP.lastIndex = at;
    const blank = SKIP.exec(query);
    if (blank) {
      at = SKIP.lastIndex;
      continue;
    }
    for (const [kind, pattern] of KINDS) {
      pattern.lastIndex = at;
      const match = pattern.exec(query);
      if (!match) continue;
      found.push({ kind, text: match[0], start: at });
      at = pattern.lastIndex;
      break;
    }
  }
  return found;
}

export type QueryForm = "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE";

/** Which form a query has; `null` of an update or of what is no query. */
export function formOf(query: readonly Piece[]): QueryForm | null {
  for (let at = 0; at < query.length; at++) {
    const piece = query[at]!;
    if (piece.kind !== "word") continue;
    const word = piece.text.toUpperCase();
    if (word === "SELECT" || word === "ASK" || word === "CONSTRUCT" || word === "DESCRIBE") return word;
    if (word !== "PREFIX" && word !== "BASE") return null;
  }
  return null;
}

/** Whether a query would have the engine ask another server. */
export function asksElsewhere(query: readonly Piece[]): boolean {
  return query.some((piece) => piece.kind === "word" && piece.text.toUpperCase() === "SERVICE");
}

/** The names of a query's variables, without mark, sorted. */
export function variables(query: readonly Piece[]): string[] {
  return [...new Set(query.filter((piece) => piece.kind === "variable").map((piece) => piece.text.slice(1)))].sort();
}

/** The prefixes that a query declares. */
export function prefixesIn(query: readonly Piece[]): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at + 2 < query.length; at++) {
    const [word, name, iri] = [query[at]!, query[at + 1]!, query[at + 2]!];
    if (word.text.toUpperCase() !== "PREFIX" || name.kind !== "prefixed" || iri.kind !== "iri") continue;
    found.set(name.text.slice(0, -1), iri.text.slice(1, -1));
  }
  return found;
}

/**
 * The offset just within the query's outermost pattern: past the `{` of WHERE. `-1` where there is none (`DESCRIBE <x>`)
 * or where nothing may be added (`CONSTRUCT WHERE { … }`, whose pattern is its template).
 */
export function patternStart(query: readonly Piece[]): number {
  const form = formOf(query);
  let at = query.findIndex((piece) => piece.kind === "word" && piece.text.toUpperCase() === form);
  let parentheses = 0;
  let braces = 0;
  let template = form === "CONSTRUCT";
  for (at++; at < query.length; at++) {
    const { kind, text, start } = query[at]!;
    if (template && kind === "word" && text.toUpperCase() === "WHERE" && braces === 0) return -1;
    if (kind !== "sign") continue;
    if (text === "(") parentheses++;
    if (text === ")") parentheses--;
    if (text === "{" && !template && parentheses === 0) return start + 1;
    if (text === "{") braces++;
    if (text === "}") braces--;
    if (text === "}" && braces === 0 && parentheses === 0) template = false;
  }
  return -1;
}
