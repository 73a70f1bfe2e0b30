import { loadResources } from "../resources/resources.js";
import { type DocumentTask, type Outcome, processDocument } from "./document.js";

/** A worker thread's entry: loads the resources once and reads a batch of documents at a time. */

const resources = loadResources();

export default async function processBatch(tasks: readonly DocumentTask[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const task of tasks) outcomes.push(await processDocument(task, resources));
  return outcomes;
}
