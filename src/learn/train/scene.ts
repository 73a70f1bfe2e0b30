import { annotate } from "../../annotate/annotate.js";
import type { EventDraft, EventMention } from "../../extract/event-mention.js";
import { findEventMentions } from "../../extract/events.js";
import { indexTree } from "../../extract/events-tree.js";
import { joinMentions } from "../../extract/join.js";
import { impliedPlaces, LIKELY, toldPlaces } from "../../extract/scene.js";
import type { Doc } from "../../model.js";
import { readReport } from "../../read/report.js";
import { loadCoreference } from "../../resources/coreference.js";
import { loadEventLexicon } from "../../resources/events.js";
import { loadGazetteer } from "../../resources/gazetteer.js";
import { loadNames } from "../../resources/names.js";
import { loadSyntax } from "../../resources/syntax.js";
import { probability } from "../logistic.js";
import { encodeLogistic, fitFeatures, type Judged } from "./logistic-fit.js";
import { type GoldEvent, type GoldReport, isNamedBy, overlaps, readGoldReports } from "./reports.js";

/** A choice that the annotation decides. */
interface Choice extends Judged {
  /** Index of the event that lacks a place: one of its choices at most is taken. */
  readonly event: number;
}

const RIDGE = 12;
/** Features seen less often tell nothing. */
const LEAST = 4;
const FOLDS = 5;

/** Trains where an event was whose own sentences do not tell, on reports that were annotated by hand. */
export function trainScene(data: string, root: string, log: (line: string) => void): Uint8Array {
  const choices = prepare(readGoldReports(data, root), root).flatMap(placeChoices);
  log(`${choices.length} places that may be meant, ${choices.filter((c) => c.right).length} that are`);
  return encodeLogistic("scene", fitFeatures(choices, RIDGE, LEAST));
}

/** A report read as far as the sentences go. */
interface Prepared {
  readonly gold: GoldReport;
  readonly doc: Doc;
  readonly tree: ReturnType<typeof indexTree>;
  readonly drafts: readonly EventDraft[];
}

function prepare(reports: readonly GoldReport[], root: string): Prepared[] {
  const resources = {
    syntax: loadSyntax(root),
    names: loadNames(root),
    gazetteer: loadGazetteer(root),
    coreference: loadCoreference(root),
  };
  const lexicon = loadEventLexicon(root);
  return reports.map((gold) => {
    const bytes = new TextEncoder().encode(gold.text);
    const doc = annotate(readReport({ path: gold.name, name: gold.name, bytes, format: "text" }), resources);
    const tree = indexTree(doc, lexicon);
    const { mentions, same } = findEventMentions(tree);
    return { gold, doc, tree, drafts: joinMentions(tree, mentions, same) };
  });
}

/** Index of the annotated event that a mention names, -1 for none. */
const goldOf = (gold: GoldReport, mention: EventMention): number =>
  gold.events.findIndex((e) => e.type === mention.type && e.triggers.some((t) => overlaps(t, mention.trigger)));

/** The annotated event that a draft is, if any. */
function goldEvent(gold: GoldReport, draft: EventDraft): GoldEvent | null {
  for (const mention of draft.mentions) {
    const at = goldOf(gold, mention);
    if (at >= 0) return gold.events[at]!;
  }
  return null;
}

function placeChoices({ gold, doc, tree, drafts }: Prepared): Choice[] {
  const told = toldPlaces(tree, drafts);
  return drafts.flatMap((draft, k) => {
    const event = goldEvent(gold, draft);
    if (event === null) return [];
    return impliedPlaces(tree, told, k).map(({ place, features }) => {
      const words = doc.report.text.slice(place.start, place.end);
      return { event: k, features, right: event.places.some((p) => isNamedBy(gold, doc, place.entity ?? "", words, p)) };
    });
  });
}

/** The model card: what is found in the fifth of the reports that the model has not seen. */
export function describeScene(data: string, root: string, log: (line: string) => void): string {
  const choices = prepare(readGoldReports(data, root), root).map(placeChoices);
  const { asked, answerable, given, right } = crossValidated(choices);
  log(`${given} implied, ${right} right`);
  const share = (of: number) => Math.round((100 * right) / Math.max(1, of));
  return `# scene.bin

Where an event was whose own sentences do not tell: a logistic model weighs every place at which other events near by were,
which the sentence names, or which the report is about.

| | |
|---|---|
| Trained on | ${choices.length} reports annotated by hand in full: the 48 invented ones of \`training/\`, three news reports (news text: it does not ship; only these weights do) |
| Method | ridge regression of the log-odds by Newton's method |
| Needs | syntax, names, coreference |

By ${FOLDS}-fold cross-validation over reports: of ${asked} events without a place of their own that have a candidate, ${answerable} are where
one of them says. ${given} are given a place, ${right} of them rightly: **${share(given)} %** of those given, **${share(answerable)} %** of those to be found.
`;
}

function crossValidated(choices: readonly (readonly Choice[])[]) {
  const total = { asked: 0, answerable: 0, given: 0, right: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitFeatures(
      choices.flatMap((c, i) => (i % FOLDS === fold ? [] : c)),
      RIDGE,
      LEAST,
    );
    for (const own of choices.filter((_, i) => i % FOLDS === fold)) {
      for (const event of new Set(own.map((c) => c.event))) {
        const rivals = own.filter((c) => c.event === event).map((c) => ({ ...c, likely: probability(c.features, model) }));
        const best = rivals.reduce((a, b) => (b.likely > a.likely ? b : a));
        total.asked++;
        if (rivals.some((c) => c.right)) total.answerable++;
        if (best.likely <= LIKELY) continue;
        total.given++;
        if (best.right) total.right++;
      }
    }
  }
  return total;
}
