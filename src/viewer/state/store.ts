import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Contradiction, findContradictions } from "../data/contradictions.js";
import { dayText, NO_DAY } from "../data/days.js";
import { type GraphIndex, indexGraph } from "../data/graph-index.js";
import type { Content } from "../data/read.js";
import { labelOf } from "../data/statements.js";
import { type Drawn, draw } from "./drawn.js";
import { type Filtered, filterGraph, focusNodes } from "./filter.js";
import { type Groups, groupNodes } from "./groups.js";
import { createHistory, type History } from "./history.js";
import { type Path, shortestPaths } from "./paths.js";
import { createSearch, type Search } from "./search.js";
import type { ViewState } from "./view-state.js";

/** Data → filtered → drawn, each derived from the one before and from what a person has set. Nothing is written back. */
export interface Store {
  readonly graph: GraphIndex;
  readonly history: History;
  readonly state: ReadonlySignal<ViewState>;
  readonly filtered: ReadonlySignal<Filtered>;
  readonly drawn: ReadonlySignal<Drawn>;
  /** All of the graph's, whatever the filter. */
  readonly contradictions: ReadonlySignal<readonly Contradiction[]>;
  /** Those about something that passes the filter. */
  readonly shownContradictions: ReadonlySignal<readonly Contradiction[]>;
  readonly paths: ReadonlySignal<Connection | null>;
  /** Node numbers that the query finds; `null` without one. */
  readonly matches: ReadonlySignal<ReadonlySet<number> | null>;
  readonly search: Search;
  readonly groups: () => Groups;
  /** First and last day of all events. */
  readonly span: readonly [string, string] | null;
  /** Keys of a mark and a line under the pointer. */
  readonly hovered: Signal<{ node: string | null; edge: string | null }>;
  /** Places found by laying out afresh in this page. */
  readonly arranged: Signal<ReadonlyMap<number, readonly [number, number]> | null>;
  /** What a screen reader should say now. */
  readonly spoken: Signal<string>;
  /** Things to tell in words; shown until dismissed. */
  readonly notices: Signal<readonly string[]>;
  readonly tone: Signal<"light" | "dark">;
  /** Whether the picture has been drawn, or need not be: everything else comes after it. */
  readonly drawnOnce: Signal<boolean>;
  set(change: Partial<ViewState>, quiet?: boolean): void;
  say(words: string): void;
  notify(words: string): void;
}

/** How two nodes are connected. */
export interface Connection {
  readonly from: number;
  readonly to: number;
  readonly paths: readonly Path[];
  /** Whether the paths lie within what is shown; else the whole graph was searched. */
  readonly shown: boolean;
}

