import type { GraphClaim } from "../../model.js";
import { dayWords } from "../data/days.js";
import type { GraphIndex } from "../data/graph-index.js";
import { wordsOf } from "../data/quote.js";
import { labelOf, type Statement, statementWords, voiceOf } from "../data/statements.js";
import { stanceWords, undirected } from "../data/words.js";

/** A claim as one writes it into a report: who, what, the words, where and when, and its name in the graph. */
export function citation(graph: GraphIndex, statement: Statement, claim: GraphClaim): string {
  const report = graph.byKey.get(claim.report);
  const fields = report === undefined ? undefined : graph.nodes[report]!.attributes;
  const claimant = graph.byKey.get(claim.claimant);
  const source = [
    report === undefined ? claim.report : labelOf(graph, report),
    fields?.publisher,
    fields?.date ? dayWords(fields.date) : null,
    fields?.url,
  ].filter(Boolean);
  const words = wordsOf(graph, claim);
  const who = claimant === undefined ? claim.claimant : voiceOf(graph, claimant);
  return [
    `${undirected(who)} ${stanceWords(claim)}: ${statementWords(graph, statement)}.`,
    words ? `“${undirected(words).replace(/\s+/g, " ").trim()}”` : null,
    `${undirected(source.join(", "))} (characters ${(claim.evidence ?? []).map(({ start, end }) => `${start}–${end}`).join(", ")}).`,
    `<${claim.id}>`,
  ]
    .filter(Boolean)
    .join("\n");
}
