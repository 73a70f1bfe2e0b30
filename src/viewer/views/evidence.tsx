import { useEffect, useRef, useState } from "preact/hooks";
import type { GraphClaim } from "../../model.js";
import { dayWords } from "../data/days.js";
import { passages, wordsOf } from "../data/quote.js";
import { edgeStatement, labelOf, type Statement, sourcesOf, statementWords } from "../data/statements.js";
import { clip, confidenceWords, count, stanceSign, stanceWords } from "../data/words.js";
import { citation } from "../export/citation.js";
import { copyText } from "../export/download.js";
import { focusNode } from "../state/actions.js";
import { useStore } from "./context.js";
import { NodeLink } from "./node-link.js";

/** All claims on a statement; the first one's words are shown within their report. */
export function Claims({ statement, openFirst }: { statement: Statement; openFirst: boolean }) {
  const { graph } = useStore();
  const { claims } = statement;
  if (claims.length === 0) return <p class="soft">Nobody is quoted for this; it comes from a gazetteer or from a graph without claims.</p>;
  const speakers = new Set(claims.map((claim) => claim.claimant)).size;
  const sources = sourcesOf(graph, claims);
  return (
    <>
      <p class="soft tally">
        {count(claims.length, "claim")} by {count(speakers, "voice")},{" "}
        {sources === 1 ? "one independent source" : `${sources} independent sources`}
        {!statement.stands && " · nobody affirms it as fact"}
      </p>
      <ol class="claims">
        {claims.map((claim, i) => (
          <ClaimCard key={claim.id} claim={claim} statement={statement} open={openFirst && i === 0} />
        ))}
      </ol>
    </>
  );
}

/** One claim: who, what they do to the statement, in which words, where, when. */
export function ClaimCard({ claim, statement, open }: { claim: GraphClaim; statement: Statement; open: boolean }) {
  const store = useStore();
  const { graph } = store;
  const [shown, setShown] = useState(open);
  const claimant = graph.byKey.get(claim.claimant);
  const report = graph.byKey.get(claim.report);
  const fields = report === undefined ? undefined : graph.nodes[report]!.attributes;
  const words = wordsOf(graph, claim);
  const alone = claim.claimant === claim.report;
  const disputed = claim.contradicts?.length > 0;
  return (
    <li class={`claim ${claim.polarity === "negative" ? "denies" : ""} ${disputed ? "disputed" : ""}`}>
      <p class="who">
        <span class="stance" aria-hidden="true">
          {stanceSign(claim)}
        </span>
        {claimant === undefined ? <span>somebody not in this graph</span> : <NodeLink node={claimant} voice />}{" "}
        <span>{stanceWords(claim)}</span>
        {claim.cue && !alone && <span class="soft"> (“{claim.cue}”)</span>}
        {alone && <span class="soft"> in its own voice</span>}
      </p>
      {words === null ? (
        <p class="soft">The words are not in this page.</p>
      ) : (
        <blockquote dir="auto" class={/^\s*["“”«„]/.test(words) ? "marked" : ""}>
          <bdi>{words}</bdi>
        </blockquote>
      )}
      <p class="soft source">
        {report === undefined ? (
          "report unknown"
        ) : (
          <button type="button" class="link" onClick={() => focusNode(store, report)}>
            <bdi>{clip(labelOf(graph, report), 60)}</bdi>
          </button>
        )}
        {fields?.publisher && (
          <>
            , <bdi>{fields.publisher}</bdi>
          </>
        )}
        {fields?.date && `, ${dayWords(fields.date)}`} ·{" "}
        <span title={`confidence ${claim.confidence}`}>{confidenceWords(claim.confidence ?? 1)}</span>
        {disputed && <span class="accent"> · contradicted by {count(claim.contradicts.length, "claim")}</span>}
        {claim.agreesWith?.length > 0 && ` · agrees with ${count(claim.agreesWith.length, "other")}`}
      </p>
      <p class="actions">
        <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? "Hide the report" : "Show in its report"}
        </button>
        <button
          type="button"
          onClick={async () => {
            const done = await copyText(citation(graph, statement, claim));
            store.say(done ? "Citation copied." : "The browser refused to copy.");
            if (!done) store.notify("The browser refused to copy to the clipboard.");
          }}
        >
          Copy citation
        </button>
      </p>
      {shown && report !== undefined && <ReportText report={report} claim={claim} />}
    </li>
  );
}

/** A report's text with the evidence marked and scrolled to. */
function ReportText({ report, claim }: { report: number; claim: Pick<GraphClaim, "evidence"> }) {
  const { graph } = useStore();
  const box = useRef<HTMLDivElement>(null);
  const cut = passages(graph, report, claim.evidence ?? []);
  useEffect(() => {
    const mark = box.current?.querySelector("mark");
    if (mark && box.current) box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 3;
  }, [report, claim]);
  if (!cut) return <p class="soft">This page does not hold the report’s text.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section class="report-text" ref={box} tabIndex={0} dir="auto" aria-label={`Text of ${labelOf(graph, report)}`}>
      {cut.map((passage, i) => (passage.quoted ? <mark key={i}>{passage.text}</mark> : <span key={i}>{passage.text}</span>))}
    </section>
  );
}

