import type { Quad } from "n3";
import { checkIdentity } from "./identity.js";
import { checkLaws } from "./laws.js";
import { Nodes } from "./nodes.js";
import { checkShapes } from "./shapes.js";
import type { Law, Violation } from "./violation.js";

/**
 * Everything wrong with a graph, by rule and node; `[]` where it is as it should be.
 * @param shapes the quads of `ontology/shapes.ttl`.
 * @param texts each document's text by report id, where it is to be compared with what evidence quotes.
 */
export async function validateQuads(
  quads: Iterable<Quad>,
  shapes: readonly Quad[],
  texts?: ReadonlyMap<string, string>,
): Promise<Violation[]> {
  const nodes = new Nodes(quads);
  const found = [...(await checkShapes(nodes, shapes)), ...checkLaws(nodes, texts), ...checkIdentity(nodes)];
  const key = (one: Violation) => `${one.law}\n${one.node}\n${one.message}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Violations as lines to read: `law 2 <urn:…>: …`, the first `limit` of each rule. */
export function describeViolations(violations: readonly Violation[], limit = 20): string {
  const lines: string[] = [];
  const counts = new Map<Law, number>();
  for (const { law, node, message } of violations) {
    const count = (counts.get(law) ?? 0) + 1;
    counts.set(law, count);
    if (count <= limit) lines.push(`${law}: <${node}>: ${message}`);
  }
  for (const [law, count] of counts) if (count > limit) lines.push(`${law}: ${count - limit} more`);
  return lines.join("\n");
}
