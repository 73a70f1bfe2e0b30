import { loadTables } from "./tables.js";

/** The weights by which it is told which events are one, indexed by a feature's hash. */
export interface JoinModel {
  readonly one: Float32Array;
}

export const JOIN_VERSION = 1;
export const JOIN_TABLES = ["one"] as const;

/**
 * Reads `models/joins.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadJoins(root: string): JoinModel {
  return { one: loadTables(root, "joins", JOIN_VERSION, JOIN_TABLES).tables[0]! };
}
