import type { Nodes } from "./nodes.js";
import type { Violation } from "./violation.js";
import { cg, dcterms, oa } from "./vocabulary.js";

/** Classes whose nodes are named under the base. */
const NAMED = [
  cg.Report,
  cg.Text,
  cg.Entity,
  cg.Event,
  cg.Quantity,
  cg.Membership,
  cg.Claim,
  cg.Evidence,
  cg.Extraction,
  cg.Model,
] as const;

/** The rules of names: IRIs of one form under one base, one node for one thing, no node beside those that replace it. */
export function checkIdentity(nodes: Nodes): Violation[] {
  return [...blankNodes(nodes), ...forms(nodes), ...twins(nodes), ...replaced(nodes)];
}

function fault(node: string, message: string): Violation {
  return { law: "identity", node, message };
}

function blankNodes(nodes: Nodes): Violation[] {
  return nodes.blank().map((node) => fault(node, "is a blank node, which no other graph can name"));
}

/** `<base>/<class>/<slug>-<digest>`, or without a slug. */
function forms(nodes: Nodes): Violation[] {
  const runs = nodes.instances(cg.Extraction);
  if (runs.length !== 1) return [fault(runs[1] ?? "", `the graph has ${runs.length} runs (cg:Extraction) where there should be one`)];
  const base = nodes.value(runs[0]!, cg.base) ?? "";
  return NAMED.flatMap((type) =>
    nodes
      .instances(type)
      .filter((node) => !node.startsWith(`${base}/`) || !/^[^/]+\/(?:[^/]+-)?[0-9a-f]{12,}$/.test(node.slice(base.length + 1)))
      .map((node) => fault(node, `is not named ${base}/<class>/<slug>-<digest>`)),
  );
}

/** Two claims that say the same, or two evidences of one span, should be one. */
function twins(nodes: Nodes): Violation[] {
  const found: Violation[] = [];
  const seen = new Map<string, string>();
  const note = (node: string, key: string, message: string) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, node);
    else found.push(fault(node, `${message} <${first}>`));
  };
  const parts = [cg.report, cg.claimant, cg.subject, cg.predicate, cg.object, cg.polarity, cg.modality];
  for (const claim of nodes.instances(cg.Claim)) {
    note(claim, parts.map((part) => nodes.value(claim, part)).join("\n"), "says the same as");
  }
  for (const evidence of nodes.instances(cg.Evidence)) {
    const [text] = nodes.values(evidence, oa.hasSource);
    const at = nodes.values(evidence, oa.hasSelector).map((one) => `${nodes.value(one, oa.start)}-${nodes.value(one, oa.end)}`);
    note(evidence, `${text}\n${at.sort().join(" ")}`, "is the same span as");
  }
  return found;
}

function replaced(nodes: Nodes): Violation[] {
  return [cg.Report, cg.Entity, cg.Event].flatMap((type) =>
    nodes.instances(type).flatMap((node) =>
      nodes
        .values(node, dcterms.replaces)
        .filter((other) => nodes.of(other).length > 0)
        .map((other) => fault(node, `replaces <${other}>, which is still a node`)),
    ),
  );
}
