import { namespaces } from "../rdf/vocabulary.js";
import { type Piece, prefixesIn } from "./sparql.js";

/** A SELECT's answer in SPARQL's JSON format. */
export interface SelectAnswer {
  readonly head: { readonly vars: readonly string[] };
  readonly results: { readonly bindings: readonly Readonly<Record<string, { readonly type: string; readonly value: string }>>[] };
}

/** Wider cells do not push the columns to their right away. */
const WIDEST = 60;

/** An answer as a table to read: IRIs shortened by the query's prefixes, one row a line, the number of rows at the end. */
export function renderTable(answer: SelectAnswer, query: readonly Piece[]): string {
  const prefixes = [...new Map([...Object.entries(namespaces), ...prefixesIn(query)])];
  const names = answer.head.vars;
  const rows = answer.results.bindings.map((row) => names.map((name) => cell(row[name], prefixes)));
  const widths = names.map((name, at) => Math.max(width(name), ...rows.map((row) => Math.min(WIDEST, width(row[at]!)))));
  const line = (cells: readonly string[]) =>
    cells
      .map((one, at) => one + " ".repeat(Math.max(0, widths[at]! - width(one))))
      .join("  ")
      .trimEnd();
  const count = rows.length === 1 ? "1 row" : `${rows.length} rows`;
  return `${[line(names), line(widths.map((one) => "─".repeat(one))), ...rows.map(line), `(${count})`].join("\n")}\n`;
}

function cell(term: { type: string; value: string } | undefined, prefixes: readonly (readonly [string, string])[]): string {
  if (!term) return "";
  if (term.type !== "uri") return term.value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  for (const [prefix, namespace] of prefixes) {
    if (term.value.startsWith(namespace) && /^[\w-]*$/.test(term.value.slice(namespace.length))) {
      return `${prefix}:${term.value.slice(namespace.length)}`;
    }
  }
  return term.value;
}

/** Columns that a string takes on a terminal, near enough: marks take none, wide East Asian characters and emoji two. */
function width(text: string): number {
  let columns = 0;
  for (const point of text) {
    if (/[\p{M}\p{Cf}]/u.test(point)) continue;
    columns += /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u.test(point) ? 2 : 1;
  }
  return columns;
}
