import type { Modality, Polarity } from "../model.js";
import { type Classifier, loadClassifier } from "./classifiers.js";

/** What tells whether the events that words name have happened. */
export type StatusModel = Classifier<`${Polarity} ${Modality}`>;

export const STATUS_VERSION = 1;

/**
 * Reads `models/status.bin` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export const loadStatus = (root: string): StatusModel => loadClassifier(root, "status", STATUS_VERSION);
