import { DataFactory, type Quad, Store } from "n3";
import SHACLValidator from "rdf-validate-shacl";
import type { Nodes } from "./nodes.js";
import type { Violation } from "./violation.js";
import { rdf } from "./vocabulary.js";

const SH = "http://www.w3.org/ns/shacl#";
const TARGET_CLASS = DataFactory.namedNode(`${SH}targetClass`);
const TARGET_NODE = DataFactory.namedNode(`${SH}targetNode`);

/** Triples that are checked at once: n3's store takes some 2 kB for each, and the validator is quadratic in places. */
const BATCH = 4000;

/**
 * What SHACL Core finds wrong with the nodes of a graph. Shapes aim at classes; so that memory stays bounded, nodes are
 * checked in batches that know of their neighbours the classes alone.
 */
export async function checkShapes(nodes: Nodes, shapes: readonly Quad[]): Promise<Violation[]> {
  const targets = shapes.filter((quad) => quad.predicate.equals(TARGET_CLASS));
  const rules = shapes.filter((quad) => !quad.predicate.equals(TARGET_CLASS));
  const inverse = new Set(shapes.filter((quad) => quad.predicate.value === `${SH}inversePath`).map((quad) => quad.object.value));
  const found: Violation[] = [];
  let batch: Quad[] = [];
  let aims: Quad[] = [];
  const flush = async () => {
    if (aims.length > 0) found.push(...(await run(nodes, batch, [...rules, ...aims])));
    batch = [];
    aims = [];
  };
  for (const { subject: shape, object: type } of targets) {
    for (const focus of nodes.instances(type as ReturnType<typeof DataFactory.namedNode>)) {
      aims.push(DataFactory.quad(shape, TARGET_NODE, DataFactory.namedNode(focus)));
      batch.push(...nodes.of(focus), ...nodes.to(focus).filter((quad) => inverse.has(quad.predicate.value)));
      if (batch.length >= BATCH) await flush();
    }
  }
  await flush();
  return found;
}

async function run(nodes: Nodes, batch: readonly Quad[], shapes: readonly Quad[]): Promise<Violation[]> {
  const data = new Store([...batch]);
  const isType = (quad: Quad) => quad.predicate.value === rdf.type.value;
  for (const { subject, object } of batch) {
    for (const term of [subject, object]) if (term.termType !== "Literal") data.addQuads(nodes.of(term.value).filter(isType));
  }
  // The two packages' types of a dataset differ in what does not matter here.
  const report = await new SHACLValidator(new Store([...shapes]) as never).validate(data as never);
  return report.results.map((result) => ({
    law: "shape",
    node: result.focusNode?.value ?? "",
    message: [result.path ? `<${result.path.value}>` : "", result.message[0]?.value ?? "breaks its shape", inBrackets(result.value)]
      .filter((part) => part !== "")
      .join(" "),
  }));
}

function inBrackets(term: { value: string } | null | undefined): string {
  return term ? `(${JSON.stringify(term.value)})` : "";
}