/** What is said on one line of the picture: a statement, or several between the same two. */
export function EdgePanel({ edge }: { edge: number }) {
  const { graph } = useStore();
  const statement = edgeStatement(graph, edge);
  const [a, b] = [statement.subject, statement.object];
  const parallel = Array.from(graph.incident.subarray(graph.firstIncident[a]!, graph.firstIncident[a + 1]!)).filter(
    (other) => other !== edge && (graph.source[other] === b || graph.target[other] === b),
  );
  return (
    <>
      <p class="soft overline">statement{statement.contested ? " · contested" : ""}</p>
      <h2 tabIndex={-1} class="sentence">
        <StatementSentence statement={statement} />
      </h2>
      <Claims statement={statement} openFirst key={statement.id} />
      {parallel.length > 0 && (
        <>
          <h3>Also between these two</h3>
          <ul class="plain facts">
            {parallel.map((other) => (
              <FactRow key={other} statement={edgeStatement(graph, other)} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** A statement as a sentence whose names lead on. */
export function StatementSentence({ statement }: { statement: Statement }) {
  const { graph } = useStore();
  if (statement.object < 0) return <bdi>{statementWords(graph, statement)}</bdi>;
  return (
    <>
      <NodeLink node={statement.subject} /> <span class="soft">{middleWords(statement)}</span> <NodeLink node={statement.object} />
    </>
  );
}

function middleWords(statement: Statement): string {
  if (statement.predicate === "hasMembership") return `is ${statement.value || "a member"} of`;
  return verb(statement.predicate);
}

/** A predicate as it reads after its subject. */
function verb(predicate: string): string {
  const words: Readonly<Record<string, string>> = {
    agent: "· done by",
    patient: "· happened to",
    instrument: "· with",
    place: "· at",
    partOf: "is part of",
    locatedIn: "lies in",
    belongsTo: "belongs to",
    alliedWith: "is allied with",
    opposedTo: "is opposed to",
    leads: "leads",
  };
  return words[predicate] ?? predicate;
}

/** One fact on one line: its words lead to its claims, which open below it. */
export function FactRow({ statement, from = -1, open = false }: { statement: Statement; from?: number; open?: boolean }) {
  const { graph } = useStore();
  const [shown, setShown] = useState(open);
  const other = statement.object < 0 ? -1 : statement.subject === from ? statement.object : statement.subject;
  return (
    <li class={`fact ${statement.contested ? "contested" : ""} ${statement.stands ? "" : "unheld"}`}>
      <div class="fact-line">
        <button type="button" class="disclose" aria-expanded={shown} onClick={() => setShown(!shown)} title="Who says so, in which words">
          <span class="caret" aria-hidden="true">
            ›
          </span>
          <span class="predicate">{shortPredicate(statement, from)}</span>{" "}
          {statement.object < 0 ? (
            <bdi class="value">{statement.value}</bdi>
          ) : (
            <bdi class="value">{other >= 0 && from >= 0 ? labelOf(graph, other) : statementWords(graph, statement)}</bdi>
          )}
          <span class="soft number" title={count(statement.claims.length, "claim")}>
            {statement.claims.length}
          </span>
          {statement.contested && <span class="tag accent">contested</span>}
          {!statement.stands && <span class="tag">not as fact</span>}
        </button>
        {other >= 0 && from >= 0 && <NodeLink node={other} short />}
      </div>
      {shown && (
        <div class="fact-claims">
          <Claims statement={statement} openFirst />
        </div>
      )}
    </li>
  );
}

function shortPredicate(statement: Statement, from: number): string {
  const inward = from >= 0 && statement.object === from;
  const { predicate } = statement;
  const there: Readonly<Record<string, string>> = {
    occurs: "happened:",
    quantity: statement.quantity?.role === "agent" ? "how many acted:" : "how many:",
    earliest: "",
    latest: "",
    agent: "by",
    patient: "affected",
    instrument: "with",
    place: "at",
    partOf: "part of",
    locatedIn: "lies in",
    belongsTo: "belongs to",
    alliedWith: "allied with",
    opposedTo: "opposed to",
    leads: "leads",
    hasMembership: statement.object < 0 ? "is" : `${statement.value || "member"} of`,
  };
  const back: Readonly<Record<string, string>> = {
    agent: "acted in",
    patient: "affected by",
    instrument: "used in",
    place: "site of",
    partOf: "includes",
    locatedIn: "contains",
    belongsTo: "has",
    alliedWith: "allied with",
    opposedTo: "opposed by",
    leads: "led by",
    hasMembership: `${statement.value || "member"}:`,
  };
  return (inward ? back : there)[predicate] ?? predicate;
}
