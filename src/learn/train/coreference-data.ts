import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Name, Syntax } from "../../annotate/syntax.js";
import type { EntityType, Sentence, Token, Upos } from "../../model.js";

/** A document with gold chains: the chain of each mention by the token index of its head. */
export interface CoreferenceDocument {
  readonly id: string;
  /** Gold words, tags and trees. */
  readonly syntax: Syntax;
  /** Gold names, as far as the entity annotation shows them. */
  readonly names: readonly Name[];
  /** Chain and gold entity type by head token. */
  readonly chains: ReadonlyMap<number, { readonly id: string; readonly type: string }>;
}

const NAMED: Readonly<Record<string, EntityType>> = { person: "Person", organization: "Organization", place: "Place" };

/** Reads every document of a folder of GUM in CoNLL-U, its entities and chains from `Entity=` in MISC. */
export function readGum(folder: string): CoreferenceDocument[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".conllu"))
    .sort()
    .map((name) => readDocument(name.slice(0, -7), readFileSync(join(folder, name), "utf8")));
}

interface Open {
  readonly chain: string;
  readonly type: string;
  readonly first: number;
}

function readDocument(id: string, content: string): CoreferenceDocument {
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  const spans: { first: number; last: number; chain: string; type: string }[] = [];
  const open = new Map<string, Open[]>();
  let text = "";
  let base = 0;
  let glued = true;
  const endSentence = () => {
    if (tokens.length === base) return;
    sentences.push({ start: tokens[base]!.start, end: tokens.at(-1)!.end, first: base, last: tokens.length });
    text += "\n";
    base = tokens.length;
    glued = true;
  };
  for (const line of content.split("\n")) {
    if (line === "") endSentence();
    const cells = line.split("\t");
    if (!/^\d+$/.test(cells[0]!)) continue;
    if (!glued) text += " ";
    const start = text.length;
    text += cells[1]!;
    const head = Number(cells[6]);
    tokens.push({
      text: cells[1]!,
      start,
      end: text.length,
      tag: cells[3] as Upos,
      xpos: cells[4]!,
      lemma: cells[2]!,
      head: head === 0 ? -1 : base + head - 1,
      deprel: cells[7]!.split(":")[0]!,
      sentence: sentences.length,
    });
    glued = cells[9]!.includes("SpaceAfter=No");
    const marks = /(?:^|\|)Entity=([^|]*)/.exec(cells[9]!)?.[1] ?? "";
    for (const part of marks.match(/\([^()]*\)?|[^()]*\)/g) ?? []) {
      const [chain, type] = part.replace(/[()]/g, "").split("-");
      const stack = open.get(chain!) ?? [];
      open.set(chain!, stack);
      if (part.startsWith("(")) stack.push({ chain: chain!, type: type ?? "", first: tokens.length - 1 });
      if (part.endsWith(")")) {
        const opened = stack.pop();
        if (opened) spans.push({ ...opened, last: tokens.length });
      }
    }
  }
  endSentence();
  const chains = new Map<number, { id: string; type: string }>();
  const names: Name[] = [];
  spans.sort((a, b) => a.last - a.first - (b.last - b.first));
  const taken = new Uint8Array(tokens.length);
  for (const { first, last, chain, type } of spans) {
    const head = headWithin(tokens, first, last);
    if (!chains.has(head)) chains.set(head, { id: chain, type });
    const named = NAMED[type];
    if (named && tokens[head]!.tag === "PROPN" && taken[head] === 0) {
      const name = nameAround(tokens, head, first, last);
      if (taken.subarray(name.first, name.last).every((t) => t === 0)) {
        taken.fill(1, name.first, name.last);
        names.push({ kind: "name", type: named, ...name, of: null, start: tokens[name.first]!.start, end: tokens[name.last - 1]!.end });
      }
    }
  }
  names.sort((a, b) => a.first - b.first);
  return { id, syntax: { text, sentences, tokens }, names, chains };
}

function headWithin(tokens: readonly Token[], first: number, last: number): number {
  for (let i = first; i < last; i++) {
    const { head, tag } = tokens[i]!;
    if ((head < first || head >= last) && tag !== "PUNCT") return i;
  }
  return last - 1;
}

/** The run of proper nouns around the head, within the mention. */
function nameAround(tokens: readonly Token[], head: number, first: number, last: number): { first: number; last: number } {
  let from = head;
  let to = head + 1;
  while (from > first && tokens[from - 1]!.tag === "PROPN" && tokens[from - 1]!.deprel !== "nmod") from--;
  while (to < last && tokens[to]!.tag === "PROPN") to++;
  return { first: from, last: to };
}
