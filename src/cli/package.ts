import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceError } from "../errors.js";
import { packageRoot } from "../resources/resources.js";

/** The version in `package.json`. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
}

/**
 * The viewer's page with an empty slot for its data.
 * @throws ResourceError where it was not built
 */
export function viewerTemplate(): string {
  const path = join(packageRoot(), "dist", "viewer", "index.html");
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new ResourceError(`${path}: the viewer's page is missing; 'npm run build' makes it`);
  }
}
