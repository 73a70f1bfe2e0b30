import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { Refusal, sendHead } from "./http.js";

/** The files of an output folder that are served, by their path in the address. */
const FILES: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  "/": { name: "index.html", type: "text/html; charset=utf-8" },
  "/index.html": { name: "index.html", type: "text/html; charset=utf-8" },
  "/graph.json": { name: "graph.json", type: "application/json" },
  "/graph.ttl": { name: "graph.ttl", type: "text/turtle; charset=utf-8" },
};

const DOCUMENTS = "/documents/";

/** Answers for the files of a folder that build wrote: the viewer, the graph, the documents; nothing else is reachable. */
export class OutputFiles {
  private readonly policies = new Map<string, { stamp: string; policy: string }>();

  constructor(private readonly folder: string) {}

  /**
   * Sends the file of a path, or says that it is unchanged.
   * @throws Refusal 404 of what is not there or not to be served.
   */
  async send(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { file, type } = await this.locate(path);
    const { size, mtimeMs } = await stat(file);
    const stamp = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    const headers: Record<string, string> = { "Content-Type": type, "Cache-Control": "no-cache", ETag: stamp };
    if (type.startsWith("text/html")) headers["Content-Security-Policy"] = await this.policy(file, stamp);
    if (request.headers["if-none-match"] === stamp) {
      sendHead(response, 304, headers);
      response.end();
      return;
    }
    sendHead(response, 200, { ...headers, "Content-Length": String(size) });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(file, { end: Math.max(0, size - 1) }), response);
  }

  /** The file itself, links followed, if it lies in the folder. */
  private async locate(path: string): Promise<{ file: string; type: string }> {
    const known = FILES[path] ?? document(path);
    if (!known) throw new Refusal(404, "there is no such page");
    try {
      const home = await realpath(this.folder);
      const file = await realpath(join(home, known.name));
      if (file.startsWith(home + sep) && (await stat(file)).isFile()) return { file, type: known.type };
    } catch {
      // What is missing and what may not be read look the same from outside.
    }
    throw new Refusal(404, `there is no ${known.name} in the folder that is served`);
  }

  /** A page may run the very scripts that it has, by their digests, and reach this server alone. */
  private async policy(file: string, stamp: string): Promise<string> {
    const known = this.policies.get(file);
    if (known?.stamp === stamp) return known.policy;
    const policy = pagePolicy(await readFile(file, "utf8"));
    this.policies.set(file, { stamp, policy });
    return policy;
  }
}

/** `/documents/<id>.txt` with any id that is a file's name. */
function document(path: string): { name: string; type: string } | null {
  if (!path.startsWith(DOCUMENTS) || !path.endsWith(".txt")) return null;
  const name = path.slice(DOCUMENTS.length);
  if (name !== basename(name) || /[\\/\0]/.test(name) || name === "..") return null;
  return { name: join("documents", name), type: "text/plain; charset=utf-8" };
}

/** The content security policy of a page with inline scripts. */
export function pagePolicy(html: string): string {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes = ""]) => !/\bsrc\s*=/i.test(attributes) && !/type\s*=\s*["']?application\//i.test(attributes))
    .map(([, , code = ""]) => `'sha256-${createHash("sha256").update(code.replaceAll("\r\n", "\n")).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${[...new Set(scripts)].join(" ") || "'none'"}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src data:",
    "worker-src blob: data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
