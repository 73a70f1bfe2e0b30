import { FACTS, HASHES, LONGEST, type Sizes, type Tables, type WeightValues, weightsOf } from "../network.js";
import { factRows, type ParserModel } from "../parser.js";
import { type ParserParts, parserOf } from "../syntax-format.js";
import { type Clusters, fillWords, PAD, wordTable } from "../words.js";
import { type LearningOptions, type Lesson, NetworkTrainer } from "./network-trainer.js";
import { seededRandom, shuffle } from "./random.js";
import type { TreebankSentence } from "./treebank.js";

/** How the parser is trained. */
export interface ParserOptions extends LearningOptions {
  readonly sizes: Omit<Sizes, "tags" | "relations">;
  readonly epochs: number;
  /** Words of the sentences that one step is taken for, or a few more. */
  readonly batch: number;
  /** How often words must show a value of a fact for it to have a vector of its own. */
  readonly least: Readonly<Record<(typeof HASHES)[number], number>>;
}

/** The parser that learns from treebanks alone, to teach. */
export const LARGE_PARSER: ParserOptions = {
  sizes: { word: 128, cells: 128, arc: 128, hidden: 64 },
  epochs: 24,
  rate: 2e-3,
  batch: 1000,
  hidden: 0.2,
  muted: 0.33,
  lowered: 0.1,
  tagShare: 0.5,
  least: { lower: 2, suffix2: 2, suffix3: 3, suffix4: 3, prefix3: 3, shape: 2 },
};

/** The parser that ships, a third of the work: it learns from the treebanks, and from news that the large one read. */
export const SMALL_PARSER: ParserOptions = {
  ...LARGE_PARSER,
  sizes: { word: 96, cells: 64, arc: 128, hidden: 64 },
  epochs: 4,
  hidden: 0.15,
  muted: 0.15,
  lowered: 0.05,
  least: { lower: 6, suffix2: 4, suffix3: 6, suffix4: 8, prefix3: 6, shape: 4 },
};

/** The joint classes of UPOS and Penn tag of a treebank, the most frequent first. */
export function tagsOf(sentences: readonly TreebankSentence[]): string[] {
  return frequent(sentences.flatMap(classesOf));
}

const classesOf = (s: TreebankSentence): string[] => s.upos.map((u, i) => `${u}|${s.xpos[i]}`);

/** The relations of a treebank, the most frequent first. */
export function relationsOf(sentences: readonly TreebankSentence[]): string[] {
  return frequent(sentences.flatMap((s) => s.deprels));
}

function frequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

/** Trains on sentences with tags and trees. */
export function trainParser(
  sentences: readonly TreebankSentence[],
  clusters: Clusters,
  options: ParserOptions,
  log: (line: string) => void = () => {},
): ParserParts {
  const [tags, relations] = [tagsOf(sentences), relationsOf(sentences)];
  const sizes = { ...options.sizes, tags: tags.length, relations: relations.length };
  const read = sentences.filter((s) => s.forms.length <= LONGEST);
  const keys = keysOf(read, clusters, options.least);
  const random = seededRandom(11);
  const lengths = [...HASHES.map((fact) => keys[fact].length + 1), 256];
  const tables = Object.fromEntries(FACTS.map((fact, i) => [fact, uniform(lengths[i]! * sizes.word, 0.5, random)])) as unknown as Tables;
  const start = { tags, relations, sizes, keys, tables, weights: firstWeights(sizes, random) };
  const lessons = lessonsOf(read, parserOf(start).rows, clusters, tags, relations);
  const trainer = new NetworkTrainer(sizes, tables, start.weights, options, random);
  const order = lessons.map((_, i) => i);
  const words = lessons.reduce((n, { heads }) => n + heads.length, 0);
  const steps = Math.ceil((options.epochs * words) / options.batch);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    let loss = 0;
    for (const k of shuffle(order, random)) {
      loss += trainer.learn(lessons[k]!);
      if (trainer.pending >= options.batch) trainer.step(steps);
    }
    log(`epoch ${epoch + 1}: loss ${(loss / words).toFixed(3)}`);
  }
  return { ...start, weights: trainer.net.weights };
}

function uniform(size: number, most: number, random: () => number): Float32Array {
  return Float32Array.from({ length: size }, () => (2 * random() - 1) * most);
}

/** Weights to start from (Glorot and Bengio 2010): biases of 0, but of forget gates 1. */
function firstWeights(sizes: Sizes, random: () => number): WeightValues {
  const values = weightsOf(sizes).map(([name, { rows, columns }]) => {
    if (!name.endsWith("bias")) return [name, uniform(rows * columns, name === "root" ? 0.2 : Math.sqrt(6 / (rows + columns)), random)];
    const bias = new Float32Array(columns);
    if (name.startsWith("cells")) bias.fill(1, 0, sizes.cells);
    return [name, bias];
  });
  return Object.fromEntries(values) as WeightValues;
}

/** Hashes that words show often enough. */
function keysOf(sentences: readonly TreebankSentence[], clusters: Clusters, least: ParserOptions["least"]): ParserParts["keys"] {
  const table = wordTable(clusters);
  const counts = HASHES.map(() => new Map<number, number>());
  for (const { forms } of sentences) {
    fillWords(table, forms);
    for (const [f, fact] of HASHES.entries())
      for (let i = 0; i < forms.length; i++) {
        const hash = table[fact][i + PAD]!;
        counts[f]!.set(hash, (counts[f]!.get(hash) ?? 0) + 1);
      }
  }
  const often = (f: number, fact: (typeof HASHES)[number]) => [...counts[f]!].flatMap(([hash, n]) => (n >= least[fact] ? [hash] : []));
  return Object.fromEntries(HASHES.map((fact, f) => [fact, Uint32Array.from(often(f, fact)).sort()])) as unknown as ParserParts["keys"];
}

function lessonsOf(
  sentences: readonly TreebankSentence[],
  rows: ParserModel["rows"],
  clusters: Clusters,
  tags: readonly string[],
  relations: readonly string[],
): Lesson[] {
  const table = wordTable(clusters);
  const [tagIds, ids] = [tags, relations].map((list) => new Map(list.map((name, i) => [name, i])));
  const rowsFor = (forms: readonly string[], cased: boolean): Int32Array => {
    fillWords(table, forms);
    const out = new Int32Array(forms.length * FACTS.length);
    factRows(rows, table, 0, forms.length, cased, out);
    return out;
  };
  return sentences.map((s) => ({
    rows: rowsFor(s.forms, true),
    loweredRows: rowsFor(
      s.forms.map((form) => form.toLowerCase()),
      false,
    ),
    tags: classesOf(s).map((tag) => tagIds!.get(tag)!),
    heads: s.heads.map((h) => (h < 0 ? s.forms.length : h)),
    relations: s.deprels.map((relation) => ids!.get(relation)!),
  }));
}
