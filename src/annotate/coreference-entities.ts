import type { DocEntity, EntityType, Mention } from "../model.js";
import type { MentionDraft } from "./mentions.js";
import type { Syntax } from "./syntax.js";

/** What a document refers to: mentions in order of their start (longer first), and their entities in order of appearance. */
export interface Coreference {
  readonly mentions: readonly Mention[];
  readonly entities: readonly DocEntity[];
}

/** How much a mention's kind counts in the vote on its chain's type. */
const WEIGHT = { name: 10, demonym: 10, nominal: 1, pronoun: 0 } as const;

/** Turns chains of drafts into entities and mentions; chains of no type ("it" for "the report") are left out. */
export function entitiesOf(syntax: Syntax, drafts: readonly MentionDraft[], chainOf: Int32Array): Coreference {
  const chains = new Map<number, number[]>();
  for (let i = 0; i < drafts.length; i++) {
    const chain = chains.get(chainOf[i]!);
    if (chain) chain.push(i);
    else chains.set(chainOf[i]!, [i]);
  }
  const kept = [...chains.values()].flatMap((chain) => {
    const type = typeOf(
      syntax,
      chain.map((i) => drafts[i]!),
    );
    return type === null ? [] : [{ chain, type }];
  });
  const entityOf = new Int32Array(drafts.length).fill(-1);
  for (const [e, { chain, type }] of kept.entries()) {
    // what a place or force is said to be ("a threat") is no mention of it; what a person is said to be is
    for (const i of chain) if (drafts[i]!.kind !== "nominal" || drafts[i]!.type !== null || type === "Person") entityOf[i] = e;
  }
  const mentions: Mention[] = [];
  const idOf = new Array<string>(drafts.length);
  const order = [...drafts.keys()].sort((a, b) => drafts[a]!.start - drafts[b]!.start || drafts[b]!.end - drafts[a]!.end || a - b);
  for (const i of order) {
    const draft = drafts[i]!;
    const e = entityOf[i]!;
    if (e < 0) continue;
    const { start, end, kind, head, first, last } = draft;
    const type = kind === "nominal" ? (draft.type ?? kept[e]!.type) : kept[e]!.type;
    const id = `m${mentions.length + 1}`;
    idOf[i] = id;
    mentions.push({ id, start, end, kind, type, head, first, last, entity: `e${e + 1}` });
  }
  const entities = kept.map(({ chain, type }, e): DocEntity => {
    const forms = formsOf(
      syntax,
      chain.map((i) => drafts[i]!),
    );
    return {
      id: `e${e + 1}`,
      type,
      label: forms[0]!,
      aliases: forms.slice(1),
      mentions: chain.flatMap((i) => idOf[i] ?? []).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
      match: null,
    };
  });
  return { mentions, entities };
}

/** The type most voted for, the earlier on a tie; `null` where no mention has one. */
function typeOf(syntax: Syntax, chain: readonly MentionDraft[]): EntityType | null {
  const votes = new Map<EntityType, number>();
  for (const { type, kind, head } of chain) {
    if (type === null) continue;
    // before a noun ("the Assad regime") a name shows its type badly
    const weight = kind === "name" && syntax.tokens[head]!.deprel === "compound" ? 1 : WEIGHT[kind];
    votes.set(type, (votes.get(type) ?? 0) + weight);
  }
  let best: EntityType | null = null;
  for (const [type, n] of votes) if (best === null || n > votes.get(best)!) best = type;
  return best ?? typeByPronouns(chain);
}

const GROUPS = new Set(["we", "they"]);
const PERSONS = new Set(["i", "you", "he", "she", "who"]);

/** Who speaks, is spoken to, or is he, she, "who": people, though no noun says so; not "it" and what "they" stands for. */
function typeByPronouns(chain: readonly MentionDraft[]): EntityType | null {
  const forms = chain.map((draft) => draft.pronoun);
  if (forms.some((form) => PERSONS.has(form) && (form !== "who" || chain.length > 1)))
    return forms.some((form) => GROUPS.has(form)) ? "Group" : "Person";
  const noNoun = chain.every((draft) => draft.kind === "pronoun");
  return forms.includes("we") || (noNoun && forms.includes("they")) ? "Group" : null;
}

/** The label, then the aliases: names (the fullest first), of a chain without names its first nominal. */
function formsOf(syntax: Syntax, chain: readonly MentionDraft[]): string[] {
  const text = (d: MentionDraft) => syntax.text.slice(d.start, d.end).replace(/\s+/g, " ");
  const named = chain.filter((d) => d.kind === "name" || d.kind === "demonym");
  if (named.length === 0) {
    const nominal = chain.find((d) => d.kind === "nominal") ?? chain[0]!;
    return [text(nominal)];
  }
  const forms = [...new Set(named.map(text))];
  const proper = named.filter((d) => d.kind === "name").map(text);
  const country = named.find((d) => d.kind === "demonym")?.name?.of ?? null;
  const meant = named.find((d) => d.kind === "name" && d.type === "Country")?.name?.of ?? null;
  const label = meant !== null && proper.includes(meant) ? meant : proper.length > 0 ? fullest(proper) : (country ?? forms[0]!);
  return [label, ...forms.filter((f) => f !== label)];
}

/** The name of most words that is no bare abbreviation. */
function fullest(names: readonly string[]): string {
  return names.reduce((best, name) => (name.split(/[\s-]+/).length > best.split(/[\s-]+/).length ? name : best));
}
