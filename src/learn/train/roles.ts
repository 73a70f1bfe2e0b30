import type { EventDraft, RoleDraft } from "../../extract/event-mention.js";
import { type EventModels, foundEvents } from "../../extract/events.js";
import { type Contender, castOf, WEIGHED_ROLES, type WeighedRole } from "../../extract/roles-contenders.js";
import { ROLE_SPACE } from "../../extract/roles-features.js";
import { type Bid, outlookFeatures, outlookOf } from "../../extract/roles-outlook.js";
import { eachBid, PLAUSIBLE, weighRoles } from "../../extract/roles-weighing.js";
import type { RoleName } from "../../model.js";
import { loadRoles, ROLE_TABLES, ROLE_VERSION, type RoleModel } from "../../resources/roles.js";
import { FEATURE_SPACE, featureBuffer, sigmoid } from "../features.js";
import { encodeTables, LogLinear } from "./log-linear.js";
import { loadEventModels, type ReportTree, readTrees } from "./report-trees.js";
import { type GoldEvent, type GoldReport, goldEvent, isNamedBy, readGoldReports, readHeldReports } from "./reports.js";

/** How the first judgement is trained, and the second. */
const FIRST = { epochs: 6, rate: 0.03, decay: 1e-4, least: 8, averaged: true };
const SECOND = { epochs: 4, rate: 0.02, decay: 1e-4, least: 30, averaged: true };
/** Parts of the reports: for the second judgement each is judged first by what was learnt from the others. */
const PARTS = 4;

/** Trains who fills the roles of events, on annotated reports. */
export function trainRoles(data: string, root: string, log: (line: string) => void): Uint8Array {
  const reports = readTrees(readGoldReports(data, root), root);
  const { fills, settles } = fitRoles(reports, loadEventModels(root), log);
  return encodeTables("roles", ROLE_VERSION, ROLE_TABLES, [fills, settles]);
}

/** Fits the tables, on the events that the triggers' model finds and the annotation has. */
export function fitRoles(reports: readonly ReportTree[], models: EventModels, log: (line: string) => void): RoleModel {
  const lessons = reports.map((report) => lessonOf(report, models));
  const answers = lessons.flatMap(({ bids }) => bids.filter((b) => b.does !== null));
  log(`${answers.length} who may fill a role, ${answers.filter((b) => b.does).length} who do`);
  const first = lessons.map(({ bids }) => Float64Array.from(bids, () => 0));
  for (let part = 0; part < PARTS; part++) {
    const weights = fitFills(lessons.filter((_, i) => i % PARTS !== part));
    for (let i = part; i < lessons.length; i += PARTS)
      first[i] = Float64Array.from(lessons[i]!.bids, ({ slots }) => sigmoid(slots.reduce((sum, slot) => sum + weights[slot]!, 0)));
  }
  return { fills: fitFills(lessons), settles: fitSettles(lessons, first) };
}

/** A report's events and who may fill their roles. */
interface Lesson {
  readonly events: readonly EventDraft[];
  readonly bids: readonly Answer[];
}

interface Answer extends Omit<Bid, "likely"> {
  /** Its features. */
  readonly slots: Uint32Array;
  /** Whether the contender fills the role; `null` where the annotation does not have the event. */
  readonly does: boolean | null;
}

function lessonOf({ gold, tree, hashes }: ReportTree, models: EventModels): Lesson {
  const events = foundEvents(tree, hashes, models);
  const annotated = events.map((event) => goldEvent(gold, event));
  const bids: Answer[] = [];
  eachBid(tree, hashes, castOf(tree, events), (event, contender, role, features) => {
    const known = annotated[event]!;
    const does = known === null ? null : isFiller(gold, tree.doc, known, contender, role);
    bids.push({ event, contender, role, does, slots: features.slots.slice(0, features.count) });
  });
  return { events, bids };
}

