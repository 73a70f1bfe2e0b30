import type { EventType } from "../model.js";
import { loadTables } from "./tables.js";

/** The weights by which words are found that name events; each table is indexed by a feature's hash. */
export interface TriggerModel {
  /** Whether a word names an event. */
  readonly event: Float32Array;
  /** Which type of event: features are hashed with the type's place in {@link types}. */
  readonly type: Float32Array;
  readonly types: readonly EventType[];
}

export const TRIGGER_VERSION = 1;
export const TRIGGER_TABLES = ["event", "type"] as const;

/**
 * Reads `models/triggers.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadTriggers(root: string): TriggerModel {
  const { tables, meta } = loadTables(root, "triggers", TRIGGER_VERSION, TRIGGER_TABLES);
  return { event: tables[0]!, type: tables[1]!, types: meta.types as EventType[] };
}
