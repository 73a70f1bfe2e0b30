import { join } from "node:path";
import { annotate } from "../../annotate/annotate.js";
import { findAttributions } from "../../extract/attribution.js";
import { draftFacts } from "../../extract/claims.js";
import { findEvents } from "../../extract/events.js";
import { findRelations } from "../../extract/relations.js";
import { readReport } from "../../read/report.js";
import { loadAttribution } from "../../resources/attribution.js";
import { loadClaimants } from "../../resources/claimants.js";
import { loadCoreference } from "../../resources/coreference.js";
import { loadDates } from "../../resources/dates.js";
import { loadEventLexicon } from "../../resources/events.js";
import { loadGazetteer } from "../../resources/gazetteer.js";
import { loadInstruments } from "../../resources/instruments.js";
import { loadJoins } from "../../resources/joins.js";
import { loadNames } from "../../resources/names.js";
import { loadQuantities } from "../../resources/quantities.js";
import { loadRoles } from "../../resources/roles.js";
import { loadStatus } from "../../resources/status.js";
import { loadSyntax } from "../../resources/syntax.js";
import { loadTriggers } from "../../resources/triggers.js";
import { type Features, type LogisticModel, probability } from "../logistic.js";
import { type JudgedDocument, judgedReports, readWikiEvents } from "./confidence-gold.js";
import { encodeLogistic, fitFeatures } from "./logistic-fit.js";
import { readHeldReports } from "./reports.js";

/** A claim's features with whether its document's annotation bears it out. */
export interface JudgedClaim {
  readonly document: string;
  readonly features: Features;
  readonly right: boolean;
  readonly weight: number;
}

const RIDGE = 30;
const FOLDS = 5;
/** Features seen less often tell nothing. */
const LEAST = 8;

/** Trains the confidence of claims on how far annotated reports bear them out. */
export function trainConfidence(data: string, root: string, log: (line: string) => void): Uint8Array {
  const claims = judgedClaims(data, root);
  log(`${claims.length} claims judged, ${claims.filter((c) => c.right).length} right`);
  return encodeLogistic("confidence", fitFeatures(claims, RIDGE, LEAST));
}

/** The model card, with the reliability of each fifth of the documents under a model that saw the others. */
export function describeConfidence(data: string, root: string, log: (line: string) => void): string {
  const claims = judgedClaims(data, root);
  const estimates = crossValidated(claims);
  const area = areaUnderCurve(
    estimates,
    claims.map((c) => c.right),
  );
  log(`area under the curve ${area.toFixed(3)}`);
  const rows = [];
  for (let low = 0; low < 10; low += 1) {
    const inside = estimates.flatMap((p, i) => (Math.min(9, Math.floor(p * 10)) === low ? [i] : []));
    if (inside.length === 0) continue;
    const mean = inside.reduce((n, i) => n + estimates[i]!, 0) / inside.length;
    const right = inside.filter((i) => claims[i]!.right).length / inside.length;
    rows.push(`| ${(low / 10).toFixed(1)}–${((low + 1) / 10).toFixed(1)} | ${inside.length} | ${mean.toFixed(2)} | ${right.toFixed(2)} |`);
  }
  return `# confidence.bin

How likely a claim is read rightly: a logistic model over how it was found (predicate, event type, relation in the tree,
distance, kind of filler, attribution, source of a date).

| | |
|---|---|
| Trained on | ${new Set(claims.map((c) => c.document)).size} documents, ${claims.length} claims: the held reports of \`training/\` and the development part of WikiEvents (events and roles), of which no other model of events has learnt (news text: it does not ship; only these weights do) |
| Method | ridge regression of the log-odds by Newton's method |
| Needs | all other models |

By ${FOLDS}-fold cross-validation over documents: area under the curve **${area.toFixed(2)}**, and of the claims given a confidence so many are right:

| confidence | claims | mean | right |
|---|---|---|---|
${rows.join("\n")}

WikiEvents annotates only some events and fillers, so its share of right claims is a lower bound.
`;
}

/** Every claim that the documents' annotation says something of. */
export function judgedClaims(data: string, root: string): JudgedClaim[] {
  const resources = {
    syntax: loadSyntax(root),
    names: loadNames(root),
    gazetteer: loadGazetteer(root),
    coreference: loadCoreference(root),
  };
  const [attribution, lexicon] = [loadAttribution(root), loadEventLexicon(root)];
  const found = {
    events: lexicon,
    triggers: loadTriggers(root),
    status: loadStatus(root),
    roles: loadRoles(root),
    joins: loadJoins(root),
    quantities: loadQuantities(root),
    instruments: loadInstruments(root),
    syntax: resources.syntax,
  };
  const models = { dates: loadDates(root), claimants: loadClaimants(root), confidence: UNTRAINED };
  const documents: JudgedDocument[] = [
    ...judgedReports(readHeldReports(data, root)),
    ...readWikiEvents(join(data, "wikievents", "dev.jsonl")),
  ];
  return documents.flatMap((document) => {
    const bytes = new TextEncoder().encode(document.text);
    const report = readReport({ path: document.name, name: document.name, bytes, format: "text" });
    const doc = annotate(document.dated ? report : { ...report, date: null }, resources);
    const events = findEvents(doc, found);
    const drafted = draftFacts(doc, findAttributions(doc, attribution), events, findRelations(doc, events, lexicon), models);
    return drafted.claims.flatMap((claim) => {
      const right = document.judge(doc, drafted, claim);
      return right === null ? [] : [{ document: document.name, features: claim.features, right, weight: document.weight }];
    });
  });
}

const UNTRAINED: LogisticModel = { intercept: 0, weights: new Map() };

function crossValidated(claims: readonly JudgedClaim[]): number[] {
  const documents = [...new Set(claims.map((c) => c.document))];
  const out = new Array<number>(claims.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = new Set(documents.filter((_, i) => i % FOLDS === fold));
    const model = fitFeatures(
      claims.filter((c) => !held.has(c.document)),
      RIDGE,
      LEAST,
    );
    for (const [i, claim] of claims.entries()) if (held.has(claim.document)) out[i] = probability(claim.features, model);
  }
  return out;
}

/** The probability that a right claim is given more than a wrong one (ties count half). */
export function areaUnderCurve(estimates: readonly number[], right: readonly boolean[]): number {
  const order = estimates.map((_, i) => i).sort((a, b) => estimates[a]! - estimates[b]!);
  let [wins, positives] = [0, 0];
  for (let k = 0; k < order.length; ) {
    let end = k;
    while (end < order.length && estimates[order[end]!] === estimates[order[k]!]) end++;
    for (let j = k; j < end; j++) {
      if (!right[order[j]!]) continue;
      wins += (k + end + 1) / 2;
      positives++;
    }
    k = end;
  }
  const negatives = order.length - positives;
  return (wins - (positives * (positives + 1)) / 2) / Math.max(1, positives * negatives);
}
