import { join } from "node:path";
import { findQuotations } from "../../annotate/quotations.js";
import { analyse } from "../../annotate/syntax-analysis.js";
import { keep, withQuotedSpeech } from "../../extract/attribution.js";
import { contentCandidates, contentFeatures } from "../../extract/attribution-content.js";
import { cueFeatures, mayCue } from "../../extract/attribution-cues.js";
import { type AttributionTables, decodeAttributions, overlap } from "../../extract/attribution-decode.js";
import { sourceCandidates, sourceFeatures, sourceRange } from "../../extract/attribution-source.js";
import { type AttributionView, attributionView, type TokenRanges } from "../../extract/attribution-view.js";
import type { Span } from "../../model.js";
import { ATTRIBUTION_VERSION, loadAttribution } from "../../resources/attribution.js";
import { loadSyntax, type SyntaxModel } from "../../resources/syntax.js";
import { encodeContainer } from "../container.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { type GoldDocument, readPolnear } from "./attribution-corpus.js";
import { LogLinear, packTable } from "./log-linear.js";
import { fitLogistic } from "./logistic-fit.js";

/** An article ready for training: its words and trees, and what its annotator marked, in tokens. */
export interface AttributionExample {
  readonly view: AttributionView;
  readonly gold: readonly GoldTokens[];
  readonly weight: number;
}

export interface GoldTokens {
  /** Head of the cue, -1 where it has none. */
  readonly cue: number;
  readonly content: TokenRanges;
  readonly source: TokenRanges;
}

export interface AttributionTrainingOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  /** Features that fewer candidates have are left out. */
  readonly least: number;
}

export const ATTRIBUTION_OPTIONS: AttributionTrainingOptions = { epochs: 6, rate: 0.07, decay: 1e-6, least: 12 };

/** Precision, recall and F1 of content with its source. */
export interface AttributionScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Trains the attribution model on `DIR/polnear/train`. Threshold and calibration are set on every eighth article, which a
 * first model has not seen; the final one sees them all.
 */
export function trainAttribution(data: string, root: string, log: (line: string) => void): Uint8Array {
  const syntax = loadSyntax(root);
  const examples = attributionExamples(readPolnear(join(data, "polnear", "train")), syntax);
  log(`attribution: ${examples.length} readings of articles`);
  const held = examples.filter((_, i) => i % 8 === 3);
  const first = trainTables(
    examples.filter((_, i) => i % 8 !== 3),
    ATTRIBUTION_OPTIONS,
  );
  const { threshold, calibration } = settle(first, held);
  log(`attribution: threshold ${threshold.toFixed(2)}, F1 held out ${(100 * scoreAttributions(first, threshold, held).f1).toFixed(1)}`);
  return packAttribution(trainTables(examples, ATTRIBUTION_OPTIONS), threshold, calibration);
}

/** Weights below this 8-bit size are left out: a thirtieth of the largest. */
const SMALLEST = 25;

export function packAttribution(tables: AttributionTables, threshold: number, calibration: readonly [number, number]): Uint8Array {
  const packed = Object.entries({ cue: tables.cue, content: tables.content, source: tables.source }).map(([name, table]) => ({
    name,
    ...packTable(table, SMALLEST),
  }));
  const meta = { size: FEATURE_SPACE, scales: packed.map((p) => p.scale), threshold, calibration };
  const sections = packed.flatMap((p) => [[`${p.name}.gaps`, p.gaps] as const, [`${p.name}.weights`, p.weights] as const]);
  return encodeContainer("attribution", ATTRIBUTION_VERSION, meta, Object.fromEntries(sections));
}

/** Parses the articles and puts their annotation in terms of tokens. */
export function attributionExamples(documents: readonly GoldDocument[], syntax: SyntaxModel): AttributionExample[] {
  const views = new Map<string, AttributionView>();
  return documents.map((document) => {
    let view = views.get(document.name);
    if (view === undefined) {
      const report = {
        id: document.name,
        text: document.text,
        digest: "",
        date: null,
        publisher: null,
        url: null,
        place: null,
        language: "en",
        parts: [],
        given: null,
      };
      view = attributionView({ ...analyse(report, syntax), quotations: findQuotations(document.text, []) });
      views.set(document.name, view);
    }
    return { view, gold: document.items.map((item) => goldTokens(view, item)), weight: document.weight };
  });
}

