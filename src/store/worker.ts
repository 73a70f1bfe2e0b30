import { parentPort, workerData } from "node:worker_threads";
import { EngineCrash, openStore } from "./store.js";

/** The thread in which queries run, so that one that takes too long can be ended: it holds the graph and answers. */

/** What the thread is asked. */
export interface Question {
  readonly id: number;
  readonly query: string;
  readonly mediaType: string;
}

/** What it answers: first that the graph is loaded, then to each question. */
export type Reply =
  | { readonly kind: "ready"; readonly size: number }
  | { readonly kind: "failed"; readonly name: string; readonly message: string }
  | { readonly kind: "answer"; readonly id: number; readonly text: string }
  | { readonly kind: "fault"; readonly id: number; readonly name: string; readonly message: string };

const port = parentPort;
if (!port) throw new Error("this module runs in a worker thread only");
const reply = (message: Reply) => port.postMessage(message);

try {
  const store = openStore((workerData as { path: string }).path);
  port.on("message", ({ id, query, mediaType }: Question) => {
    try {
      reply({ kind: "answer", id, text: store.ask(query, mediaType) });
    } catch (error) {
      // Uncaught, it ends the thread, and with it the engine that can't be used any more.
      if (error instanceof EngineCrash) throw error;
      reply({ kind: "fault", id, ...named(error) });
    }
  });
  reply({ kind: "ready", size: store.size });
} catch (error) {
  reply({ kind: "failed", ...named(error) });
}

function named(error: unknown): { name: string; message: string } {
  return error instanceof Error ? { name: error.name, message: error.message } : { name: "Error", message: String(error) };
}