function fitFills(lessons: readonly Lesson[]): Float32Array {
  const fills = new LogLinear(ROLE_SPACE, FIRST);
  for (const { bids } of lessons)
    for (const { does, slots } of bids) {
      if (does === null) continue;
      fills.candidate(slots, slots.length);
      fills.example(1, does ? 0 : -1, 1);
    }
  return fills.train();
}

/** Fits the second judgement; `first`: what the first one says of each lesson's bids. */
function fitSettles(lessons: readonly Lesson[], first: readonly Float64Array[]): Float32Array {
  const settles = new LogLinear(FEATURE_SPACE, SECOND);
  const features = featureBuffer();
  for (const [k, { events, bids }] of lessons.entries()) {
    const judged = bids.map((bid, i) => ({ ...bid, likely: first[k]![i]! }));
    const outlook = outlookOf(events, judged);
    for (const bid of judged) {
      if (bid.does === null || bid.likely < PLAUSIBLE) continue;
      outlookFeatures(outlook, bid, features);
      settles.candidate(features.slots, features.count);
      settles.example(1, bid.does ? 0 : -1, 1);
    }
  }
  return settles.train();
}

function isFiller(gold: GoldReport, doc: ReportTree["tree"]["doc"], event: GoldEvent, { entity, at, found }: Contender, role: WeighedRole) {
  const span = found.find(({ draft }) => draft.role === role)?.draft ?? doc.mentions[at]!;
  const words = doc.report.text.slice(span.start, span.end);
  return event[`${role}s`].some((other) => isNamedBy(gold, doc, entity ?? "", words, other));
}

/** The model card: who fills the roles of the held reports' events, with the model and by the grammar alone. */
export function describeRoles(data: string, root: string, log: (line: string) => void): string {
  const held = readTrees(readHeldReports(data, root), root);
  const [models, model] = [loadEventModels(root), loadRoles(root)];
  const rows = WEIGHED_ROLES.map((role) => {
    const alone = scoreRole(held, role, ({ tree, hashes }) => foundEvents(tree, hashes, models));
    const weighed = scoreRole(held, role, ({ tree, hashes }) => weighRoles(tree, hashes, foundEvents(tree, hashes, models), model));
    log(`${role}: F1 ${weighed.at(-1)} of held reports, ${alone.at(-1)} by the grammar alone`);
    return `| ${role} | ${alone.join(" | ")} | ${weighed.join(" | ")} |`;
  });
  return `# roles.bin

Who does, who undergoes and where: two log-linear models over hashed features with weights of 8 bits. The first weighs whom the
grammar finds at a trigger, everybody who is told of near by, and the names that the report speaks of most. The second weighs
the plausible ones again, in view of whom the first holds likely in all events of the report. The mean of both counts.

| | |
|---|---|
| Trained on | the events of the same reports as \`triggers.bin\` |
| Features | how the grammar finds somebody, who else it finds; kind and type; the way through the tree, distance, sentence; how much the report speaks of somebody; what else he does, undergoes or sees happen there; of which event a trigger stands above; nouns whose name he may be. Of the second: his probability by the first, his rank and his rivals for the role, what he is held in the events around, in those of the same type and in the whole report |
| Method | AdaGrad, weights averaged over epochs; the second learns from what the first says of reports that it did not learn from (${PARTS} parts) |
| Needs | \`syntax.bin\`, \`names.bin\`, \`coreference.bin\`, \`triggers.bin\` |

Of the events of the ${held.length} held reports that are found, precision, recall and F1 of their fillers, as a reader understands them
(where another sentence tells them too):

| role | by the grammar: P | R | F1 | with the model: P | R | F1 |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}

/** Precision, recall and F1 in percent over the events that the annotation has. */
export function scoreRole(reports: readonly ReportTree[], role: RoleName, find: (report: ReportTree) => readonly EventDraft[]): string[] {
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
      const others = role === "instrument" ? event.instruments.map((words) => `~${words}`) : event[`${role}s`];
      gold += others.length;
      right += others.filter((other) => fillers.some(isNamed(other))).length;
    }
  }
  return [right / found, right / gold, (2 * right) / (found + gold)].map((x) => (100 * x).toFixed(1));
}
