import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { countFacets, type FacetValue } from "../data/facets.js";
import { lookOf } from "../data/kinds.js";
import { labelOf } from "../data/statements.js";
import { clip, count, spaced, statusWords } from "../data/words.js";
import { clearFilters, toggleIn } from "../state/actions.js";
import { isNarrowed } from "../state/filter.js";
import type { Store } from "../state/store.js";
import { useStore } from "./context.js";
import { KindIcon } from "./icons.js";

/** What can be filtered by. The classes are the picture's legend too. */
export function Facets() {
  const store = useStore();
  const { graph, state } = store;
  const facets = useComputed(() => countFacets(graph, store.filtered.value.nodes, store.filtered.value.edges)).value;
  const s = state.value;
  const name = (key: string) => {
    const node = graph.byKey.get(key);
    return node === undefined ? key : labelOf(graph, node);
  };
  const { nodeCount, edgeCount } = store.filtered.value;
  const narrowed = isNarrowed(s) || s.off.join() !== "Report";
  return (
    <div class="facets">
      <p class="shown" aria-live="polite">
        <strong>{nodeCount.toLocaleString("en-GB")}</strong> of {count(graph.nodes.length, "node")}, {count(edgeCount, "edge")}
        {narrowed && (
          <button type="button" class="link" onClick={() => clearFilters(store)}>
            show all
          </button>
        )}
      </p>
      <Chips store={store} name={name} />
      <fieldset class="facet kinds">
        <legend>Kinds</legend>
        {facets.kinds.map(({ value, shown, all }) => (
          <label key={value}>
            <input type="checkbox" checked={!s.off.includes(value)} onChange={() => toggleIn(store, "off", value)} />
            <KindIcon kind={value} />
            <span>{lookOf(value).plural}</span>
            <Tally shown={shown} all={all} />
          </label>
        ))}
      </fieldset>
      <p class="key soft">
        <svg width="34" height="12" aria-hidden="true">
          <line x1="1" y1="6" x2="33" y2="6" class="line" />
        </svg>
        claimed as fact
        <svg width="34" height="12" aria-hidden="true">
          <line x1="1" y1="6" x2="33" y2="6" class="line dashed" />
        </svg>
        only planned, possible, denied
        <svg width="34" height="14" aria-hidden="true">
          <line x1="1" y1="7" x2="33" y2="7" class="line contested" />
          <circle cx="17" cy="7" r="5.5" class="unequal" />
          <path d="M14 5.8h6M14 8.2h6M18.5 4l-3 6" class="unequal" />
        </svg>
        contested
      </p>
      <fieldset class="facet">
        <legend>Claims</legend>
        <label>
          <input type="checkbox" checked={s.contested} onChange={() => store.set({ contested: !s.contested })} />
          <span>only what is contested</span>
        </label>
        <label class="range">
          <span>confidence at least {Math.round(s.confidence * 100)} %</span>
          <input
            type="range"
            min="0"
            max="0.95"
            step="0.05"
            value={s.confidence}
            onInput={(event) => store.set({ confidence: Number(event.currentTarget.value) }, true)}
          />
        </label>
      </fieldset>
      <Facet title="Event types" values={facets.types} chosen={s.types} words={spaced} toggle={(v) => toggleIn(store, "types", v)} />
      <Facet
        title="How they stand"
        values={facets.statuses}
        chosen={s.statuses}
        words={statusWords}
        toggle={(v) => toggleIn(store, "statuses", v)}
      />
      <Facet
        title="Speakers"
        values={facets.speakers}
        chosen={s.speakers}
        words={name}
        toggle={(v) => toggleIn(store, "speakers", v)}
        unit="claim"
      />
      <Facet title="Sides" values={facets.sides} chosen={s.sides} words={name} toggle={(v) => toggleIn(store, "sides", v)} />
      <Facet title="Places" values={facets.places} chosen={s.places} words={name} toggle={(v) => toggleIn(store, "places", v)} />
      <Facet
        title="Reports"
        values={facets.reports}
        chosen={s.reports}
        words={name}
        toggle={(v) => toggleIn(store, "reports", v)}
        unit="claim"
      />
    </div>
  );
}

function Tally({ shown, all }: { shown: number; all: number }) {
  return (
    <span class="number soft" title={`${shown} of ${all} shown`}>
      {shown === all ? all : `${shown}/${all}`}
    </span>
  );
}

interface FacetProps {
  readonly title: string;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  readonly words: (value: string) => string;
  readonly toggle: (value: string) => void;
  readonly unit?: string;
}

const FIRST = 8;

function Facet({ title, values, chosen, words, toggle }: FacetProps): ComponentChildren {
  const all = useSignal(false);
  const narrow = useSignal("");
  if (values.length === 0) return null;
  const fits = narrow.value ? values.filter(({ value }) => words(value).toLowerCase().includes(narrow.value.toLowerCase())) : values;
  const listed = all.value ? fits.slice(0, 200) : fits.filter(({ value }, i) => i < FIRST || chosen.includes(value));
  return (
    <details class="facet" open={chosen.length > 0}>
      <summary>
        {title} <span class="soft">{values.length}</span>
        {chosen.length > 0 && <span class="tag">{chosen.length} chosen</span>}
      </summary>
      {values.length > 20 && (
        <input
          type="text"
          class="narrow"
          aria-label={`Narrow ${title.toLowerCase()}`}
          placeholder="narrow"
          value={narrow.value}
          onInput={(event) => {
            narrow.value = event.currentTarget.value;
          }}
        />
      )}
      {listed.map(({ value, shown, all }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <bdi>{clip(words(value), 40)}</bdi>
          <Tally shown={shown} all={all} />
        </label>
      ))}
      {fits.length > FIRST && (
        <button
          type="button"
          class="link"
          onClick={() => {
            all.value = !all.value;
          }}
        >
          {all.value ? "fewer" : `all ${fits.length}`}
        </button>
      )}
    </details>
  );
}

/** Every filter that is set, each with a way to drop it. */
function Chips({ store, name }: { store: Store; name: (key: string) => string }) {
  const s = store.state.value;
  const chips: [string, () => void][] = [];
  if (s.query) chips.push([`“${s.query}”`, () => store.set({ query: "" })]);
  if (s.days) chips.push([`${s.days[0]} – ${s.days[1]}`, () => store.set({ days: null })]);
  if (s.steps > 0 && s.focus) chips.push([`within ${count(s.steps, "step")}`, () => store.set({ steps: 0 })]);
  if (s.contested) chips.push(["contested", () => store.set({ contested: false })]);
  if (s.confidence > 0) chips.push([`confidence ≥ ${Math.round(s.confidence * 100)} %`, () => store.set({ confidence: 0 })]);
  for (const [list, words] of [
    ["types", spaced],
    ["statuses", statusWords],
    ["speakers", name],
    ["sides", name],
    ["places", name],
    ["reports", name],
  ] as const) {
    for (const value of s[list]) chips.push([words(value), () => toggleIn(store, list, value)]);
  }
  if (s.hidden.length > 0) chips.push([`${s.hidden.length} hidden`, () => store.set({ hidden: [] })]);
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters that are set">
      {chips.map(([words, drop]) => (
        <li key={words}>
          <button type="button" onClick={drop} aria-label={`Drop the filter ${words}`}>
            <bdi>{clip(words, 28)}</bdi> <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
