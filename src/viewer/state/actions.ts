import { edgeKey } from "../data/graph-index.js";
import { edgeStatement, labelOf, statementWords } from "../data/statements.js";
import type { Store } from "./store.js";

/** What a person can do, by pointer or by key. Each is one step of the history. */

/** Looks at a node. */
export function focusNode(store: Store, node: number): void {
  const { graph } = store;
  store.set({ focus: `n:${graph.nodes[node]!.key}`, path: null });
  store.say(`${labelOf(graph, node)}. Its facts are in the evidence panel.`);
}

/** Looks at a statement that is drawn as an edge. */
export function focusEdge(store: Store, edge: number): void {
  const { graph } = store;
  store.set({ focus: `e:${edgeKey(graph.edges[edge]!, edge)}`, path: null });
  store.say(`${statementWords(graph, edgeStatement(graph, edge))}. Its claims are in the evidence panel.`);
}

/** Looks at nothing. */
export function unfocus(store: Store): void {
  if (store.state.value.focus || store.state.value.path) store.set({ focus: null, path: null, steps: 0 });
}

/** Takes a node or group out of the picture. */
export function hide(store: Store, key: string): void {
  const { hidden, focus } = store.state.value;
  store.set({ hidden: [...hidden, key], ...(focus === `n:${key}` ? { focus: null, steps: 0 } : {}) });
  store.say("Hidden. Undo brings it back.");
}

/** Opens a group, or shows all neighbours of a node; closes what is open. */
export function toggleExpanded(store: Store, key: string): void {
  const { expanded } = store.state.value;
  store.set({ expanded: expanded.includes(key) ? expanded.filter((one) => one !== key) : [...expanded, key] });
}

/** Fixes a node where it is, or lets it go. */
export function togglePin(store: Store, key: string): void {
  const { pins } = store.state.value;
  if (pins[key]) {
    store.set({ pins: Object.fromEntries(Object.entries(pins).filter(([one]) => one !== key)) });
    return;
  }
  const mark = store.drawn.value.nodes.find((node) => node.key === key);
  if (mark) store.set({ pins: { ...pins, [key]: [Math.round(mark.x * 100) / 100, Math.round(mark.y * 100) / 100] } });
}

/** Asks why two nodes are connected. */
export function connect(store: Store, from: string, to: string): void {
  if (from === to) return;
  store.set({ path: [from, to], focus: null, steps: 0 });
}

type ListName = "off" | "types" | "statuses" | "places" | "sides" | "speakers" | "reports";

/** Puts a value into a list of the state, or takes it out. */
export function toggleIn(store: Store, name: ListName, value: string): void {
  const list = store.state.value[name];
  store.set({ [name]: list.includes(value) ? list.filter((one) => one !== value) : [...list, value] });
}

/** Drops every filter and everything hidden; what is looked at and the view stay. */
export function clearFilters(store: Store): void {
  store.set({
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
    steps: 0,
    hidden: [],
  });
}
