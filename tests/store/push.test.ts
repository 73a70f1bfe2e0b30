import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Parser } from "n3";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { StoreError, UsageError } from "../../src/errors.js";
import { writeTurtle } from "../../src/rdf/turtle.js";
import { pushGraph } from "../../src/store/push.js";
import { findQuery, runQuery, shippedQueries } from "../../src/store/query.js";
import { openStore } from "../../src/store/store.js";
import { exampleKnowledge } from "../fixtures/knowledge.js";
import { hasVirtuoso, startVirtuoso, type Virtuoso } from "./virtuoso.js";

const folder = mkdtempSync(join(tmpdir(), "claimgraph-push-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const path = file("graph.ttl", [...writeTurtle(exampleKnowledge())].join(""));
const local = openStore(path);

interface Received {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A store that remembers what it was sent and answers as told. */
async function pretend(
  answer: (request: Received, count: number) => { status: number; headers?: Record<string, string>; body?: string } | null,
) {
  const received: Received[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const one = { method: request.method ?? "", url: request.url ?? "", authorization: request.headers.authorization, body };
    received.push(one);
    const reply = answer(one, received.length);
    if (reply) response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/store`, received };
}

describe("the Graph Store Protocol", () => {
  test("one PUT, then POSTs, all triples, no blank line lost", async () => {
    const { url, received } = await pretend(() => ({ status: 204 }));
    expect(await pushGraph({ path, endpoint: url, graph: "urn:g", chunk: 300 })).toEqual({
      triples: local.size,
      requests: Math.ceil(local.size / 300),
    });
    expect(received.map((one) => one.method)).toEqual(["PUT", "POST", "POST"]);
    expect(new Set(received.map((one) => one.url))).toEqual(new Set(["/store?graph=urn%3Ag"]));
    const triples = received.flatMap((one) => new Parser({ format: "text/turtle" }).parse(one.body));
    expect(new Set(triples.map((one) => `${one.subject.id} ${one.predicate.id} ${one.object.id}`)).size).toBe(local.size);
  });

  test("the default graph, or the one that the address names", async () => {
    const { url, received } = await pretend(() => ({ status: 200 }));
    await pushGraph({ path, endpoint: url });
    await pushGraph({ path, endpoint: `${url}?x=1` });
    await pushGraph({ path, endpoint: `${url}?graph-uri=urn:y` });
    await pushGraph({ path, endpoint: `${url}?graph-uri=urn:y`, graph: "urn:z" });
    expect(received.map((one) => one.url)).toEqual([
      "/store?default",
      "/store?x=1&default",
      "/store?graph-uri=urn:y",
      "/store?graph=urn%3Az",
    ]);
  });

  test("an empty graph empties the store's", async () => {
    const { url, received } = await pretend(() => ({ status: 200 }));
    expect(await pushGraph({ path: file("empty.ttl", "# nothing\n"), endpoint: url })).toEqual({ triples: 0, requests: 1 });
    expect(received.map((one) => one.method)).toEqual(["PUT"]);
  });

  test("the password goes only where it is asked for, once asked", async () => {
    const { url, received } = await pretend((one) =>
      one.authorization ? { status: 204 } : { status: 401, headers: { "WWW-Authenticate": 'Basic realm="x"' } },
    );
    await pushGraph({ path, endpoint: url, user: "me", password: "secret", chunk: 500 });
    expect(received.map((one) => one.authorization)).toEqual([undefined, "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0"]);
  });

  test("a nonce that has grown stale is taken anew", async () => {
    const digest = (nonce: string) => ({ status: 401, headers: { "WWW-Authenticate": `Digest realm="x", nonce="${nonce}", qop="auth"` } });
    const { url, received } = await pretend((one, count) => {
      if (count === 1) return digest("one");
      if (count > 2 && one.authorization?.includes('nonce="one"')) return digest("two");
      return { status: 204 };
    });
    await pushGraph({ path, endpoint: url, user: "me", password: "secret", chunk: 500 });
    expect(received.at(-1)?.authorization).toContain('nonce="two"');
  });

  test("no redirection is followed, so no other host sees the password", async () => {
    const other = await pretend(() => ({ status: 204 }));
    const { url } = await pretend(() => ({ status: 307, headers: { Location: other.url } }));
    await expect(pushGraph({ path, endpoint: url, user: "me", password: "secret" })).rejects.toThrow(/307, points to http:/);
    expect(other.received).toEqual([]);
  });
});

describe("what goes wrong is named", () => {
  test("a refusal by status and reason, without its markup", async () => {
    const { url } = await pretend(() => ({ status: 500, body: "<html><b>Virtuoso\n</b> 37000 Error</html>" }));
    await expect(pushGraph({ path, endpoint: url })).rejects.toThrow(
      new StoreError(`${url}: 500 Internal Server Error: Virtuoso 37000 Error`),
    );
  });

  test("a refusal in the middle, with what had gone before", async () => {
    const { url } = await pretend((_, count) => ({ status: count === 1 ? 204 : 507 }));
    await expect(pushGraph({ path, endpoint: url, chunk: 100 })).rejects.toThrow(
      /507 .*; 100 triples had been loaded, the graph is incomplete/,
    );
  });

  test("a wrong password, a missing user, a strange login", async () => {
    const { url } = await pretend(() => ({ status: 401, headers: { "WWW-Authenticate": 'Basic realm="x"' } }));
    await expect(pushGraph({ path, endpoint: url, user: "me", password: "secret" })).rejects.toThrow(
      /401, user me or the password is wrong/,
    );
    await expect(pushGraph({ path, endpoint: url })).rejects.toThrow(/401, asks for a user: use --user/);
    const strange = await pretend(() => ({ status: 401, headers: { "WWW-Authenticate": "Negotiate" } }));
    await expect(pushGraph({ path, endpoint: strange.url, user: "me", password: "secret" })).rejects.toThrow(/not supported \(Negotiate\)/);
  });

  test("silence, and nobody there", async () => {
    const { url } = await pretend(() => null);
    await expect(pushGraph({ path, endpoint: url, timeout: 200 })).rejects.toThrow(/no answer within 0.2 s/);
    await expect(pushGraph({ path, endpoint: "http://127.0.0.1:9/x" })).rejects.toThrow(/^http:\/\/127\.0\.0\.1:9\/x: /);
  });

  test.each([
    [{ endpoint: "nonsense" }, /no address/],
    [{ endpoint: "ftp://x/" }, /http or https/],
    [{ endpoint: "http://me:secret@x/" }, /use --user and CLAIMGRAPH_PASSWORD/],
    [{ endpoint: "http://x/", graph: "not an iri" }, /not an absolute IRI/],
    [{ endpoint: "http://x/", user: "me" }, /set CLAIMGRAPH_PASSWORD/],
  ])("%j", async (options, message) => {
    await expect(pushGraph({ path, ...options })).rejects.toThrow(UsageError);
    await expect(pushGraph({ path, ...options })).rejects.toThrow(message);
  });

  test("a file that is none, does not parse, or would lose its blank nodes", async () => {
    const { url } = await pretend(() => ({ status: 204 }));
    await expect(pushGraph({ path: join(folder, "none.ttl"), endpoint: url })).rejects.toThrow(/no such file/);
    await expect(pushGraph({ path: file("bad.ttl", "<urn:a> \n <urn:b> ."), endpoint: url })).rejects.toThrow(/bad\.ttl:2: /);
    const blank = file("blank.ttl", "[] <urn:a> 1, 2, 3 .");
    await expect(pushGraph({ path: blank, endpoint: url, chunk: 2 })).rejects.toThrow(/blank nodes/);
    expect(await pushGraph({ path: blank, endpoint: url })).toEqual({ triples: 3, requests: 1 });
  });
});

const missing = !hasVirtuoso();
if (missing && process.env.CI) throw new Error("Virtuoso is missing: apt-get install virtuoso-opensource-7");

describe.skipIf(missing)(`a real Virtuoso 7${missing ? " (missing: apt-get install virtuoso-opensource-7)" : ""}`, () => {
  let virtuoso: Virtuoso;
  beforeAll(async () => {
    virtuoso = await startVirtuoso();
  }, 90_000);
  afterAll(() => virtuoso?.stop(), 30_000);

  const graph = "urn:claimgraph:test";
  const login = { user: "dba", password: "dba" };
  const ask = async (query: string): Promise<{ results: { bindings: Record<string, { value: string }>[] } }> => {
    const body = new URLSearchParams({ query, format: "application/sparql-results+json", "default-graph-uri": graph });
    const response = await fetch(virtuoso.sparql, { method: "POST", body });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return JSON.parse(text);
  };
  const count = async () => Number((await ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")).results.bindings[0]?.n?.value);

  test("holds as many triples as the file, however they are cut, however often they are pushed", async () => {
    for (const chunk of [20_000, 97]) {
      await pushGraph({ path, endpoint: virtuoso.crud, graph, chunk, ...login });
      expect(await count()).toBe(local.size);
    }
  }, 60_000);

  test("replaces what was there", async () => {
    await pushGraph({ path: file("one.ttl", '<urn:a> <urn:b> 0, "𐎀\\"\\\\ \\u0001" .'), endpoint: virtuoso.crud, graph, ...login });
    expect(await count()).toBe(2);
    await pushGraph({ path, endpoint: virtuoso.crud, graph, ...login });
    expect(await count()).toBe(local.size);
  }, 60_000);

  test.each(shippedQueries())(
    "answers %s as the embedded engine does",
    async (name) => {
      await pushGraph({ path, endpoint: virtuoso.crud, graph, ...login });
      const rows = (bindings: Record<string, { value: string }>[]) =>
        bindings.map((row) =>
          Object.entries(row)
            .map(([key, term]) => `${key}=${plain(term.value)}`)
            .sort(),
        );
      const here = JSON.parse(runQuery(local, findQuery(name), {}, "json")).results.bindings;
      expect(rows((await ask(findQuery(name))).results.bindings).sort()).toEqual(rows(here).sort());
    },
    60_000,
  );

  test("refuses a wrong password", async () => {
    await expect(pushGraph({ path, endpoint: virtuoso.crud, graph, user: "dba", password: "wrong" })).rejects.toThrow(
      /401, user dba or the password is wrong/,
    );
  });
});

/** Numbers by value: Virtuoso gives 34.500000 for 34.5. */
function plain(value: string): string {
  return /^-?\d+(?:\.\d+)?$/.test(value) ? String(Number(value)) : value;
}
