import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Parser } from "n3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeTurtle } from "../../src/rdf/turtle.js";
import { pagePolicy } from "../../src/serve/files.js";
import { isKnownHost } from "../../src/serve/host.js";
import { negotiate } from "../../src/serve/negotiate.js";
import { type Serving, serve } from "../../src/serve/server.js";
import { exampleKnowledge, texts } from "../fixtures/knowledge.js";

const root = mkdtempSync(join(tmpdir(), "claimgraph-serve-"));
const folder = join(root, "output");
const page = '<!doctype html><script type="application/json">{}</script><script>1 < 2</script>';
let server: Serving;

beforeAll(async () => {
  mkdirSync(join(folder, "documents"), { recursive: true });
  writeFileSync(join(folder, "graph.ttl"), [...writeTurtle(exampleKnowledge())].join(""));
  writeFileSync(join(folder, "graph.json"), "{}");
  writeFileSync(join(folder, "index.html"), page);
  writeFileSync(join(root, "secret.txt"), "secret");
  writeFileSync(join(folder, "private.txt"), "private");
  for (const [id, text] of Object.entries(texts)) writeFileSync(join(folder, "documents", `${id}.txt`), text);
  writeFileSync(join(folder, "documents", "دره ?#%.txt"), "x");
  symlinkSync(join(root, "secret.txt"), join(folder, "documents", "link.txt"));
  server = await serve({ outputFolder: folder, port: 0, timeLimit: 3000 });
}, 60_000);
afterAll(async () => {
  await server?.close();
  rmSync(root, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** A request as it is given: unlike fetch, neither path nor Host are tidied up. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {}): Promise<Answer> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const one = request(
      { host: "127.0.0.1", port, path, method: options.method ?? "GET", headers: options.headers ?? {}, agent: false },
      (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          body += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    one.on("error", reject).end(options.body);
  });
}

const sparql = (query: string, accept?: string) =>
  ask(`/sparql?query=${encodeURIComponent(query)}`, { headers: accept ? { Accept: accept } : {} });
const SELECT = "PREFIX cg: <https://w3id.org/claimgraph/ns#> SELECT ?e WHERE { ?e cg:status cg:Denied }";
const CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";

describe("files", () => {
  test.each([
    ["/", "text/html; charset=utf-8"],
    ["/index.html", "text/html; charset=utf-8"],
    ["/graph.json", "application/json"],
    ["/graph.ttl", "text/turtle; charset=utf-8"],
    ["/documents/border-post.txt", "text/plain; charset=utf-8"],
  ])("%s is %s", async (path, type) => {
    const { status, headers } = await ask(path);
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("a document comes whole, whatever its name", async () => {
    expect((await ask("/documents/border-post.txt")).body).toBe(texts["border-post"]);
    expect((await ask(`/documents/${encodeURIComponent("دره ?#%")}.txt`)).body).toBe("x");
  });

  test("the page may run its own scripts alone, and ask this server alone", async () => {
    const policy = String((await ask("/")).headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toMatch(/script-src 'sha256-[A-Za-z0-9+/=]{44}';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(pagePolicy("<p>")).toContain("script-src 'none'");
  });

  test("what did not change is not sent again", async () => {
    const { headers } = await ask("/graph.json");
    const again = await ask("/graph.json", { headers: { "If-None-Match": String(headers.etag) } });
    expect([again.status, again.body]).toEqual([304, ""]);
  });

  test("HEAD sends no body", async () => {
    const { status, headers, body } = await ask("/graph.ttl", { method: "HEAD" });
    expect([status, body]).toEqual([200, ""]);
    expect(Number(headers["content-length"])).toBeGreaterThan(1000);
  });

  test.each([
    "/private.txt",
    "/secret.txt",
    "/../secret.txt",
    "/documents/../private.txt",
    "/documents/../../secret.txt",
    "/documents/..%2fprivate.txt",
    "/documents/..%2f..%2fsecret.txt",
    "/documents/%2e%2e/%2e%2e/secret.txt",
    "/documents/..%5c..%5csecret.txt",
    "/documents//etc/passwd.txt",
    "/documents/link.txt",
    "/documents/none.txt",
    "/documents/",
    "/documents/.txt/",
    "/documents/a%00.txt",
    "//etc/passwd",
    "/graph.ttl/",
    "/GRAPH.TTL",
  ])("%s is not there", async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).not.toContain("secret");
  });

  test("a malformed address and a write are refused", async () => {
    expect((await ask("/%zz")).status).toBe(400);
    const { status, headers } = await ask("/graph.ttl", { method: "PUT", body: "x" });
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  });
});

describe("the SPARQL 1.1 Protocol", () => {
  test("GET, POST of a form, POST of a query", async () => {
    const form = new URLSearchParams({ query: SELECT }).toString();
    const answers = [
      await sparql(SELECT),
      await ask("/sparql", { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: form }),
      await ask("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query; charset=utf-8" }, body: SELECT }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.parse(body).results.bindings).toHaveLength(1);
    }
  });

  test.each([
    [undefined, "application/sparql-results+json"],
    ["*/*", "application/sparql-results+json"],
    ["application/json", "application/json"],
    ["text/csv", "text/csv; charset=utf-8"],
    ["text/tab-separated-values", "text/tab-separated-values; charset=utf-8"],
    ["application/sparql-results+xml", "application/sparql-results+xml"],
    ["text/csv;q=0.5, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"],
    ["text/*", "text/csv; charset=utf-8"],
  ])("a table for Accept: %s comes as %s", async (accept, type) => {
    const { status, headers } = await sparql(SELECT, accept);
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(headers.vary).toBe("Accept");
  });

  test("a graph comes as Turtle, or as asked", async () => {
    const turtle = await sparql(CONSTRUCT);
    expect(turtle.headers["content-type"]).toBe("text/turtle; charset=utf-8");
    expect(new Parser({ format: "text/turtle" }).parse(turtle.body)).toHaveLength(server.size);
    const triples = await sparql(CONSTRUCT, "application/n-triples");
    expect(new Parser({ format: "N-Triples" }).parse(triples.body)).toHaveLength(server.size);
    expect((await sparql("DESCRIBE <urn:x>", "application/ld+json")).body).toBe("[]");
  });

  test("what can't be had is 406 with what can", async () => {
    expect(await sparql(SELECT, "image/png")).toMatchObject({ status: 406, body: expect.stringContaining("text/csv") });
    expect((await sparql(SELECT, "text/turtle")).status).toBe(406);
    expect((await sparql("ASK {}", "text/csv")).status).toBe(406);
  });

  test.each([
    ["SELECT * WHERE { ?s", /does not parse: line 1, column \d+/],
    ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", /updates are refused/],
    ["DROP ALL", /updates are refused/],
    ["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", /SERVICE is refused/],
    ["PREFIX x: <urn:x> SELECT * { service SILENT x:y {} }", /SERVICE is refused/],
    ["", /no SPARQL query/],
  ])("%j is 400 with the reason", async (query, reason) => {
    const { status, body, headers } = await sparql(query);
    expect(status).toBe(400);
    expect(body).toMatch(reason);
    expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  });

  test("no query, two queries, an update, another graph, are 400", async () => {
    const post = (type: string, body: string) => ask("/sparql", { method: "POST", headers: { "Content-Type": type }, body });
    expect((await ask("/sparql")).status).toBe(400);
    expect((await ask("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")).status).toBe(400);
    expect((await ask("/sparql?query=ASK%7B%7D&default-graph-uri=urn:x")).status).toBe(400);
    expect(await post("application/x-www-form-urlencoded", "update=DROP+ALL")).toMatchObject({
      status: 400,
      body: expect.stringContaining("read only"),
    });
    expect((await post("application/sparql-update", "DROP ALL")).status).toBe(400);
    expect((await post("text/plain", "ASK {}")).status).toBe(415);
    expect((await ask("/sparql", { method: "DELETE" })).status).toBe(405);
  });

  test("a query that is too long is 413, one that is no UTF-8 is 400", async () => {
    const headers = { "Content-Type": "application/sparql-query" };
    expect((await ask("/sparql", { method: "POST", headers, body: `ASK {} #${"x".repeat(1 << 20)}` })).status).toBe(413);
    expect((await ask("/sparql", { method: "POST", headers, body: Buffer.from([0xff, 0xfe]) })).status).toBe(400);
  });

  test("a query that takes too long is ended, and the next one answered", async () => {
    const endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c < ?f && ?i < ?l) }";
    const [slow, next, page] = await Promise.all([sparql(endless), sparql(SELECT), ask("/graph.json")]);
    expect(slow).toMatchObject({ status: 503, body: "the query took longer than 3 s\n" });
    expect(next.status).toBe(200);
    expect(page.status).toBe(200);
  }, 60_000);
});

