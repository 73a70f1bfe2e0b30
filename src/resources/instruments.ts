import { loadTables } from "./tables.js";

/** The weights by which it is told what events were done with, indexed by a feature's hash. */
export interface InstrumentModel {
  readonly serves: Float32Array;
}

export const INSTRUMENT_VERSION = 1;
export const INSTRUMENT_TABLES = ["serves"] as const;

/**
 * Reads `models/instruments.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadInstruments(root: string): InstrumentModel {
  return { serves: loadTables(root, "instruments", INSTRUMENT_VERSION, INSTRUMENT_TABLES).tables[0]! };
}
