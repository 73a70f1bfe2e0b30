/** Chains of a document as sets of head tokens; singletons are left out by the caller. */
export type Chains = readonly ReadonlySet<number>[];

/** Precision and recall as counts, so that documents add up. */
interface Tally {
  recall: number;
  gold: number;
  precision: number;
  found: number;
}

/** F1 in percent by the three measures of the CoNLL shared tasks (2011, 2012) and their average. */
export interface CoreferenceScore {
  readonly mentions: number;
  readonly muc: number;
  readonly b3: number;
  readonly ceafe: number;
  readonly average: number;
}

/** Scores documents together: MUC (Vilain 1995), B³ (Bagga and Baldwin 1998), CEAF by entities (Luo 2005). */
export function scoreCoreference(documents: readonly { readonly gold: Chains; readonly found: Chains }[]): CoreferenceScore {
  const empty = (): Tally => ({ recall: 0, gold: 0, precision: 0, found: 0 });
  const mention = empty();
  const muc = empty();
  const b3 = empty();
  const ceafe = empty();
  for (const { gold, found } of documents) {
    const inGold = chainIndex(gold);
    const inFound = chainIndex(found);
    let shared = 0;
    for (const m of inGold.keys()) if (inFound.has(m)) shared++;
    mention.recall += shared;
    mention.precision += shared;
    mention.gold += inGold.size;
    mention.found += inFound.size;
    [muc.recall, muc.gold] = plus([muc.recall, muc.gold], links(gold, inFound));
    [muc.precision, muc.found] = plus([muc.precision, muc.found], links(found, inGold));
    [b3.recall, b3.gold] = plus([b3.recall, b3.gold], overlap(gold, found, inFound));
    [b3.precision, b3.found] = plus([b3.precision, b3.found], overlap(found, gold, inGold));
    const best = bestMatching(gold, found);
    ceafe.recall += best;
    ceafe.precision += best;
    ceafe.gold += gold.length;
    ceafe.found += found.length;
  }
  const [m, a, b, c] = [mention, muc, b3, ceafe].map(f1) as [number, number, number, number];
  return { mentions: m, muc: a, b3: b, ceafe: c, average: (a + b + c) / 3 };
}

function plus(a: readonly [number, number], b: readonly [number, number]): [number, number] {
  return [a[0] + b[0], a[1] + b[1]];
}

function f1({ recall, gold, precision, found }: Tally): number {
  const r = gold > 0 ? recall / gold : 0;
  const p = found > 0 ? precision / found : 0;
  return p + r > 0 ? (200 * p * r) / (p + r) : 0;
}

function chainIndex(chains: Chains): Map<number, number> {
  return new Map(chains.flatMap((chain, c) => [...chain].map((m) => [m, c] as const)));
}

function links(chains: Chains, other: ReadonlyMap<number, number>): [number, number] {
  let kept = 0;
  let all = 0;
  for (const chain of chains) {
    const parts = new Set<number>();
    let alone = 0;
    for (const m of chain) {
      const c = other.get(m);
      if (c === undefined) alone++;
      else parts.add(c);
    }
    kept += chain.size - parts.size - alone;
    all += chain.size - 1;
  }
  return [kept, all];
}

function overlap(chains: Chains, others: Chains, other: ReadonlyMap<number, number>): [number, number] {
  let sum = 0;
  let all = 0;
  for (const chain of chains) {
    for (const m of chain) {
      all++;
      const c = other.get(m);
      if (c !== undefined) sum += common(chain, others[c]!) / chain.size;
    }
  }
  return [sum, all];
}

function common(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let n = 0;
  for (const m of a) if (b.has(m)) n++;
  return n;
}

/** The greatest total similarity 2|g∩f| / (|g|+|f|) of a one-to-one matching (Hungarian method with potentials). */
function bestMatching(gold: Chains, found: Chains): number {
  const [rows, columns] = gold.length <= found.length ? [gold, found] : [found, gold];
  const n = rows.length;
  const m = columns.length;
  if (n === 0) return 0;
  const cost = rows.map((g) => columns.map((f) => (-2 * common(g, f)) / (g.size + f.size)));
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const match = new Int32Array(m + 1);
  const way = new Int32Array(m + 1);
  for (let i = 1; i <= n; i++) {
    match[0] = i;
    let at = 0;
    const least = new Float64Array(m + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(m + 1);
    do {
      used[at] = 1;
      const row = match[at]!;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j]) continue;
        const slack = cost[row - 1]![j - 1]! - u[row]! - v[j]!;
        if (slack < least[j]!) {
          least[j] = slack;
          way[j] = at;
        }
        if (least[j]! < delta) {
          delta = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j]) {
          u[match[j]!] = u[match[j]!]! + delta;
          v[j] = v[j]! - delta;
        } else least[j] = least[j]! - delta;
      }
      at = next;
    } while (match[at] !== 0);
    do {
      const back = way[at]!;
      match[at] = match[back]!;
      at = back;
    } while (at !== 0);
  }
  let total = 0;
  for (let j = 1; j <= m; j++) if (match[j]! > 0) total -= cost[match[j]! - 1]![j - 1]!;
  return total;
}
