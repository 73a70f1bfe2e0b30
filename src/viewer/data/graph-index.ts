import type { GraphClaim } from "../../model.js";
import { dayNumber, NO_DAY } from "./days.js";
import { KIND_INDEX, LOOKS, OTHER } from "./kinds.js";
import type { Content, EdgeRecord, NodeRecord } from "./read.js";

/**
 * The graph as columns: node and edge numbers index into typed arrays, so that a filter is one pass over memory and a
 * graph of 60,000 edges is indexed in the time of a blink. Nothing here changes after it is made.
 */
export interface GraphIndex {
  readonly content: Content;
  readonly nodes: readonly NodeRecord[];
  readonly edges: readonly EdgeRecord[];
  /** Node number by key. */
  readonly byKey: ReadonlyMap<string, number>;
  /** Edge number by key. */
  readonly edgeByKey: ReadonlyMap<string, number>;
  /** Position in {@link LOOKS}. */
  readonly kind: Uint8Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly size: Float32Array;
  readonly community: Int32Array;
  /** First and last day of an event or a report's day; {@link NO_DAY} where open or unknown. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Position in `eventTypes`, -1 for what is no event. */
  readonly eventType: Int16Array;
  readonly eventTypes: readonly string[];
  /** Position in `statuses`, -1 for what is no event. */
  readonly status: Int8Array;
  readonly statuses: readonly string[];
  /** Node number of the side, -1 where unknown. */
  readonly side: Int32Array;
  /** 1 where the node or a claim on it is contested. */
  readonly contested: Uint8Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Position in `predicates`. */
  readonly predicate: Uint16Array;
  readonly predicates: readonly string[];
  readonly edgeContested: Uint8Array;
  readonly edgeStands: Uint8Array;
  /** `incident[firstIncident[n]] … incident[firstIncident[n + 1] - 1]` are the edges at node n; a loop is there once. */
  readonly firstIncident: Int32Array;
  readonly incident: Int32Array;
  /** Rows of the claims on edge e: `edgeClaims[e]` to `edgeClaims[e + 1]`; on node n likewise. */
  readonly edgeClaims: Int32Array;
  readonly nodeClaims: Int32Array;
  readonly claims: ClaimColumns;
  /** Numbers of the report nodes. */
  readonly reports: readonly number[];
}

/** Claims as columns. */
export interface ClaimColumns {
  /** Node number of who says so, -1 where unknown. */
  readonly claimant: Int32Array;
  readonly report: Int32Array;
  readonly confidence: Float32Array;
}

/** Indexes what the page holds; linear in its size. */
export function indexGraph(content: Content): GraphIndex {
  const { nodes, edges } = content;
  const byKey = new Map<string, number>();
  for (let i = 0; i < nodes.length; i++) byKey.set(nodes[i]!.key, i);
  const edgeByKey = new Map<string, number>();
  for (let e = 0; e < edges.length; e++) edgeByKey.set(edgeKey(edges[e]!, e), e);
  const columns = nodeColumns(nodes, byKey);
  const links = edgeColumns(nodes.length, edges, byKey);
  const claims = claimColumns(nodes, edges, byKey);
  const { contested } = columns;
  for (let e = 0; e < edges.length; e++) {
    if (links.edgeContested[e] === 0) continue;
    for (const end of [links.source[e]!, links.target[e]!]) if (LOOKS[columns.kind[end]!]!.kind === "Event") contested[end] = 1;
  }
  const reports: number[] = [];
  for (let i = 0; i < nodes.length; i++) if (LOOKS[columns.kind[i]!]!.kind === "Report") reports.push(i);
  return { content, nodes, edges, byKey, edgeByKey, ...columns, ...links, ...claims, reports };
}

/** The key of an edge; edges without one are named by their place in the file. */
export function edgeKey(edge: EdgeRecord, number: number): string {
  return edge.key ?? `edge-${number}`;
}

