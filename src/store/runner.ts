import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { ClaimgraphError, InputError, StoreError, SyntaxFault } from "../errors.js";
import type { Question, Reply } from "./worker.js";

/** A query that took longer than it may. */
export class QueryTimeout extends StoreError {
  override name = "QueryTimeout";
}

interface Waiting {
  readonly query: string;
  readonly mediaType: string;
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/** Questions that may wait for their turn. */
const LONGEST_QUEUE = 64;

/**
 * Asks a graph in a thread of its own, one query at a time; a query that exceeds the limit is ended with its thread, and
 * the graph loaded anew for the next.
 */
export class QueryRunner {
  private worker: Worker | undefined;
  private loaded: Promise<number> | undefined;
  private readonly queue: Waiting[] = [];
  private running = false;
  private closed = false;
  private asked = 0;

  /**
   * @param path a folder that build wrote, or an RDF file.
   * @param limit milliseconds that a query may take.
   */
  constructor(
    private readonly path: string,
    private readonly limit: number,
  ) {}

  /**
   * Loads the graph and says how many triples it has.
   * @throws InputError or SyntaxFault as `openStore` does.
   */
  start(): Promise<number> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  /**
   * The answer to a query in a media type.
   * @throws SyntaxFault where it does not parse; QueryTimeout where it takes too long; StoreError where too many wait.
   */
  ask(query: string, mediaType: string): Promise<string> {
    if (this.closed) return Promise.reject(new StoreError("the graph is closed"));
    if (this.queue.length >= LONGEST_QUEUE) return Promise.reject(new StoreError("too many queries are waiting"));
    return new Promise((resolve, reject) => {
      this.queue.push({ query, mediaType, resolve, reject });
      void this.next();
    });
  }

  /** Ends the thread; what still waits is refused. */
  async close(): Promise<void> {
    this.closed = true;
    for (const one of this.queue.splice(0)) one.reject(new StoreError("the graph is closed"));
    await this.worker?.terminate();
  }

  private async next(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let one = this.queue.shift(); one; one = this.queue.shift()) {
      try {
        await this.start();
        one.resolve(await this.run(one));
      } catch (error) {
        one.reject(error as Error);
      }
    }
    this.running = false;
  }

  private run({ query, mediaType }: Waiting): Promise<string> {
    const worker = this.worker;
    if (!worker) return Promise.reject(new StoreError("the graph is closed"));
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      const drop = (error: Error) => {
        this.worker = undefined;
        this.loaded = undefined;
        finish();
        void worker.terminate();
        reject(error);
      };
      const timer = setTimeout(() => drop(new QueryTimeout(`the query took longer than ${this.limit / 1000} s`)), this.limit);
      const onMessage = (reply: Reply) => {
        if ((reply.kind !== "answer" && reply.kind !== "fault") || reply.id !== id) return;
        finish();
        if (reply.kind === "answer") resolve(reply.text);
        else reject(revived(reply.name, reply.message));
      };
      const onError = (error: Error) => drop(new StoreError(error.message));
      const onExit = () => drop(new StoreError(this.closed ? "the graph is closed" : "the query ended its thread"));
      const finish = () => {
        clearTimeout(timer);
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      worker.postMessage({ id, query, mediaType } satisfies Question);
    });
  }

  private load(): Promise<number> {
    const worker = startWorker(this.path);
    this.worker = worker;
    return new Promise((resolve, reject) => {
      const settle = () => worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      const fail = (error: Error) => {
        settle();
        this.worker = undefined;
        this.loaded = undefined;
        void worker.terminate();
        reject(error);
      };
      const onMessage = (reply: Reply) => {
        if (reply.kind === "failed") fail(revived(reply.name, reply.message));
        if (reply.kind !== "ready") return;
        settle();
        resolve(reply.size);
      };
      const onError = (error: Error) => fail(new StoreError(`the graph could not be loaded: ${error.message}`));
      const onExit = () => fail(new StoreError("the thread ended before the graph was loaded"));
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    });
  }
}

/** The thread from `worker.js`, or from its source where this very file is run as TypeScript. */
function startWorker(path: string): Worker {
  const options = { workerData: { path } };
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./worker.js", import.meta.url), options);
  const tsx = new URL("dist/esm/api/index.mjs", pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json")));
  const source = new URL("./worker.ts", import.meta.url);
  return new Worker(`import("${tsx.href}").then(({ register }) => { register(); return import("${source.href}"); })`, {
    ...options,
    eval: true,
  });
}

/** An error from the thread with its class again, since threads pass on the text alone. */
function revived(name: string, message: string): Error {
  if (name === "SyntaxFault") return new SyntaxFault(message);
  if (name === "InputError") {
    const colon = message.indexOf(": ");
    return new InputError(message.slice(0, colon), message.slice(colon + 2));
  }
  return name === "UsageError" ? new ClaimgraphError(message) : new StoreError(message);
}
