import type { ViewerData } from "../../graph/embed.js";
import type { GraphClaim, GraphDate, GraphMembership, GraphQuantity } from "../../model.js";

/** A node as `graph.json` has it; whatever is missing there is absent here. */
export interface NodeRecord {
  readonly key: string;
  readonly attributes: NodeFields;
}

export interface NodeFields {
  readonly kind?: string;
  readonly label?: string;
  readonly x?: number;
  readonly y?: number;
  readonly size?: number;
  readonly community?: number;
  readonly aliases?: readonly string[];
  readonly exactMatches?: readonly string[];
  readonly closeMatches?: readonly string[];
  readonly lat?: number | null;
  readonly lon?: number | null;
  readonly side?: string | null;
  readonly within?: readonly string[];
  readonly derivedFrom?: string | null;
  readonly memberships?: readonly GraphMembership[];
  readonly replaces?: readonly string[];
  readonly eventType?: string;
  readonly subtype?: string | null;
  readonly status?: string;
  readonly contested?: boolean;
  readonly earliest?: string | null;
  readonly latest?: string | null;
  readonly quantities?: readonly GraphQuantity[];
  readonly dates?: readonly GraphDate[];
  readonly occurrence?: readonly GraphClaim[];
  readonly id?: string;
  readonly date?: string | null;
  readonly publisher?: string | null;
  readonly url?: string | null;
  readonly language?: string | null;
  readonly sourceGroup?: string | null;
  readonly textIri?: string;
  readonly quotes?: Readonly<Record<string, string>>;
}

export interface EdgeRecord {
  readonly key?: string;
  readonly source: string;
  readonly target: string;
  readonly attributes?: EdgeFields;
}

export interface EdgeFields {
  readonly predicate?: string;
  readonly label?: string;
  readonly membership?: string | null;
  readonly stands?: boolean;
  readonly contested?: boolean;
  readonly claims?: readonly GraphClaim[];
}

/** What the page holds, checked as far as the page depends on it. */
export interface Content {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly nodes: readonly NodeRecord[];
  readonly edges: readonly EdgeRecord[];
  readonly documents: ReadonlyMap<string, string>;
  /** What was left out, in words. */
  readonly warnings: readonly string[];
}

/** Why there is nothing to show, in words, with what to do about it. */
export class ContentProblem extends Error {
  override name = "ContentProblem";
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

const REBUILD = "Build it again with “claimgraph build INPUT -o output” and open output/index.html.";

/**
 * Reads the data element's text.
 *
 * @throws ContentProblem where there is no data, it is not JSON, or it is no graph.
 */
export function readContent(json: string): Content {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (cause) {
    throw new ContentProblem(`The graph inside this page is damaged: ${(cause as Error).message}`, REBUILD);
  }
  if (data === null) throw new ContentProblem("This page is the empty viewer: there is no graph inside it.", REBUILD);
  const { graph, documents } = data as Partial<ViewerData>;
  const { nodes, edges, attributes } = (graph ?? {}) as { nodes?: unknown; edges?: unknown; attributes?: unknown };
  if (!Array.isArray(nodes)) throw new ContentProblem("The data inside this page is not a graph: it has no list of nodes.", REBUILD);
  return {
    attributes: isRecord(attributes) ? attributes : {},
    ...checked(nodes, Array.isArray(edges) ? edges : []),
    documents: new Map(Object.entries(documents ?? {}).filter(([, text]) => typeof text === "string")),
  };
}

/** Leaves out nodes without a key and edges without both ends. */
function checked(rawNodes: readonly unknown[], rawEdges: readonly unknown[]): Pick<Content, "nodes" | "edges" | "warnings"> {
  const seen = new Set<string>();
  const nodes: NodeRecord[] = [];
  for (const raw of rawNodes) {
    const node = raw as Partial<NodeRecord> | null;
    if (typeof node?.key !== "string" || seen.has(node.key)) continue;
    seen.add(node.key);
    nodes.push(isRecord(node.attributes) ? (node as NodeRecord) : { key: node.key, attributes: {} });
  }
  const edges = rawEdges.filter((raw): raw is EdgeRecord => {
    const edge = raw as Partial<EdgeRecord> | null;
    return typeof edge?.source === "string" && typeof edge.target === "string" && seen.has(edge.source) && seen.has(edge.target);
  });
  const warnings: string[] = [];
  const lostNodes = rawNodes.length - nodes.length;
  const lostEdges = rawEdges.length - edges.length;
  if (lostNodes > 0) warnings.push(`${lostNodes} damaged or repeated nodes were left out.`);
  if (lostEdges > 0) warnings.push(`${lostEdges} edges lead to a node that is not there and were left out.`);
  return { nodes, edges, warnings };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
