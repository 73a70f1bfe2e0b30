import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InputError, UsageError } from "../errors.js";
import { bind } from "./parameters.js";
import { pieces } from "./sparql.js";
import { checkQuery, type GraphStore } from "./store.js";
import { renderTable } from "./table.js";

/** The ways in which an answer is printed. */
export const QUERY_FORMATS = ["table", "csv", "json", "ttl"] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

/** The folder of the shipped queries, the same from `src/` and from `dist/`. */
export function queriesFolder(): string {
  return fileURLToPath(new URL("../../queries/", import.meta.url));
}

/** Names of the shipped queries, sorted. */
export function shippedQueries(): string[] {
  return readdirSync(queriesFolder())
    .filter((name) => name.endsWith(".rq"))
    .map((name) => name.slice(0, -3))
    .sort();
}

/**
 * The SPARQL that somebody means: the text of a `.rq` file, of a shipped query by its name, or the string itself.
 * @throws InputError where the file can't be read; UsageError of a name that no shipped query has.
 */
export function findQuery(query: string): string {
  if (/\.rq$/i.test(query) && !/[\s{}]/.test(query)) {
    if (!existsSync(query)) throw new InputError(query, "there is no such query file");
    return readFileSync(query, "utf8").replace(/^\ufeff/, "");
  }
  if (/^[\w-]+$/.test(query)) {
    const names = shippedQueries();
    if (!names.includes(query)) throw new UsageError(`there is no query named ${query}; there are ${names.join(", ")}`);
    return readFileSync(`${queriesFolder()}${query}.rq`, "utf8");
  }
  return query;
}

/**
 * The answer to a query as text. Tables and CSV are of SELECT and ASK, Turtle of CONSTRUCT and DESCRIBE, JSON of all:
 * SPARQL's results format, or JSON-LD of a graph.
 * @param params values by parameter name, bound as {@link bind} says.
 * @param format a table or Turtle where it is not given, as the query's form has it.
 * @throws SyntaxFault where the query does not parse; UsageError where parameter or format do not fit it.
 */
export function runQuery(store: GraphStore, query: string, params: Readonly<Record<string, string>> = {}, format?: QueryFormat): string {
  const form = checkQuery(query);
  const isGraph = form === "CONSTRUCT" || form === "DESCRIBE";
  const bound = bind(query, params);
  const chosen = format ?? (isGraph ? "ttl" : "table");
  if (isGraph && (chosen === "csv" || chosen === "table"))
    throw new UsageError(`a ${form} query answers with a graph: use --format ttl or json`);
  if (!isGraph && chosen === "ttl") throw new UsageError(`a ${form} query answers with a table: use --format table, csv or json`);
  if (chosen === "ttl") return store.ask(bound, "text/turtle");
  if (chosen === "json") return `${store.ask(bound, isGraph ? "application/ld+json" : "application/sparql-results+json")}\n`;
  if (chosen === "csv" && form === "SELECT") return store.ask(bound, "text/csv").replaceAll("\r\n", "\n");
  const answer = JSON.parse(store.ask(bound, "application/sparql-results+json"));
  if (form === "ASK") return chosen === "csv" ? `answer\n${answer.boolean}\n` : `${answer.boolean ? "yes" : "no"}\n`;
  return renderTable(answer, pieces(query));
}