export function goldTokens(
  view: AttributionView,
  item: { readonly cue: readonly Span[]; readonly content: readonly Span[]; readonly source: readonly Span[] },
): GoldTokens {
  const cue = tokensOf(view, item.cue);
  let head = -1;
  for (let k = 0; k + 1 < cue.length; k += 2)
    for (let i = cue[k]!; i < cue[k + 1]!; i++) {
      const h = view.head[i]!;
      const outside = !cue.some((_, j) => j % 2 === 0 && h >= cue[j]! && h < cue[j + 1]!);
      if (outside && mayCue(view, i) && (head < 0 || (view.tokens[head]!.tag !== "VERB" && view.tokens[i]!.tag === "VERB"))) head = i;
    }
  return { cue: head, content: tokensOf(view, item.content), source: tokensOf(view, item.source) };
}

/** Ranges of the tokens that touch the spans. */
function tokensOf(view: AttributionView, spans: readonly Span[]): number[] {
  const out: number[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    let low = 0;
    let high = view.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (view.tokens[middle]!.end <= span.start) low = middle + 1;
      else high = middle;
    }
    let last = low;
    while (last < view.tokens.length && view.tokens[last]!.start < span.end) last++;
    if (last > low) out.push(low, last);
  }
  return out;
}

/** Trains the three tables. */
export function trainTables(examples: readonly AttributionExample[], options: AttributionTrainingOptions): AttributionTables {
  const cue = new LogLinear(FEATURE_SPACE, options);
  const content = new LogLinear(FEATURE_SPACE, options);
  const source = new LogLinear(FEATURE_SPACE, options);
  const features = featureBuffer();
  for (const { view, gold, weight } of examples) {
    const heads = new Set(gold.map((g) => g.cue));
    for (let i = 0; i < view.tokens.length; i++) {
      if (!mayCue(view, i)) continue;
      cueFeatures(view, i, features);
      cue.candidate(features.slots, features.count);
      cue.example(1, heads.has(i) ? 0 : -1, weight);
    }
    for (const g of gold) {
      if (g.cue < 0 || g.content.length === 0) continue;
      const candidates = contentCandidates(view, g.cue);
      const scores = candidates.map((c) => overlap(c.ranges, g.content));
      const best = scores.indexOf(Math.max(...scores));
      if (candidates.length < 2 || scores[best]! < 0.5) continue;
      for (const candidate of candidates) {
        contentFeatures(view, g.cue, candidate, features);
        content.candidate(features.slots, features.count);
      }
      content.example(candidates.length, best, weight);
      const ranges = candidates[best]!.ranges;
      const nodes = sourceCandidates(view, g.cue, ranges);
      const near = nodes.map((node) =>
        node < 0 ? (g.source.length === 0 ? 1 : 0) : overlap(sourceRange(view, node, g.cue, ranges), g.source),
      );
      const chosen = near.indexOf(Math.max(...near));
      if (nodes.length < 2 || near[chosen]! < 0.2) continue;
      for (const node of nodes) {
        sourceFeatures(view, g.cue, ranges, node, features);
        source.candidate(features.slots, features.count);
      }
      source.example(nodes.length, chosen, weight);
    }
  }
  return { cue: cue.train(), content: content.train(), source: source.train() };
}

/** Threshold by F1 and logistic calibration of the score, on articles that the tables have not seen. */
export function settle(
  tables: AttributionTables,
  examples: readonly AttributionExample[],
): { threshold: number; calibration: [number, number] } {
  const drafts = examples.map((e) => decodeAttributions(e.view, tables));
  let best = { threshold: 0.3, f1: 0 };
  for (let threshold = 0.1; threshold < 0.7; threshold += 0.02) {
    const { f1 } = tally(
      examples,
      drafts.map((d) => keep(d, threshold)),
    );
    if (f1 > best.f1) best = { threshold: Math.round(threshold * 100) / 100, f1 };
  }
  const x: number[] = [];
  const y: number[] = [];
  for (const [i, example] of examples.entries()) {
    const kept = keep(drafts[i]!, 0.1);
    const right = matches(example, kept);
    for (const [k, draft] of kept.entries()) {
      x.push(Math.log(draft.score / Math.max(1e-6, 1 - draft.score)));
      y.push(right.has(k) ? 1 : 0);
    }
  }
  const [slope, intercept] = fitLogistic(
    x.map((v) => [v]),
    y,
  );
  return { threshold: best.threshold, calibration: [slope!, intercept!] };
}

