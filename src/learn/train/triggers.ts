import { findTriggers, type Trigger } from "../../extract/triggers.js";
import { triggerFeatures } from "../../extract/triggers-features.js";
import { candidates, TYPE_SPACE, typed, weighTriggers } from "../../extract/triggers-weighing.js";
import type { EventType } from "../../model.js";
import { loadTriggers, TRIGGER_TABLES, TRIGGER_VERSION, type TriggerModel } from "../../resources/triggers.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { type ReportTree, readTrees } from "./report-trees.js";
import { overlaps, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { epochs: 12, rate: 0.015, decay: 1e-4, least: 4, averaged: true };
/** How much an event of no type of its own counts: annotators differ most on what is worth telling of these. */
const OTHER = 0.3;

/** Trains which words name events, on annotated reports. */
export function trainTriggers(data: string, root: string, log: (line: string) => void): Uint8Array {
  const reports = readTrees(readGoldReports(data, root), root);
  log(`${reports.length} reports`);
  return packTriggers(fitTriggers(reports));
}

/** Fits both tables. */
export function fitTriggers(reports: readonly ReportTree[]): TriggerModel {
  const types = [...new Set(reports.flatMap(({ gold }) => gold.events.map((e) => e.type as EventType)))].sort();
  const event = new LogLinear(FEATURE_SPACE, OPTIONS);
  const type = new LogLinear(TYPE_SPACE, OPTIONS);
  const [features, own] = [featureBuffer(), featureBuffer()];
  for (const report of reports) {
    const found = findTriggers(report.tree);
    const named = namedTokens(report, new Set(found.map((t) => t.token)));
    const { view, answers } = candidates(report.tree, found, report.hashes);
    for (const { token, trigger, answer } of answers) {
      triggerFeatures(view, token, answer, features);
      const names = named.get(token);
      const right = names === undefined ? null : trigger !== null && names.includes(trigger.entry.type) ? trigger.entry.type : names[0]!;
      const weight = right === "Other" ? OTHER : 1;
      event.candidate(features.slots, features.count);
      event.example(1, right === null ? -1 : 0, weight);
      if (right === null) continue;
      for (const k of types.keys()) {
        typed(features, k, own);
        type.candidate(own.slots, own.count);
      }
      type.example(types.length, types.indexOf(right), weight);
    }
  }
  return { event: event.train(), type: type.train(), types };
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

/** The bytes of a model as it ships. */
export const packTriggers = ({ event, type, types }: TriggerModel): Uint8Array =>
  encodeTables("triggers", TRIGGER_VERSION, TRIGGER_TABLES, [event, type], { types });

/** The model card: how many of the held reports' triggers are found with the right type, with the model and without. */
export function describeTriggers(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const learnt = readGoldReports(data, root).length;
  const model = loadTriggers(root);
  const alone = scoreTriggers(held, (r) => findTriggers(r.tree));
  const weighed = scoreTriggers(held, (r) => weighTriggers(r.tree, r.hashes, model));
  log(`F1 ${weighed.at(-1)} of held reports, ${alone.at(-1)} by the lexicon alone`);
  return `# triggers.bin

Which words name events, and of which type: two log-linear models over hashed features with weights of 8 bits, one for whether
a verb, noun or adjective names an event, one for its type. What the lexicon takes for an event is dropped where the first
holds it for none; what the lexicon does not know is added where it is sure.

| | |
|---|---|
| Trained on | ${learnt} annotated reports: the news of \`training/news/\` (annotation only: the texts do not ship) but the held ones, three more news reports, the 48 invented ones of \`training/\`. The news is of Worldwide Newswire (no licence stated), PolNeAR, MUC-4, LGL and GeoVirus (news text, kept out of the package), GUM (CC BY, CC BY-SA or public domain) and re3d (Open Government Licence, CC BY-SA, CC BY) |
| Features | lemma, tags, relations and word classes of the word, of what it hangs on and what hangs on it; classes of its arguments; what \`lexicons/events/triggers.txt\` and \`kinds.txt\` say of it |
| Method | AdaGrad, weights averaged over epochs; events of the type Other count ${OTHER}, since annotators differ most on these |
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
