import { useComputed } from "@preact/signals";
import { claimsIn } from "../data/contradictions.js";
import { dayWords, rangeWords } from "../data/days.js";
import { labelOf } from "../data/statements.js";
import { tellStory, tellTale } from "../data/story.js";
import { clip, count, quantityWords, spaced, statusWords } from "../data/words.js";
import { focusNode, toggleIn } from "../state/actions.js";
import { useStore } from "./context.js";
import { KindIcon } from "./icons.js";
import { NodeLink } from "./node-link.js";

const EVENTS = 7;

/** What is shown before anything is chosen: the reports in short. */
export function Story() {
  const store = useStore();
  const { graph } = store;
  const tale = useComputed(() => tellTale(graph)).value;
  const story = useComputed(() => tellStory(graph, tale, store.filtered.value.nodes, EVENTS)).value;
  const contradictions = store.shownContradictions.value;
  return (
    <div class="story">
      <p class="soft overline">{graph.reports.length === 1 ? "one report" : count(graph.reports.length, "report")}</p>
      <h2>
        {graph.reports.length === 1 ? (
          <ReportTitle node={graph.reports[0]!} />
        ) : (
          `${count(story.eventCount, "event")}, ${count(tale.claims, "claim")}`
        )}
      </h2>
      {contradictions.length > 0 && (
        <section class="callout">
          <h3>
            <span class="accent">{count(contradictions.length, "contradiction")}</span>
          </h3>
          <ul class="plain">
            {contradictions.slice(0, 4).map((one) => (
              <li key={one.id}>
                <NodeLink node={one.about} /> <span class="soft">{count(claimsIn(one), "claim")} that can’t all hold</span>
              </li>
            ))}
          </ul>
          <p>
            <button type="button" onClick={() => store.set({ view: "contradictions" })}>
              Compare them side by side
            </button>
          </p>
        </section>
      )}
      {story.events.length > 0 && (
        <section>
          <h3>What is reported</h3>
          <ul class="plain events">
            {story.events.map((event) => (
              <EventLine key={event} node={event} />
            ))}
          </ul>
          {story.eventCount > EVENTS && (
            <p>
              <button type="button" class="link" onClick={() => store.set({ view: "list" })}>
                all {count(story.eventCount, "event")}
              </button>
            </p>
          )}
        </section>
      )}
      {tale.speakers.length > 0 && (
        <section>
          <h3>Who speaks</h3>
          <ul class="plain bars">
            {tale.speakers.slice(0, 6).map(([node, claims]) => (
              <li key={node}>
                <NodeLink node={node} />
                <button
                  type="button"
                  class="link soft"
                  aria-pressed={store.state.value.speakers.includes(graph.nodes[node]!.key)}
                  onClick={() => toggleIn(store, "speakers", graph.nodes[node]!.key)}
                  title="Show only what they claim"
                >
                  {count(claims, "claim")}
                </button>
              </li>
            ))}
          </ul>
          {tale.unattributed > 0 && <p class="soft">{count(tale.unattributed, "claim")} in the reports’ own voice.</p>}
        </section>
      )}
      <Sides />
      {story.places.length > 0 && (
        <section>
          <h3>Where</h3>
          <p class="places">
            {story.places.slice(0, 10).map(([node]) => (
              <NodeLink key={node} node={node} />
            ))}
          </p>
        </section>
      )}
      {graph.nodes.length > 0 && story.events.length === 0 && <p class="soft">No event passes the filter.</p>}
      {graph.reports.length > 1 && (
        <section>
          <h3>Reports</h3>
          <ul class="plain">
            {graph.reports.slice(0, 8).map((node) => (
              <li key={node}>
                <NodeLink node={node} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The sides and who is on each, where the reports tell. */
function Sides() {
  const store = useStore();
  const { graph } = store;
  const sides = useComputed(() => {
    const members = new Map<number, number[]>();
    graph.side.forEach((side, node) => {
      if (side >= 0) members.set(side, [...(members.get(side) ?? []), node]);
    });
    return [...members].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, 4);
  }).value;
  if (sides.length < 2) return null;
  return (
    <section>
      <h3>Sides</h3>
      <ul class="plain sides-list">
        {sides.map(([side, members]) => (
          <li key={side}>
            <NodeLink node={side} />
            <span class="members">
              {members.slice(0, 5).map((node) => (
                <NodeLink key={node} node={node} />
              ))}
              {members.length > 5 && <span class="soft">and {members.length - 5} more</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReportTitle({ node }: { node: number }) {
  const store = useStore();
  const { attributes: a } = store.graph.nodes[node]!;
  return (
    <>
      <button type="button" class="link" onClick={() => focusNode(store, node)}>
        <bdi>{labelOf(store.graph, node)}</bdi>
      </button>
      {(a.publisher || a.date) && (
        <span class="soft byline">
          {a.publisher && <bdi>{a.publisher}</bdi>}
          {a.publisher && a.date && ", "}
          {a.date && dayWords(a.date)}
        </span>
      )}
    </>
  );
}

/** An event on two lines: its name; then how it stands, when, and its numbers. */
function EventLine({ node }: { node: number }) {
  const store = useStore();
  const { graph } = store;
  const { attributes: a, key } = graph.nodes[node]!;
  const numbers = (a.quantities ?? []).slice(0, 2).map(quantityWords);
  const open = !["Asserted", "Contested"].includes(a.status ?? "Asserted");
  return (
    <li>
      <button
        type="button"
        class="event-line"
        onClick={() => focusNode(store, node)}
        onMouseEnter={() => {
          store.hovered.value = { node: key, edge: null };
        }}
        onMouseLeave={() => {
          store.hovered.value = { node: null, edge: null };
        }}
      >
        <KindIcon kind="Event" size={16} open={open} />
        <span>
          <bdi class="name">{clip(labelOf(graph, node), 90)}</bdi>
          <span class="soft detail">
            {[spaced(a.subtype ?? a.eventType ?? ""), rangeWords(a.earliest, a.latest), ...numbers].filter(Boolean).join(" · ")}
            {a.status && a.status !== "Asserted" && (
              <span class={a.status === "Contested" ? "accent" : ""}> · {statusWords(a.status)}</span>
            )}
          </span>
        </span>
      </button>
    </li>
  );
}
