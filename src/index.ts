/** The public surface of Claimgraph. Each stage is a function from one value of `model.ts` to the next. */

export { type AnnotateResources, annotate } from "./annotate/annotate.js";
export { writeConllu } from "./annotate/conllu.js";
export * from "./errors.js";
export type { Annotation } from "./extract/annotation.js";
export { type ExtractResources, extract } from "./extract/extract.js";
export { type Digest, digestOf } from "./graph/digest.js";
export { embedData, type ViewerData } from "./graph/embed.js";
export { type EdgeAttributes, fromGraph, type KnowledgeGraph, type NodeAttributes, toGraph } from "./graph/graph.js";
export { layOut } from "./graph/layout.js";
export { type DocumentTask, type Outcome, processDocument } from "./jobs/document.js";
export { type WrittenFiles, writeOutput } from "./jobs/output.js";
export { type RunOptions, readDocuments } from "./jobs/run.js";
export type * from "./model.js";
export { annotationOf, DEFAULT_BASE, extractionOf, isReadable, join, readFacts, withoutSyntax } from "./pipeline.js";
export { fromQuads } from "./rdf/knowledge.js";
export { parseTurtle, parseTurtleStream } from "./rdf/parse.js";
export { toQuads } from "./rdf/quads.js";
export { writeTurtle } from "./rdf/turtle.js";
export { findFiles, readRaw } from "./read/files.js";
export { type RawDocument, readReport } from "./read/report.js";
export { loadResources, packageRoot, type Resources, resourceDigests } from "./resources/resources.js";
export { serve } from "./serve/server.js";
export { pushGraph } from "./store/push.js";
export { runQuery } from "./store/query.js";
export { type GraphStore, openStore } from "./store/store.js";
export { validateOutput } from "./store/validate.js";
