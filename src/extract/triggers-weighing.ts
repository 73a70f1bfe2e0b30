import { featureBuffer } from "../learn/features.js";
import { classify, likeliestBut } from "../learn/hidden-layer.js";
import type { EventType } from "../model.js";
import type { TriggerEntry } from "../resources/events.js";
import type { TriggerModel } from "../resources/triggers.js";
import { lightVerbOf } from "./events-slots.js";
import { type EventTree, someChild } from "./events-tree.js";
import type { TreeHashes } from "./tree-hashes.js";
import { findTriggers, inName, isGuarded, listedEntry, type Trigger } from "./triggers.js";
import { type LexiconAnswer, type TriggerView, triggerFeatures, triggerView } from "./triggers-features.js";

/** Least probability that a word which the lexicon does not take for an event here names one of its likeliest type. */
const ADDED = 0.5;
/** Least probability that a word which the lexicon takes for an event names one. */
const KEPT = 0.25;
/** Least probability of another type than the lexicon's, and than that of a phrase. */
const RETYPED = 0.8;
const SURELY = 0.97;

/**
 * The triggers of a document in order: those that the lexicon finds, less those that the model holds for none, and other words
 * that it holds for events, with the roles that words of their type most often have.
 */
export function weighTriggers(tree: EventTree, hashes: TreeHashes, model: TriggerModel): Trigger[] {
  const found = findTriggers(tree);
  const { view, answers } = candidates(tree, found, hashes);
  const features = featureBuffer();
  const none = model.classes.indexOf("none");
  const odds = new Float64Array(model.classes.length);
  const out: Trigger[] = [];
  const taken = new Uint8Array(tree.tokens.length);
  for (const t of found) taken.fill(1, t.first, t.last);
  for (const { token, trigger, answer } of answers) {
    if (trigger === null && (taken[token] || tellsStatus(tree, token, taken))) continue;
    triggerFeatures(view, token, answer, features);
    classify(model.layer, features, odds);
    const event = 1 - odds[none]!;
    if (trigger !== null && event < KEPT && !isPhrase(trigger)) continue;
    const likeliest = likeliestBut(odds, none);
    const type = model.classes[likeliest] as EventType;
    const certainty = odds[likeliest]! / event;
    const likely = event * certainty;
    if (trigger === null && likely < ADDED) continue;
    if (
      trigger !== null &&
      (type === trigger.entry.type || certainty < (isPhrase(trigger) || trigger.entry.type === "Other" ? SURELY : RETYPED))
    )
      out.push(weighed(trigger, likely));
    else out.push(weighed(triggerOf(tree, token, type, trigger), likely));
  }
  return out;
}

const weighed = ({ token, first, last, entry, verbal, light }: Trigger, likely: number): Trigger => ({
  token,
  first,
  last,
  entry,
  verbal,
  light,
  likely,
});

/** "laid siege", "forced to flee": of the words of a phrase, the model was shown but one. */
const isPhrase = ({ entry, light }: Trigger): boolean => entry.words.length > 1 || light !== null;

/** "The talks were postponed", "called off the search": a verb that says of another event whether it happened. */
const tellsStatus = (tree: EventTree, token: number, taken: Uint8Array): boolean =>
  tree.lexicon.status.has(`verb:${tree.lemma[token]}`) &&
  someChild(tree, token, (child) => taken[child] === 1 && /^(?:nsubj|obj)$/.test(tree.tokens[child]!.deprel));

/** A word that may name an event. */
export interface Candidate {
  readonly token: number;
  /** What the lexicon takes it for. */
  readonly trigger: Trigger | null;
  readonly answer: LexiconAnswer;
}

/** Verbs, and nouns and adjectives that a lexicon knows for events, in order, and what tells apart those that name one. */
export function candidates(
  tree: EventTree,
  found: readonly Trigger[],
  hashes: TreeHashes,
): { readonly view: TriggerView; readonly answers: readonly Candidate[] } {
  const byToken = new Map(found.map((t) => [t.token, t]));
  const violent = found.filter((t) => VIOLENT.has(t.entry.type)).length;
  const view = triggerView(tree, hashes, violent);
  const answers: Candidate[] = [];
  for (const [token, t] of tree.tokens.entries()) {
    const trigger = byToken.get(token) ?? null;
    if (trigger === null && (tree.timed[token] || inName(tree, token) || isGuarded(tree, token))) continue;
    const listed = trigger?.entry ?? (MAY_NAME.has(t.tag) ? listedEntry(tree, token) : null);
    if (listed === null && (t.tag !== "VERB" || !/\p{L}{2}/u.test(t.text)) && view.kinds[token] === undefined) continue;
    const answer = { entry: trigger?.entry ?? null, listed };
    answers.push({ token, trigger, answer });
  }
  return { view, answers };
}

const MAY_NAME: ReadonlySet<string> = new Set(["VERB", "NOUN", "ADJ"]);
const VIOLENT: ReadonlySet<EventType> = new Set(["Attack", "Killing", "Injury", "TerritorialChange", "Destruction", "Operation"]);

/** A word taken for an event of a type that the lexicon does not give it here. */
function triggerOf(tree: EventTree, token: number, type: EventType, trigger: Trigger | null): Trigger {
  const { tag } = tree.tokens[token]!;
  const verbal = trigger?.verbal ?? tag === "VERB";
  const part = verbal ? "verb" : tag === "ADJ" ? "adj" : "noun";
  const word = verbal ? (tree.lexicon.forms.get(tree.lower[token]!) ?? tree.lemma[token]!) : tree.lemma[token]!;
  const listed = (verbal ? tree.lexicon.verbs : tree.lexicon.nouns).get(word)?.find((e) => e.type === type && e.words.length === 1);
  const entry: TriggerEntry = listed ?? {
    words: [tree.lemma[token]!],
    part,
    type,
    subtype: null,
    frame: tree.lexicon.usual.get(`${type} ${part}`) ?? tree.lexicon.usual.get(`${type} noun`)!,
    conditions: [],
  };
  const [first, last] = trigger === null ? [token, token + 1] : [trigger.first, trigger.last];
  return { token, first, last, entry, verbal, light: verbal ? null : lightVerbOf(tree, token), likely: 1 };
}
