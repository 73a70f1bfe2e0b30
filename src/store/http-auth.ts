import { createHash, randomBytes } from "node:crypto";

/** HTTP authentication of a client: Digest (RFC 7616) and Basic (RFC 7617). */

/** Who asks. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** One challenge of a WWW-Authenticate header: its scheme in lower case, its parameters by name in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = new RegExp(`\\s*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*`, "y");
const SCHEME = new RegExp(`[\\s,]*(${TOKEN})(?:\\s+|$|(?=,))`, "y");

/** The challenges of a WWW-Authenticate header; what is malformed ends the list. */
export function parseChallenges(header: string): Challenge[] {
  const found: Challenge[] = [];
  let at = 0;
  while (at < header.length) {
    SCHEME.lastIndex = at;
    const scheme = SCHEME.exec(header)?.[1];
    if (scheme === undefined) break;
    at = SCHEME.lastIndex;
    const parameters: Record<string, string> = {};
    for (;;) {
      PARAMETER.lastIndex = at;
      const match = PARAMETER.exec(header);
      if (!match) break;
      parameters[match[1]!.toLowerCase()] = match[2] === undefined ? match[3]! : match[2].replace(/\\(.)/g, "$1");
      at = PARAMETER.lastIndex;
      if (header[at] !== ",") break;
      at++;
    }
    found.push({ scheme: scheme.toLowerCase(), parameters });
  }
  return found;
}

/** What is asked for, as Digest signs it. */
export interface Target {
  readonly method: string;
  /** Path and query. */
  readonly uri: string;
}

/** Makes the Authorization header of each request; a nonce may serve many. */
export type Authorizer = (target: Target) => string;

const HASHES: Readonly<Record<string, string>> = { md5: "md5", "sha-256": "sha256", "sha-512-256": "sha512-256" };

/**
 * The strongest way to answer a server's challenges: Digest with SHA-256 before MD5, before Basic; `null` where it asks for
 * something else.
 * @param clientNonce for tests; by default random.
 */
export function authorizer(header: string, who: Credentials, clientNonce = randomBytes(16).toString("hex")): Authorizer | null {
  const challenges = parseChallenges(header);
  const digests = challenges.filter((one) => one.scheme === "digest" && hashOf(one) !== undefined && qopOf(one) !== null);
  const best = digests.find((one) => hashOf(one) !== "md5") ?? digests[0];
  if (best) return digestAuthorizer(best.parameters, who, clientNonce);
  if (challenges.some((one) => one.scheme === "basic")) return () => basic(who);
  return null;
}

function basic({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}

function hashOf(challenge: Challenge): string | undefined {
  return HASHES[(challenge.parameters.algorithm ?? "MD5").toLowerCase().replace(/-sess$/, "")];
}

/** `auth` where offered, `""` where the challenge is of the older RFC 2069, `null` where only integrity is offered. */
function qopOf(challenge: Challenge): "auth" | "" | null {
  const { qop } = challenge.parameters;
  if (qop === undefined) return "";
  return qop.split(",").some((one) => one.trim().toLowerCase() === "auth") ? "auth" : null;
}

/** RFC 7616, section 3.4. */
function digestAuthorizer(parameters: Readonly<Record<string, string>>, { user, password }: Credentials, cnonce: string): Authorizer {
  const { realm = "", nonce = "", opaque, algorithm = "MD5" } = parameters;
  const challenge = { scheme: "digest", parameters };
  const hash = (text: string) => createHash(hashOf(challenge)!).update(text, "utf8").digest("hex");
  const session = /-sess$/i.test(algorithm);
  const secret = hash(`${user}:${realm}:${password}`);
  const a1 = session ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const hideUser = parameters.userhash?.toLowerCase() === "true";
  const qop = qopOf(challenge);
  let count = 0;
  return ({ method, uri }) => {
    const nc = (++count).toString(16).padStart(8, "0");
    const a2 = hash(`${method}:${uri}`);
    const response = qop === "auth" ? hash(`${a1}:${nonce}:${nc}:${cnonce}:auth:${a2}`) : hash(`${a1}:${nonce}:${a2}`);
    const fields = [
      `username="${quote(hideUser ? hash(`${user}:${realm}`) : user)}"`,
      `realm="${quote(realm)}"`,
      `nonce="${quote(nonce)}"`,
      `uri="${quote(uri)}"`,
      `response="${response}"`,
    ];
    if (parameters.algorithm !== undefined) fields.push(`algorithm=${algorithm}`);
    if (qop === "auth" || session) fields.push(`cnonce="${cnonce}"`);
    if (qop === "auth") fields.push("qop=auth", `nc=${nc}`);
    if (opaque !== undefined) fields.push(`opaque="${quote(opaque)}"`);
    if (hideUser) fields.push("userhash=true");
    return `Digest ${fields.join(", ")}`;
  };
}

function quote(text: string): string {
  return text.replace(/[\\"]/g, "\\$&");
}
