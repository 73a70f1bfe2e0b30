import { loadTables } from "./tables.js";

/** The weights by which it is told who fills the roles of events, indexed by a feature's hash. */
export interface RoleModel {
  /** Whether a contender fills a role, by what the text tells of both. */
  readonly fills: Float32Array;
  /** The same, where it is also known who is held likely in all events of the document. */
  readonly settles: Float32Array;
}

export const ROLE_VERSION = 2;
export const ROLE_TABLES = ["fills", "settles"] as const;

/**
 * Reads `models/roles.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadRoles(root: string): RoleModel {
  const [fills, settles] = loadTables(root, "roles", ROLE_VERSION, ROLE_TABLES).tables;
  return { fills: fills!, settles: settles! };
}
