import type { DrawnEdge } from "../state/drawn.js";

/** Lines as columns of their ends, to find the one under the pointer without a second rendering of them all. */
export interface LineIndex {
  /** The line nearest to a point, at most `reach` away; `null` where none is. Units are those of the ends. */
  find(x: number, y: number, reach: number): DrawnEdge | null;
}

/** Indexes lines by where their ends are; lines with an end that is not drawn are left out. */
export function indexLines(lines: readonly DrawnEdge[], locate: (key: string) => { x: number; y: number } | undefined): LineIndex {
  const found: DrawnEdge[] = [];
  const ends: number[] = [];
  for (const line of lines) {
    const a = locate(line.source);
    const b = locate(line.target);
    if (!a || !b || line.source === line.target) continue;
    found.push(line);
    ends.push(a.x, a.y, b.x, b.y);
  }
  const columns = Float32Array.from(ends);
  return {
    find(x, y, reach) {
      let best = -1;
      let least = reach * reach;
      for (let i = 0, at = 0; i < found.length; i++, at += 4) {
        const distance = squaredDistance(x, y, columns[at]!, columns[at + 1]!, columns[at + 2]!, columns[at + 3]!);
        if (distance > least) continue;
        least = distance;
        best = i;
      }
      return best === -1 ? null : found[best]!;
    },
  };
}

/** Squared distance of a point from a segment. */
function squaredDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  const ox = x - ax - along * dx;
  const oy = y - ay - along * dy;
  return ox * ox + oy * oy;
}
