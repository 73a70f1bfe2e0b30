import { labelOf, voiceOf } from "../data/statements.js";
import { focusNode } from "../state/actions.js";
import { useStore } from "./context.js";
import { KindIcon } from "./icons.js";

/** A node's sign and name, or its name as a speaker; leads to its facts. */
export function NodeLink({ node, short = false, voice = false }: { node: number; short?: boolean; voice?: boolean }) {
  const store = useStore();
  const { graph } = store;
  const { key, attributes } = graph.nodes[node]!;
  const label = labelOf(graph, node);
  const open = attributes.kind === "Event" && !["Asserted", "Contested"].includes(attributes.status ?? "Asserted");
  return (
    <button
      type="button"
      class={`node-link${short ? " short" : ""}${graph.contested[node] === 1 ? " contested" : ""}`}
      onClick={() => focusNode(store, node)}
      onMouseEnter={() => {
        store.hovered.value = { node: key, edge: null };
      }}
      onMouseLeave={() => {
        store.hovered.value = { node: null, edge: null };
      }}
      aria-label={short ? `Go to ${label}` : undefined}
    >
      <KindIcon kind={attributes.kind ?? "Other"} size={14} open={open} />
      {short ? null : <bdi>{voice ? voiceOf(graph, node) : label}</bdi>}
    </button>
  );
}
