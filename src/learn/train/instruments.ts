import { castEvents } from "../../extract/events.js";
import { arsenalOf, type Means, meansFeatures, meansOf } from "../../extract/instruments-features.js";
import { weighInstruments } from "../../extract/instruments-weighing.js";
import { INSTRUMENT_TABLES, INSTRUMENT_VERSION, loadInstruments } from "../../resources/instruments.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { loadCastModels, type ReportTree, readTrees } from "./report-trees.js";
import { type GoldEvent, goldEvent, isNamedBy, readGoldReports, readHeldReports } from "./reports.js";
import { scoreRole } from "./roles.js";

const OPTIONS = { epochs: 8, rate: 0.03, decay: 1e-4, least: 3, averaged: true };

/** Trains what events were done with, on annotated reports. */
export function trainInstruments(data: string, root: string, log: (line: string) => void): Uint8Array {
  const serves = new LogLinear(FEATURE_SPACE, OPTIONS);
  const features = featureBuffer();
  const models = loadCastModels(root);
  let [asked, right] = [0, 0];
  for (const report of readTrees(readGoldReports(data, root), root)) {
    const { tree, hashes, gold } = report;
    const events = castEvents(tree, hashes, models);
    const arsenal = arsenalOf(tree, events);
    for (const draft of events) {
      const event = goldEvent(gold, draft);
      if (event === null) continue;
      const all = meansOf(tree, arsenal, draft);
      for (const means of all) {
        meansFeatures(tree, hashes, arsenal, draft, means, all.length - 1, features);
        const does = isInstrument(report, event, means);
        serves.candidate(features.slots, features.count);
        serves.example(1, does ? 0 : -1, 1);
        asked++;
        if (does) right++;
      }
    }
  }
  log(`${asked} weapons and the like near events, ${right} of them their instruments`);
  return encodeTables("instruments", INSTRUMENT_VERSION, INSTRUMENT_TABLES, [serves.train()]);
}

function isInstrument({ gold, tree }: ReportTree, event: GoldEvent, { token, found }: Means): boolean {
  const { start, end } = found ?? tree.tokens[token]!;
  const words = tree.doc.report.text.slice(start, end);
  return event.instruments.some((other) => isNamedBy(gold, tree.doc, found?.entity ?? "", words, `~${other}`));
}

/** The model card: the instruments of the held reports' events, with the model and by the grammar alone. */
export function describeInstruments(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const [models, model] = [loadCastModels(root), loadInstruments(root)];
  const alone = scoreRole(held, "instrument", ({ tree, hashes }) => castEvents(tree, hashes, models));
  const weighed = scoreRole(held, "instrument", ({ tree, hashes }) =>
    weighInstruments(tree, hashes, castEvents(tree, hashes, models), model),
  );
  log(`F1 ${weighed.at(-1)} of held reports' events, ${alone.at(-1)} by the grammar alone`);
  return `# instruments.bin

What events were done with: a log-linear model over hashed features with weights of 8 bits. It weighs what the grammar finds, and
the other weapons, vehicles and attacks that an event's sentences name.

| | |
|---|---|
| Trained on | the events of the same reports as \`triggers.bin\` |
| Features | word, kind and word class; the way to the event's word through the tree, distance, what governs it; which event it names itself; its part in the event; of how many others the grammar finds it; how many more there are |
| Method | AdaGrad, weights averaged over epochs |
| Needs | \`syntax.bin\`, \`names.bin\`, \`coreference.bin\`, \`triggers.bin\`, \`status.bin\`, \`roles.bin\`, \`joins.bin\` |

Of the events of the ${held.length} held reports that are found, precision, recall and F1 of their instruments, as a reader understands
them:

| | P | R | F1 |
|---|---|---|---|
| by the grammar | ${alone.join(" | ")} |
| with the model | ${weighed.join(" | ")} |
`;
}
