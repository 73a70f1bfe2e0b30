/** A line of a benchmark's table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

/** The shortest of several runs, in seconds. */
export function best(runs: number, work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) least = Math.min(least, time(work));
  return least;
}

/** Each work's median time in seconds; the works take turns, so that a busy machine slows all alike. The first turn warms up. */
export function median<Name extends string>(works: Readonly<Record<Name, () => unknown>>, rounds: number): Record<Name, number> {
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of Object.entries<() => unknown>(works)) {
      const seconds = time(work);
      if (round > 0) times.set(name, [...(times.get(name) ?? []), seconds]);
    }
  }
  return Object.fromEntries([...times].map(([name, list]) => [name, list.sort((a, b) => a - b)[list.length >> 1]!])) as Record<
    Name,
    number
  >;
}

/** A table for people. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map((r) => r.what.length));
  const figure = ({ value, unit }: Row) => (unit === "times" ? value.toFixed(2) : value.toLocaleString("en-US"));
  return `${rows.map((r) => `${r.what.padEnd(width)}  ${figure(r).padStart(12)} ${r.unit}`).join("\n")}\n`;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
