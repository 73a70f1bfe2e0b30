import { useEffect, useRef } from "preact/hooks";
import { dayWords, rangeWords } from "../data/days.js";
import { lookOf } from "../data/kinds.js";
import { edgeStatement, edgesAt, labelOf, ownStatements, type Statement } from "../data/statements.js";
import { count, spaced, statusWords } from "../data/words.js";
import { hide, toggleExpanded, toggleIn, togglePin, unfocus } from "../state/actions.js";
import { focusNodes } from "../state/filter.js";
import { ConnectionPanel } from "./connection.js";
import { useStore } from "./context.js";
import { EdgePanel, FactRow } from "./evidence.js";
import { KindIcon, Sign } from "./icons.js";
import { NodeLink } from "./node-link.js";
import { Story } from "./story.js";

/** The right-hand side: what is looked at, or what the reports say in short. */
export function Panel() {
  const store = useStore();
  const { focus, path } = store.state.value;
  const box = useRef<HTMLElement>(null);
  // A new subject is read from its top, and by a screen reader from its heading where a key led there.
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    if ((focus || path) && document.body.dataset.input === "keyboard") box.current?.querySelector<HTMLElement>("h2")?.focus();
  }, [focus, path]);
  return (
    <aside class={`panel${focus || path ? " busy" : ""}`} aria-label="Evidence" ref={box} id="evidence">
      {(focus || path) && (
        <button type="button" class="close" aria-label="Close (Escape)" title="Close (Escape)" onClick={() => unfocus(store)}>
          <Sign name="close" size={14} />
        </button>
      )}
      <Subject />
    </aside>
  );
}

function Subject() {
  const store = useStore();
  const { graph } = store;
  const { focus, path } = store.state.value;
  if (path) return <ConnectionPanel />;
  if (focus?.startsWith("e:")) {
    const edge = graph.edgeByKey.get(focus.slice(2));
    if (edge !== undefined) return <EdgePanel edge={edge} key={focus} />;
  }
  const node = focusNodes(graph, focus)[0];
  return node === undefined ? <Story /> : <NodePanel node={node} key={focus} />;
}

function NodePanel({ node }: { node: number }) {
  const store = useStore();
  const { graph } = store;
  const { key, attributes: a } = graph.nodes[node]!;
  const { pins, expanded, steps } = store.state.value;
  const look = lookOf(a.kind ?? "");
  const kind = a.kind === "Event" ? spaced(a.subtype ?? a.eventType ?? "event") : look.name;
  const own = ownStatements(graph, node);
  const edges = Array.from(edgesAt(graph, node), (edge) => edgeStatement(graph, edge));
  const ask = () => {
    store.set({ query: "" }, true);
    document.dispatchEvent(new CustomEvent("claimgraph:connect", { detail: key }));
  };
  return (
    <>
      <p class="soft overline">
        <KindIcon kind={a.kind ?? "Other"} size={14} /> {kind}
        {a.status && <span class={a.status === "Contested" ? "accent" : ""}> · {statusWords(a.status)}</span>}
      </p>
      <h2 tabIndex={-1}>
        <bdi>{labelOf(graph, node)}</bdi>
      </h2>
      <Particulars node={node} />
      <fieldset class="toolbar" aria-label="What to do with it">
        {[1, 2, 3].map((n) => (
          <button
            type="button"
            key={n}
            aria-pressed={steps === n}
            onClick={() => store.set({ steps: steps === n ? 0 : n })}
            title={`Show only what is within ${count(n, "step")} (${n})`}
          >
            {count(n, "step")}
          </button>
        ))}
        <button type="button" onClick={ask} title="How is it connected with another? (c)">
          Connect…
        </button>
        <button type="button" aria-pressed={Boolean(pins[key])} onClick={() => togglePin(store, key)} title="Keep it where it is (p)">
          Pin
        </button>
        <button
          type="button"
          aria-pressed={expanded.includes(key)}
          onClick={() => toggleExpanded(store, key)}
          title="Show all its neighbours, whatever the filter (e)"
        >
          Expand
        </button>
        <button type="button" onClick={() => hide(store, key)} title="Take it out of the picture (h)">
          Hide
        </button>
      </fieldset>
      {a.kind === "Report" ? <ReportPanel node={node} /> : null}
      {own.length > 0 && (
        <section>
          <h3>{a.kind === "Event" ? "What is said of it" : "Roles"}</h3>
          <ul class="plain facts">
            {own.map((statement, i) => (
              <FactRow key={statement.id} statement={statement} from={node} open={i === 0 && a.kind === "Event"} />
            ))}
          </ul>
        </section>
      )}
      {grouped(edges, node).map(([title, statements]) => (
        <section key={title}>
          <h3>
            {title} <span class="soft">{statements.length}</span>
          </h3>
          <FactList statements={statements} from={node} />
        </section>
      ))}
      <Says node={node} />
      {own.length + edges.length === 0 && a.kind !== "Report" && <p class="soft">Nothing else is said of it.</p>}
    </>
  );
}

const FIRST = 40;

