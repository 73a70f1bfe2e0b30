import { useComputed, useSignal } from "@preact/signals";
import { rangeWords } from "../data/days.js";
import { lookOf } from "../data/kinds.js";
import { edgeStatement, labelOf, statementWords, voiceOf } from "../data/statements.js";
import { count, predicateWords, spaced, statusWords } from "../data/words.js";
import { focusEdge } from "../state/actions.js";
import { useStore } from "./context.js";
import { NodeLink } from "./node-link.js";

const PAGE = 100;

type NodeColumn = "label" | "kind" | "when" | "status" | "ties" | "claims";
type EdgeColumn = "subject" | "predicate" | "object" | "claims";

/** Everything in the picture as tables: the same filter, the same evidence behind each row. */
export function List() {
  const store = useStore();
  const what = useSignal<"nodes" | "edges">("nodes");
  const { nodeCount, edgeCount } = store.filtered.value;
  return (
    <section class="page list" aria-label="List">
      <fieldset class="toolbar" aria-label="What to list">
        <button
          type="button"
          aria-pressed={what.value === "nodes"}
          onClick={() => {
            what.value = "nodes";
          }}
        >
          {count(nodeCount, "node")}
        </button>
        <button
          type="button"
          aria-pressed={what.value === "edges"}
          onClick={() => {
            what.value = "edges";
          }}
        >
          {count(edgeCount, "statement")}
        </button>
      </fieldset>
      {what.value === "nodes" ? <Nodes /> : <Edges />}
    </section>
  );
}

