import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { dayNumber, dayText, dayWords, NO_DAY } from "../data/days.js";
import { KIND_INDEX } from "../data/kinds.js";
import { count } from "../data/words.js";
import { filterGraph } from "../state/filter.js";
import { useStore } from "./context.js";

const BINS = 120;
const EVENT = KIND_INDEX.get("Event")!;

interface Bin {
  readonly first: number;
  readonly last: number;
  events: number;
  contested: number;
  claims: number;
}

/** Days along a line: events as bars, reports' claims as ticks below; a stretch of days can be brushed. */
export function Timeline() {
  const store = useStore();
  const { graph, span } = store;
  const svg = useRef<SVGSVGElement>(null);
  const drag = useSignal<number | null>(null);
  // The bars show what passes all filters but the days, so that one sees what brushing elsewhere would bring.
  const { days, ...rest } = store.state.value;
  const key = JSON.stringify({
    ...rest,
    camera: null,
    focus: rest.steps > 0 ? rest.focus : null,
    view: null,
    pins: null,
    path: null,
    theme: null,
  });
  const keySignal = useSignal(key);
  if (keySignal.peek() !== key) keySignal.value = key;
  const bins = useComputed(() => {
    keySignal.value;
    if (!span) return [];
    const state = store.state.peek();
    const filtered = state.days ? filterGraph(graph, { ...state, days: null }, store.matches.value) : store.filtered.value;
    return makeBins(store, filtered.nodes, span);
  }).value;
  if (!span || bins.length === 0) {
    return (
      <section class="timeline none" aria-label="Timeline">
        <p class="soft">No event or report has a day.</p>
      </section>
    );
  }
  const most = Math.max(1, ...bins.map((bin) => bin.events));
  const mostClaims = Math.max(1, ...bins.map((bin) => bin.claims));
  const [low, high] = days ?? span;
  const width = 1000;
  const step = width / bins.length;
  const binAt = (event: PointerEvent): number => {
    const box = svg.current!.getBoundingClientRect();
    return Math.min(bins.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * bins.length)));
  };
  const brush = (a: number, b: number, quiet: boolean) => {
    const [from, to] = a < b ? [a, b] : [b, a];
    store.set({ days: [dayText(bins[from]!.first), dayText(bins[to]!.last)] }, quiet);
  };
  const inside = (bin: Bin) => !days || (bin.last >= dayNumber(days[0]) && bin.first <= dayNumber(days[1]));
  const undated = countUndated(store);
  return (
    <section class="timeline" aria-label="Timeline">
      <svg
        ref={svg}
        viewBox={`0 0 ${width} 56`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          const bin = binAt(event);
          drag.value = bin;
          svg.current!.setPointerCapture(event.pointerId);
          // The first change of a drag is a step of the history, the rest refine it.
          brush(bin, bin, false);
        }}
        onPointerMove={(event) => {
          if (drag.value !== null) brush(drag.value, binAt(event), true);
        }}
        onPointerUp={() => {
          drag.value = null;
        }}
        onPointerCancel={() => {
          drag.value = null;
        }}
        onDblClick={() => store.set({ days: null })}
      >
        {days && (
          <rect class="brush" x={bins.findIndex(inside) * step} width={Math.max(1, bins.filter(inside).length) * step} y="0" height="56" />
        )}
        <line class="axis" x1="0" x2={width} y1="40.5" y2="40.5" />
        {bins.map((bin, i) => (
          <g key={bin.first} class={inside(bin) ? "" : "outside"}>
            {bin.events > 0 && (
              <rect
                class="bar"
                x={i * step + step * 0.1}
                width={Math.min(step * 0.8, 40)}
                y={40 - Math.max(3, (36 * bin.events) / most)}
                height={Math.max(3, (36 * bin.events) / most)}
              />
            )}
            {bin.contested > 0 && (
              <rect
                class="bar contested"
                x={i * step + step * 0.1}
                width={Math.min(step * 0.8, 40)}
                y={40 - Math.max(3, (36 * bin.contested) / most)}
                height={Math.max(3, (36 * bin.contested) / most)}
              />
            )}
            {bin.claims > 0 && (
              <rect
                class="tick"
                x={i * step + step * 0.1}
                width={Math.min(step * 0.8, 40)}
                y="43"
                height={3 + (9 * bin.claims) / mostClaims}
              />
            )}
          </g>
        ))}
      </svg>
      <div class="days">
        <label>
          <span>from</span>
          <input
            type="date"
            aria-label="First day"
            value={low}
            min={span[0]}
            max={span[1]}
            onChange={(event) => event.currentTarget.value && store.set({ days: ordered(event.currentTarget.value, high) })}
          />
        </label>
        <span class="soft middle">
          {count(
            bins.reduce((sum, bin) => sum + (inside(bin) ? bin.events : 0), 0),
            "dated event",
          )}
          {undated > 0 && `, ${undated} without a day`}
          <span class="legend"> · bars: events, ticks: claims by day of report</span>
          {days && (
            <button type="button" class="link" onClick={() => store.set({ days: null })}>
              all days
            </button>
          )}
        </span>
        <label>
          <span>to</span>
          <input
            type="date"
            aria-label="Last day"
            value={high}
            min={span[0]}
            max={span[1]}
            onChange={(event) => event.currentTarget.value && store.set({ days: ordered(low, event.currentTarget.value) })}
          />
        </label>
      </div>
      <p class="visually-hidden">
        From {dayWords(span[0])} to {dayWords(span[1])}.{" "}
        {days ? `Only events from ${dayWords(low)} to ${dayWords(high)} are shown.` : "All days are shown."}
      </p>
    </section>
  );
}

function ordered(a: string, b: string): [string, string] {
  return a <= b ? [a, b] : [b, a];
}

function makeBins(store: ReturnType<typeof useStore>, shown: Uint8Array, span: readonly [string, string]): Bin[] {
  const { graph } = store;
  const first = dayNumber(span[0]);
  const days = dayNumber(span[1]) - first + 1;
  const wide = Math.ceil(days / BINS);
  // A line of one or two days would be one fat bar: some air on both sides.
  const air = days < 7 ? Math.ceil((7 - days) / 2) : 0;
  const bins: Bin[] = [];
  for (let day = first - air; day < first + days + air; day += wide)
    bins.push({ first: day, last: day + wide - 1, events: 0, contested: 0, claims: 0 });
  const binOf = (day: number) => Math.min(bins.length - 1, Math.max(0, Math.floor((day - first + air) / wide)));
  for (let i = 0; i < shown.length; i++) {
    if (shown[i] === 0 || graph.kind[i] !== EVENT) continue;
    const from = graph.from[i] === NO_DAY ? graph.to[i]! : graph.from[i]!;
    if (from === NO_DAY) continue;
    const bin = bins[binOf(from)]!;
    bin.events++;
    if (graph.contested[i] === 1) bin.contested++;
  }
  for (const report of graph.claims.report) {
    const day = report < 0 ? NO_DAY : graph.from[report]!;
    if (day !== NO_DAY) bins[binOf(day)]!.claims++;
  }
  return bins;
}

function countUndated(store: ReturnType<typeof useStore>): number {
  const { graph } = store;
  if (store.state.value.days) return 0;
  const shown = store.filtered.value.nodes;
  let undated = 0;
  for (let i = 0; i < shown.length; i++) {
    if (shown[i] === 1 && graph.kind[i] === EVENT && graph.from[i] === NO_DAY && graph.to[i] === NO_DAY) undated++;
  }
  return undated;
}
