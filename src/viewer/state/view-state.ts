/** Everything a person has set, as plain data: the address of the page holds it, so that a link opens the same picture. */
export interface ViewState {
  readonly view: View;
  /** Words that nodes must match; empty: no such filter. */
  readonly query: string;
  /** Classes that are not shown. */
  readonly off: readonly string[];
  /** Empty: all. */
  readonly types: readonly string[];
  readonly statuses: readonly string[];
  /** Keys of nodes. */
  readonly places: readonly string[];
  readonly sides: readonly string[];
  readonly speakers: readonly string[];
  readonly reports: readonly string[];
  /** First and last day, `YYYY-MM-DD`. */
  readonly days: readonly [string, string] | null;
  readonly contested: boolean;
  /** Least confidence, 0 to 1. */
  readonly confidence: number;
  /** What is looked at: `n:` and a node's key, or `e:` and an edge's. */
  readonly focus: string | null;
  /** Shows only what is this many steps from the focus; 0: everything. */
  readonly steps: number;
  readonly hidden: readonly string[];
  /** Keys of groups that are opened, and of nodes whose neighbours are shown whatever the filter says. */
  readonly expanded: readonly string[];
  readonly pins: Readonly<Record<string, readonly [number, number]>>;
  /** Keys of two nodes whose connection is shown. */
  readonly path: readonly [string, string] | null;
  /** Laid out afresh in this page instead of as built. */
  readonly arranged: boolean;
  readonly camera: Camera | null;
  readonly theme: Theme;
}

export type View = "graph" | "contradictions" | "map" | "list";
export type Theme = "auto" | "light" | "dark";

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly ratio: number;
}

export const VIEWS: readonly View[] = ["graph", "contradictions", "map", "list"];

/** What an untouched page shows. Reports are not drawn at first: no edge leads to them. */
export const INITIAL: ViewState = {
  view: "graph",
  query: "",
  off: ["Report"],
  types: [],
  statuses: [],
  places: [],
  sides: [],
  speakers: [],
  reports: [],
  days: null,
  contested: false,
  confidence: 0,
  focus: null,
  steps: 0,
  hidden: [],
  expanded: [],
  pins: {},
  path: null,
  arranged: false,
  camera: null,
  theme: "auto",
};

const LISTS = ["types", "statuses", "places", "sides", "speakers", "reports", "hidden", "expanded"] as const;

/** The state as the part of an address after `#`; what is as at first is left out. */
export function encodeState(state: ViewState): string {
  const params = new URLSearchParams();
  if (state.view !== INITIAL.view) params.set("view", state.view);
  if (state.query) params.set("q", state.query);
  if (state.off.join() !== INITIAL.off.join()) for (const kind of state.off.length > 0 ? state.off : [""]) params.append("off", kind);
  for (const name of LISTS) for (const value of state[name]) params.append(name, value);
  if (state.days) params.set("days", state.days.join("~"));
  if (state.contested) params.set("contested", "1");
  if (state.confidence > 0) params.set("confidence", String(state.confidence));
  if (state.focus) params.set("focus", state.focus);
  if (state.steps > 0) params.set("steps", String(state.steps));
  for (const [key, [x, y]] of Object.entries(state.pins)) params.append("pin", `${x},${y},${key}`);
  if (state.path) for (const key of state.path) params.append("path", key);
  if (state.arranged) params.set("arranged", "1");
  if (state.camera) params.set("camera", `${round(state.camera.x)},${round(state.camera.y)},${round(state.camera.ratio)}`);
  if (state.theme !== INITIAL.theme) params.set("theme", state.theme);
  return params.toString();
}

/** Reads an address; whatever it can't read stays as at first. */
export function decodeState(hash: string): ViewState {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const one = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const value = params.get(name) as T | null;
    return value !== null && allowed.includes(value) ? value : otherwise;
  };
  const path = params.getAll("path");
  const lists = Object.fromEntries(LISTS.map((name) => [name, params.getAll(name)])) as unknown as Pick<ViewState, (typeof LISTS)[number]>;
  return {
    ...INITIAL,
    ...lists,
    view: one("view", VIEWS, INITIAL.view),
    query: params.get("q") ?? "",
    off: params.has("off") ? params.getAll("off").filter(Boolean) : INITIAL.off,
    days: decodeDays(params.get("days")),
    contested: params.get("contested") === "1",
    confidence: bounded(Number(params.get("confidence") ?? 0), 0, 1),
    focus: params.get("focus"),
    steps: Math.round(bounded(Number(params.get("steps") ?? 0), 0, 3)),
    pins: decodePins(params.getAll("pin")),
    path: path.length === 2 ? [path[0]!, path[1]!] : null,
    arranged: params.get("arranged") === "1",
    camera: decodeCamera(params.get("camera")),
    theme: one("theme", ["auto", "light", "dark"], INITIAL.theme),
  };
}

function decodeDays(text: string | null): ViewState["days"] {
  const match = /^(\d{4}-\d{2}-\d{2})~(\d{4}-\d{2}-\d{2})$/.exec(text ?? "");
  return match ? [match[1]!, match[2]!] : null;
}

function decodePins(texts: readonly string[]): ViewState["pins"] {
  const pins: Record<string, readonly [number, number]> = {};
  for (const text of texts) {
    const match = /^(-?[\d.]+),(-?[\d.]+),(.+)$/s.exec(text);
    if (match) pins[match[3]!] = [Number(match[1]), Number(match[2])];
  }
  return pins;
}

function decodeCamera(text: string | null): Camera | null {
  const numbers = text?.split(",").map(Number) ?? [];
  if (numbers.length !== 3 || !numbers.every(Number.isFinite) || numbers[2]! <= 0) return null;
  return { x: numbers[0]!, y: numbers[1]!, ratio: numbers[2]! };
}

function bounded(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
