import { effect, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { unfocus } from "../state/actions.js";
import { focusNodes } from "../state/filter.js";
import type { Store } from "../state/store.js";
import type { View } from "../state/view-state.js";
import { StoreContext, useStore } from "./context.js";
import { Contradictions } from "./contradictions.js";
import { Facets } from "./facets.js";
import { GraphView } from "./graph-view.js";
import { Help } from "./help.js";
import { Sign } from "./icons.js";
import { List } from "./list.js";
import { MapView } from "./map.js";
import { Menu } from "./menu.js";
import { Panel } from "./panel.js";
import { SearchBox } from "./search-box.js";
import { Timeline } from "./timeline.js";

const TABS: readonly (readonly [View, string, string])[] = [
  ["graph", "Graph", "g"],
  ["contradictions", "Contradictions", "x"],
  ["map", "Map", "m"],
  ["list", "List", "t"],
];

/** The page: finding and views above, filters left, the view in the middle with the timeline below, evidence right. */
export function App({ store }: { store: Store }) {
  const help = useSignal(false);
  const filters = useSignal(window.matchMedia("(min-width: 1100px)").matches);
  useEffect(
    () =>
      listenToKeys(store, {
        help: () => {
          help.value = true;
        },
        filters: () => {
          filters.value = !filters.value;
        },
      }),
    [],
  );
  const { view } = store.state.value;
  const ready = useReady(store);
  // Once there, the picture is kept while other views are shown: to make it anew takes longer than all else.
  const drawn = useRef(false);
  drawn.current ||= view === "graph";
  return (
    <StoreContext.Provider value={store}>
      <button type="button" class="skip" onClick={() => jump("evidence")}>
        To the evidence
      </button>
      <header>
        <h1>Claimgraph</h1>
        <SearchBox />
        <nav aria-label="Views">
          {TABS.map(([name, words, key]) => (
            <button
              type="button"
              key={name}
              aria-current={view === name ? "page" : undefined}
              onClick={() => store.set({ view: name })}
              title={`${words} (${key})`}
            >
              {words}
              {name === "contradictions" && ready && store.contradictions.value.length > 0 && (
                <span class="badge">{store.contradictions.value.length}</span>
              )}
            </button>
          ))}
        </nav>
        <Tools help={help} filters={filters} />
      </header>
      <Notices />
      <div class={`body${filters.value ? "" : " no-filters"}`}>
        {filters.value && (
          <aside class="filters" aria-label="Filters" id="filters">
            {ready && <Facets />}
          </aside>
        )}
        <main>
          <div class="view">
            {(drawn.current || view === "graph") && <GraphView />}
            {view === "contradictions" && <Contradictions />}
            {view === "map" && <MapView />}
            {view === "list" && <List />}
          </div>
          {ready ? <Timeline /> : <section class="timeline" />}
        </main>
        {ready ? <Panel /> : <aside class="panel" />}
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">
        {store.spoken.value}
      </div>
      {help.value && (
        <Help
          close={() => {
            help.value = false;
          }}
        />
      )}
    </StoreContext.Provider>
  );
}

/** Whether the picture is there; what stands around it is made a moment later. */
function useReady(store: Store): boolean {
  const ready = useSignal(store.drawnOnce.peek());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      if (store.drawnOnce.value)
        timer = setTimeout(() => {
          ready.value = true;
        });
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return ready.value;
}

/** Takes the keys to a part of the page. */
function jump(id: string): void {
  const target = document.getElementById(id);
  target?.setAttribute("tabindex", "-1");
  target?.focus();
}

function Tools({ help, filters }: { help: { value: boolean }; filters: { value: boolean } }) {
  const store = useStore();
  const { history } = store;
  const { theme } = store.state.value;
  const next = theme === "auto" ? (store.tone.value === "dark" ? "light" : "dark") : theme === "dark" ? "light" : "dark";
  return (
    <div class="tools" role="toolbar" aria-label="Tools">
      <button
        type="button"
        aria-pressed={filters.value}
        onClick={() => {
          filters.value = !filters.value;
        }}
        aria-label="Filters"
        title="Filters (f)"
      >
        <Sign name="filter" />
      </button>
      <button type="button" disabled={!history.canUndo.value} onClick={() => history.undo()} aria-label="Undo" title="Undo (Ctrl Z)">
        <Sign name="undo" />
      </button>
      <button type="button" disabled={!history.canRedo.value} onClick={() => history.redo()} aria-label="Redo" title="Redo (Ctrl Y)">
        <Sign name="redo" />
      </button>
      <Menu />
      <button
        type="button"
        onClick={() => store.set({ theme: next })}
        aria-label={`Switch to ${next} colours`}
        title={`Switch to ${next} colours`}
      >
        <Sign name="theme" />
      </button>
      <button
        type="button"
        onClick={() => {
          help.value = true;
        }}
        aria-label="Help"
        title="Keys and marks (?)"
      >
        <Sign name="help" />
      </button>
    </div>
  );
}

function Notices() {
  const store = useStore();
  const notices = store.notices.value;
  if (notices.length === 0) return null;
  return (
    <div class="notices" role="alert">
      {notices.map((words) => (
        <p key={words}>
          {words}
          <button
            type="button"
            class="link"
            onClick={() => {
              store.notices.value = notices.filter((one) => one !== words);
            }}
          >
            dismiss
          </button>
        </p>
      ))}
    </div>
  );
}

/** Keys that work everywhere but in text fields. */
function listenToKeys(store: Store, toggle: { help: () => void; filters: () => void }): () => void {
  const onPointer = () => {
    document.body.dataset.input = "pointer";
  };
  const onKey = (event: KeyboardEvent) => {
    document.body.dataset.input = "keyboard";
    const typing = (event.target as Element).closest?.("input:not([type=checkbox]):not([type=range]), textarea, select, dialog");
    const control = event.ctrlKey || event.metaKey;
    if (control && !typing && event.key.toLowerCase() === "z") {
      event.preventDefault();
      if (event.shiftKey) store.history.redo();
      else store.history.undo();
    } else if (control && !typing && event.key.toLowerCase() === "y") {
      event.preventDefault();
      store.history.redo();
    }
    if (control || event.altKey || typing) return;
    const node = focusNodes(store.graph, store.state.value.focus)[0];
    const views: Readonly<Record<string, View>> = { g: "graph", x: "contradictions", m: "map", t: "list" };
    if (event.key === "/") document.getElementById("search")?.focus();
    else if (event.key === "?") toggle.help();
    else if (event.key === "f") toggle.filters();
    else if (event.key === "Escape") unfocus(store);
    else if (views[event.key]) store.set({ view: views[event.key]! });
    else if (event.key === "c" && node !== undefined)
      document.dispatchEvent(new CustomEvent("claimgraph:connect", { detail: store.graph.nodes[node]!.key }));
    else if (["1", "2", "3"].includes(event.key) && node !== undefined) {
      const steps = Number(event.key);
      store.set({ steps: store.state.value.steps === steps ? 0 : steps });
    } else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", onPointer);
  return () => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("pointerdown", onPointer);
  };
}
