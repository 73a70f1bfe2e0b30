import { type EventDate, ruledDates } from "../../extract/dates.js";
import { dateCandidates } from "../../extract/dates-candidates.js";
import { dateFeatures, dateView } from "../../extract/dates-features.js";
import { eventDates } from "../../extract/dates-weighing.js";
import { DATE_TABLES, DATE_VERSION, type DateModel, loadDates } from "../../resources/dates.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { type Finders, findIn, loadFinders, type ReportTree, readTrees } from "./report-trees.js";
import { type GoldEvent, goldEvent, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { epochs: 10, rate: 0.02, decay: 1e-4, least: 3, averaged: true };
/** How much an event of the articles counts, which others annotated too, whose habits of dating the others are to learn. */
const MODEL = 4;
/** How much an event of the annotated news counts, whose texts are of no known day: annotators took one that fits. */
const UNDATED = 0.7;

/** Trains which of the days that a report tells is an event's, on annotated reports. */
export function trainDates(data: string, root: string, log: (line: string) => void): Uint8Array {
  const model = fitDates(readTrees(readGoldReports(data, root), root), loadFinders(root), log);
  return encodeTables("dates", DATE_VERSION, DATE_TABLES, [model.days]);
}

/** Fits the table on the events that are found and that the annotation has, where its day is among those to choose from. */
export function fitDates(reports: readonly ReportTree[], finders: Finders, log: (line: string) => void): DateModel {
  const days = new LogLinear(FEATURE_SPACE, OPTIONS);
  const features = featureBuffer();
  let [asked, told] = [0, 0];
  for (const report of reports) {
    const { doc } = report.tree;
    const { drafts, voices } = findIn(report, finders);
    const ruled = ruledDates(doc, drafts, voices);
    for (const [d, draft] of drafts.entries()) {
      const event = goldEvent(report.gold, draft);
      if (event === null) continue;
      const candidates = dateCandidates(doc, ruled, drafts, d);
      const right = candidates.findIndex(({ date }) => isDay(event, date));
      asked++;
      if (right < 0) continue;
      told++;
      const view = dateView(doc, ruled, draft, ruled.dates[d]!, voices.at(draft.mentions[0]!.trigger) !== null);
      for (const candidate of candidates) {
        dateFeatures(doc, view, candidate, features);
        days.candidate(features.slots, features.count);
      }
      days.example(candidates.length, right, weightOf(report.gold.name));
    }
  }
  log(`${asked} events, the days of ${told} are among those to choose from`);
  return { days: days.train() };
}

const weightOf = (name: string): number => (name.includes("/") ? UNDATED : /^\d/.test(name) ? 1 : MODEL);

/** Whether an event's days are the annotated ones; `null` is none. */
function isDay({ date }: GoldEvent, found: EventDate | null): boolean {
  const right = date ?? { from: null, to: null };
  return right.from === (found?.range.from ?? null) && right.to === (found?.range.to ?? null);
}

/** The model card: the days of the held reports' events, with the model and by the rules alone. */
export function describeDates(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const [finders, model] = [loadFinders(root), loadDates(root)];
  const weighed = scoreDates(held, finders, model);
  const alone = scoreDates(held, finders, null);
  log(`F1 ${weighed.at(-1)} of held reports' events, ${alone.at(-1)} by the rules alone`);
  return `# dates.bin

When an event was: a log-linear model over hashed features with weights of 8 bits. It chooses among the days that the report
tells: those in the event's sentences, those of the events before, after and around it, the day that the narrative is at, the
day of publication and the day before, what the rules of \`dates.ts\` say, and none.

| | |
|---|---|
| Trained on | the events of the same reports as \`triggers.bin\` |
| Features | where a day comes from; type, tense and place in the tree of the word that names the event; how long ago and how long it is |
| Method | AdaGrad, weights averaged over epochs; of news that has no day of publication an event counts ${UNDATED} |
| Needs | all models but \`confidence.bin\` |

Of the events of the ${held.length} held reports that are found, precision, recall and F1 of their days:

| | P | R | F1 |
|---|---|---|---|
| by the rules | ${alone.join(" | ")} |
| with the model | ${weighed.join(" | ")} |
`;
}

/** Precision, recall and F1 in percent over the events that the annotation has; without a model, of the rules. */
export function scoreDates(reports: readonly ReportTree[], finders: Finders, model: DateModel | null): string[] {
  let [right, found, gold] = [0, 0, 0];
  for (const report of reports) {
    const { doc } = report.tree;
    const { drafts, voices } = findIn(report, finders);
    const dates = model === null ? ruledDates(doc, drafts, voices).dates : eventDates(doc, drafts, voices, model);
    for (const [d, draft] of drafts.entries()) {
      const event = goldEvent(report.gold, draft);
      if (event === null) continue;
      if (dates[d]) found++;
      if (event.date !== null) gold++;
      if (dates[d] && isDay(event, dates[d])) right++;
    }
  }
  return [right / found, right / gold, (2 * right) / (found + gold)].map((x) => (100 * x).toFixed(1));
}
