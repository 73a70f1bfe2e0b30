import type { EventType } from "../model.js";
import { type Classifier, loadClassifier } from "./classifiers.js";

/** What tells which words name events, and of which type, or none. */
export type TriggerModel = Classifier<EventType | "none">;

export const TRIGGER_VERSION = 3;

/**
 * Reads `models/triggers.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export const loadTriggers = (root: string): TriggerModel => loadClassifier(root, "triggers", TRIGGER_VERSION);
