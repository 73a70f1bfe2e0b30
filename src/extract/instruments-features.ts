import { add, bucket, type FeatureBuffer } from "../learn/features.js";
import { mix, signedHash } from "../learn/hash.js";
import type { EventDraft, RoleDraft } from "./event-mention.js";
import { caseOf, classesOf, core, type EventTree } from "./events-tree.js";
import { tokenAt } from "./positions.js";
import type { TreeHashes } from "./tree-hashes.js";
import { pathBetween } from "./tree-paths.js";

/** Mentions of an event in whose sentences its means are looked for. */
const MENTIONS = 5;

/** Something that an event may have been done with. */
export interface Means {
  /** The noun, by token index. */
  readonly token: number;
  /** Index of the event's mention whose sentence it stands in, the nearest one. */
  readonly of: number;
  /** What the grammar finds it to be; `null` where it finds it for no instrument. */
  readonly found: RoleDraft | null;
}

/** What a document tells of weapons and the like. */
export interface Arsenal {
  /** Nouns of weapons, vehicles and attacks, by sentence. */
  readonly bySentence: ReadonlyMap<number, readonly number[]>;
  /** How many events the grammar finds each noun for, by lemma. */
  readonly uses: ReadonlyMap<string, number>;
  /** The type of the event that each token names. */
  readonly named: ReadonlyMap<number, string>;
}

export function arsenalOf(tree: EventTree, events: readonly EventDraft[]): Arsenal {
  const { weapon, ordnance, vehicle, attack } = tree.lexicon.classes;
  const kinds = weapon! | ordnance! | vehicle! | attack!;
  const bySentence = new Map<number, number[]>();
  for (const [token, { tag, sentence }] of tree.tokens.entries()) {
    if ((tag !== "NOUN" && tag !== "PROPN") || (classesOf(tree, core(tree, token)) & kinds) === 0) continue;
    const known = bySentence.get(sentence);
    if (known === undefined) bySentence.set(sentence, [token]);
    else known.push(token);
  }
  const uses = new Map<string, number>();
  const named = new Map<number, string>();
  for (const { type, mentions } of events)
    for (const { token, roles } of mentions) {
      named.set(token, type);
      for (const { role, start, end } of roles) {
        if (role !== "instrument") continue;
        const lemma = tree.lemma[nounOf(tree, start, end)]!;
        uses.set(lemma, (uses.get(lemma) ?? 0) + 1);
      }
    }
  return { bySentence, uses, named };
}

/** The token that heads a span: the last of its nouns before a preposition, or what stands last. */
function nounOf(tree: EventTree, start: number, end: number): number {
  const first = tokenAt(tree.doc, start);
  let last = first;
  for (let i = first; i < tree.tokens.length && tree.tokens[i]!.start < end && tree.tokens[i]!.tag !== "ADP"; i++) last = i;
  return last;
}

/**
 * Everything that an event may have been done with: what the grammar finds, and weapons, vehicles and attacks in its sentences,
 * but for the words that name the event.
 */
export function meansOf(tree: EventTree, { bySentence }: Arsenal, { mentions }: EventDraft): Means[] {
  const out = new Map<number, Means>();
  const own = new Set(mentions.map((m) => m.token));
  for (const [of, { roles }] of mentions.entries())
    for (const found of roles) {
      if (found.role !== "instrument") continue;
      const token = nounOf(tree, found.start, found.end);
      if (!own.has(token) && !out.has(token)) out.set(token, { token, of, found });
    }
  for (const [of, { sentence, token: trigger }] of mentions.slice(0, MENTIONS).entries())
    for (const token of bySentence.get(sentence) ?? []) {
      const known = out.get(token);
      if (own.has(token) || known?.found != null) continue;
      if (known === undefined || Math.abs(token - trigger) < Math.abs(token - mentions[known.of]!.token))
        out.set(token, { token, of, found: null });
    }
  return [...out.values()];
}

/** Features of whether an event was done with something. */
export function meansFeatures(
  tree: EventTree,
  hashes: TreeHashes,
  arsenal: Arsenal,
  event: EventDraft,
  { token, of, found }: Means,
  rivals: number,
  out: FeatureBuffer,
): void {
  const mention = event.mentions[of]!;
  const trigger = tree.tokens[mention.token]!;
  const own = found === null ? 0 : signedHash(found.via);
  const is = found === null ? 0 : 1;
  const type = signedHash(event.type);
  const lemma = hashes.lemma[token]!;
  const kind = classesOf(tree, core(tree, token));
  const word = hashes.lemma[mention.token]!;
  const { head, deprel } = tree.tokens[token]!;
  const above = head < 0 ? 0 : hashes.lemma[head]!;
  const path = pathBetween(tree, hashes, mention.token, token);
  const relation = mix(signedHash(deprel), signedHash(caseOf(tree, token)));
  const side = token < mention.token ? 1 : 2;
  const apart = bucket(Math.abs(token - mention.token));
  const names = signedHash(arsenal.named.get(token) ?? "");
  const { start, end } = tree.tokens[token]!;
  const part = event.mentions[of]!.roles.find((r) => r.role !== "instrument" && r.start <= start && end <= r.end)?.role ?? "";
  const told = Math.min(3, (arsenal.uses.get(tree.lemma[token]!) ?? 0) - is);
  out.count = 0;
  const put = (template: number, a = 0, b = 0): void => add(out, template, mix(is, a), b);
  put(1);
  put(2, own, type);
  put(3, lemma);
  put(4, lemma, type);
  put(5, kind, type);
  put(6, hashes.cluster[token]!, type);
  put(7, path);
  put(8, path, kind);
  put(9, path, type);
  put(10, relation, type);
  put(11, relation, kind);
  put(12, side, apart);
  put(13, mix(side, apart), kind);
  put(14, above, signedHash(deprel));
  put(15, above, kind);
  put(16, names, type);
  put(17, names, kind);
  put(18, signedHash(part), kind);
  put(19, signedHash(part), type);
  put(20, told, type);
  put(21, told, lemma);
  put(22, Math.min(rivals, 4), kind);
  put(23, word, kind);
  put(24, mix(signedHash(trigger.tag), side), kind);
  put(25, head === mention.token ? 1 : 2, mix(signedHash(deprel), kind));
  put(26, Math.min(event.mentions.length, 4), kind);
  put(27, token + 1 < tree.tokens.length ? hashes.lemma[token + 1]! : 0, kind);
}
