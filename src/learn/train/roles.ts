import type { EventDraft, RoleDraft } from "../../extract/event-mention.js";
import { foundEvents } from "../../extract/events.js";
import { type Contender, castOf, contendersOf, mayFill, WEIGHED_ROLES, type WeighedRole } from "../../extract/roles-contenders.js";
import { roleFeatures } from "../../extract/roles-features.js";
import { weighRoles } from "../../extract/roles-weighing.js";
import { loadRoles, ROLE_TABLES, ROLE_VERSION, type RoleModel } from "../../resources/roles.js";
import { loadTriggers, type TriggerModel } from "../../resources/triggers.js";
import { FEATURE_SPACE, featureBuffer } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { type ReportTree, readTrees } from "./report-trees.js";
import { type GoldEvent, type GoldReport, goldEvent, isNamedBy, readGoldReports, readHeldReports } from "./reports.js";

const OPTIONS = { epochs: 8, rate: 0.05, decay: 1e-4, least: 4, averaged: true };

/** Trains who fills the roles of events, on annotated reports. */
export function trainRoles(data: string, root: string, log: (line: string) => void): Uint8Array {
  const reports = readTrees(readGoldReports(data, root), root);
  const model = fitRoles(reports, loadTriggers(root), log);
  return encodeTables("roles", ROLE_VERSION, ROLE_TABLES, [model.fills]);
}

/** Fits the table, on the events that the triggers' model finds and the annotation has. */
export function fitRoles(reports: readonly ReportTree[], triggers: TriggerModel, log: (line: string) => void): RoleModel {
  const fills = new LogLinear(FEATURE_SPACE, OPTIONS);
  const features = featureBuffer();
  let [asked, right] = [0, 0];
  for (const { gold, tree, hashes } of reports) {
    const cast = castOf(tree, foundEvents(tree, hashes, triggers));
    for (const [k, draft] of cast.events.entries()) {
      const event = goldEvent(gold, draft);
      if (event === null) continue;
      const contenders = contendersOf(tree, cast, draft);
      for (const contender of contenders)
        for (const role of WEIGHED_ROLES) {
          if (!mayFill(tree, cast, k, contender, role)) continue;
          roleFeatures(tree, hashes, cast, k, contender, contenders, role, features);
          const does = isFiller(gold, tree.doc, event, contender, role);
          fills.candidate(features.slots, features.count);
          fills.example(1, does ? 0 : -1, 1);
          asked++;
          if (does) right++;
        }
    }
  }
  log(`${asked} who may fill a role, ${right} who do`);
  return { fills: fills.train() };
}

function isFiller(gold: GoldReport, doc: ReportTree["tree"]["doc"], event: GoldEvent, { entity, at, found }: Contender, role: WeighedRole) {
  const span = found.find(({ draft }) => draft.role === role)?.draft ?? doc.mentions[at]!;
  const words = doc.report.text.slice(span.start, span.end);
  return event[`${role}s`].some((other) => isNamedBy(gold, doc, entity ?? "", words, other));
}

/** The model card: who fills the roles of the held reports' events, with the model and by the grammar alone. */
export function describeRoles(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const [triggers, model] = [loadTriggers(root), loadRoles(root)];
  const rows = WEIGHED_ROLES.map((role) => {
    const alone = scoreRole(held, role, ({ tree, hashes }) => foundEvents(tree, hashes, triggers));
    const weighed = scoreRole(held, role, ({ tree, hashes }) => weighRoles(tree, hashes, foundEvents(tree, hashes, triggers), model));
    log(`${role}: F1 ${weighed.at(-1)} of held reports, ${alone.at(-1)} by the grammar alone`);
    return `| ${role} | ${alone.join(" | ")} | ${weighed.join(" | ")} |`;
  });
  return `# roles.bin

Who does, who undergoes and where: a log-linear model over hashed features with weights of 8 bits. It weighs whom the grammar
finds at a trigger, everybody who is told of near by, and the names that the report speaks of most.

| | |
|---|---|
| Trained on | the events of the same reports as \`triggers.bin\` |
| Features | how the grammar finds somebody, who else it finds; kind and type; the way through the tree, distance, sentence; how much the report speaks of somebody; what else he does, undergoes or sees happen there |
| Method | AdaGrad, weights averaged over epochs |
| Needs | \`syntax.bin\`, \`names.bin\`, \`coreference.bin\`, \`triggers.bin\` |

Of the events of the ${held.length} held reports that are found, precision, recall and F1 of their fillers, as a reader understands them
(where another sentence tells them too):

| role | by the grammar: P | R | F1 | with the model: P | R | F1 |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}

/** Precision, recall and F1 in percent over the events that the annotation has. */
export function scoreRole(
  reports: readonly ReportTree[],
  role: WeighedRole,
  find: (report: ReportTree) => readonly EventDraft[],
): string[] {
  let [right, found, gold] = [0, 0, 0];
  for (const report of reports) {
    const { doc } = report.tree;
    for (const draft of find(report)) {
      const event = goldEvent(report.gold, draft);
      if (event === null) continue;
      const own = draft.mentions.flatMap((m) => m.roles.filter((r) => r.role === role));
      const fillers = own.filter((r, i) => own.findIndex((o) => (o.entity ?? o.start) === (r.entity ?? r.start)) === i);
      const isNamed = (other: string) => (r: RoleDraft) =>
        isNamedBy(report.gold, doc, r.entity ?? "", doc.report.text.slice(r.start, r.end), other);
      found += fillers.length;
      gold += event[`${role}s`].length;
      right += event[`${role}s`].filter((other) => fillers.some(isNamed(other))).length;
    }
  }
  return [right / found, right / gold, (2 * right) / (found + gold)].map((x) => (100 * x).toFixed(1));
}
