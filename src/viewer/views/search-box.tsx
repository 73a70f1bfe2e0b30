import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { lookOf } from "../data/kinds.js";
import { labelOf } from "../data/statements.js";
import { clip, count, spaced } from "../data/words.js";
import { connect, focusNode } from "../state/actions.js";
import { useStore } from "./context.js";
import { KindIcon, Sign } from "./icons.js";

const SHOWN = 8;

/** Finds by name; leads to what was found, filters by the words, or names the other end of a connection. */
export function SearchBox() {
  const store = useStore();
  const { graph } = store;
  const input = useRef<HTMLInputElement>(null);
  const words = useSignal("");
  const open = useSignal(false);
  const active = useSignal(0);
  const from = useSignal<string | null>(null);
  useEffect(() => {
    const start = (event: Event) => {
      from.value = (event as CustomEvent<string>).detail;
      words.value = "";
      input.current?.focus();
    };
    document.addEventListener("claimgraph:connect", start);
    return () => document.removeEventListener("claimgraph:connect", start);
  }, []);
  const found = words.value.trim() ? store.search.find(words.value) : [];
  const hits = found.slice(0, SHOWN);
  const options = hits.length + (found.length > 0 && !from.value ? 1 : 0);
  const done = () => {
    open.value = false;
    words.value = "";
    from.value = null;
    input.current?.blur();
  };
  const choose = (index: number) => {
    const hit = hits[index];
    if (hit === undefined) {
      if (found.length > 0 && !from.value) store.set({ query: words.value.trim() });
    } else if (from.value) connect(store, from.value, graph.nodes[hit]!.key);
    else focusNode(store, hit);
    done();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      done();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options > 0) active.value = (active.value + (event.key === "ArrowDown" ? 1 : options - 1)) % options;
    } else if (event.key === "Enter" && options > 0) {
      event.preventDefault();
      choose(active.value);
    }
  };
  const fromNode = from.value === null ? undefined : graph.byKey.get(from.value);
  const listed = open.value && options > 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known everywhere yet
    <div class="search" role="search">
      <Sign name="search" />
      {fromNode !== undefined && <span class="search-from">from {clip(labelOf(graph, fromNode), 18)} to</span>}
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        aria-label={from.value ? "Connect with" : "Find by name or type"}
        aria-expanded={listed}
        aria-controls="search-results"
        aria-autocomplete="list"
        aria-activedescendant={listed ? `hit-${active.value}` : undefined}
        placeholder={from.value ? "name of the other" : "Find people, units, places, events  /"}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
          active.value = 0;
          open.value = true;
        }}
        onFocus={() => {
          open.value = true;
        }}
        onBlur={() => {
          // A press on a result must come before the list goes.
          setTimeout(() => {
            open.value = false;
          }, 150);
        }}
        onKeyDown={onKeyDown}
      />
      <div class="visually-hidden" aria-live="polite">
        {words.value.trim() && open.value ? (found.length === 0 ? "Nothing found" : `${found.length} found`) : ""}
      </div>
      {open.value && words.value.trim() !== "" && (
        <div class="hits" id="search-results" role="listbox" aria-label="Found">
          {options === 0 && (
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div class="hit none" role="option" aria-selected="false">
              Nothing is called that here. Try fewer letters, or another spelling.
            </div>
          )}
          {hits.map((node, i) => {
            const { attributes: a } = graph.nodes[node]!;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the text box
              <div
                key={node}
                id={`hit-${i}`}
                class="hit"
                role="option"
                aria-selected={i === active.value}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(i)}
              >
                <KindIcon kind={a.kind ?? "Other"} />
                <bdi>{clip(labelOf(graph, node), 70)}</bdi>
                <span class="soft">{a.kind === "Event" ? spaced(a.subtype ?? a.eventType ?? "event") : lookOf(a.kind ?? "").name}</span>
              </div>
            );
          })}
          {found.length > 0 && !from.value && (
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the text box
            <div
              id={`hit-${hits.length}`}
              class="hit all"
              role="option"
              aria-selected={active.value === hits.length}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(hits.length)}
            >
              Show only {found.length === 1 ? "what matches" : `the ${count(found.length, "match", "matches")}`}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
