import type { EventDraft } from "../../extract/event-mention.js";
import { type EventModels, foundEvents } from "../../extract/events.js";
import { eachPair, pairFeatures } from "../../extract/join-features.js";
import { lineOf } from "../../extract/join-profiles.js";
import { weighJoins } from "../../extract/join-weighing.js";
import { weighRoles } from "../../extract/roles-weighing.js";
import { JOIN_TABLES, JOIN_VERSION, loadJoins } from "../../resources/joins.js";
import { loadRoles, type RoleModel } from "../../resources/roles.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { loadEventModels, type ReportTree, readTrees } from "./report-trees.js";
import { type GoldEvent, goldEvent, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { epochs: 6, rate: 0.02, decay: 1e-4, least: 12, averaged: true };

/** Trains which events are one, on annotated reports. */
export function trainJoins(data: string, root: string, log: (line: string) => void): Uint8Array {
  const one = new LogLinear(FEATURE_SPACE, OPTIONS);
  const features = featureBuffer();
  const [models, roles] = [loadEventModels(root), loadRoles(root)];
  let [asked, right] = [0, 0];
  for (const report of readTrees(readGoldReports(data, root), root)) {
    const { tree, hashes, gold } = report;
    const events = apartIn(report, models, roles);
    const annotated = events.map((event) => goldEvent(gold, event));
    const line = lineOf(tree, events);
    eachPair(line, (a, b) => {
      if (annotated[a] === null || annotated[b] === null) return;
      pairFeatures(tree, hashes, line, a, b, features);
      const are = annotated[a] === annotated[b];
      one.candidate(features.slots, features.count);
      one.example(1, are ? 0 : -1, 1);
      asked++;
      if (are) right++;
    });
  }
  log(`${asked} pairs of events of one type, ${right} of them one event`);
  return encodeTables("joins", JOIN_VERSION, JOIN_TABLES, [one.train()]);
}

/** A report's events, with those joined that the rules hold for one. */
const apartIn = ({ tree, hashes }: ReportTree, models: EventModels, roles: RoleModel): EventDraft[] =>
  weighRoles(tree, hashes, foundEvents(tree, hashes, models), roles);

/** The model card: how many of the held reports' events are told as several, and how many as one with another. */
export function describeJoins(data: string, root: string, log: (line: string) => void): string {
  const [models, roles, model] = [loadEventModels(root), loadRoles(root), loadJoins(root)];
  const held = readTrees(readHeldReports(data, root), root).map((report) => ({ report, events: apartIn(report, models, roles) }));
  const alone = scoreJoins(held);
  const weighed = scoreJoins(held.map(({ report, events }) => ({ report, events: weighJoins(report.tree, report.hashes, events, model) })));
  log(`${weighed.split} of held reports' events told as several, ${alone.split} by rules alone`);
  return `# joins.bin

Which events are one: a log-linear model over hashed features with weights of 8 bits. It weighs every two events of one type that
the rules (\`join.ts\`) keep apart, once it is settled who fills their roles, and joins the likely ones.

| | |
|---|---|
| Trained on | the events of the same reports as \`triggers.bin\` |
| Features | words, tags, classes and determiners of the events' words, and words like "another" beside them; whether who does, who undergoes and where are the same, alike or others, and of how many events the shared ones are part; times and amounts; distance, events between, how many there are of the type; status |
| Method | AdaGrad, weights averaged over epochs |
| Needs | \`syntax.bin\`, \`names.bin\`, \`coreference.bin\`, \`triggers.bin\`, \`status.bin\`, \`roles.bin\` |

Of the ${weighed.known} events that are found in the ${held.length} held reports, those that are told as several, and those told as one with another:

| | as several | as one with another |
|---|---|---|
| rules alone | ${alone.split} | ${alone.lumped} |
| with the model | ${weighed.split} | ${weighed.lumped} |
`;
}

/** How many annotated events are found at all, found as several, and found in one with another. */
export function scoreJoins(found: readonly { readonly report: ReportTree; readonly events: readonly EventDraft[] }[]) {
  const score = { known: 0, split: 0, lumped: 0 };
  for (const { report, events } of found) {
    const parts = new Map<GoldEvent, number>();
    for (const { type, mentions } of events) {
      const told = new Set(mentions.map((m) => goldEvent(report.gold, { type, subtype: null, mentions: [m] })).filter((e) => e !== null));
      for (const event of told) parts.set(event, (parts.get(event) ?? 0) + 1);
      score.lumped += Math.max(0, told.size - 1);
    }
    score.known += parts.size;
    for (const n of parts.values()) if (n > 1) score.split++;
  }
  return score;
}
