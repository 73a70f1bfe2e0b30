import { loadTables } from "./tables.js";

/** The weights by which it is told when events were, indexed by a feature's hash. */
export interface DateModel {
  readonly days: Float32Array;
}

export const DATE_VERSION = 1;
export const DATE_TABLES = ["days"] as const;

/**
 * Reads `models/dates.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadDates(root: string): DateModel {
  return { days: loadTables(root, "dates", DATE_VERSION, DATE_TABLES).tables[0]! };
}
