import { InvalidArgumentError } from "commander";

/** Parsers of option values; each throws what commander turns into a message with the option's name. */

export function parseCount(value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError("must be a whole number from 1 on");
  return n;
}

/** Megabytes into bytes. */
export function parseMegabytes(value: string): number {
  const n = Number(value);
  if (!(n > 0)) throw new InvalidArgumentError("must be a number of megabytes above 0");
  return n * 1024 * 1024;
}

/** An absolute IRI without slashes at its end. */
export function parseBase(value: string): string {
  if (!/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value))
    throw new InvalidArgumentError("must be an absolute IRI such as https://example.org/graph");
  return value.replace(/\/+$/, "");
}

export function parsePort(value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 0 || n > 65535) throw new InvalidArgumentError("must be a port from 0 to 65535");
  return n;
}
