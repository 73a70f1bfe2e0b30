import { ensure } from "../collections.js";
import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { Amount } from "../model.js";
import type { EventDraft } from "./event-mention.js";
import { caseOf, classesOf, core, type EventTree } from "./events-tree.js";
import { tokenAt } from "./positions.js";
import type { TreeHashes } from "./tree-hashes.js";
import { pathBetween } from "./tree-paths.js";

/** An amount that may belong to an event. */
export interface AmountCandidate {
  readonly amount: Amount;
  /** Token that it stands at: the counted noun, else its number. */
  readonly token: number;
  /** Index of the event's mention in whose sentence it stands; the nearest to it. */
  readonly of: number;
  /** Whether the grammar ties it to the event. */
  readonly found: boolean;
}

/** What a document tells of its amounts. */
export interface Tally {
  /** Amounts by sentence, with the token each stands at. */
  readonly bySentence: ReadonlyMap<number, readonly { readonly amount: Amount; readonly token: number }[]>;
  /** How many events the grammar ties each amount to. */
  readonly claimed: ReadonlyMap<Amount, number>;
  /** 1 where a token is a trigger. */
  readonly triggers: Uint8Array;
}

export function tallyOf(tree: EventTree, events: readonly EventDraft[]): Tally {
  const bySentence = new Map<number, { amount: Amount; token: number }[]>();
  for (const amount of tree.doc.amounts) {
    const token = amount.counted >= 0 ? amount.counted : tokenAt(tree.doc, amount.start);
    ensure(bySentence, tree.tokens[token]!.sentence, () => []).push({ amount, token });
  }
  const claimed = new Map<Amount, number>();
  const triggers = new Uint8Array(tree.tokens.length);
  for (const { mentions } of events)
    for (const { token, amounts } of mentions) {
      triggers[token] = 1;
      for (const { amount } of amounts) claimed.set(amount, (claimed.get(amount) ?? 0) + 1);
    }
  return { bySentence, claimed, triggers };
}

/** The amounts of an event's sentences, each once. */
export function amountCandidates({ bySentence }: Tally, { mentions }: EventDraft): AmountCandidate[] {
  const out = new Map<Amount, AmountCandidate>();
  for (const [of, { sentence, token, amounts }] of mentions.entries())
    for (const one of bySentence.get(sentence) ?? []) {
      const found = amounts.some((q) => q.amount === one.amount);
      const known = out.get(one.amount);
      const nearer = known === undefined || Math.abs(token - one.token) < Math.abs(mentions[known.of]!.token - one.token);
      if (known === undefined || (found && !known.found) || (found === known.found && nearer)) out.set(one.amount, { ...one, of, found });
    }
  return [...out.values()];
}

/** Features of whether an amount belongs to an event. */
export function amountFeatures(
  tree: EventTree,
  hashes: TreeHashes,
  tally: Tally,
  event: EventDraft,
  { amount, token, of, found }: AmountCandidate,
  out: FeatureBuffer,
): void {
  const mention = event.mentions[of]!;
  const trigger = tree.tokens[mention.token]!;
  const own = found ? 1 : 0;
  const type = signedHash(event.type);
  const form = mix(signedHash(trigger.tag), signedHash(trigger.deprel));
  const lemma = hashes.lemma[mention.token]!;
  const bound = signedHash(`${amount.bound}${amount.unit === null ? "" : "u"}${amount.of === null ? "-" : ""}`);
  const counted = amount.counted >= 0 ? hashes.lemma[amount.counted]! : 0;
  const mask = amount.counted >= 0 ? classesOf(tree, core(tree, amount.counted)) : 0;
  const size = amount.min ?? amount.max ?? 0;
  const order = size === 1 ? 0 : size < 10 ? 1 : size < 100 ? 2 : size < 1000 ? 3 : 4;
  const parts = event.mentions[of]!.roles.filter((r) => r.start <= tree.tokens[token]!.start && tree.tokens[token]!.end <= r.end);
  const part = signedHash(
    parts
      .map((r) => r.role)
      .sort()
      .join(" "),
  );
  const side = token < mention.token ? 1 : token > mention.token ? 2 : 3;
  const between = Math.min(3, triggersBetween(tally, mention.token, token));
  const others = Math.min(3, (tally.claimed.get(amount) ?? 0) - own);
  const path = pathBetween(tree, hashes, mention.token, token);
  const relation = mix(hashes.deprel[token]!, signedHash(caseOf(tree, token)));
  const told = Math.min(3, event.mentions.reduce((n, m) => n + m.amounts.length, 0) - own);
  out.count = 0;
  const put = (template: number, a = 0, b = 0): void => add(out, template, mix(own, a), b);
  put(1);
  put(2, type);
  put(3, bound, type);
  put(4, counted, type);
  put(5, counted);
  put(6, mask, type);
  put(7, order, type);
  put(8, part, type);
  put(9, part, bound);
  put(10, side, bucket(Math.abs(token - mention.token)));
  put(11, mix(side, between), type);
  put(12, mix(between, others), bound);
  put(13, others, type);
  put(14, path, form);
  put(15, path, type);
  put(16, path, lemma);
  put(17, path);
  put(18, relation, type);
  put(19, relation, mix(side, form));
  put(20, told, others);
  put(21, told, type);
  put(22, lemma, part);
  put(23, form, part);
  put(24, signedHash(mention.polarity + mention.modality), bound);
  put(25, mix(order, mask), type);
  put(26, mix(part, others), between);
  for (const { via } of parts) put(27, signedHash(via), type);
  put(28, hashes.cluster[token]!, type);
  put(29, tree.tokens[token]!.head < 0 ? 0 : hashes.lemma[tree.tokens[token]!.head]!, hashes.deprel[token]!);
}

function triggersBetween({ triggers }: Tally, a: number, b: number): number {
  let n = 0;
  for (let i = Math.min(a, b) + 1, end = Math.max(a, b); i < end; i++) n += triggers[i]!;
  return n;
}