/** Content with its source, by the measure of the development part: half of the content's words shared, the sources touch. */
export function scoreAttributions(
  tables: AttributionTables,
  threshold: number,
  examples: readonly AttributionExample[],
  documents: ReadonlySet<string> = new Set(),
): AttributionScore {
  return tally(
    examples,
    examples.map((e) => withQuotedSpeech(e.view, keep(decodeAttributions(e.view, tables), threshold), documents)),
  );
}

/** Measures `models/attribution.bin` below `root` on the development part; the model card, in Markdown. */
export function describeAttribution(data: string, root: string, log: (line: string) => void): string {
  const model = loadAttribution(root);
  const seen = new Set<string>();
  const dev = readPolnear(join(data, "polnear", "dev")).filter(({ name }) => !seen.has(name) && seen.add(name));
  const examples = attributionExamples(dev, loadSyntax(root));
  const { precision, recall, f1 } = scoreAttributions(model, model.threshold, examples, model.documents);
  const percent = (x: number): string => (100 * x).toFixed(1);
  log(`development part: F1 ${percent(f1)}`);
  return `# attribution.bin

Who says what: three log-linear models over hashed features with weights of 8 bits, one for whether a word heads a
cue, one that ranks what a cue may introduce (tree nodes with right adjuncts cut or not, quotations over sentences), one
that ranks who may say it. Kept is what passes ${model.threshold} on p(cue)·√(p(content)·p(source)).

| | |
|---|---|
| Trained on | PolNeAR 1.0, part \`train\`: 840 articles of seven American publishers, 2015 and 2016 (news text: it does not ship; only these weights do) |
| Features | lemmas, tags, relations and paths of the tree, suffixes, quotation marks, lengths, positions |
| Method | AdaGrad; threshold and calibration set on every eighth article, unseen by a first model |
| Needs | \`syntax.bin\` |

Content with its source on PolNeAR's part \`dev\` (${dev.length} articles; half of the content's words shared, sources touch):

| precision | recall | F1 |
|---|---|---|
| ${percent(precision)} | ${percent(recall)} | ${percent(f1)} |

Two annotators agree at about 78. Rare cues ("opponent of", "wants") are missed most; sources that only an earlier sentence
names are found through pronouns alone. Trained on American political news: speeches and social media are read worse.
`;
}

type Drafts = ReturnType<typeof keep>;

function tally(examples: readonly AttributionExample[], drafts: readonly Drafts[]): AttributionScore {
  let right = 0;
  let found = 0;
  let gold = 0;
  for (const [i, example] of examples.entries()) {
    right += matches(example, drafts[i]!).size;
    found += drafts[i]!.length;
    gold += example.gold.filter((g) => g.content.length > 0 && g.source.length > 0).length;
  }
  const precision = right / Math.max(1, found);
  const recall = right / Math.max(1, gold);
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) };
}

/** Indexes of the drafts that are right, each gold item counted once. */
function matches(example: AttributionExample, drafts: Drafts): Set<number> {
  const right = new Set<number>();
  for (const g of example.gold) {
    if (g.content.length === 0 || g.source.length === 0) continue;
    let best = -1;
    let most = 0.5;
    for (const [k, d] of drafts.entries()) {
      if (right.has(k) || d.sourceRange === null || overlap(d.sourceRange, g.source) === 0) continue;
      const share = overlap(d.content, g.content);
      if (share >= most) {
        most = share;
        best = k;
      }
    }
    if (best >= 0) right.add(best);
  }
  return right;
}
