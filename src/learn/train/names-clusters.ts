/**
 * Word classes by the exchange algorithm (Kneser and Ney 1993; Martin, Liermann and Ney 1998): each word is moved to the
 * class that most raises the likelihood of a class bigram model, over and over. Words are in lower case.
 * @returns class of each word, 1 to `classes`
 */
export function exchangeClusters(
  texts: readonly (readonly string[])[],
  classes: number,
  least: number,
  rounds: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].filter(([, n]) => n >= least).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const index = new Map(words.map(([w], i) => [w, i] as const));
  const V = words.length;
  const C = classes + 1; // class 0: rare words and borders, which never move
  const { right, left } = bigrams(texts, index, V);

  const classOf = new Int32Array(V);
  for (let i = 0; i < V; i++) classOf[i] = 1 + (i % classes);
  const size = new Float64Array(C);
  const pair = new Float64Array(C * C);
  const cls = (w: number) => (w < V ? classOf[w]! : 0);
  for (let w = 0; w <= V; w++) {
    const row = right[w]!;
    for (let k = 0; k < row.length; k += 2) pair[cls(w) * C + cls(row[k]!)]! += row[k + 1]!;
  }
  for (let i = 0; i < V; i++) size[classOf[i]!]! += words[i]![1];
  const logs = new Float64Array(1 << 16);
  for (let i = 1; i < logs.length; i++) logs[i] = i * Math.log(i);
  const f = (n: number) => (n < 65536 ? logs[n]! : n * Math.log(n));

  const out = new Float64Array(C);
  const into = new Float64Array(C);
  for (let round = 0; round < rounds; round++) {
    let moved = 0;
    for (let w = 0; w < V; w++) {
      const from = classOf[w]!;
      const n = words[w]![1];
      // Neighbour counts by class; pairs of the word with itself are kept apart.
      out.fill(0);
      into.fill(0);
      let self = 0;
      const outs: number[] = [];
      const ins: number[] = [];
      const r = right[w]!;
      for (let k = 0; k < r.length; k += 2) {
        if (r[k] === w) self = r[k + 1]!;
        else {
          const c = cls(r[k]!);
          if (out[c] === 0) outs.push(c);
          out[c]! += r[k + 1]!;
        }
      }
      const l = left[w]!;
      for (let k = 0; k < l.length; k += 2) {
        if (l[k] === w) continue;
        const c = cls(l[k]!);
        if (into[c] === 0) ins.push(c);
        into[c]! += l[k + 1]!;
      }
      // Take the word out.
      for (const c of outs) pair[from * C + c]! -= out[c]!;
      for (const c of ins) pair[c * C + from]! -= into[c]!;
      pair[from * C + from]! -= self;
      size[from]! -= n;
      let best = from;
      let most = -Infinity;
      for (let c = 1; c < C; c++) {
        let gain = -2 * (f(size[c]! + n) - f(size[c]!));
        const row = c * C;
        for (let k = 0; k < outs.length; k++) {
          const d = outs[k]!;
          if (d === c) continue;
          const at = pair[row + d]!;
          gain += f(at + out[d]!) - f(at);
        }
        for (let k = 0; k < ins.length; k++) {
          const d = ins[k]!;
          if (d === c) continue;
          const at = pair[d * C + c]!;
          gain += f(at + into[d]!) - f(at);
        }
        const own = pair[row + c]!;
        gain += f(own + out[c]! + into[c]! + self) - f(own);
        if (gain > most) {
          most = gain;
          best = c;
        }
      }
      for (const c of outs) pair[best * C + c]! += out[c]!;
      for (const c of ins) pair[c * C + best]! += into[c]!;
      pair[best * C + best]! += self;
      size[best]! += n;
      classOf[w] = best;
      if (best !== from) moved++;
    }
    if (moved < V / 100) break;
  }
  return new Map(words.map(([word], i) => [word, classOf[i]!] as const));
}

/** For each word its neighbours on either side with counts, flat; the index V stands for rare words and borders. */
function bigrams(
  texts: readonly (readonly string[])[],
  index: ReadonlyMap<string, number>,
  V: number,
): { right: number[][]; left: number[][] } {
  const maps = Array.from({ length: V + 1 }, () => new Map<number, number>());
  for (const text of texts) {
    let last = V;
    for (const word of text) {
      const w = index.get(word) ?? V;
      const row = maps[last]!;
      row.set(w, (row.get(w) ?? 0) + 1);
      last = w;
    }
    maps[last]!.set(V, (maps[last]!.get(V) ?? 0) + 1);
  }
  const right = maps.map((row) => [...row].flat());
  const left: number[][] = Array.from({ length: V + 1 }, () => []);
  maps.forEach((row, w) => {
    for (const [v, n] of row) left[v]!.push(w, n);
  });
  return { right, left };
}
