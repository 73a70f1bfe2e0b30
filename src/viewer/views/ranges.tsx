import { type Statement, voiceOf } from "../data/statements.js";
import { boundWords, quantityWords } from "../data/words.js";
import { useStore } from "./context.js";

const WIDTH = 320;
const ROW = 26;

/** Counts of one thing as ranges on one scale, a row for each voice; open ends run out in an arrow. */
export function Ranges({ statements }: { statements: readonly Statement[] }) {
  const { graph } = useStore();
  const known = statements.filter(({ quantity }) => quantity && (quantity.min != null || quantity.max != null));
  const unknown = statements.filter((statement) => !known.includes(statement));
  const most = Math.max(1, ...known.map(({ quantity }) => quantity!.max ?? (quantity!.min ?? 0) * 1.35));
  const scale = niceScale(most);
  const x = (value: number) => 8 + ((WIDTH - 24) * Math.min(value, scale.top)) / scale.top;
  const voices = ({ claims }: Statement) =>
    [...new Set(claims.map((claim) => graph.byKey.get(claim.claimant)))]
      .map((node) => (node === undefined ? "somebody" : voiceOf(graph, node)))
      .join(", ");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section class="ranges" tabIndex={0} aria-label="Counts on one scale">
      {known.length > 0 && (
        <table>
          <caption class="visually-hidden">Counts on one scale from 0 to {scale.top}</caption>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">Who</th>
              <th scope="col">How many</th>
              <th scope="col">On the scale</th>
            </tr>
          </thead>
          <tbody>
            {known.map((statement) => {
              const quantity = statement.quantity!;
              const low = quantity.min ?? 0;
              const high = quantity.max ?? scale.top;
              const openEnd = quantity.max == null;
              return (
                <tr key={statement.id} class={statement.contested ? "contested" : ""}>
                  <th scope="row">
                    <bdi>{voices(statement)}</bdi>
                  </th>
                  <td class="bound">{quantityWords(quantity)}</td>
                  <td>
                    <svg
                      width={WIDTH}
                      height={ROW}
                      viewBox={`0 0 ${WIDTH} ${ROW}`}
                      role="img"
                      aria-label={`${boundWords(quantity)} on a scale to ${scale.top}`}
                    >
                      {scale.ticks.map((tick) => (
                        <line key={tick} class="tick" x1={x(tick)} x2={x(tick)} y1="0" y2={ROW} />
                      ))}
                      <line class={`span ${quantity.bound}`} x1={x(low)} x2={x(high)} y1={ROW / 2} y2={ROW / 2} />
                      {quantity.min != null && <circle class="end" cx={x(low)} cy={ROW / 2} r="4.5" />}
                      {!openEnd && quantity.max !== quantity.min && <circle class="end" cx={x(high)} cy={ROW / 2} r="4.5" />}
                      {openEnd && <path class="end" d={`M${x(high) - 2} ${ROW / 2 - 5}l9 5-9 5z`} />}
                    </svg>
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot aria-hidden="true">
            <tr>
              <td />
              <td />
              <td>
                <svg width={WIDTH} height="16" viewBox={`0 0 ${WIDTH} 16`} aria-hidden="true">
                  {scale.ticks.map((tick) => (
                    <text key={tick} x={x(tick)} y="11" text-anchor="middle">
                      {tick.toLocaleString("en-GB")}
                    </text>
                  ))}
                </svg>
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {unknown.map((statement) => (
        <p key={statement.id} class="soft">
          <bdi>{voices(statement)}</bdi>: {statement.value}
        </p>
      ))}
    </section>
  );
}

/** A scale from 0 whose top and steps are 1, 2 or 5 times a power of ten. */
function niceScale(most: number): { top: number; ticks: number[] } {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough)!;
  const top = Math.ceil(most / step) * step;
  return { top, ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step) };
}
