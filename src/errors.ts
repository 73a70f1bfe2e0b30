/** The mistakes that Claimgraph tells people about. Each message names the thing and the cause on one line. */
export class ClaimgraphError extends Error {
  override name = "ClaimgraphError";
}

/** An input that can't be read: its path, and what is wrong with it. */
export class InputError extends ClaimgraphError {
  override name = "InputError";
  constructor(
    readonly path: string,
    cause: string,
  ) {
    super(`${path}: ${cause}`);
  }
}

/** A command line, parameter or setting that makes no sense. */
export class UsageError extends ClaimgraphError {
  override name = "UsageError";
}

/** A model, gazetteer or lexicon that is missing, damaged or of another version. */
export class ResourceError extends ClaimgraphError {
  override name = "ResourceError";
}

/** An RDF file, graph file or query that does not parse. */
export class SyntaxFault extends ClaimgraphError {
  override name = "SyntaxFault";
}

/** A graph that breaks the shapes or laws. */
export class ValidationError extends ClaimgraphError {
  override name = "ValidationError";
}

/** A place that can't be written to. */
export class OutputError extends ClaimgraphError {
  override name = "OutputError";
}

/** A store or endpoint that refused, timed out or could not be reached. */
export class StoreError extends ClaimgraphError {
  override name = "StoreError";
}
