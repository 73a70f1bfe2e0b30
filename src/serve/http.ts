import type { IncomingMessage, ServerResponse } from "node:http";

/** A request that is refused: its status and a reason on one line. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly status: number,
    reason: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(reason);
  }
}

/** Sent with everything: nothing is guessed, framed, or read by other sites. No CORS header is ever sent. */
const ALWAYS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Nothing may run or load in an answer that is no page. */
export const INERT = "default-src 'none'; frame-ancestors 'none'";

/** Writes the head of an answer. */
export function sendHead(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { ...ALWAYS, "Content-Security-Policy": INERT, ...headers });
}

/** Sends a whole answer as text. */
export function sendText(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = Buffer.from(text, "utf8");
  sendHead(response, status, { "Content-Type": type, "Content-Length": String(body.length), "Cache-Control": "no-cache", ...headers });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/**
 * A request's body as text.
 * @throws Refusal 413 past the limit in bytes; 400 where it is not UTF-8.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const tooLong = () => new Refusal(413, `the request is longer than ${limit} bytes`, { Connection: "close" });
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLong();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > limit) throw tooLong();
    chunks.push(chunk as Buffer);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Refusal(400, "the request is not UTF-8");
  }
}
