import { type Status, statusOf } from "../../extract/status.js";
import { statusFeatures } from "../../extract/status-features.js";
import { statusWeigher } from "../../extract/status-weighing.js";
import type { Trigger } from "../../extract/triggers.js";
import { weighTriggers } from "../../extract/triggers-weighing.js";
import { loadStatus, STATUS_VERSION, type StatusModel } from "../../resources/status.js";
import { loadTriggers, type TriggerModel } from "../../resources/triggers.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeClassifier, HiddenLayerTrainer } from "./hidden-layer.js";
import { type ReportTree, readTrees } from "./report-trees.js";
import { type GoldEvent, overlaps, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { units: 16, epochs: 8, rate: 0.003, batch: 64, least: 5, dropped: 0.3, muted: 0.1 };

/** Trains whether events have happened, on annotated reports. */
export function trainStatus(data: string, root: string, log: (line: string) => void): Uint8Array {
  const model = fitStatus(readTrees(readGoldReports(data, root), root), loadTriggers(root), log);
  return encodeClassifier("status", STATUS_VERSION, model);
}

/** Fits the layer, on the triggers that are found and that the annotation has. */
export function fitStatus(reports: readonly ReportTree[], triggers: TriggerModel, log: (line: string) => void): StatusModel {
  const classes = [...new Set(reports.flatMap(({ gold }) => gold.events.map(nameOf)))].sort();
  const trainer = new HiddenLayerTrainer(FEATURE_SPACE, classes.length, OPTIONS);
  const features = featureBuffer();
  let [asked, told] = [0, 0];
  for (const report of reports)
    eachAnswer(report, triggers, (trigger, event) => {
      statusFeatures(report.tree, report.hashes, trigger, statusOf(report.tree, trigger), features);
      trainer.example(features.slots, features.count, classes.indexOf(nameOf(event)), 1);
      asked++;
      if (isPlain(event)) told++;
    });
  log(`${asked} triggers, ${told} of what has happened`);
  return { layer: trainer.train(), classes };
}

/** Calls for each trigger that is found and that the annotation has. */
function eachAnswer({ gold, tree, hashes }: ReportTree, model: TriggerModel, each: (trigger: Trigger, event: GoldEvent) => void): void {
  for (const trigger of weighTriggers(tree, hashes, model)) {
    const span = { start: tree.tokens[trigger.first]!.start, end: tree.tokens[trigger.last - 1]!.end };
    const event = gold.events.find((e) => e.type === trigger.entry.type && e.triggers.some((t) => overlaps(t, span)));
    if (event !== undefined) each(trigger, event);
  }
}

const nameOf = ({ polarity, modality }: GoldEvent | Status) => `${polarity} ${modality}` as StatusModel["classes"][number];

const isPlain = ({ polarity, modality }: GoldEvent | Status): boolean => polarity === "positive" && modality === "actual";

/** The model card: how the held reports' triggers are told that have not simply happened, with the model and by rules alone. */
export function describeStatus(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const [triggers, model] = [loadTriggers(root), loadStatus(root)];
  const alone = scoreStatus(held, triggers, null);
  const weighed = scoreStatus(held, triggers, model);
  log(`F1 ${weighed.at(-1)} of held reports' triggers, ${alone.at(-1)} by rules alone`);
  return `# status.bin

Whether an event has happened, has not, or is planned, ordered or possible: a network with one hidden layer of ${OPTIONS.units} units over
hashed features, with vectors of 8 bits a number. What the rules (\`status.ts\`) say of an event holds unless the network takes it
for unlikely.

| | |
|---|---|
| Trained on | the triggers that are found in the same reports as \`triggers.bin\` learns from |
| Features | what the rules say; lemma, tags and relation of the word, of the words before it and of up to five that it hangs on, one after another; auxiliaries, negations, conjunctions, subjects and objects of these; type of event; whether it is in a headline |
| Method | Adam on the cross entropy, ${OPTIONS.epochs} epochs, ${100 * OPTIONS.dropped} % of the features and ${100 * OPTIONS.muted} % of the units left out at random, weights averaged over epochs |
| Needs | \`syntax.bin\`, \`names.bin\`, \`coreference.bin\`, \`triggers.bin\` |

Of the ${held.length} held reports' triggers that are found, those of events that have not simply happened, polarity and modality right:

| | precision | recall | F1 |
|---|---|---|---|
| rules alone | ${alone.join(" | ")} |
| with the model | ${weighed.join(" | ")} |
`;
}

/** Precision, recall and F1 in percent of the triggers that are not simply said to have happened; without a model, by rules. */
export function scoreStatus(reports: readonly ReportTree[], triggers: TriggerModel, model: StatusModel | null): string[] {
  let [right, found, gold] = [0, 0, 0];
  for (const report of reports) {
    const weigh = model === null ? null : statusWeigher(report.tree, report.hashes, model);
    eachAnswer(report, triggers, (trigger, event) => {
      const ruled = statusOf(report.tree, trigger);
      const status = weigh === null ? ruled : weigh(trigger, ruled);
      if (!isPlain(status)) found++;
      if (isPlain(event)) return;
      gold++;
      if (nameOf(status) === nameOf(event)) right++;
    });
  }
  return [right / found, right / gold, (2 * right) / (found + gold)].map((x) => (100 * x).toFixed(1));
}
