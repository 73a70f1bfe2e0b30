import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { createEdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { PAPER } from "../data/kinds.js";
import type { Drawn, DrawnEdge } from "../state/drawn.js";
import type { Camera } from "../state/view-state.js";
import { drawHighlight, drawLabels, drawLineMarks, type Highlight, type View } from "./ink.js";
import { CONTESTED, GROUPED, kindProgram, OPEN, PINNED, type Rgb } from "./kind-program.js";
import { indexLines, type LineIndex } from "./near-line.js";
import { lineColour, lineWidth, makeScene, nodeColour, type Placed, type Scene, type Tone } from "./scene.js";

/** The one place that knows Sigma. Everything else says what to draw and hears what was touched. */
export interface Picture {
  show(drawn: Drawn): void;
  setTone(tone: Tone): void;
  /** Lets some marks and lines stand out; `null`: none. */
  highlight(highlight: Highlight | null): void;
  /** The marks next to one, and the lines between. */
  around(key: string): { nodes: Set<string>; lines: readonly DrawnEdge[] };
  /** Whether a mark is drawn under this key. */
  has(key: string): boolean;
  line(key: string): DrawnEdge | null;
  /** Lines between two marks. */
  between(a: string, b: string): readonly DrawnEdge[];
  camera(): Camera;
  /** Moves the camera at once or, where motion is welcome, smoothly. */
  move(camera: Camera, smooth: boolean): void;
  /** Brings a mark into the middle. */
  centre(key: string, smooth: boolean): void;
  resize(): void;
  destroy(): void;
}

/** What a person does to the picture. Keys are those of marks and lines. */
export interface Touched {
  node(key: string): void;
  edge(key: string): void;
  stage(): void;
  /** The pointer is over a mark, a line, or neither. */
  hover(node: string | null, edge: string | null): void;
  open(key: string): void;
  menu(key: string, at: { x: number; y: number }): void;
  pin(key: string, x: number, y: number): void;
  camera(camera: Camera): void;
  /** The graphics context is gone; this picture is dead. */
  lost(): void;
}

export interface Bounds {
  readonly x: [number, number];
  readonly y: [number, number];
}

/** Whether the browser draws with WebGL at all. */
export function canDraw(): boolean {
  try {
    const canvas = document.createElement("canvas");
    return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
  } catch {
    return false;
  }
}

/** How near the pointer must come to a line, in pixels. */
const REACH = 5;

/** Starts a picture in an element. `bounds` keep it still while what is drawn changes. */
export function createPicture(container: HTMLElement, bounds: Bounds, touched: Touched, initialTone: Tone): Picture {
  let tone = initialTone;
  let scene: Scene = makeScene({ nodes: [], edges: [], grouped: false, weak: 0 });
  let lit: Highlight | null = null;
  const widths = new Map<string, number>();
  const colours = () => ({ paper: rgb(PAPER[tone].paper), accent: rgb(PAPER[tone].accent) });
  const arrow = createEdgeArrowProgram({ lengthToThicknessRatio: 4, widenessToThicknessRatio: 3 });
  const renderer = new Sigma(new MultiDirectedGraph(), container, {
    allowInvalidContainer: true,
    renderLabels: false,
    // Under the names of Sigma's own programs, which would be compiled for nothing beside them.
    nodeProgramClasses: { circle: kindProgram(colours) },
    edgeProgramClasses: { arrow, line: EdgeRectangleProgram },
    defaultDrawNodeHover: () => {},
    minEdgeThickness: 1.3,
    stagePadding: 48,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    zIndex: false,
  });
  renderer.setCustomBBox(bounds);

  const locate = (key: string): Placed | null => {
    const node = scene.nodes.get(key);
    const data = node && renderer.getNodeDisplayData(key);
    if (!data) return null;
    const at = renderer.framedGraphToViewport(data);
    return { node, x: at.x, y: at.y, r: renderer.scaleSize(data.size) };
  };
  const view = (): View => ({ ...renderer.getDimensions(), tone, locate });
  const marks = layer(renderer, "marks", { beforeLayer: "nodes" });
  const text = layer(renderer, "text", { afterLayer: "labels" });
  const above = layer(renderer, "above", { afterLayer: "text" });
  const inkAbove = () => above((context) => lit && drawHighlight(context, lit, view()));
  renderer.on("afterRender", () => {
    marks((context) => drawLineMarks(context, scene, view()));
    text((context) => drawLabels(context, scene, view(), widths));
    inkAbove();
  });
  renderer.once("afterRender", () => {
    if (performance.getEntriesByName("claimgraph:start").length > 0) performance.measure("claimgraph:first-draw", "claimgraph:start");
  });

  let lines: LineIndex | null = null;
  const lineAt = (x: number, y: number): string | null => {
    lines ??= indexLines(scene.drawn.edges, (key) => renderer.getNodeDisplayData(key));
    const here = renderer.viewportToFramedGraph({ x, y });
    const aside = renderer.viewportToFramedGraph({ x: x + REACH, y });
    return lines.find(here.x, here.y, Math.hypot(aside.x - here.x, aside.y - here.y))?.key ?? null;
  };
  renderer.on("afterProcess", () => {
    lines = null;
  });
  listen(renderer, touched, (key) => scene.nodes.get(key)?.node ?? -1, lineAt);
  for (const canvas of Object.values(renderer.getCanvases())) {
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      touched.lost();
    });
  }

  return {
    show(drawn) {
      scene = makeScene(drawn);
      renderer.setGraph(asGraph(drawn, tone));
    },
    setTone(next) {
      if (next === tone) return;
      tone = next;
      renderer.setGraph(asGraph(scene.drawn, tone));
    },
    highlight(next) {
      lit = next;
      inkAbove();
    },
    around(key) {
      const lines = scene.lines.get(key) ?? [];
      return { nodes: new Set([key, ...lines.flatMap((line) => [line.source, line.target])]), lines };
    },
    has: (key) => scene.nodes.has(key),
    line: (key) => scene.drawn.edges.find((edge) => edge.key === key) ?? null,
    between: (a, b) => (scene.lines.get(a) ?? []).filter((line) => line.source === b || line.target === b),
    camera: () => renderer.getCamera().getState(),
    move(camera, smooth) {
      if (smooth) renderer.getCamera().animate(camera, { duration: 350 });
      else renderer.getCamera().setState(camera);
    },
    centre(key, smooth) {
      const data = renderer.getNodeDisplayData(key);
      if (!data) return;
      const { x, y } = renderer.framedGraphToViewport(data);
      const { width, height } = renderer.getDimensions();
      // What is well within sight stays where it is.
      if (x > width * 0.12 && x < width * 0.88 && y > height * 0.12 && y < height * 0.88) return;
      this.move({ ...renderer.getCamera().getState(), x: data.x, y: data.y }, smooth);
    },
    resize() {
      renderer.resize();
      renderer.scheduleRender();
    },
    destroy: () => renderer.kill(),
  };
}

