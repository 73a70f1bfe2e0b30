import { ClaimgraphError } from "../errors.js";
import type { Facts, Report } from "../model.js";
import { isReadable, readFacts, withoutSyntax } from "../pipeline.js";
import { readRaw } from "../read/files.js";
import { readReport } from "../read/report.js";
import type { Resources } from "../resources/resources.js";

/** A document to be read: where it is, and the id that it has in this run. */
export interface DocumentTask {
  readonly path: string;
  readonly id: string;
  /** Bytes above which it is refused. */
  readonly maxSize: number;
}

/** What came of a document. */
export type Outcome =
  | { readonly kind: "read"; readonly path: string; readonly facts: Facts }
  /** Not in a language that is read: its report node alone goes into the graph. */
  | { readonly kind: "aside"; readonly path: string; readonly report: Report }
  /** The same content under the same name as another document of the run. */
  | { readonly kind: "duplicate"; readonly path: string; readonly of: string }
  | { readonly kind: "refused"; readonly path: string; readonly reason: string };

/**
 * Reads one document into what joining needs. A document that can't be read is an outcome, not an exception, so that the
 * others of a run are still built.
 */
export async function processDocument({ path, id, maxSize }: DocumentTask, resources: Resources): Promise<Outcome> {
  try {
    const report = readReport(await readRaw(path, maxSize), id);
    if (!isReadable(report)) return { kind: "aside", path, report };
    return { kind: "read", path, facts: withoutSyntax(readFacts(report, resources)) };
  } catch (cause) {
    if (cause instanceof ClaimgraphError) return { kind: "refused", path, reason: cause.message };
    throw cause;
  }
}
