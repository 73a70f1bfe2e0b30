import { computed, effect, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { edgeKey } from "../data/graph-index.js";
import { count } from "../data/words.js";
import { arrange } from "../picture/arrange.js";
import type { Highlight } from "../picture/ink.js";
import { type Bounds, canDraw, createPicture, type Picture, type Touched } from "../picture/picture.js";
import { focusEdge, focusNode, toggleExpanded, unfocus } from "../state/actions.js";
import { type DrawnEdge, predicateLabel } from "../state/drawn.js";
import { focusNodes } from "../state/filter.js";
import type { Store } from "../state/store.js";
import { useStore } from "./context.js";
import { Sign } from "./icons.js";
import { pictureKeys } from "./picture-keys.js";

/** The graph as a picture, with what steers it. Where WebGL is missing it says so and leaves the rest to the list. */
export function GraphView() {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture | null>(null);
  const broken = useSignal<"" | "missing" | "lost">("");
  const round = useSignal(0);
  const progress = useSignal<number | null>(null);

  // Before the browser paints: the picture is what the page opens with.
  useLayoutEffect(() => {
    if (!box.current || broken.value) return;
    try {
      return mount(store, box.current, picture, () => {
        broken.value = "lost";
        // Drivers that were reset come back after a moment.
        setTimeout(() => {
          if (!canDraw()) return;
          broken.value = "";
          round.value++;
          store.say("The picture was lost and is drawn again.");
        }, 600);
      });
    } catch {
      // Sigma does not start without WebGL.
      box.current.replaceChildren();
      broken.value = "missing";
      store.drawnOnce.value = true;
      return;
    }
  }, [round.value, broken.value]);

  useEffect(
    () =>
      effect(() => {
        if (!store.state.value.arranged) {
          store.arranged.value = null;
          return;
        }
        const filtered = store.filtered.peek();
        if (store.arranged.peek() || filtered.nodeCount > 20_000) return;
        progress.value = 0;
        return arrange(store.graph, filtered.nodes, store.state.peek().pins, (done, places) => {
          progress.value = done < 1 ? done : null;
          if (places) store.arranged.value = places;
        });
      }),
    [],
  );

  const drawn = store.drawn.value;
  const { nodeCount } = store.filtered.value;
  const zoom = (factor: number) => {
    const camera = picture.current?.camera();
    if (camera) picture.current?.move({ ...camera, ratio: camera.ratio * factor }, smooth());
  };
  return (
    <section class="picture" aria-label="Picture of the graph" hidden={store.state.value.view !== "graph"}>
      <div
        class="canvas"
        id="picture"
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys, as role and label say
        tabIndex={0}
        role="application"
        aria-label={`Graph with ${count(drawn.nodes.length, "mark")}. Arrow keys go from mark to mark, Enter opens the evidence, question mark lists all keys. The list view has the same content as a table.`}
        onKeyDown={(event) => pictureKeys(event, store, picture.current)}
        onContextMenu={(event) => event.preventDefault()}
      />
      {broken.value && (
        <div class="message" role="alert">
          <p>
            {broken.value === "missing"
              ? "This browser does not draw with WebGL, so there is no picture here. Everything in it is in the list."
              : "The graphics card let go of the picture. It is drawn again as soon as it can be; the list goes on working."}
          </p>
          <button type="button" onClick={() => store.set({ view: "list" })}>
            Open the list
          </button>
          <button
            type="button"
            onClick={() => {
              broken.value = canDraw() ? "" : "missing";
              round.value++;
            }}
          >
            Draw again
          </button>
        </div>
      )}
      {!broken.value && nodeCount === 0 && (
        <div class="message">
          <p>{store.graph.nodes.length === 0 ? "This graph is empty: nothing was found in the reports." : "Nothing passes the filter."}</p>
        </div>
      )}
      <fieldset class="controls" aria-label="Picture">
        <button type="button" onClick={() => zoom(0.7)} aria-label="Zoom in" title="Zoom in (+)">
          <Sign name="plus" />
        </button>
        <button type="button" onClick={() => zoom(1.4)} aria-label="Zoom out" title="Zoom out (−)">
          <Sign name="minus" />
        </button>
        <button
          type="button"
          onClick={() => picture.current?.move(HOME, smooth())}
          aria-label="Show everything"
          title="Show everything (0)"
        >
          <Sign name="fit" />
        </button>
        <button
          type="button"
          aria-pressed={store.state.value.arranged}
          onClick={() => store.set({ arranged: !store.state.value.arranged })}
          aria-label="Lay out afresh"
          title="Lay out afresh what is shown (l)"
        >
          <Sign name="arrange" />
        </button>
      </fieldset>
      {progress.value !== null && (
        <p class="progress">
          <progress value={progress.value} max={1} aria-label="Laying out" /> laying out
          <button type="button" class="link" onClick={() => store.set({ arranged: false })}>
            stop
          </button>
        </p>
      )}
      {drawn.grouped && (
        <p class="hint">
          {count(nodeCount, "node")} are drawn as groups by community and kind. Double-click a group to open it, search for a name, or
          filter.
          {drawn.weak > 0 && ` ${count(drawn.weak, "weak tie")} between groups not drawn.`}
        </p>
      )}
    </section>
  );
}

const HOME = { x: 0.5, y: 0.5, ratio: 1 };

/** Whether movement is welcome. */
export function smooth(): boolean {
  return !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function mount(store: Store, box: HTMLElement, slot: { current: Picture | null }, lost: () => void): () => void {
  const { graph } = store;
  let running = true;
  const hover = (node: string | null, edge: string | null) => {
    store.hovered.value = { node, edge };
    box.style.cursor = node || edge ? "pointer" : "";
  };
  const nodeOf = (key: string) => graph.byKey.get(key);
  const touched: Touched = {
    node(key) {
      document.body.dataset.input = "pointer";
      const node = nodeOf(key);
      if (node !== undefined) focusNode(store, node);
      else toggleExpanded(store, key);
    },
    edge(key) {
      document.body.dataset.input = "pointer";
      const line = slot.current?.line(key);
      if (line) focusEdge(store, firstOf(store, line));
    },
    stage: () => unfocus(store),
    hover,
    open: (key) => toggleExpanded(store, key),
    menu: (key) => {
      const node = nodeOf(key);
      if (node !== undefined) focusNode(store, node);
    },
    pin: (key, x, y) => store.set({ pins: { ...store.state.value.pins, [key]: [x, y] } }),
    camera: ({ x, y, ratio }) => {
      const home = Math.abs(x - 0.5) + Math.abs(y - 0.5) + Math.abs(ratio - 1) < 1e-4;
      store.set({ camera: home ? null : { x, y, ratio } }, true);
    },
    lost: () => {
      // Ending the picture loses its context too.
      if (!running) return;
      stop();
      lost();
    },
  };
  const picture = createPicture(box, bounds(store), touched, store.tone.peek());
  slot.current = picture;
  const visible = computed(() => store.state.value.view === "graph");
  const stops = [
    effect(() => {
      if (!visible.value) return;
      picture.show(store.drawn.value);
      store.drawnOnce.value = true;
    }),
    effect(() => picture.setTone(store.tone.value)),
    effect(() => {
      if (!visible.value) return;
      store.drawn.value;
      picture.highlight(highlightOf(store, picture));
    }),
    effect(() => {
      const { focus } = store.state.value;
      const node = focusNodes(graph, focus)[0];
      if (node !== undefined) picture.centre(graph.nodes[node]!.key, smooth());
    }),
    effect(() => {
      const camera = store.state.value.camera ?? HOME;
      const now = picture.camera();
      const same = Math.abs(camera.x - now.x) + Math.abs(camera.y - now.y) + Math.abs(camera.ratio - now.ratio) < 1e-3;
      if (!same) picture.move(camera, false);
    }),
  ];
  const observer = new ResizeObserver(() => box.offsetWidth > 0 && picture.resize());
  observer.observe(box);
  const stop = () => {
    if (!running) return;
    running = false;
    for (const end of stops) end();
    observer.disconnect();
    picture.destroy();
    slot.current = null;
  };
  return stop;
}

/** The statement of a line that matters most: a contested one, else the first. */
function firstOf(store: Store, line: DrawnEdge): number {
  return line.edges.find((edge) => store.graph.edgeContested[edge] === 1) ?? line.edges[0]!;
}

/** What stands out now: what the pointer is on, else a connection, else what is looked at. */
function highlightOf(store: Store, picture: Picture): Highlight | null {
  const { graph } = store;
  const statements: Highlight["statements"] = (line) =>
    line.count > 8
      ? [{ label: line.label, contested: line.contested, stands: line.stands, forth: true }]
      : line.edges.map((edge) => ({
          label: predicateLabel(graph, edge),
          contested: graph.edgeContested[edge] === 1,
          stands: graph.edgeStands[edge] === 1,
          forth: graph.nodes[graph.source[edge]!]!.key === line.source,
        }));
  const aroundNode = (key: string): Highlight | null => {
    const { nodes, lines } = picture.around(key);
    // What is not drawn singly, as within a group, can't stand out.
    if (!picture.has(key)) return null;
    const voices = voicesOf(store, key).filter((pair) => pair.every(picture.has));
    return { centre: [key], nodes: new Set([...nodes, ...voices.flat()]), lines, voices, statements };
  };
  const onLine = (line: DrawnEdge): Highlight => ({
    centre: [line.source, line.target],
    nodes: new Set([line.source, line.target]),
    lines: [line],
    voices: [],
    statements,
  });
  const { node, edge } = store.hovered.value;
  if (node) return aroundNode(node);
  const hovered = edge ? picture.line(edge) : null;
  if (hovered) return onLine(hovered);
  const connection = store.paths.value;
  const key = (number: number) => graph.nodes[number]!.key;
  if (connection) {
    const lines = new Set<DrawnEdge>();
    const nodes = new Set<string>([key(connection.from), key(connection.to)]);
    for (const path of connection.paths) {
      path.nodes.forEach((at, i) => {
        nodes.add(key(at));
        const next = path.nodes[i + 1];
        if (next !== undefined) for (const line of picture.between(key(at), key(next))) lines.add(line);
      });
    }
    return { centre: [key(connection.from), key(connection.to)], nodes, lines: [...lines], voices: [], statements };
  }
  const { focus } = store.state.value;
  if (focus?.startsWith("n:")) return aroundNode(focus.slice(2));
  const edgeNumber = focus?.startsWith("e:") ? graph.edgeByKey.get(focus.slice(2)) : undefined;
  if (edgeNumber === undefined) return null;
  const line = picture
    .between(key(graph.source[edgeNumber]!), key(graph.target[edgeNumber]!))
    .find((one) => one.edges.includes(edgeNumber) || one.key === edgeKey(graph.edges[edgeNumber]!, edgeNumber));
  return line ? onLine(line) : null;
}

/** Who speaks of an event's happening, numbers and days; of a speaker, the events spoken of. */
function voicesOf(store: Store, key: string): [string, string][] {
  const { graph } = store;
  const node = graph.byKey.get(key);
  if (node === undefined) return [];
  const { claimant } = graph.claims;
  const name = (number: number) => graph.nodes[number]!.key;
  const pairs = new Map<number, [string, string]>();
  for (let row = graph.nodeClaims[node]!; row < graph.nodeClaims[node + 1]!; row++) {
    const speaker = claimant[row]!;
    if (speaker >= 0 && speaker !== node) pairs.set(speaker, [name(speaker), key]);
  }
  if (pairs.size > 0) return [...pairs.values()];
  for (let other = 0; other < graph.nodes.length; other++) {
    for (let row = graph.nodeClaims[other]!; row < graph.nodeClaims[other + 1]!; row++) {
      if (claimant[row] === node && other !== node) pairs.set(other, [key, name(other)]);
    }
  }
  return [...pairs.values()];
}

/** The extent of all nodes, with some air: the picture's frame whatever is shown. */
function bounds(store: Store): Bounds {
  const { x, y } = store.graph;
  const of = (values: Float32Array): [number, number] => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    values.forEach((value, i) => {
      if (store.filtered.peek().nodes[i] === 0 && values.length < 5000) return;
      if (value < low) low = value;
      if (value > high) high = value;
    });
    return low <= high ? [low - 1, high + 1] : [-1, 1];
  };
  return { x: of(x), y: of(y) };
}