/** The store of a page, started from its address. */
export function createStore(content: Content, page: Window): Store {
  const graph = indexGraph(content);
  const history = createHistory(page);
  const { state } = history;
  const search = createSearch(graph);
  const searchable = signal(false);
  const arranged = signal<ReadonlyMap<number, readonly [number, number]> | null>(null);
  const notices = signal<readonly string[]>(content.warnings);
  const spoken = signal("");
  const hovered = signal<{ node: string | null; edge: string | null }>({ node: null, edge: null });
  let known: Groups | null = null;
  const groups = () => {
    known ??= groupNodes(graph);
    return known;
  };
  // Each part of the state that something depends on is a value of its own, so that moving the camera filters nothing.
  const part = <T>(pick: (state: ViewState) => T) => {
    let last: T;
    let text = "";
    return computed(() => {
      const next = pick(state.value);
      const nextText = JSON.stringify(next);
      if (nextText !== text) {
        text = nextText;
        last = next;
      }
      return last;
    });
  };
  const query = part((s) => s.query.trim());
  const matches = computed(() => {
    if (query.value === "" || !searchable.value) return null;
    return new Set(search.find(query.value));
  });
  const filters = part(({ camera: _c, theme: _t, view: _v, pins: _p, arranged: _a, path: _path, ...s }) => ({
    ...s,
    // Another focus changes what passes only where steps are counted from it.
    focus: s.steps > 0 ? s.focus : null,
  }));
  const filtered = computed(() => filterGraph(graph, filters.value as ViewState, matches.value));
  const pins = part((s) => s.pins);
  const expanded = part((s) => s.expanded);
  const focus = part((s) => s.focus);
  const ends = part((s) => s.path);
  const paths = computed<Connection | null>(() => {
    const [from, to] = (ends.value ?? []).map((key) => graph.byKey.get(key));
    if (from === undefined || to === undefined) return null;
    const near = shortestPaths(graph, from, to, filtered.value.edges);
    return near.length > 0
      ? { from, to, paths: near, shown: true }
      : { from, to, paths: shortestPaths(graph, from, to, null), shown: false };
  });
  const singled = computed(() => {
    const set = new Set<number>(focusNodes(graph, focus.value));
    for (const node of [...set]) {
      const first = graph.firstIncident[node]!;
      const last = Math.min(graph.firstIncident[node + 1]!, first + 200);
      for (let k = first; k < last; k++) set.add(graph.source[graph.incident[k]!]!).add(graph.target[graph.incident[k]!]!);
    }
    for (const path of paths.value?.paths ?? []) for (const node of path.nodes) set.add(node);
    return set;
  });
  const drawn = computed(() => {
    const grouped = filtered.value.nodeCount > 5000;
    return draw(graph, filtered.value, groups, {
      expanded: expanded.value,
      pins: pins.value,
      arranged: arranged.value,
      singled: grouped ? singled.value : new Set(),
    });
  });
  const contradictions = computed(() => findContradictions(graph));
  const shownContradictions = computed(() => contradictions.value.filter(({ about }) => filtered.value.nodes[about] === 1));
  const dark = page.matchMedia("(prefers-color-scheme: dark)");
  const tone = signal<"light" | "dark">("light");
  const drawnOnce = signal(state.value.view !== "graph");
  const theme = part((s) => s.theme);
  const settle = () => {
    tone.value = theme.value === "auto" ? (dark.matches ? "dark" : "light") : theme.value;
    page.document.documentElement.dataset.tone = tone.value;
  };
  effect(settle);
  dark.addEventListener("change", settle);
  const stop = effect(() => {
    if (!drawnOnce.value) return;
    setTimeout(() => {
      stop();
      void search.fill().then(() => {
        searchable.value = true;
      });
    });
  });
  const store: Store = {
    graph,
    history,
    state,
    filtered,
    drawn,
    contradictions,
    shownContradictions,
    paths,
    matches,
    search,
    groups,
    span: daySpan(graph),
    hovered,
    arranged,
    spoken,
    notices,
    tone,
    drawnOnce,
    set: (change, quiet) => batch(() => history.set(change, quiet)),
    say: (words) => {
      spoken.value = words;
    },
    notify: (words) => {
      if (!notices.value.includes(words)) notices.value = [...notices.value, words];
    },
  };
  followOldNames(store);
  return store;
}

/** A link may name a node that was joined with another since: its new name takes its place; what is gone is said. */
function followOldNames(store: Store): void {
  const { graph, state } = store;
  const named = state.value.focus?.startsWith("n:") ? state.value.focus.slice(2) : null;
  const edge = state.value.focus?.startsWith("e:") ? state.value.focus.slice(2) : null;
  if (edge && !graph.edgeByKey.has(edge)) {
    store.notify("This link points at a statement that is not in this graph. Search for its subject to find what is.");
    store.set({ focus: null, steps: 0 }, true);
  }
  if (!named || graph.byKey.has(named)) return;
  const heir = graph.nodes.find(({ attributes }) => attributes.replaces?.includes(named));
  if (heir) {
    store.set({ focus: `n:${heir.key}` }, true);
    store.notify(`What this link points at is now part of “${labelOf(graph, graph.byKey.get(heir.key)!)}”.`);
    return;
  }
  store.set({ focus: null, steps: 0 }, true);
  store.notify("This link points at something that is not in this graph. Search for it by name; it may be called differently here.");
}

function daySpan(graph: GraphIndex): [string, string] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < graph.nodes.length; i++) {
    for (const day of [graph.from[i]!, graph.to[i]!]) {
      if (day === NO_DAY) continue;
      low = Math.min(low, day);
      high = Math.max(high, day);
    }
  }
  return low <= high ? [dayText(low), dayText(high)] : null;
}
