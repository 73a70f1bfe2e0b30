import { findTriggers, type Trigger } from "../../extract/triggers.js";
import { triggerFeatures } from "../../extract/triggers-features.js";
import { candidates, weighTriggers } from "../../extract/triggers-weighing.js";
import type { EventType } from "../../model.js";
import { loadTriggers, TRIGGER_VERSION, type TriggerModel } from "../../resources/triggers.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeClassifier, HiddenLayerTrainer } from "./hidden-layer.js";
import { type ReportTree, readTrees } from "./report-trees.js";
import { overlaps, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { units: 24, epochs: 7, rate: 0.003, batch: 256, least: 10, dropped: 0.3, muted: 0.1 };
/** How much an event of no type of its own counts: annotators differ most on what is worth telling of these. */
const OTHER = 0.3;

/** Trains which words name events, on annotated reports. */
export function trainTriggers(data: string, root: string, log: (line: string) => void): Uint8Array {
  const reports = readTrees(readGoldReports(data, root), root);
  log(`${reports.length} reports`);
  return encodeClassifier("triggers", TRIGGER_VERSION, fitTriggers(reports));
}

/** Fits the layer. */
export function fitTriggers(reports: readonly ReportTree[]): TriggerModel {
  const types = [...new Set(reports.flatMap(({ gold }) => gold.events.map((e) => e.type as EventType)))].sort();
  const trainer = new HiddenLayerTrainer(FEATURE_SPACE, types.length + 1, OPTIONS);
  const features = featureBuffer();
  for (const report of reports) {
    const found = findTriggers(report.tree);
    const named = namedTokens(report, new Set(found.map((t) => t.token)));
    const { view, answers } = candidates(report.tree, found, report.hashes);
    for (const { token, trigger, answer } of answers) {
      triggerFeatures(view, token, answer, features);
      const names = named.get(token);
      const right = names === undefined ? null : trigger !== null && names.includes(trigger.entry.type) ? trigger.entry.type : names[0]!;
      trainer.example(features.slots, features.count, right === null ? types.length : types.indexOf(right), right === "Other" ? OTHER : 1);
    }
  }
  return { layer: trainer.train(), classes: [...types, "none"] };
}

/**
 * The types of the events that each token names: for each annotated trigger the token that the lexicon finds there, else its
 * head.
 */
export function namedTokens({ gold, tree }: ReportTree, found: ReadonlySet<number>): Map<number, EventType[]> {
  const named = new Map<number, EventType[]>();
  for (const { type, triggers } of gold.events) {
    for (const span of triggers) {
      const inside = tree.tokens.flatMap((t, i) => (overlaps(t, span) ? [i] : []));
      const head = inside.find((i) => found.has(i)) ?? inside.find((i) => !inside.includes(tree.tokens[i]!.head)) ?? inside[0];
      if (head !== undefined) named.set(head, [...(named.get(head) ?? []), type as EventType]);
    }
  }
  return named;
}

/** The model card: how many of the held reports' triggers are found with the right type, with the model and without. */
export function describeTriggers(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const learnt = readGoldReports(data, root).length;
  const model = loadTriggers(root);
  const alone = scoreTriggers(held, (r) => findTriggers(r.tree));
  const weighed = scoreTriggers(held, (r) => weighTriggers(r.tree, r.hashes, model));
  log(`F1 ${weighed.at(-1)} of held reports, ${alone.at(-1)} by the lexicon alone`);
  return `# triggers.bin

Which words name events, and of which type: a network with one hidden layer of ${OPTIONS.units} units over hashed features, with
vectors of 8 bits a number, which gives each verb, noun or adjective a probability for every type and for none. What the lexicon
takes for an event is dropped where the network holds it for none; what the lexicon does not take where it
stands is added where that is likelier than not.

| | |
|---|---|
| Trained on | ${learnt} annotated reports: the news of \`training/news/\` (annotation only: the texts do not ship), three more news reports, the invented ones of \`training/texts/\`, but those held back of either. The news is of Worldwide Newswire (no licence stated), PolNeAR, MUC-4, LGL and GeoVirus (news text, kept out of the package), GUM (CC BY, CC BY-SA or public domain) and re3d (Open Government Licence, CC BY-SA, CC BY) |
| Features | lemma, tags, relations and word classes of the word, of what it hangs on and what hangs on it; classes of its arguments; lemma, word class and kind of event of the six words on either side; what \`lexicons/events/triggers.txt\` and \`kinds.txt\` say of it |
| Method | Adam on the cross entropy, ${OPTIONS.epochs} epochs, ${100 * OPTIONS.dropped} % of the features and ${100 * OPTIONS.muted} % of the units left out at random, weights averaged over epochs; events of the type Other count ${OTHER}, since annotators differ most on these |
| Needs | \`syntax.bin\`, \`names.bin\`, \`coreference.bin\` |

Triggers of the ${held.length} held reports, found with the right type:

| | precision | recall | F1 |
|---|---|---|---|
| lexicon alone | ${alone.join(" | ")} |
| with the model | ${weighed.join(" | ")} |

One annotator read the news; of two articles that others annotated too, the same annotator found 96 in 100 of their events,
and 26 more for each 100.
`;
}

/** Precision, recall and F1 in percent. */
export function scoreTriggers(reports: readonly ReportTree[], find: (report: ReportTree) => readonly Trigger[]): string[] {
  let [right, found, gold] = [0, 0, 0];
  for (const report of reports) {
    const triggers = find(report);
    const named = namedTokens(report, new Set(triggers.map((t) => t.token)));
    found += triggers.length;
    gold += named.size;
    right += triggers.filter((t) => named.get(t.token)?.includes(t.entry.type)).length;
  }
  return [right / found, right / gold, (2 * right) / (found + gold)].map((x) => (100 * x).toFixed(1));
}
