import type { MultiDirectedGraph } from "graphology";
import writeGexf from "graphology-gexf/browser/writer.js";
import { COLOURS, lookOf } from "../data/kinds.js";
import { xmlSafe } from "./xml.js";

/** Attributes that GEXF can hold: flat values. */
const NODE_FIELDS = [
  "kind",
  "eventType",
  "subtype",
  "status",
  "contested",
  "earliest",
  "latest",
  "lat",
  "lon",
  "side",
  "date",
  "publisher",
  "community",
] as const;

/**
 * A graph as GEXF 1.3 for Gephi. Claims are summed up in words, since GEXF has no place for them.
 */
export function toGexf(graph: MultiDirectedGraph): string {
  return writeGexf(graph, {
    formatNode: (_key, a) => ({
      label: xmlSafe(a.label ?? ""),
      attributes: fields(a),
      viz: { x: a.x, y: a.y, size: a.size, color: COLOURS.light[lookOf(a.kind ?? "").family] },
    }),
    formatEdge: (_key, a) => ({
      label: xmlSafe(a.label ?? a.predicate ?? ""),
      attributes: {
        predicate: a.predicate,
        stands: a.stands !== false,
        contested: a.contested === true,
        claims: a.claims?.length ?? 0,
        claimants: xmlSafe([...new Set((a.claims ?? []).map((c: { claimant: string }) => c.claimant))].join(" ")),
      },
    }),
  });
}

function fields(a: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const flat: Record<string, string | number | boolean> = {};
  for (const name of NODE_FIELDS) {
    const value = a[name];
    if (typeof value === "number" || typeof value === "boolean") flat[name] = value;
    else if (typeof value === "string") flat[name] = xmlSafe(value);
  }
  return flat;
}
