import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { StoreError } from "../errors.js";
import { QueryRunner } from "../store/runner.js";
import { OutputFiles } from "./files.js";
import { isKnownHost } from "./host.js";
import { Refusal, sendText } from "./http.js";
import { answerSparql } from "./sparql.js";

/** What to serve and where. */
export interface ServeOptions {
  /** A folder that build wrote. */
  readonly outputFolder: string;
  /** 0 takes a free one. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  /** Milliseconds that a query may take. */
  readonly timeLimit?: number | undefined;
  /** Told of mistakes that are the server's own. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** A server that runs. */
export interface Serving {
  /** Its address, `http://127.0.0.1:4747/`. */
  readonly url: string;
  /** Number of triples. */
  readonly size: number;
  close(): Promise<void>;
}

export const DEFAULT_PORT = 4747;
export const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_TIME_LIMIT = 30_000;

/**
 * Serves the viewer at `/`, the graph's files beside it, and SPARQL at `/sparql`, until it is closed.
 * @throws InputError or SyntaxFault where the graph can't be loaded; StoreError where the port or host can't be had.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { outputFolder, port = DEFAULT_PORT, host = DEFAULT_HOST, timeLimit = DEFAULT_TIME_LIMIT } = options;
  const runner = new QueryRunner(join(outputFolder, "graph.ttl"), timeLimit);
  const files = new OutputFiles(outputFolder);
  const server = createServer((request, response) => {
    void handle(request, response, { host, files, runner }).catch((error) => fail(response, error, options.onError));
  });
  server.requestTimeout = 60_000;
  try {
    const size = await runner.start();
    await new Promise<void>((resolve, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
      server.listen(port, host, resolve);
    });
    return {
      url: addressOf(server.address() as AddressInfo),
      size,
      async close() {
        server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
        await runner.close();
      },
    };
  } catch (error) {
    await runner.close();
    throw error;
  }
}

interface Room {
  readonly host: string;
  readonly files: OutputFiles;
  readonly runner: QueryRunner;
}

async function handle(request: IncomingMessage, response: ServerResponse, room: Room): Promise<void> {
  if (!isKnownHost(request.headers.host, room.host)) throw new Refusal(403, "this server does not answer under that host name");
  const url = addressIn(request);
  if (url.pathname === "/sparql") return answerSparql(request, response, url, room.runner);
  if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal(405, "pages are read with GET", { Allow: "GET, HEAD" });
  await room.files.send(request, response, decoded(url.pathname));
}

function addressIn(request: IncomingMessage): URL {
  try {
    return new URL(`http://host${request.url?.startsWith("/") ? request.url : "/"}`);
  } catch {
    throw new Refusal(400, "the address is malformed");
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Refusal(400, "the address is malformed");
  }
}

function fail(response: ServerResponse, error: Error, onError: ServeOptions["onError"]): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const refusal = error instanceof Refusal ? error : new Refusal(500, "something went wrong on the server");
  if (refusal !== error) onError?.(error);
  sendText(response, refusal.status, "text/plain; charset=utf-8", `${refusal.message}\n`, refusal.headers);
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): StoreError {
  const reasons: Record<string, string> = {
    EADDRINUSE: "the port is in use; choose another with --port",
    EACCES: "the port is reserved; choose one above 1023 with --port",
    EADDRNOTAVAIL: "this machine has no such address",
    ENOTFOUND: "there is no such host",
  };
  return new StoreError(`${host}:${port}: ${reasons[error.code ?? ""] ?? error.message}`);
}

function addressOf({ address, port, family }: AddressInfo): string {
  const host = address === "0.0.0.0" || address === "::" ? "localhost" : family === "IPv6" ? `[${address}]` : address;
  return `http://${host}:${port}/`;
}
