import { claimantCandidates, speakersOf } from "../../extract/claimants-candidates.js";
import { castOf, claimantFeatures } from "../../extract/claimants-features.js";
import { claimantWeigher } from "../../extract/claimants-weighing.js";
import { claimantsOf, newsEvents, type SettleVoices } from "../../extract/claims-events.js";
import { CLAIMANT_TABLES, CLAIMANT_VERSION, type ClaimantModel, loadClaimants } from "../../resources/claimants.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { type Finders, findIn, loadFinders, type ReportTree, readTrees } from "./report-trees.js";
import { goldEvent, isNamedBy, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { epochs: 8, rate: 0.03, decay: 1e-4, least: 3, averaged: true };

/** Trains who says that events happened, on annotated reports. */
export function trainClaimants(data: string, root: string, log: (line: string) => void): Uint8Array {
  const model = fitClaimants(readTrees(readGoldReports(data, root), root), loadFinders(root), log);
  return encodeTables("claimants", CLAIMANT_VERSION, CLAIMANT_TABLES, [model.says]);
}

/** Fits the table on the events that are found and that the annotation has. */
export function fitClaimants(reports: readonly ReportTree[], finders: Finders, log: (line: string) => void): ClaimantModel {
  const says = new LogLinear(FEATURE_SPACE, OPTIONS);
  const features = featureBuffer();
  let [asked, right] = [0, 0];
  for (const report of reports) {
    const { doc } = report.tree;
    const { drafts, attributions, voices } = findIn(report, finders);
    const speakers = speakersOf(doc, attributions, drafts);
    const cast = castOf(doc);
    const learn: SettleVoices = (draft, mentions) => {
      const event = goldEvent(report.gold, draft);
      if (event === null) return mentions;
      for (const candidate of claimantCandidates(speakers, mentions)) {
        claimantFeatures(doc, cast, speakers, draft, mentions, candidate, features);
        const does = event.claimants.some((c) => isNamedBy(report.gold, doc, candidate.entity, "", c));
        says.candidate(features.slots, features.count);
        says.example(1, does ? 0 : -1, 1);
        asked++;
        if (does) right++;
      }
      return mentions;
    };
    newsEvents(
      doc,
      attributions,
      drafts,
      drafts.map(() => null),
      voices,
      learn,
    );
  }
  log(`${asked} who may say something, ${right} who do`);
  return { says: says.train() };
}

/** The model card: who claims the held reports' events, with the model and by attributions alone. */
export function describeClaimants(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const [finders, model] = [loadFinders(root), loadClaimants(root)];
  const weighed = scoreClaimants(held, finders, model);
  const alone = scoreClaimants(held, finders, null);
  log(`F1 ${weighed.at(-1)} of held reports' events, ${alone.at(-1)} by attributions alone`);
  return `# claimants.bin

Who says that an event happened: a log-linear model over hashed features with weights of 8 bits. It weighs whom the
attributions make say so, everybody else who speaks near by, and who else is named in the sentence.

| | |
|---|---|
| Trained on | the events of the same reports as \`triggers.bin\` |
| Features | where somebody's nearest attribution stands, its cue and how sure it is; quotations; who else says so; kind of speaker, his part in the event and his place in the tree; type and form of the word that names the event |
| Method | AdaGrad, weights averaged over epochs |
| Needs | all models but \`dates.bin\` and \`confidence.bin\` |

Of the events of the ${held.length} held reports that are found, precision, recall and F1 of their claimants:

| | P | R | F1 |
|---|---|---|---|
| by attributions | ${alone.join(" | ")} |
| with the model | ${weighed.join(" | ")} |
`;
}

/** Precision, recall and F1 in percent over the events that the annotation has; without a model, of the attributions. */
export function scoreClaimants(reports: readonly ReportTree[], finders: Finders, model: ClaimantModel | null): string[] {
  let [right, found, gold] = [0, 0, 0];
  for (const report of reports) {
    const { doc } = report.tree;
    const { drafts, attributions, voices } = findIn(report, finders);
    const settle: SettleVoices = model === null ? (_, mentions) => mentions : claimantWeigher(doc, attributions, drafts, model);
    const dates = drafts.map(() => null);
    newsEvents(doc, attributions, drafts, dates, voices, (draft, mentions) => {
      const settled = settle(draft, mentions);
      const event = goldEvent(report.gold, draft);
      if (event === null) return settled;
      const claimants = claimantsOf(settled);
      found += claimants.length;
      gold += event.claimants.length;
      right += event.claimants.filter((c) => claimants.some((id) => isNamedBy(report.gold, doc, id, "", c))).length;
      return settled;
    });
  }
  return [right / found, right / gold, (2 * right) / (found + gold)].map((x) => (100 * x).toFixed(1));
}
