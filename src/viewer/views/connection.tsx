import { edgeStatement, labelOf } from "../data/statements.js";
import { count } from "../data/words.js";
import { useStore } from "./context.js";
import { FactRow } from "./evidence.js";
import { NodeLink } from "./node-link.js";

/** Why two nodes are connected: the shortest ways between them, with what is said at each step. */
export function ConnectionPanel() {
  const store = useStore();
  const { graph } = store;
  const connection = store.paths.value;
  if (!connection) return <p>One of the two is not in this graph.</p>;
  const { from, to, paths, shown } = connection;
  const length = paths[0]?.edges.length ?? 0;
  return (
    <>
      <p class="soft overline">connection</p>
      <h2 tabIndex={-1}>
        <NodeLink node={from} /> <span class="soft">and</span> <NodeLink node={to} />
      </h2>
      {paths.length === 0 ? (
        <p>Nothing in these reports connects them.</p>
      ) : (
        <p>
          {length === 1
            ? "They are tied directly."
            : `They are ${count(length, "step")} apart, ${paths.length === 1 ? "one way" : `${paths.length} ways`}.`}
          {!shown && " Part of the way is filtered out of the picture."}
        </p>
      )}
      <ol class="paths">
        {paths.map((path, i) => (
          <li key={path.nodes.join()}>
            <h3>
              Way {i + 1}
              <span class="visually-hidden">: {path.nodes.map((node) => labelOf(graph, node)).join(", ")}</span>
            </h3>
            <ol class="way">
              {path.nodes.map((node, step) => (
                <li key={node}>
                  <NodeLink node={node} />
                  {path.edges[step] && (
                    <ul class="plain facts">
                      {path.edges[step].map((edge) => (
                        <FactRow key={edge} statement={edgeStatement(graph, edge)} from={node} />
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </>
  );
}
