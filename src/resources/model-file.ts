import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceError } from "../errors.js";

/** A model's file, and its path for errors. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads `models/NAME.bin` below `root`.
 * @throws ResourceError where it can't be read
 */
export function readModel(root: string, name: string): ModelFile {
  const path = join(root, "models", `${name}.bin`);
  try {
    return { path, bytes: readFileSync(path) };
  } catch (cause) {
    throw new ResourceError(`${path}: can't be read (${(cause as NodeJS.ErrnoException).code ?? cause})`);
  }
}
