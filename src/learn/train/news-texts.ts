import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The texts of the corpora that `training/news/` annotates, as its offsets count them. `training/README.md` tells how an id
 * names a text of its corpus.
 */
export function newsTexts(data: string, corpus: string): (id: string) => string {
  switch (corpus) {
    case "worldwide-newswire":
      return (id) => newswireText(readText(join(data, corpus, `${id}.txt.tsv`)));
    case "polnear":
      return (id) => readText(join(data, corpus, "train", "text", `${id}.txt`));
    case "gum":
      return (id) =>
        `${[...readText(join(data, corpus, "train", `GUM_${id}.conllu`)).matchAll(/^# text = (.*)$/gm)].map(([, line]) => line).join("\n")}\n`;
    case "muc4":
      return among(
        readText(join(data, corpus, "train.jsonl"))
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line) as { docid: string; doctext: string }),
        (d) => d.docid,
        (d) => d.doctext,
      );
    case "re3d":
      return re3dText(join(data, corpus));
    case "lgl":
    case "geovirus":
      return toponymText(join(data, "toponyms", corpus === "lgl" ? "lgl.xml" : "GeoVirus.xml"));
    default:
      throw new Error(`training/news/${corpus}.jsonl: no corpus of that name`);
  }
}

/** UTF-8 without a byte order mark, its line ends made one. */
const readText = (path: string): string =>
  readFileSync(path, "utf8")
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n");

function among<T>(all: readonly T[], idOf: (item: T) => string, textOf: (item: T) => string): (id: string) => string {
  const texts = new Map(all.map((item) => [idOf(item), textOf(item)]));
  return (id) => {
    const text = texts.get(id);
    if (text === undefined) throw new Error(`${id}: is in none of the corpus's files`);
    return text;
  };
}

function re3dText(folder: string): (id: string) => string {
  const documents = readdirSync(folder)
    .filter((source) => !source.endsWith(".md"))
    .sort()
    .flatMap((source) =>
      readText(join(folder, source, "documents.json"))
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => ({ source, ...(JSON.parse(line) as { _id: string; text: string }) })),
    );
  return among(
    documents,
    (d) => `${d.source.slice(0, 3)}-${d._id.slice(0, 10)}`,
    (d) => d.text,
  );
}

/** Articles are counted from 0. */
function toponymText(path: string): (id: string) => string {
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  const articles = [...readText(path).matchAll(/<article\b[\s\S]*?<\/article>/g)].map(([article]) => {
    const raw = /<text>([\s\S]*?)<\/text>/.exec(article)?.[1] ?? "";
    const cdata = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(raw)?.[1];
    if (cdata !== undefined) return cdata;
    return raw.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
      hex || decimal ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)) : (entities[name] ?? whole),
    );
  });
  return (id) => articles[Number(id)]!;
}

/** Words a line each, a blank line between sentences: a sentence a line, words set as in print. */
export function newswireText(tsv: string): string {
  const sentences: string[][] = [];
  let words: string[] = [];
  for (const line of `${tsv}\n\n`.split("\n")) {
    const word = line.split("\t")[0]!;
    if (word.trim() !== "") words.push(word);
    else if (words.length > 0) {
      sentences.push(words);
      words = [];
    }
  }
  if (sentences[0]?.[0]?.startsWith("http")) sentences.shift();
  return `${sentences.map(setInPrint).join("\n")}\n`;
}

const CLOSING = /^(?:[.,;:!?%)\]}”’…]+|['’][sS]|n['’]t|['’](?:re|ve|ll|d|m)|')$/;

/** Words with blanks between, but none inside brackets and quotation marks nor before commas and full stops. */
function setInPrint(words: readonly string[]): string {
  let text = "";
  let quoted = false;
  let opened = false;
  for (const raw of words) {
    const word = raw === "``" ? "“" : raw === "''" ? "”" : raw;
    if (word === '"' && quoted) {
      text += word;
      quoted = false;
    } else if (word === '"') {
      text += `${text === "" || /[([]$/.test(text) ? "" : " "}${word}`;
      quoted = true;
      opened = true;
      continue;
    } else text += `${text === "" || opened || CLOSING.test(word) || /[([{“‘$£€#]$/.test(text) ? "" : " "}${word}`;
    opened = false;
  }
  return text;
}
