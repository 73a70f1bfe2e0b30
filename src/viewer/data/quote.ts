import type { GraphClaim, Span } from "../../model.js";
import type { GraphIndex } from "./graph-index.js";

/** A text cut at the evidence: what is quoted, with what stands around it. */
export interface Passage {
  readonly text: string;
  readonly quoted: boolean;
}

/** UTF-16 positions of ascending code point offsets in a text. */
function unitOffsets(text: string, points: readonly number[]): number[] {
  const found: number[] = [];
  let unit = 0;
  let point = 0;
  for (const wanted of points) {
    while (point < wanted && unit < text.length) {
      const code = text.charCodeAt(unit);
      const pair = code >= 0xd800 && code < 0xdc00 && unit + 1 < text.length;
      unit += pair ? 2 : 1;
      point++;
    }
    found.push(unit);
  }
  return found;
}

/** Spans in order, without overlaps. */
function merged(spans: readonly Span[]): Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** A report's text cut at spans of code points; `null` where the page does not hold the text. */
export function passages(graph: GraphIndex, report: number, spans: readonly Span[]): Passage[] | null {
  const id = graph.nodes[report]?.attributes.id;
  const text = id === undefined ? undefined : graph.content.documents.get(id);
  if (text === undefined) return null;
  const cuts = unitOffsets(
    text,
    merged(spans).flatMap(({ start, end }) => [start, end]),
  );
  const result: Passage[] = [];
  let at = 0;
  for (let i = 0; i < cuts.length; i += 2) {
    const [start, end] = [cuts[i]!, cuts[i + 1]!];
    if (start > at) result.push({ text: text.slice(at, start), quoted: false });
    if (end > start) result.push({ text: text.slice(start, end), quoted: true });
    at = end;
  }
  if (at < text.length) result.push({ text: text.slice(at), quoted: false });
  return result;
}

/** The words of a claim, from the report's quotes or its text; `null` where neither is there. */
export function wordsOf(graph: GraphIndex, claim: Pick<GraphClaim, "report" | "evidence">): string | null {
  const report = graph.byKey.get(claim.report);
  if (report === undefined) return null;
  const quotes = graph.nodes[report]!.attributes.quotes ?? {};
  const spans = claim.evidence ?? [];
  const known = spans.map(({ start, end }) => quotes[`${start}-${end}`]);
  if (known.length > 0 && known.every((words) => words !== undefined)) return known.join(" … ");
  const cut = passages(graph, report, spans)
    ?.filter((passage) => passage.quoted)
    .map((passage) => passage.text);
  return cut?.length ? cut.join(" … ") : null;
}
