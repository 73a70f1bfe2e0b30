import type { NamedNode, Quad } from "n3";
import { explainConflict } from "./conflicts.js";
import { type Nodes, nameIn } from "./nodes.js";
import type { Violation } from "./violation.js";
import { cg, dcterms, oa, predicates, prov } from "./vocabulary.js";

/** The properties whose plain triples must be claimed; what an event is has its status instead. */
const CLAIMED = new Set(
  Object.values(predicates)
    .map((one) => one.value)
    .filter((one) => one !== cg.eventType.value),
);

/** The four laws of a graph, in code where SHACL Core can't say them. */
export function checkLaws(nodes: Nodes, texts?: ReadonlyMap<string, string>): Violation[] {
  const claims = nodes.instances(cg.Claim);
  const statements = new Map<string, string[]>();
  for (const claim of claims) {
    const key = statement(nodes.value(claim, cg.subject), nodes.value(claim, cg.predicate), nodes.value(claim, cg.object));
    const known = statements.get(key);
    if (known) known.push(claim);
    else statements.set(key, [claim]);
  }
  return [
    ...plainTriples(nodes, statements),
    ...occurrences(nodes, statements),
    ...claims.flatMap((claim) => evidenceOf(nodes, claim)),
    ...quotes(nodes, texts),
    ...claims.flatMap((claim) => contradictions(nodes, claim)),
  ];
}

function statement(subject: string | null, predicate: string | null, object: string | null): string {
  return `${subject}\n${predicate}\n${object}`;
}

/** Laws 1 and 2: a plain triple has a claim, and one of its claims affirms it; a gazetteer's needs none. */
function plainTriples(nodes: Nodes, statements: ReadonlyMap<string, readonly string[]>): Violation[] {
  const found: Violation[] = [];
  for (const type of [cg.Entity, cg.Event]) {
    for (const node of nodes.instances(type)) {
      for (const quad of nodes.of(node)) {
        if (!CLAIMED.has(quad.predicate.value)) continue;
        const claims = statements.get(statement(node, quad.predicate.value, quad.object.value));
        const fault = claims ? unsupported(nodes, claims, quad) : unclaimed(nodes, quad);
        if (fault) found.push(fault);
      }
    }
  }
  return found;
}

function unclaimed(nodes: Nodes, quad: Quad): Violation | null {
  const node = quad.subject.value;
  const fromGazetteer = quad.predicate.value === cg.locatedIn.value && nodes.value(node, prov.wasDerivedFrom) !== null;
  if (fromGazetteer) return null;
  return { law: "law 1", node, message: `the plain triple ${short(quad)} has no claim` };
}

function unsupported(nodes: Nodes, claims: readonly string[], quad: Quad): Violation | null {
  if (claims.some((claim) => affirms(nodes, claim))) return null;
  return { law: "law 2", node: quad.subject.value, message: `the plain triple ${short(quad)} stands without a positive, actual claim` };
}

function affirms(nodes: Nodes, claim: string): boolean {
  return nodes.has(claim, cg.polarity, cg.Positive.value) && nodes.has(claim, cg.modality, cg.Actual.value);
}

/** Law 2 for events: the status is one that the claims on the event's occurrence support. */
function occurrences(nodes: Nodes, statements: ReadonlyMap<string, readonly string[]>): Violation[] {
  return nodes.instances(cg.Event).flatMap((event): Violation[] => {
    const status = nodes.value(event, cg.status);
    const claims = statements.get(statement(event, cg.eventType.value, nodes.value(event, cg.eventType))) ?? [];
    if (claims.length === 0) return [{ law: "law 1", node: event, message: "nobody claims that the event happened or did not" }];
    const needs = status === null ? undefined : SUPPORT.get(status);
    if (!needs || claims.some((claim) => needs(nodes, claim))) return [];
    return [{ law: "law 2", node: event, message: `no claim on its occurrence supports the status ${nameIn(status ?? "")}` }];
  });
}

const withModality = (modality: NamedNode) => (nodes: Nodes, claim: string) =>
  nodes.has(claim, cg.polarity, cg.Positive.value) && nodes.has(claim, cg.modality, modality.value);

/** What a claim on an event's occurrence must be for the event to have a status. */
const SUPPORT = new Map<string, (nodes: Nodes, claim: string) => boolean>([
  [cg.Asserted.value, affirms],
  [cg.Contested.value, affirms],
  [cg.Denied.value, (nodes, claim) => nodes.has(claim, cg.polarity, cg.Negative.value)],
  [cg.Planned.value, withModality(cg.PlannedModality)],
  [cg.Possible.value, withModality(cg.PossibleModality)],
  [cg.Ordered.value, withModality(cg.OrderedModality)],
]);

