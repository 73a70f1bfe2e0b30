import { useComputed } from "@preact/signals";
import type { GraphClaim } from "../../model.js";
import { type Contradiction, claimsIn, type Position } from "../data/contradictions.js";
import { dayWords } from "../data/days.js";
import { wordsOf } from "../data/quote.js";
import { ownStatements, type Statement, statementWords, voiceOf } from "../data/statements.js";
import { boundWords, count, quantityWords, stanceWords } from "../data/words.js";
import { useStore } from "./context.js";
import { ClaimCard } from "./evidence.js";
import { NodeLink } from "./node-link.js";
import { Ranges } from "./ranges.js";

/** What can't all be true, side by side; below it, numbers that several voices give for the same thing. */
export function Contradictions() {
  const store = useStore();
  const shown = store.shownContradictions.value;
  const all = store.contradictions.value.length;
  const numbers = useComputed(() => manyNumbers(store)).value;
  return (
    <section class="page contradictions" aria-label="Contradictions">
      <h2>Contradictions</h2>
      {shown.length === 0 ? (
        <p class="lead">
          {all === 0
            ? "No two claims in these reports exclude each other. Where voices give different numbers that can both be right, they are compared below."
            : `${count(all, "contradiction")} lie outside of the filter.`}
        </p>
      ) : (
        <p class="lead">
          {count(shown.length, "place")} where what is claimed can’t all hold. Neither side is taken here; read who says what, in which
          words.
        </p>
      )}
      <ol class="cards">
        {shown.slice(0, 100).map((one) => (
          <Card key={one.id} contradiction={one} />
        ))}
      </ol>
      {numbers.length > 0 && (
        <>
          <h2>Numbers by voice</h2>
          <p class="lead">The same thing counted more than once. These can all hold: bounds overlap, or count different parts.</p>
          <ol class="cards">
            {numbers.slice(0, 60).map(({ event, statements }) => (
              <li class="card" key={`${event} ${statements[0]!.id}`}>
                <h3>
                  <NodeLink node={event} />
                </h3>
                <Ranges statements={statements} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Events with several statements of number in one role that nobody contradicts. */
function manyNumbers(store: ReturnType<typeof useStore>): { event: number; statements: Statement[] }[] {
  const { graph } = store;
  const shown = store.filtered.value.nodes;
  const disputed = new Set(store.contradictions.value.map(({ about }) => about));
  const found: { event: number; statements: Statement[] }[] = [];
  for (let i = 0; i < graph.nodes.length; i++) {
    if (shown[i] === 0 || disputed.has(i) || (graph.nodes[i]!.attributes.quantities?.length ?? 0) < 2) continue;
    const byRole = new Map<string, Statement[]>();
    for (const statement of ownStatements(graph, i)) {
      if (!statement.quantity) continue;
      const { role, unit } = statement.quantity;
      const list = byRole.get(`${role} ${unit}`) ?? [];
      list.push(statement);
      byRole.set(`${role} ${unit}`, list);
    }
    for (const statements of byRole.values()) if (statements.length > 1) found.push({ event: i, statements });
  }
  return found;
}

function Card({ contradiction }: { contradiction: Contradiction }) {
  const store = useStore();
  const { about, positions, counts } = contradiction;
  const several = positions.some(({ statement }) => statement.subject !== about);
  return (
    <li class="card">
      <h3>
        <NodeLink node={about} /> <span class="soft">{count(claimsIn(contradiction), "claim")}</span>
      </h3>
      {counts.length > 0 && !several && <Ranges statements={counts} />}
      <div class="sides">
        {positions.map((position) => (
          <Side key={`${position.denied} ${position.statement.id}`} position={position} several={several} />
        ))}
      </div>
      <OverTime store={store} positions={positions} />
    </li>
  );
}

/** One position; with its event where the positions are of several ("seized" in one, "destroyed" in another). */
function Side({ position, several }: { position: Position; several: boolean }) {
  const { graph } = useStore();
  const { statement, denied, claims } = position;
  return (
    <section class={`side${denied ? " denies" : ""}`} aria-label={`${denied ? "Denied" : "Claimed"}: ${statementWords(graph, statement)}`}>
      <h4>
        {denied ? "Denied: " : ""}
        {several && statement.quantity && (
          <>
            <NodeLink node={statement.subject} />{" "}
          </>
        )}
        {statement.quantity ? quantityWords(statement.quantity) : <bdi>{statementWords(graph, statement)}</bdi>}
      </h4>
      <ol class="claims">
        {claims.map((claim) => (
          <ClaimCard key={claim.id} claim={claim} statement={statement} open={false} />
        ))}
      </ol>
    </section>
  );
}

/** How the claims came one after the other, by the day of their reports. */
function OverTime({ store, positions }: { store: ReturnType<typeof useStore>; positions: readonly Position[] }) {
  const { graph } = store;
  const dated: { day: string; claim: GraphClaim; position: Position }[] = [];
  for (const position of positions) {
    for (const claim of position.claims) {
      const report = graph.byKey.get(claim.report);
      const day = report === undefined ? null : graph.nodes[report]!.attributes.date;
      if (day) dated.push({ day, claim, position });
    }
  }
  const days = [...new Set(dated.map(({ day }) => day))].sort();
  if (days.length < 2) return null;
  return (
    <details class="over-time">
      <summary>How this changed over {count(days.length, "day")}</summary>
      <ol>
        {days.map((day) => (
          <li key={day}>
            <strong>{dayWords(day)}</strong>
            <ul class="plain">
              {dated
                .filter((one) => one.day === day)
                .map(({ claim, position }) => {
                  const who = graph.byKey.get(claim.claimant);
                  const { quantity } = position.statement;
                  return (
                    <li key={claim.id} title={wordsOf(graph, claim) ?? ""}>
                      <bdi>{who === undefined ? "somebody" : voiceOf(graph, who)}</bdi>{" "}
                      {quantity ? `says ${boundWords(quantity)}` : stanceWords(claim)}
                    </li>
                  );
                })}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}