function Nodes() {
  const store = useStore();
  const { graph } = store;
  const order = useSignal<{ by: NodeColumn; down: boolean }>({ by: "ties", down: true });
  const page = useSignal(0);
  const rows = useComputed(() => {
    const { by, down } = order.value;
    const shown = store.filtered.value.nodes;
    const list: number[] = [];
    for (let i = 0; i < shown.length; i++) if (shown[i] === 1) list.push(i);
    const ties = (i: number) => graph.firstIncident[i + 1]! - graph.firstIncident[i]!;
    const claims = (i: number) => graph.nodeClaims[i + 1]! - graph.nodeClaims[i]!;
    const collator = new Intl.Collator("en");
    const compare: Record<NodeColumn, (a: number, b: number) => number> = {
      label: (a, b) => collator.compare(labelOf(graph, a), labelOf(graph, b)),
      kind: (a, b) => graph.kind[a]! - graph.kind[b]! || graph.eventType[a]! - graph.eventType[b]!,
      when: (a, b) => graph.from[a]! - graph.from[b]!,
      status: (a, b) => graph.status[a]! - graph.status[b]!,
      ties: (a, b) => ties(a) - ties(b),
      claims: (a, b) => claims(a) - claims(b),
    };
    return list.sort((a, b) => (down ? -1 : 1) * compare[by](a, b) || a - b);
  }).value;
  const head = (by: NodeColumn, words: string) => (
    <Head
      words={words}
      on={order.value.by === by}
      down={order.value.down}
      sort={() => {
        order.value = { by, down: order.value.by === by ? !order.value.down : by === "ties" || by === "claims" };
        page.value = 0;
      }}
    />
  );
  const from = Math.min(page.value * PAGE, Math.max(0, rows.length - 1));
  return (
    <>
      <div class="scroll">
        <table class="rows">
          <caption class="visually-hidden">Nodes that pass the filter</caption>
          <thead>
            <tr>
              {head("label", "Name")}
              {head("kind", "Kind")}
              {head("when", "When")}
              {head("status", "Stands as")}
              {head("ties", "Ties")}
              {head("claims", "Own claims")}
            </tr>
          </thead>
          <tbody>
            {rows.slice(from, from + PAGE).map((i) => {
              const { attributes: a } = graph.nodes[i]!;
              return (
                <tr key={i} class={graph.contested[i] === 1 ? "contested" : ""}>
                  <th scope="row">
                    <NodeLink node={i} />
                  </th>
                  <td>{a.kind === "Event" ? spaced(a.subtype ?? a.eventType ?? "event") : lookOf(a.kind ?? "").name}</td>
                  <td>{rangeWords(a.earliest ?? a.date, a.latest ?? a.date) ?? ""}</td>
                  <td>{a.status ? statusWords(a.status) : ""}</td>
                  <td class="number">{graph.firstIncident[i + 1]! - graph.firstIncident[i]!}</td>
                  <td class="number">{graph.nodeClaims[i + 1]! - graph.nodeClaims[i]!}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Pager page={page} total={rows.length} />
    </>
  );
}

function Edges() {
  const store = useStore();
  const { graph } = store;
  const order = useSignal<{ by: EdgeColumn; down: boolean }>({ by: "claims", down: true });
  const page = useSignal(0);
  const rows = useComputed(() => {
    const { by, down } = order.value;
    const shown = store.filtered.value.edges;
    const list: number[] = [];
    for (let e = 0; e < shown.length; e++) if (shown[e] === 1) list.push(e);
    const claims = (e: number) => graph.edgeClaims[e + 1]! - graph.edgeClaims[e]!;
    const collator = new Intl.Collator("en");
    const predicate = (e: number) => predicateWords(graph.edges[e]!.attributes?.predicate ?? "");
    const compare: Record<EdgeColumn, (a: number, b: number) => number> = {
      subject: (a, b) => collator.compare(labelOf(graph, graph.source[a]!), labelOf(graph, graph.source[b]!)),
      object: (a, b) => collator.compare(labelOf(graph, graph.target[a]!), labelOf(graph, graph.target[b]!)),
      predicate: (a, b) => collator.compare(predicate(a), predicate(b)),
      claims: (a, b) => claims(a) - claims(b),
    };
    return list.sort((a, b) => (down ? -1 : 1) * compare[by](a, b) || a - b);
  }).value;
  const head = (by: EdgeColumn, words: string) => (
    <Head
      words={words}
      on={order.value.by === by}
      down={order.value.down}
      sort={() => {
        order.value = { by, down: order.value.by === by ? !order.value.down : by === "claims" };
        page.value = 0;
      }}
    />
  );
  const from = Math.min(page.value * PAGE, Math.max(0, rows.length - 1));
  return (
    <>
      <div class="scroll">
        <table class="rows">
          <caption class="visually-hidden">Statements that pass the filter</caption>
          <thead>
            <tr>
              {head("subject", "Subject")}
              {head("predicate", "Is")}
              {head("object", "Object")}
              {head("claims", "Claims")}
              <th scope="col">Who says so</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(from, from + PAGE).map((e) => {
              const statement = edgeStatement(graph, e);
              const voices = [...new Set(statement.claims.map((claim) => graph.byKey.get(claim.claimant)))].slice(0, 3);
              return (
                <tr key={e} class={statement.contested ? "contested" : ""}>
                  <th scope="row">
                    <NodeLink node={statement.subject} />
                  </th>
                  <td>{statement.predicate === "hasMembership" ? statement.value || "member of" : predicateWords(statement.predicate)}</td>
                  <td>
                    <NodeLink node={statement.object} />
                  </td>
                  <td class="number">
                    <button
                      type="button"
                      class="link"
                      onClick={() => focusEdge(store, e)}
                      aria-label={`Evidence: ${statementWords(graph, statement)}`}
                    >
                      {statement.claims.length}
                      {statement.contested ? " · contested" : ""}
                    </button>
                  </td>
                  <td>
                    {voices.map((node, i) => (
                      <span key={node ?? "nobody"}>
                        {i > 0 && ", "}
                        {node === undefined ? "somebody" : <bdi>{voiceOf(graph, node)}</bdi>}
                      </span>
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Pager page={page} total={rows.length} />
    </>
  );
}

function Head({ words, on, down, sort }: { words: string; on: boolean; down: boolean; sort: () => void }) {
  return (
    <th scope="col" aria-sort={on ? (down ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={sort}>
        {words}
        <span aria-hidden="true">{on ? (down ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}

function Pager({ page, total }: { page: { value: number }; total: number }) {
  if (total === 0) return <p class="soft">Nothing passes the filter.</p>;
  if (total <= PAGE) return null;
  const last = Math.ceil(total / PAGE) - 1;
  return (
    <nav class="pager" aria-label="Pages">
      <button
        type="button"
        disabled={page.value === 0}
        onClick={() => {
          page.value--;
        }}
      >
        Before
      </button>
      <span>
        {(page.value * PAGE + 1).toLocaleString("en-GB")}–{Math.min(total, (page.value + 1) * PAGE).toLocaleString("en-GB")} of{" "}
        {total.toLocaleString("en-GB")}
      </span>
      <button
        type="button"
        disabled={page.value >= last}
        onClick={() => {
          page.value++;
        }}
      >
        Next
      </button>
    </nav>
  );
}
