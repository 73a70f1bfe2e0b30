/** Keeps the root from having more than one child: far below all scores. */
const DEAR = 1e6;

/**
 * The heads that make the best tree (Chu and Liu 1965, Edmonds 1967): those of `count` words, `count` for the root, which has
 * one child. `scores[i * width + j]` tells how well the word `j` does as the head of `i`, the root under `j = count`.
 * Quadratic in `count` where the best heads are a tree at once, as they mostly are, and linear in it for each cycle's word else.
 */
export function arborescence(scores: Float32Array, width: number, count: number): Int32Array {
  const heads = new Int32Array(count);
  let roots = 0;
  for (let i = 0; i < count; i++) {
    let best = i === 0 ? 1 : 0;
    for (let j = best + 1; j <= count; j++) if (j !== i && scores[i * width + j]! > scores[i * width + best]!) best = j;
    heads[i] = best;
    if (best === count) roots++;
  }
  if (roots === 1 && cycleIn(heads, count) === null) return heads;
  return new Contraction(scores, width, count).heads();
}

/** The words of a cycle of heads, if there is one; `root` is nobody's dependent, and so is what has no head (-1). */
function cycleIn(heads: Int32Array, root: number): number[] | null {
  const seen = new Int32Array(heads.length);
  for (let i = 0; i < heads.length; i++) {
    let at = i;
    while (at !== root && at >= 0 && seen[at] === 0) {
      seen[at] = i + 1;
      at = heads[at]!;
    }
    if (at === root || at < 0 || seen[at] !== i + 1) continue;
    const cycle = [at];
    for (let next = heads[at]!; next !== at; next = heads[next]!) cycle.push(next);
    return cycle;
  }
  return null;
}

/** A cycle that was taken for one word: its members, whose edges they are, and the word that stands for it from then on. */
interface Cycle {
  readonly members: readonly number[];
  readonly edges: readonly number[];
  readonly parents: Int32Array;
}

/**
 * Best heads where they make cycles: a cycle is taken for one word, which stands in the place of its first member, until there
 * is none. An edge is known by its place in the table of scores as it was at first, so that what became of it can be told.
 */
class Contraction {
  private readonly width: number;
  /** How well `j` does as the head of `i`, and which edge between words that is. */
  private readonly scores: Float64Array;
  private readonly edges: Int32Array;
  /** The best head of each word that still stands; -1 of one within a cycle. */
  private readonly best: Int32Array;

  constructor(
    scores: Float32Array,
    width: number,
    private readonly root: number,
  ) {
    this.width = root + 1;
    this.scores = new Float64Array(root * this.width);
    this.edges = new Int32Array(root * this.width);
    this.best = new Int32Array(root);
    for (let i = 0, at = 0; i < root; i++)
      for (let j = 0; j <= root; j++, at++) {
        this.scores[at] = scores[i * width + j]! - (j === root ? DEAR : 0);
        this.edges[at] = at;
      }
    for (let i = 0; i < root; i++) this.choose(i);
  }

  heads(): Int32Array {
    const cycles: Cycle[] = [];
    // which word stands for each: itself, or the first member of the cycle it is in
    let stands = Int32Array.from({ length: this.root }, (_, i) => i);
    for (let cycle = cycleIn(this.best, this.root); cycle !== null; cycle = cycleIn(this.best, this.root)) {
      cycles.push({ members: cycle, edges: cycle.map((i) => this.edges[i * this.width + this.best[i]!]!), parents: stands });
      const inside = new Set(cycle);
      stands = stands.map((of) => (inside.has(of) ? cycle[0]! : of));
      this.contract(cycle, inside);
    }
    const chosen = new Int32Array(this.root).fill(-1);
    for (let i = 0; i < this.root; i++) if (this.best[i]! >= 0) chosen[i] = this.edges[i * this.width + this.best[i]!]!;
    for (const { members, edges, parents } of cycles.reverse()) {
      // the edge into the cycle takes the place of the one within it at the member that it leads to
      const into = chosen[members[0]!]!;
      const entered = parents[Math.floor(into / this.width)]!;
      for (const [k, member] of members.entries()) chosen[member] = member === entered ? into : edges[k]!;
    }
    return chosen.map((edge) => edge % this.width);
  }

  /** Finds the best head of a word among those that stand. */
  private choose(i: number): void {
    let best = -1;
    for (let j = 0, at = i * this.width; j <= this.root; j++, at++)
      if (j !== i && (j === this.root || this.best[j]! >= 0) && (best < 0 || this.scores[at]! > this.scores[i * this.width + best]!))
        best = j;
    this.best[i] = best;
  }

  /** Lets the first word of a cycle stand for all of it. */
  private contract(cycle: readonly number[], inside: ReadonlySet<number>): void {
    const { width, root, scores, edges, best } = this;
    const one = cycle[0]!;
    const lost = cycle.map((i) => scores[i * width + best[i]!]!);
    for (let j = 0; j <= root; j++) {
      if (inside.has(j) || (j < root && best[j]! < 0)) continue;
      // the member that a head outside takes best, in place of its head within
      let [to, gain] = [-1, 0];
      for (const [k, i] of cycle.entries()) {
        const more = scores[i * width + j]! - lost[k]!;
        if (to < 0 || more > gain) [to, gain] = [i * width + j, more];
      }
      const edge = edges[to]!;
      scores[one * width + j] = gain;
      edges[one * width + j] = edge;
      if (j === root) continue;
      // the member that does best as the head of a word outside
      let by = j * width + one;
      for (const i of cycle) if (scores[j * width + i]! > scores[by]!) by = j * width + i;
      scores[j * width + one] = scores[by]!;
      edges[j * width + one] = edges[by]!;
    }
    for (const i of cycle) best[i] = -1;
    best[one] = 0;
    this.choose(one);
    for (let j = 0; j < root; j++) if (best[j]! >= 0 && inside.has(best[j]!)) best[j] = one;
  }
}