describe("the Host header", () => {
  const { port } = { port: 4747 };

  test("of another site is refused, as DNS rebinding would send it", async () => {
    for (const host of ["evil.example", "evil.example:4747", "127.0.0.1.evil.example", "localhost.evil.example", "a b", "[::1"]) {
      expect((await ask("/", { headers: { Host: host } })).status).toBeOneOf([400, 403]);
    }
    expect((await ask("/sparql?query=ASK%7B%7D", { headers: { Host: "evil.example" } })).status).toBe(403);
  });

  test("of the loopback passes", () => {
    for (const host of ["localhost", `localhost:${port}`, "127.0.0.1", `127.0.0.1:${port}`, "[::1]:1", "LOCALHOST.", "a.localhost"]) {
      expect([host, isKnownHost(host, "127.0.0.1")]).toEqual([host, true]);
    }
    expect(isKnownHost("192.168.1.2:4747", "127.0.0.1")).toBe(false);
    expect(isKnownHost(undefined, "127.0.0.1")).toBe(false);
  });

  test("of addresses passes where the server was told to listen to them", () => {
    expect(isKnownHost("192.168.1.2:4747", "0.0.0.0")).toBe(true);
    expect(isKnownHost("analysis.lan", "analysis.lan")).toBe(true);
    expect(isKnownHost("evil.example", "0.0.0.0")).toBe(false);
  });
});

