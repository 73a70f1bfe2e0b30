import { useComputed, useSignal } from "@preact/signals";
import { geoGraticule10, geoMercator, geoPath } from "d3-geo";
import { useEffect, useRef } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";
import { findSpots, type Spot } from "../data/places.js";
import { labelOf } from "../data/statements.js";
import { clip, count } from "../data/words.js";
import { focusNode } from "../state/actions.js";
import { focusNodes } from "../state/filter.js";
import { useStore } from "./context.js";
import { Sign } from "./icons.js";
import { NodeLink } from "./node-link.js";

const atlas = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** At most so many spots are drawn, those with most events first. */
const SPOTS = 1500;

interface Pan {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** Where it happened, on outlines that the page carries. A spot's ring says how sure its position is. */
export function MapView() {
  const store = useStore();
  const { graph } = store;
  const box = useRef<HTMLDivElement>(null);
  const size = useSignal({ width: 800, height: 500 });
  const pan = useSignal<Pan>({ k: 1, x: 0, y: 0 });
  const from = useRef<{ x: number; y: number; pan: Pan } | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      if (width > 0 && height > 0) size.value = { width, height };
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  const found = useComputed(() => findSpots(graph, store.filtered.value.nodes)).value;
  // The frame is that of the whole graph, so that the map keeps still while one filters.
  const frame = useComputed(() => findSpots(graph, new Uint8Array(graph.nodes.length).fill(1)).spots).value;
  const countries = useComputed(() => feature(atlas, atlas.objects.countries)).value;
  const { width, height } = size.value;
  const projection = geoMercator();
  const points = frame.filter((spot) => spot.precision !== "country" || frame.length < 3).map((spot) => [spot.lon, spot.lat]);
  if (points.length > 0) {
    projection.fitExtent(
      [
        [width * 0.14, height * 0.14],
        [width * 0.86, height * 0.86],
      ],
      { type: "MultiPoint", coordinates: points },
    );
    // One place, or several close by, would fill the map with nothing around.
    const top = (width / (2 * Math.PI)) * 40;
    if (!Number.isFinite(projection.scale()) || projection.scale() > top) {
      const [lon, lat] = [0, 1].map((i) => points.reduce((sum, point) => sum + point[i]!, 0) / points.length);
      projection
        .scale(top)
        .center([lon!, lat!])
        .translate([width / 2, height / 2]);
    }
  } else projection.fitSize([width, height], { type: "Sphere" });
  const { k, x, y } = pan.value;
  const [tx, ty] = projection.translate();
  projection
    .scale(projection.scale() * k)
    .translate([width / 2 + (tx - width / 2) * k + x, height / 2 + (ty - height / 2) * k + y])
    .clipExtent([
      [-20, -20],
      [width + 20, height + 20],
    ]);
  const path = geoPath(projection);
  const zoom = (factor: number, cx = width / 2, cy = height / 2) => {
    const next = Math.min(200, Math.max(0.2, k * factor));
    const real = next / k;
    pan.value = { k: next, x: (x + width / 2 - cx) * real - width / 2 + cx, y: (y + height / 2 - cy) * real - height / 2 + cy };
  };
  const focus = new Set(focusNodes(graph, store.state.value.focus));
  const shown = [...found.spots].sort((a, b) => b.events.length - a.events.length || a.place - b.place).slice(0, SPOTS);
  const labelled = pickLabels(
    shown,
    (spot) => labelOf(graph, spot.place),
    projection as (at: [number, number]) => [number, number] | null,
    width,
    height,
  );
  return (
    <section class="map" aria-label="Map">
      <div
        class="map-box"
        ref={box}
        onWheel={(event) => {
          event.preventDefault();
          const rect = box.current!.getBoundingClientRect();
          zoom(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - rect.left, event.clientY - rect.top);
        }}
        onPointerDown={(event) => {
          if ((event.target as Element).closest("button, .spot")) return;
          from.current = { x: event.clientX, y: event.clientY, pan: pan.value };
          box.current!.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (from.current)
            pan.value = {
              k,
              x: from.current.pan.x + event.clientX - from.current.x,
              y: from.current.pan.y + event.clientY - from.current.y,
            };
        }}
        onPointerUp={() => {
          from.current = null;
        }}
      >
        <svg width={width} height={height} aria-hidden="true">
          <path class="graticule" d={path(geoGraticule10()) ?? ""} />
          {countries.features.map((country) => (
            <path key={country.id ?? country.properties.name} class="country" d={path(country) ?? ""} />
          ))}
          {countries.features.map((country) => {
            const area = path.area(country);
            const at = path.centroid(country);
            if (area < 6000 || Number.isNaN(at[0])) return null;
            return (
              <text key={country.id ?? country.properties.name} class="country-name" x={at[0]} y={at[1]} text-anchor="middle">
                {country.properties.name}
              </text>
            );
          })}
          {shown.map((spot) => {
            const at = projection([spot.lon, spot.lat]);
            if (!at) return null;
            const r = 4 + Math.min(14, 3 * Math.sqrt(spot.events.length));
            const lit = focus.has(spot.place) || spot.events.some((event) => focus.has(event));
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the same spots are buttons in the list below
              <g
                key={spot.place}
                class={`spot ${spot.precision}${spot.contested ? " contested" : ""}${lit ? " lit" : ""}${spot.events.length === 0 ? " quiet" : ""}`}
                transform={`translate(${at[0]} ${at[1]})`}
                onClick={() => focusNode(store, spot.place)}
              >
                {spot.precision !== "point" && <circle class="doubt" r={r + (spot.precision === "country" ? 14 : 7)} />}
                <circle class="dot" r={r} />
                {spot.events.length > 1 && (
                  <text dy=".35em" text-anchor="middle">
                    {spot.events.length}
                  </text>
                )}
                {labelled.has(spot.place) && (
                  <text class="name" x={r + 4} dy=".35em">
                    {clip(labelOf(graph, spot.place), 26)}
                  </text>
                )}
                <title>{`${labelOf(graph, spot.place)}: ${count(spot.events.length, "event")}`}</title>
              </g>
            );
          })}
        </svg>
        <fieldset class="controls" aria-label="Map">
          <button type="button" onClick={() => zoom(1.5)} aria-label="Zoom in">
            <Sign name="plus" />
          </button>
          <button type="button" onClick={() => zoom(1 / 1.5)} aria-label="Zoom out">
            <Sign name="minus" />
          </button>
          <button
            type="button"
            onClick={() => {
              pan.value = { k: 1, x: 0, y: 0 };
            }}
            aria-label="Show everything"
          >
            <Sign name="fit" />
          </button>
        </fieldset>
      </div>
      <div class="map-list">
        <p class="soft">
          A solid dot is a known point; a dashed ring means somewhere around; a wide ring, somewhere in the country.
          {found.unplaced.length > 0 && ` ${count(found.unplaced.length, "place")} without a position:`}
        </p>
        {found.unplaced.length > 0 && (
          <p class="places">
            {found.unplaced.slice(0, 30).map((node) => (
              <NodeLink key={node} node={node} />
            ))}
          </p>
        )}
        <ul class="visually-hidden">
          {shown.slice(0, 200).map((spot) => (
            <li key={spot.place}>
              {labelOf(graph, spot.place)}: {count(spot.events.length, "event")}
              {spot.contested ? ", contested" : ""}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The spots whose names fit without one over another, those with most events first. */
function pickLabels(
  spots: readonly Spot[],
  label: (spot: Spot) => string,
  project: (at: [number, number]) => [number, number] | null,
  width: number,
  height: number,
): Set<number> {
  const taken: { x: number; y: number; w: number }[] = [];
  const chosen = new Set<number>();
  for (const spot of spots.slice(0, 300)) {
    const at = project([spot.lon, spot.lat]);
    if (!at || at[0] < 0 || at[1] < 0 || at[0] > width || at[1] > height) continue;
    const w = Math.min(26, label(spot).length) * 7 + 30;
    const [x, y] = at;
    if (taken.some((other) => Math.abs(other.y - y) < 15 && x < other.x + other.w && other.x < x + w)) continue;
    taken.push({ x: x - 8, y, w });
    chosen.add(spot.place);
  }
  return chosen;
}
