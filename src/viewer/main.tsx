import { render } from "preact";
import { type Content, ContentProblem, readContent } from "./data/read.js";
import { createStore } from "./state/store.js";
import "./style.css";
import { App } from "./views/app.js";

/** Reads the graph inside the page and shows it, or says in words why it can't. */
function start(): void {
  performance.mark("claimgraph:start");
  const root = document.getElementById("app")!;
  const slot = document.getElementById("claimgraph-data");
  let content: Content;
  try {
    content = readContent(slot?.textContent ?? "null");
  } catch (cause) {
    if (!(cause instanceof ContentProblem)) throw cause;
    render(
      <main class="problem">
        <h1>Claimgraph</h1>
        <p>{cause.message}</p>
        <p>{cause.advice}</p>
      </main>,
      root,
    );
    return;
  }
  // The text of the data is not needed twice.
  slot?.remove();
  render(<App store={createStore(content, window)} />, root);
}

start();