describe("what can't be served is named", () => {
  test("a port in use", async () => {
    const { port } = new URL(server.url);
    await expect(serve({ outputFolder: folder, port: Number(port) })).rejects.toThrow(/127\.0\.0\.1:\d+: the port is in use/);
  });

  test("a folder without a graph, a graph that does not parse", async () => {
    await expect(serve({ outputFolder: root, port: 0 })).rejects.toThrow(/no such file/);
    mkdirSync(join(root, "bad"));
    writeFileSync(join(root, "bad", "graph.ttl"), "<urn:a> <urn:b>\n<urn:c> <urn:d> .");
    await expect(serve({ outputFolder: join(root, "bad"), port: 0 })).rejects.toThrow(/graph\.ttl:\d+: /);
  });
});

test("content negotiation takes the most specific range, and the offer's order where all are equal", () => {
  expect(negotiate(undefined, ["a/b", "c/d"])).toBe("a/b");
  expect(negotiate("c/d, a/b", ["a/b", "c/d"])).toBe("a/b");
  expect(negotiate("*/*, a/b;q=0", ["a/b", "c/d"])).toBe("c/d");
  expect(negotiate("a/*;q=0.4, c/d;q=0.5", ["a/b", "c/d"])).toBe("c/d");
  expect(negotiate("a/b;q=nonsense", ["a/b"])).toBeNull();
  expect(negotiate("", ["a/b"])).toBe("a/b");
});
