import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { NameClass } from "../names-decode.js";

/** A sentence with its names; spans do not overlap. */
export interface NamedSentence {
  words: string[];
  names: { first: number; last: number; type: NameClass }[];
}

/** A document of a corpus. */
export interface NamedDocument {
  readonly id: string;
  /** Which guidelines it follows: 0 newswire, 3 the annotated reports. */
  readonly corpus: number;
  readonly sentences: NamedSentence[];
}

const NEWSWIRE: Readonly<Record<string, NameClass>> = {
  Person: "PER",
  PER: "PER",
  Organization: "ORG",
  ORG: "ORG",
  Location: "LOC",
  LOC: "LOC",
  Facility: "LOC",
  NORP: "NORP",
  Misc: "MISC",
  Product: "MISC",
};

/** Class of a name by the type of what it names; others are of none of the three. */
export const CLASS_OF: Readonly<Partial<Record<string, NameClass>>> = {
  Person: "PER",
  Organization: "ORG",
  Government: "ORG",
  ArmedForce: "ORG",
  ArmedGroup: "ORG",
  MilitaryUnit: "ORG",
  Country: "LOC",
  Place: "LOC",
  Facility: "LOC",
};

/** Documents of a folder of Worldwide Newswire files (word, tab, tag), ordered by name. */
export function readNewswire(folder: string): NamedDocument[] {
  return readdirSync(folder)
    .filter((f) => f.endsWith(".tsv"))
    .sort()
    .map((file) => ({ id: file.slice(0, -4), corpus: 0, sentences: readTagged(readFileSync(join(folder, file), "utf8")) }));
}

function readTagged(content: string): NamedSentence[] {
  const sentences: NamedSentence[] = [];
  let words: string[] = [];
  let tags: string[] = [];
  const close = (): void => {
    if (words.length > 0) sentences.push({ words, names: namesOf(tags).flatMap((name) => evened(name, words)) });
    words = [];
    tags = [];
  };
  for (const line of content.split("\n")) {
    const [word, tag] = line.split("\t");
    if (!word?.trim()) close();
    else {
      words.push(word.trim());
      tags.push(tag?.trim() || "O");
    }
  }
  close();
  return sentences;
}

function namesOf(tags: readonly string[]): NamedSentence["names"] {
  const out: NamedSentence["names"] = [];
  let first = -1;
  let kind = "";
  for (let i = 0; i <= tags.length; i++) {
    const tag = tags[i] ?? "O";
    if (first >= 0 && (tag === "O" || /^[BS]/.test(tag) || tag.slice(2) !== kind)) {
      const type = NEWSWIRE[kind];
      if (type) out.push({ first, last: i, type });
      first = -1;
    }
    if (tag !== "O" && first < 0) {
      first = i;
      kind = tag.slice(2);
    }
  }
  return out;
}

/**
 * The annotators differ on places: "Seoul , South Korea" is one or two, "southern" in or out. Always: two, and out; no name
 * begins with "the".
 */
function evened(name: NamedSentence["names"][number], words: readonly string[]): NamedSentence["names"] {
  const out: NamedSentence["names"] = [];
  let { first } = name;
  if (name.type !== "PER" && name.type !== "MISC" && words[first] === "the" && name.last - first > 1) first++;
  if (name.type !== "LOC") return [{ ...name, first }];
  for (let i = first; i <= name.last; i++) {
    if (i < name.last && words[i] !== ",") continue;
    while (first < i && /^[a-z]/.test(words[first]!)) first++;
    if (first < i) out.push({ first, last: i, type: "LOC" });
    first = i + 1;
  }
  return out;
}

/** The document in lower case. */
export function lowered(doc: NamedDocument): NamedDocument {
  return { ...doc, id: `${doc.id}-lower`, sentences: doc.sentences.map((s) => ({ ...s, words: s.words.map((w) => w.toLowerCase()) })) };
}

/** The document in capitals. */
export function raised(doc: NamedDocument): NamedDocument {
  return { ...doc, id: `${doc.id}-upper`, sentences: doc.sentences.map((s) => ({ ...s, words: s.words.map((w) => w.toUpperCase()) })) };
}

/** Running words of the corpora, by sentence or text, for statistics that need no annotation. */
export function readRawWords(data: string): string[][] {
  const texts: string[][] = [];
  for (const part of ["train"]) {
    for (const doc of readNewswire(join(data, "worldwide-newswire", part))) for (const s of doc.sentences) texts.push(s.words);
  }
  for (const folder of ["gum/train", "ud-ewt"]) {
    for (const file of readdirSync(join(data, folder)).sort()) {
      if (file.endsWith(".conllu") && !file.includes("dev")) texts.push(...readConlluWords(readFileSync(join(data, folder, file), "utf8")));
    }
  }
  const polnear = join(data, "polnear", "train", "text");
  for (const file of readdirSync(polnear).sort()) texts.push(...splitWords(readFileSync(join(polnear, file), "utf8")));
  for (const file of ["GeoVirus.xml", "lgl.xml"]) {
    const xml = readFileSync(join(data, "toponyms", file), "utf8");
    for (const [, text] of xml.matchAll(/<text>([\s\S]*?)<\/text>/g)) texts.push(...splitWords(text!.replace(/<!\[CDATA\[|\]\]>/g, "")));
  }
  for (const line of readFileSync(join(data, "muc4", "train.jsonl"), "utf8").split("\n")) {
    if (line !== "") texts.push(...splitWords((JSON.parse(line) as { doctext: string }).doctext));
  }
  for (const line of readFileSync(join(data, "gap", "gap-development.tsv"), "utf8")
    .split("\n")
    .slice(1)) {
    texts.push(...splitWords(line.split("\t")[1] ?? ""));
  }
  for (const source of readdirSync(join(data, "re3d")).sort()) {
    if (source.endsWith(".md")) continue;
    for (const line of readFileSync(join(data, "re3d", source, "documents.json"), "utf8").split("\n")) {
      if (line !== "") texts.push(...splitWords((JSON.parse(line) as { text: string }).text));
    }
  }
  return texts;
}

function readConlluWords(content: string): string[][] {
  return content.split("\n\n").map((block) =>
    block.split("\n").flatMap((line) => {
      const c = line.split("\t");
      return /^\d+$/.test(c[0] ?? "") ? [c[1]!] : [];
    }),
  );
}

/** A rough cut into sentences and words: enough for counting. */
function splitWords(text: string): string[][] {
  return text
    .split(/(?<=[.!?]["”’]?)\s+(?=["“‘]?\p{L})|\n+/u)
    .map((s) => s.match(/\p{Lu}\.(?:\p{Lu}\.)+|['’]s\b|[\p{L}\p{M}]+|\d[\d,.]*\d|\d|[^\s\p{L}\p{N}]/gu) ?? [])
    .filter((s) => s.length > 0);
}