/** Law 3: a claim has a claimant and evidence in its own report, which holds its cue. */
function evidenceOf(nodes: Nodes, claim: string): Violation[] {
  const fault = (message: string): Violation => ({ law: "law 3", node: claim, message });
  const found: Violation[] = [];
  if (nodes.value(claim, cg.claimant) === null) found.push(fault("the claim has no claimant"));
  const evidence = nodes.values(claim, cg.evidence);
  if (evidence.length === 0) return [...found, fault("the claim has no evidence")];
  const report = nodes.value(claim, cg.report);
  const words: string[] = [];
  for (const one of evidence) {
    const text = nodes.value(one, oa.hasSource);
    const source = text === null ? null : nodes.value(text, prov.wasDerivedFrom);
    if (source !== report) found.push(fault(`its evidence <${one}> is of another report`));
    words.push(exactOf(nodes, one) ?? "");
  }
  const cue = nodes.value(claim, cg.cue);
  if (cue !== null && !words.some((text) => holds(text, cue))) found.push(fault(`no evidence holds its cue ${JSON.stringify(cue)}`));
  return found;
}

/** Whether a quote has every word of a cue, which may be split ("has … said"). */
function holds(text: string, cue: string): boolean {
  return cue.split(/\s+/).every((word) => text.includes(word));
}

/** Law 3: what evidence quotes is the text at its offsets, and no more than a sentence or a quotation. */
function quotes(nodes: Nodes, texts: ReadonlyMap<string, string> | undefined): Violation[] {
  const points = new Map<string, string[] | undefined>();
  const pointsOf = (text: string): string[] | undefined => {
    if (!points.has(text)) {
      const report = nodes.value(text, prov.wasDerivedFrom);
      const id = report === null ? null : nodes.value(report, dcterms.identifier);
      const content = id === null ? undefined : texts?.get(id);
      points.set(text, content === undefined ? undefined : [...content]);
    }
    return points.get(text);
  };
  return nodes.instances(cg.Evidence).flatMap((evidence) => {
    const fault = (message: string): Violation[] => [{ law: "law 3", node: evidence, message }];
    const exact = exactOf(nodes, evidence);
    const span = spanOf(nodes, evidence);
    const text = nodes.value(evidence, oa.hasSource);
    if (exact === null || span === null || text === null) return fault("the evidence lacks its words, its position or its text");
    const { start, end } = span;
    if (Array.from(exact).length !== end - start) return fault(`its quote has not the ${end - start} code points of ${start}-${end}`);
    if (/\n[^\S\n]*\n/.test(exact) && !/["“”„«»]/.test(exact)) return fault("its quote runs over paragraphs and is no quotation");
    const content = pointsOf(text);
    if (texts && !content) return fault(`there is no document for <${text}>`);
    if (content && content.slice(start, end).join("") !== exact) return fault(`its quote is not the text at ${start}-${end}`);
    return [];
  });
}

function exactOf(nodes: Nodes, evidence: string): string | null {
  for (const selector of nodes.values(evidence, oa.hasSelector)) {
    const exact = nodes.value(selector, oa.exact);
    if (exact !== null) return exact;
  }
  return null;
}

function spanOf(nodes: Nodes, evidence: string): { start: number; end: number } | null {
  for (const selector of nodes.values(evidence, oa.hasSelector)) {
    const start = nodes.value(selector, oa.start);
    const end = nodes.value(selector, oa.end);
    if (start !== null && end !== null) return { start: Number(start), end: Number(end) };
  }
  return null;
}

/** Law 4: a contradiction is mutual, and between claims that can't both hold. */
function contradictions(nodes: Nodes, claim: string): Violation[] {
  return nodes.values(claim, cg.contradicts).flatMap((other) => {
    const fault = (message: string): Violation[] => [{ law: "law 4", node: claim, message }];
    if (!nodes.has(other, cg.contradicts, claim)) return fault(`it contradicts <${other}>, which does not contradict it`);
    // Each pair is looked at once.
    if (other < claim) return [];
    const reason = explainConflict(nodes, claim, other);
    return reason === null ? [] : fault(`it can hold together with <${other}>: ${reason}`);
  });
}

function short(quad: Quad): string {
  return `${nameIn(quad.predicate.value)} <${quad.object.value}>`;
}
