import { loadTables } from "./tables.js";

/** The weights by which it is told who fills the roles of events, indexed by a feature's hash. */
export interface RoleModel {
  readonly fills: Float32Array;
}

export const ROLE_VERSION = 1;
export const ROLE_TABLES = ["fills"] as const;

/**
 * Reads `models/roles.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadRoles(root: string): RoleModel {
  return { fills: loadTables(root, "roles", ROLE_VERSION, ROLE_TABLES).tables[0]! };
}
