import { loadTables } from "./tables.js";

/** The weights by which it is told who says that an event happened, indexed by a feature's hash. */
export interface ClaimantModel {
  readonly says: Float32Array;
}

export const CLAIMANT_VERSION = 1;
export const CLAIMANT_TABLES = ["says"] as const;

/**
 * Reads `models/claimants.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadClaimants(root: string): ClaimantModel {
  return { says: loadTables(root, "claimants", CLAIMANT_VERSION, CLAIMANT_TABLES).tables[0]! };
}