function FactList({ statements, from }: { statements: readonly Statement[]; from: number }) {
  const shown = statements.slice(0, FIRST);
  return (
    <>
      <ul class="plain facts">
        {shown.map((statement) => (
          <FactRow key={statement.id} statement={statement} from={from} />
        ))}
      </ul>
      {statements.length > FIRST && <p class="soft">and {statements.length - FIRST} more: see the list view.</p>}
    </>
  );
}

/** Statements under headings: what took part in an event; of all else, events first. */
function grouped(statements: readonly Statement[], node: number): [string, Statement[]][] {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    const inward = statement.object === node && statement.subject !== node;
    const role = ["agent", "patient", "instrument", "place"].includes(statement.predicate);
    const title = role ? (inward ? "Events" : "Who, what and where") : "Relations";
    const list = groups.get(title) ?? [];
    list.push(statement);
    groups.set(title, list);
  }
  return [...groups].sort(
    ([a], [b]) => ["Who, what and where", "Events", "Relations"].indexOf(a) - ["Who, what and where", "Events", "Relations"].indexOf(b),
  );
}

/** Names, days and places that are no claims. */
function Particulars({ node }: { node: number }) {
  const { graph } = useStore();
  const a = graph.nodes[node]!.attributes;
  const days = rangeWords(a.earliest, a.latest);
  const within = (a.within ?? []).map((key) => graph.byKey.get(key)).filter((i) => i !== undefined);
  const side = graph.side[node]!;
  const matches = [...(a.exactMatches ?? []), ...(a.closeMatches ?? [])];
  return (
    <dl class="particulars">
      {days && (
        <>
          <dt>When</dt>
          <dd>{days}</dd>
        </>
      )}
      {a.kind === "Report" && a.date && (
        <>
          <dt>Published</dt>
          <dd>{dayWords(a.date)}</dd>
        </>
      )}
      {a.publisher && (
        <>
          <dt>Publisher</dt>
          <dd>
            <bdi>{a.publisher}</bdi>
          </dd>
        </>
      )}
      {a.aliases && a.aliases.length > 0 && (
        <>
          <dt>Also called</dt>
          <dd>
            {a.aliases.slice(0, 12).map((alias, i) => (
              <span key={alias}>
                {i > 0 && ", "}
                <bdi>{alias}</bdi>
              </span>
            ))}
          </dd>
        </>
      )}
      {side >= 0 && (
        <>
          <dt>Side</dt>
          <dd>
            <NodeLink node={side} />
          </dd>
        </>
      )}
      {within.length > 0 && (
        <>
          <dt>Lies in</dt>
          <dd>
            {within.map((place) => (
              <NodeLink key={place} node={place} />
            ))}
          </dd>
        </>
      )}
      {a.lat != null && a.lon != null && (
        <>
          <dt>Position</dt>
          <dd>
            {a.lat.toFixed(2)}°, {a.lon.toFixed(2)}°
          </dd>
        </>
      )}
      {matches.length > 0 && (
        <>
          <dt>Same as</dt>
          <dd class="iris">{matches.join(", ")}</dd>
        </>
      )}
    </dl>
  );
}

/** What a speaker speaks of, most claims first, and the same as a filter. */
function Says({ node }: { node: number }) {
  const store = useStore();
  const { graph } = store;
  const subjects = new Map<number, number>();
  const add = (subject: number, from: number, to: number) => {
    for (let row = from; row < to; row++) if (graph.claims.claimant[row] === node) subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
  };
  for (let i = 0; i < graph.nodes.length; i++) add(i, graph.nodeClaims[i]!, graph.nodeClaims[i + 1]!);
  for (let e = 0; e < graph.edges.length; e++) add(graph.source[e]!, graph.edgeClaims[e]!, graph.edgeClaims[e + 1]!);
  if (subjects.size === 0) return null;
  const { key } = graph.nodes[node]!;
  const on = store.state.value.speakers.includes(key);
  const total = [...subjects.values()].reduce((sum, claims) => sum + claims, 0);
  return (
    <section>
      <h3>
        Speaks of <span class="soft">{count(total, "claim")}</span>
      </h3>
      <ul class="plain bars">
        {[...subjects]
          .sort((a, b) => b[1] - a[1] || a[0] - b[0])
          .slice(0, FIRST)
          .map(([subject, claims]) => (
            <li key={subject}>
              <NodeLink node={subject} />
              <span class="soft number">{claims}</span>
            </li>
          ))}
      </ul>
      <p>
        <button type="button" aria-pressed={on} onClick={() => toggleIn(store, "speakers", key)}>
          {on ? "Show what everybody claims" : "Show only what they claim"}
        </button>
      </p>
    </section>
  );
}

function ReportPanel({ node }: { node: number }) {
  const store = useStore();
  const { graph } = store;
  const a = graph.nodes[node]!.attributes;
  const text = a.id === undefined ? undefined : graph.content.documents.get(a.id);
  return (
    <>
      {a.url && <p class="iris soft">{a.url}</p>}
      {text === undefined ? (
        <p class="soft">This page does not hold the report’s text.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section class="report-text tall" tabIndex={0} dir="auto" aria-label={`Text of ${labelOf(graph, node)}`}>
          {text}
        </section>
      )}
    </>
  );
}
