/** Keeps the root from having more than one child: far below all scores. */
const DEAR = 1e6;

/**
 * The heads that make the best tree (Chu and Liu 1965, Edmonds 1967): those of `count` words, `count` for the root, which has
 * one child. `scores[i * width + j]` tells how well the word `j` does as the head of `i`, the root under `j = count`.
 * Quadratic in `count` where the best heads are a tree at once, as they mostly are.
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
  const table = Array.from({ length: count }, (_, i) => Float64Array.from({ length: count + 1 }, (_, j) => scores[i * width + j]!));
  for (const row of table) row[count]! -= DEAR;
  return Int32Array.from(bestHeads(table, count));
}

/** The words of a cycle of heads, if there is one; `root` is nobody's dependent. */
function cycleIn(heads: ArrayLike<number>, root: number): number[] | null {
  const seen = new Int32Array(heads.length);
  for (let i = 0; i < heads.length; i++) {
    let at = i;
    while (at !== root && seen[at] === 0) {
      seen[at] = i + 1;
      at = heads[at]!;
    }
    if (at === root || seen[at] !== i + 1) continue;
    const cycle = [at];
    for (let next = heads[at]!; next !== at; next = heads[next]!) cycle.push(next);
    return cycle;
  }
  return null;
}

/** Heads by a table of scores, a row for each word: where the best ones make a cycle, it is taken for one word. */
function bestHeads(table: readonly Float64Array[], root: number): number[] {
  const heads = table.map((row, i) => {
    let best = i === 0 ? 1 : 0;
    for (let j = best + 1; j <= root; j++) if (j !== i && row[j]! > row[best]!) best = j;
    return best;
  });
  const cycle = cycleIn(heads, root);
  if (cycle === null) return heads;
  const inside = new Set(cycle);
  const rest = table.flatMap((_, i) => (inside.has(i) ? [] : [i]));
  const [one, end] = [rest.length, rest.length + 1]; // the cycle as one word, the root
  const outer = [...rest, root];
  // by word outside: which word of the cycle is its best head
  const by = rest.map((i) => cycle.reduce((a, b) => (table[i]![b]! > table[i]![a]! ? b : a)));
  // by head outside: which word of the cycle it takes best, in place of its head there
  const gain = (i: number, head: number) => table[i]![head]! - table[i]![heads[i]!]!;
  const into = outer.map((head) => cycle.reduce((a, b) => (gain(b, head) > gain(a, head) ? b : a)));
  const smaller = rest.map((i, k) =>
    Float64Array.from({ length: end + 1 }, (_, j) => table[i]![j === one ? by[k]! : outer[j === end ? one : j]!]!),
  );
  smaller.push(
    Float64Array.from({ length: end + 1 }, (_, j) => (j === one ? 0 : gain(into[j === end ? one : j]!, outer[j === end ? one : j]!))),
  );
  const found = bestHeads(smaller, end);
  for (const [k, i] of rest.entries()) {
    const head = found[k]!;
    heads[i] = head === one ? by[k]! : outer[head === end ? one : head]!;
  }
  const entry = found[one]! === end ? one : found[one]!;
  heads[into[entry]!] = outer[entry]!;
  return heads;
}
