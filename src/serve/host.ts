import { isIP } from "node:net";

/**
 * Whether a Host header may be answered. A page of another site could point its own name at this machine and read the
 * graph through the visitor's browser (DNS rebinding); such a request carries that name. So names must be known: those of
 * the loopback, the host that the server was told to listen at; addresses are no names and pass where the server listens
 * to more than the loopback.
 */
export function isKnownHost(header: string | undefined, listeningAt: string): boolean {
  if (header === undefined) return false;
  const name = hostname(header);
  if (name === null) return false;
  if (name === "localhost" || name.endsWith(".localhost") || isLoopback(name)) return true;
  if (name === listeningAt.toLowerCase()) return true;
  return !isLoopback(listeningAt) && isIP(name) !== 0;
}

/** Whether an address or name is of this machine alone. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** `[::1]:4747` is `::1`, `localhost:80` is `localhost`; `null` of what is no host. */
function hostname(header: string): string | null {
  const [, address, name] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header) ?? [];
  return (address ?? name)?.toLowerCase().replace(/\.$/, "") ?? null;
}
