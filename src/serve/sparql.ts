import type { IncomingMessage, ServerResponse } from "node:http";
import { SyntaxFault } from "../errors.js";
import { type QueryRunner, QueryTimeout } from "../store/runner.js";
import { checkQuery } from "../store/store.js";
import { Refusal, readBody, sendText } from "./http.js";
import { negotiate } from "./negotiate.js";

/** Media types of tables, then of graphs, the first by default; those on the right are spoken as those on the left. */
const TABLES: readonly (readonly [string, string])[] = [
  ["application/sparql-results+json", "application/sparql-results+json"],
  ["application/json", "application/sparql-results+json"],
  ["text/csv", "text/csv"],
  ["text/tab-separated-values", "text/tab-separated-values"],
  ["application/sparql-results+xml", "application/sparql-results+xml"],
  ["application/xml", "application/sparql-results+xml"],
  ["text/xml", "application/sparql-results+xml"],
];
const GRAPHS: readonly (readonly [string, string])[] = [
  ["text/turtle", "text/turtle"],
  ["application/n-triples", "application/n-triples"],
  ["application/rdf+xml", "application/rdf+xml"],
  ["application/ld+json", "application/ld+json"],
  ["application/json", "application/ld+json"],
  ["text/plain", "application/n-triples"],
];

/** Bytes of the longest query. */
const LONGEST_QUERY = 1 << 20;

const FORM = "application/x-www-form-urlencoded";

/**
 * Answers a request of the SPARQL 1.1 Protocol, read only: GET, POST of a form, POST of a query.
 * @throws Refusal with the reason: 400 of a query that does not parse, is an update or asks elsewhere, 405, 406, 413, 415,
 * 503 of one that takes too long.
 */
export async function answerSparql(request: IncomingMessage, response: ServerResponse, url: URL, runner: QueryRunner): Promise<void> {
  const query = await queryOf(request, url);
  const { type, spoken } = await negotiated(request, query);
  try {
    const text = await runner.ask(query, spoken);
    sendText(response, 200, type.startsWith("text/") ? `${type}; charset=utf-8` : type, text, { Vary: "Accept" });
  } catch (error) {
    if (error instanceof SyntaxFault) throw new Refusal(400, error.message);
    if (error instanceof QueryTimeout) throw new Refusal(503, error.message);
    throw new Refusal(503, (error as Error).message, { "Retry-After": "5" });
  }
}

async function queryOf(request: IncomingMessage, url: URL): Promise<string> {
  if (request.method === "GET" || request.method === "HEAD") return fromForm(url.searchParams);
  if (request.method !== "POST") throw new Refusal(405, "ask with GET or POST", { Allow: "GET, HEAD, POST" });
  const type = (request.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  if (type === "application/sparql-update") throw new Refusal(400, "updates are refused: the graph is read only");
  if (type !== FORM && type !== "application/sparql-query") {
    throw new Refusal(415, `a query is sent as ${FORM} or application/sparql-query`);
  }
  const body = await readBody(request, LONGEST_QUERY);
  if (type === FORM) return fromForm(new URLSearchParams(body));
  refuseDataset(url.searchParams);
  return body;
}

function fromForm(form: URLSearchParams): string {
  if (form.has("update")) throw new Refusal(400, "updates are refused: the graph is read only");
  refuseDataset(form);
  const queries = form.getAll("query");
  if (queries.length !== 1)
    throw new Refusal(400, queries.length === 0 ? "there is no parameter 'query'" : "there is more than one 'query'");
  return queries[0]!;
}

function refuseDataset(form: URLSearchParams): void {
  for (const name of ["default-graph-uri", "named-graph-uri"]) {
    if (form.has(name)) throw new Refusal(400, `'${name}' is refused: there is one graph, which is always asked`);
  }
}

/** What the client reads, and what the engine is to write for it. */
async function negotiated(request: IncomingMessage, query: string): Promise<{ type: string; spoken: string }> {
  let form: string;
  try {
    form = checkQuery(query);
  } catch (error) {
    throw new Refusal(400, (error as Error).message);
  }
  const types =
    form === "CONSTRUCT" || form === "DESCRIBE" ? GRAPHS : form === "ASK" ? TABLES.filter(([type]) => !/csv|tab/.test(type)) : TABLES;
  const type = negotiate(
    request.headers.accept,
    types.map(([one]) => one),
  );
  const spoken = types.find(([one]) => one === type)?.[1];
  if (type === null || spoken === undefined) throw new Refusal(406, `this answer comes as ${types.map(([one]) => one).join(", ")}`);
  return { type, spoken };
}
