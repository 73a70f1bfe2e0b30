import { loadTables } from "./tables.js";

/** The weights by which it is told which amounts belong to an event, indexed by a feature's hash. */
export interface QuantityModel {
  readonly counts: Float32Array;
}

export const QUANTITY_VERSION = 1;
export const QUANTITY_TABLES = ["counts"] as const;

/**
 * Reads `models/quantities.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadQuantities(root: string): QuantityModel {
  return { counts: loadTables(root, "quantities", QUANTITY_VERSION, QUANTITY_TABLES).tables[0]! };
}
