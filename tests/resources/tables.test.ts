import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ResourceError } from "../../src/errors.js";
import { loadClaimants } from "../../src/resources/claimants.js";
import { loadDates } from "../../src/resources/dates.js";
import { loadInstruments } from "../../src/resources/instruments.js";
import { loadJoins } from "../../src/resources/joins.js";
import { loadQuantities } from "../../src/resources/quantities.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadRoles } from "../../src/resources/roles.js";
import { loadStatus } from "../../src/resources/status.js";
import { loadTriggers } from "../../src/resources/triggers.js";

/** A folder whose `models/NAME.bin` is what `change` makes of the shipped one. */
function rootWith(name: string, change: (bytes: Buffer) => Uint8Array | null): string {
  const root = mkdtempSync(join(tmpdir(), "claimgraph-"));
  mkdirSync(join(root, "models"));
  const bytes = change(readFileSync(join(packageRoot(), "models", `${name}.bin`)));
  if (bytes !== null) writeFileSync(join(root, "models", `${name}.bin`), bytes);
  return root;
}

describe.each([
  ["triggers", loadTriggers],
  ["status", loadStatus],
  ["roles", loadRoles],
  ["joins", loadJoins],
  ["instruments", loadInstruments],
  ["quantities", loadQuantities],
  ["dates", loadDates],
  ["claimants", loadClaimants],
] as const)("models/%s.bin", (name, load) => {
  it("is read as it ships", () => {
    expect(() => load(packageRoot())).not.toThrow();
  });

  it("says that it is missing", () => {
    expect(() => load(rootWith(name, () => null))).toThrow(new RegExp(`${name}\\.bin: can't be read \\(ENOENT\\)`));
  });

  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["with a byte changed", (bytes: Buffer) => bytes.fill(bytes[bytes.length >> 1]! ^ 0x55, bytes.length >> 1, (bytes.length >> 1) + 1)],
    ["of another model", () => readFileSync(join(packageRoot(), "models", "attribution.bin"))],
    ["empty", () => Buffer.alloc(0)],
  ])("names the file where it is %s", (_, change) => {
    const root = rootWith(name, change);
    expect(() => load(root)).toThrow(ResourceError);
    expect(() => load(root)).toThrow(join(root, "models", `${name}.bin`));
  });
});