function nodeColumns(nodes: readonly NodeRecord[], byKey: ReadonlyMap<string, number>) {
  const n = nodes.length;
  const kind = new Uint8Array(n);
  const x = new Float32Array(n);
  const y = new Float32Array(n);
  const size = new Float32Array(n);
  const community = new Int32Array(n);
  const from = new Int32Array(n).fill(NO_DAY);
  const to = new Int32Array(n).fill(NO_DAY);
  const eventType = new Int16Array(n).fill(-1);
  const status = new Int8Array(n).fill(-1);
  const side = new Int32Array(n).fill(-1);
  const contested = new Uint8Array(n);
  const eventTypes = new Names();
  const statuses = new Names();
  for (let i = 0; i < n; i++) {
    const a = nodes[i]!.attributes;
    kind[i] = KIND_INDEX.get(a.kind ?? "") ?? OTHER;
    // Sigma refuses a node without a place; the golden angle spreads those that came without.
    const angle = i * 2.399963;
    x[i] = finite(a.x) ? a.x : Math.cos(angle) * 10 * Math.sqrt(i);
    y[i] = finite(a.y) ? a.y : Math.sin(angle) * 10 * Math.sqrt(i);
    size[i] = finite(a.size) && a.size > 0 ? a.size : 4;
    community[i] = finite(a.community) ? a.community : 0;
    if (a.side) side[i] = byKey.get(a.side) ?? -1;
    if (a.kind === "Event") {
      from[i] = dayNumber(a.earliest);
      to[i] = dayNumber(a.latest);
      eventType[i] = eventTypes.number(a.eventType ?? "Other");
      status[i] = statuses.number(a.status ?? "Asserted");
      if (a.contested || a.status === "Contested" || a.quantities?.some((q) => q.contested) || a.dates?.some((d) => d.contested))
        contested[i] = 1;
    } else if (a.kind === "Report") {
      from[i] = to[i] = dayNumber(a.date);
    } else if (a.memberships?.some((m) => m.contested)) contested[i] = 1;
  }
  return {
    kind,
    x,
    y,
    size,
    community,
    from,
    to,
    eventType,
    eventTypes: eventTypes.list,
    status,
    statuses: statuses.list,
    side,
    contested,
  };
}

function edgeColumns(n: number, edges: readonly EdgeRecord[], byKey: ReadonlyMap<string, number>) {
  const m = edges.length;
  const source = new Int32Array(m);
  const target = new Int32Array(m);
  const predicate = new Uint16Array(m);
  const predicates = new Names();
  const edgeContested = new Uint8Array(m);
  const edgeStands = new Uint8Array(m);
  const firstIncident = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) {
    const edge = edges[e]!;
    const a = byKey.get(edge.source)!;
    const b = byKey.get(edge.target)!;
    source[e] = a;
    target[e] = b;
    predicate[e] = predicates.number(edge.attributes?.predicate ?? "");
    edgeContested[e] = edge.attributes?.contested ? 1 : 0;
    edgeStands[e] = edge.attributes?.stands === false ? 0 : 1;
    firstIncident[a + 1]!++;
    if (a !== b) firstIncident[b + 1]!++;
  }
  for (let i = 0; i < n; i++) firstIncident[i + 1]! += firstIncident[i]!;
  const incident = new Int32Array(firstIncident[n]!);
  const next = firstIncident.slice(0, n);
  for (let e = 0; e < m; e++) {
    const a = source[e]!;
    const b = target[e]!;
    incident[next[a]!++] = e;
    if (a !== b) incident[next[b]!++] = e;
  }
  return { source, target, predicate, predicates: predicates.list, edgeContested, edgeStands, firstIncident, incident };
}

function claimColumns(nodes: readonly NodeRecord[], edges: readonly EdgeRecord[], byKey: ReadonlyMap<string, number>) {
  const claimant: number[] = [];
  const report: number[] = [];
  const confidence: number[] = [];
  const add = (claims: readonly GraphClaim[] | undefined) => {
    for (const claim of claims ?? []) {
      claimant.push(byKey.get(claim.claimant) ?? -1);
      report.push(byKey.get(claim.report) ?? -1);
      confidence.push(finite(claim.confidence) ? claim.confidence : 1);
    }
  };
  const edgeClaims = new Int32Array(edges.length + 1);
  for (let e = 0; e < edges.length; e++) {
    add(edges[e]!.attributes?.claims);
    edgeClaims[e + 1] = claimant.length;
  }
  const nodeClaims = new Int32Array(nodes.length + 1);
  nodeClaims[0] = claimant.length;
  for (let i = 0; i < nodes.length; i++) {
    const a = nodes[i]!.attributes;
    add(a.occurrence);
    for (const claimed of a.quantities ?? []) add(claimed.claims);
    for (const claimed of a.dates ?? []) add(claimed.claims);
    for (const claimed of a.memberships ?? []) if (!claimed.organization) add(claimed.claims);
    nodeClaims[i + 1] = claimant.length;
  }
  const claims: ClaimColumns = {
    claimant: Int32Array.from(claimant),
    report: Int32Array.from(report),
    confidence: Float32Array.from(confidence),
  };
  return { edgeClaims, nodeClaims, claims };
}

/** Numbers names in order of appearance. */
class Names {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.list.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }
}

function finite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
