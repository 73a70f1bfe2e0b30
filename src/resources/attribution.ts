import { join } from "node:path";
import { decodeContainer } from "../learn/container.js";
import { readLexicon } from "./lexicon.js";
import { readModel } from "./model-file.js";
import { widenTable } from "./tables.js";

/** The weights by which attributions are found; each table is indexed by a feature's hash. */
export interface AttributionModel {
  /** Whether a token is the head of a cue. */
  readonly cue: Float32Array;
  /** Which stretch is what is said. */
  readonly content: Float32Array;
  /** Who says it. */
  readonly source: Float32Array;
  /** Least p(cue)·√(p(content)·p(source)) of an attribution. */
  readonly threshold: number;
  /** Nouns for things written or recorded, which speak for whoever made them ("the post read"). */
  readonly documents: ReadonlySet<string>;
  /** Verbs of speech by lemma, and whether whom one tells may follow at once ("told reporters that"). */
  readonly verbs: ReadonlyMap<string, { readonly whom: boolean }>;
  /** Verbs of doing and wanting by lemma, whose object or infinitive is nobody's account. */
  readonly acts: ReadonlySet<string>;
  /** Logistic calibration of that product's log-odds: slope and intercept. */
  readonly calibration: readonly [number, number];
}

export const ATTRIBUTION_VERSION = 2;
const TABLES = ["cue", "content", "source"] as const;

/**
 * Reads `models/attribution.bin` and the word lists `documents.txt`, `verbs.txt` and `acts.txt` of `lexicons/attribution` below `root`.
 * @throws ResourceError where it is missing, damaged or of another version
 */
export function loadAttribution(root: string): AttributionModel {
  const { path, bytes } = readModel(root, "attribution");
  const words = (name: string) => new Set(readLexicon(join(root, "lexicons", "attribution", name)).map((entry) => entry[0]!));
  const verbs = readLexicon(join(root, "lexicons", "attribution", "verbs.txt"), 2);
  return decodeAttribution(bytes, path, {
    documents: words("documents.txt"),
    acts: words("acts.txt"),
    verbs: new Map(verbs.map(([lemma, object]) => [lemma!, { whom: object === "whom" }])),
  });
}

/** Reads a model from its bytes; `path` names it in errors. */
export function decodeAttribution(
  bytes: Uint8Array,
  path: string,
  words: Pick<AttributionModel, "documents" | "verbs" | "acts"> = { documents: new Set(), verbs: new Map(), acts: new Set() },
): AttributionModel {
  const container = decodeContainer(bytes, path, "attribution", ATTRIBUTION_VERSION);
  const meta = container.meta as { size: number; scales: number[]; threshold: number; calibration: [number, number] };
  const [cue, content, source] = TABLES.map((name, i) =>
    widenTable(container.section(`${name}.gaps`, "u8"), container.section(`${name}.weights`, "i8"), meta.scales[i]!, meta.size),
  );
  return { cue: cue!, content: content!, source: source!, threshold: meta.threshold, calibration: meta.calibration, ...words };
}
