import type { EventDraft } from "../../extract/event-mention.js";
import { type AmountCandidate, amountCandidates, amountFeatures, tallyOf } from "../../extract/quantities-features.js";
import { weighAmounts } from "../../extract/quantities-weighing.js";
import type { Amount } from "../../model.js";
import { loadQuantities, QUANTITY_TABLES, QUANTITY_VERSION, type QuantityModel } from "../../resources/quantities.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { type Finders, findIn, loadFinders, type ReportTree, readTrees } from "./report-trees.js";
import { type GoldEvent, goldEvent, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { epochs: 8, rate: 0.03, decay: 1e-4, least: 3, averaged: true };

/** Trains which amounts belong to events, on annotated reports. */
export function trainQuantities(data: string, root: string, log: (line: string) => void): Uint8Array {
  const model = fitQuantities(readTrees(readGoldReports(data, root), root), loadFinders(root), log);
  return encodeTables("quantities", QUANTITY_VERSION, QUANTITY_TABLES, [model.counts]);
}

/** Fits the table on the events that are found and that the annotation has. */
export function fitQuantities(reports: readonly ReportTree[], finders: Finders, log: (line: string) => void): QuantityModel {
  const counts = new LogLinear(FEATURE_SPACE, OPTIONS);
  const features = featureBuffer();
  let [asked, right] = [0, 0];
  for (const report of reports) {
    const { drafts } = findIn(report, finders);
    const tally = tallyOf(report.tree, drafts);
    for (const draft of drafts) {
      const event = goldEvent(report.gold, draft);
      if (event === null) continue;
      const candidates = amountCandidates(tally, draft);
      const own = counted(event, draft, candidates);
      for (const candidate of candidates) {
        amountFeatures(report.tree, report.hashes, tally, draft, candidate, features);
        const does = own.has(candidate);
        counts.candidate(features.slots, features.count);
        counts.example(1, does ? 0 : -1, 1);
        asked++;
        if (does) right++;
      }
    }
  }
  log(`${asked} amounts near events, ${right} of them theirs`);
  return { counts: counts.train() };
}

/** The amounts that an event's counts are: of several of one size as many as there are counts, those found or nearest to its word. */
function counted({ counts }: GoldEvent, { mentions }: EventDraft, candidates: readonly AmountCandidate[]): Set<AmountCandidate> {
  const apart = (c: AmountCandidate): number => Math.abs(mentions[c.of]!.token - c.token) - (c.found ? 1000 : 0);
  const order = [...candidates].sort((a, b) => apart(a) - apart(b));
  const out = new Set<AmountCandidate>();
  for (const { min, max } of counts) {
    const next = order.find((c) => !out.has(c) && c.amount.min === min && c.amount.max === max);
    if (next === undefined) continue;
    for (const c of order) if (c === next || isAgain(c.amount, next.amount)) out.add(c);
  }
  return out;
}

/** "nine civilians", "nine": one amount told twice, as far as the words show. */
const isAgain = (a: Amount, b: Amount): boolean =>
  a.min === b.min && a.max === b.max && (a.of === null || b.of === null || a.of.split(" ").at(-1) === b.of.split(" ").at(-1));

type Range = { readonly min: number | null; readonly max: number | null };

const isCounted = ({ counts }: GoldEvent, { min, max }: Range): boolean => counts.some((c) => c.min === min && c.max === max);

/** The model card: the amounts of the held reports' events, with the model and by the grammar alone. */
export function describeQuantities(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const [finders, model] = [loadFinders(root), loadQuantities(root)];
  const alone = scoreQuantities(held, finders, (_, drafts) => drafts);
  const weighed = scoreQuantities(held, finders, ({ tree, hashes }, drafts) => weighAmounts(tree, hashes, drafts, model));
  log(`F1 ${weighed.at(-1)} of held reports' events, ${alone.at(-1)} by the grammar alone`);
  return `# quantities.bin

Which amounts belong to an event: a log-linear model over hashed features with weights of 8 bits. It weighs the amounts that the
grammar ties to an event and the others of its sentences.

| | |
|---|---|
| Trained on | the events of the same reports as \`triggers.bin\` |
| Features | what is counted, how exactly and how much; the way to the event's word through the tree, distance, other events between; the part of what is counted in the event; whether the grammar ties it to this or another event |
| Method | AdaGrad, weights averaged over epochs |
| Needs | all models but \`dates.bin\`, \`claimants.bin\` and \`confidence.bin\` |

Of the events of the ${held.length} held reports that are found, precision, recall and F1 of their amounts:

| | P | R | F1 |
|---|---|---|---|
| by the grammar | ${alone.join(" | ")} |
| with the model | ${weighed.join(" | ")} |
`;
}

/** Precision, recall and F1 in percent over the events that the annotation has. */
export function scoreQuantities(
  reports: readonly ReportTree[],
  finders: Finders,
  settle: (report: ReportTree, drafts: readonly EventDraft[]) => readonly EventDraft[],
): string[] {
  let [right, found, gold] = [0, 0, 0];
  for (const report of reports)
    for (const draft of settle(report, findIn(report, finders).drafts)) {
      const event = goldEvent(report.gold, draft);
      if (event === null) continue;
      const amounts = draft.mentions.flatMap((m) => m.amounts.map((q) => q.amount));
      const own = amounts.filter((a, i) => amounts.findIndex((b) => a.min === b.min && a.max === b.max) === i);
      found += own.length;
      gold += event.counts.length;
      right += own.filter((a) => isCounted(event, a)).length;
    }
  return [right / found, right / gold, (2 * right) / (found + gold)].map((x) => (100 * x).toFixed(1));
}