/** A canvas among Sigma's; the function returned clears it and draws on it in the screen's pixels. */
function layer(
  renderer: Sigma,
  id: string,
  place: { beforeLayer: string } | { afterLayer: string },
): (paint: (context: CanvasRenderingContext2D) => void) => void {
  const canvas = renderer.createCanvas(id, { ...place, style: { pointerEvents: "none", inset: "0" } });
  const context = canvas.getContext("2d")!;
  return (paint) => {
    const { width, height } = renderer.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    paint(context);
  };
}

function asGraph(drawn: Drawn, tone: Tone): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  for (const node of drawn.nodes) {
    graph.addNode(node.key, {
      x: node.x,
      y: node.y,
      size: node.size,
      color: nodeColour(node, tone),
      label: null,
      type: "circle",
      look: node.kind,
      marks: (node.contested ? CONTESTED : 0) + (node.open ? OPEN : 0) + (node.pinned ? PINNED : 0) + (node.members > 0 ? GROUPED : 0),
    });
  }
  for (const edge of drawn.edges) {
    if (edge.source === edge.target) continue;
    graph.addEdgeWithKey(edge.key, edge.source, edge.target, {
      size: lineWidth(edge, drawn.edges.length),
      color: lineColour(edge, tone, drawn.edges.length),
      type: edge.back ? "line" : "arrow",
    });
  }
  return graph;
}

/** Turns Sigma's events into what a person did. A mark that is dragged is pinned where it is let go. */
function listen(renderer: Sigma, touched: Touched, nodeOf: (key: string) => number, lineAt: (x: number, y: number) => string | null): void {
  let overNode: string | null = null;
  let overLine: string | null = null;
  let dragged: string | null = null;
  let moved = false;
  let late: ReturnType<typeof setTimeout> | undefined;
  renderer.on("enterNode", ({ node }) => {
    overNode = node;
    overLine = null;
    touched.hover(node, null);
  });
  renderer.on("leaveNode", () => {
    overNode = null;
    touched.hover(null, null);
  });
  renderer.on("leaveStage", () => {
    if (overLine) touched.hover(null, null);
    overLine = null;
  });
  renderer.on("clickNode", ({ node }) => !moved && touched.node(node));
  renderer.on("clickStage", ({ event }) => {
    const line = lineAt(event.x, event.y);
    if (line) touched.edge(line);
    else touched.stage();
  });
  renderer.on("doubleClickNode", (payload) => {
    payload.preventSigmaDefault();
    touched.open(payload.node);
  });
  renderer.on("rightClickNode", ({ node, event }) => {
    event.original.preventDefault();
    touched.menu(node, { x: event.x, y: event.y });
  });
  renderer.on("downNode", ({ node, preventSigmaDefault }) => {
    dragged = node;
    moved = false;
    preventSigmaDefault();
  });
  renderer.on("moveBody", ({ event, preventSigmaDefault }) => {
    if (dragged === null) {
      const line = overNode === null ? lineAt(event.x, event.y) : null;
      if (line !== overLine && overNode === null) touched.hover(null, line);
      overLine = line;
      return;
    }
    moved = true;
    const { x, y } = renderer.viewportToGraph(event);
    renderer.getGraph().mergeNodeAttributes(dragged, { x, y });
    preventSigmaDefault();
    event.original.preventDefault();
  });
  const release = () => {
    if (dragged !== null && moved && (nodeOf(dragged) >= 0 || dragged.startsWith("g:"))) {
      const { x, y } = renderer.getGraph().getNodeAttributes(dragged);
      touched.pin(dragged, Math.round(x * 100) / 100, Math.round(y * 100) / 100);
    }
    dragged = null;
  };
  renderer.on("upNode", release);
  renderer.on("upStage", release);
  renderer.getCamera().on("updated", () => {
    clearTimeout(late);
    late = setTimeout(() => touched.camera(renderer.getCamera().getState()), 200);
  });
}

function rgb(hex: string): Rgb {
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255) as unknown as Rgb;
}
