import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A sentence of a treebank; arrays run parallel, heads are 0-based, -1 for the root; relations come without subtype. */
export interface TreebankSentence {
  readonly forms: readonly string[];
  readonly lemmas: readonly string[];
  readonly upos: readonly string[];
  readonly xpos: readonly string[];
  readonly heads: readonly number[];
  readonly deprels: readonly string[];
  /** Whether a blank follows a word (the words of one multiword token stand together). */
  readonly spaceAfter: readonly boolean[];
}

/**
 * Reads a CoNLL-U file, or all `.conllu` files of a folder in order of their names. Multiword ranges and empty nodes are
 * left out: a multiword token's parts are words.
 */
export function readTreebank(path: string, accept: (file: string) => boolean = () => true): TreebankSentence[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((f) => f.endsWith(".conllu") && accept(f))
        .sort()
        .map((f) => join(path, f))
    : [path];
  return files.flatMap((file) => parseTreebank(readFileSync(file, "utf8")));
}

/** The sentences of a CoNLL-U text. */
export function parseTreebank(content: string): TreebankSentence[] {
  const sentences: TreebankSentence[] = [];
  let rows: string[][] = [];
  let blanks: boolean[] = [];
  // words up to this number belong to a multiword token, behind which a blank follows or not
  let range = { last: 0, blank: true };
  const flush = () => {
    if (rows.length > 0) {
      sentences.push({
        forms: rows.map((r) => r[1]!),
        lemmas: rows.map((r) => r[2]!),
        upos: rows.map((r) => r[3]!),
        xpos: rows.map((r) => r[4]!),
        heads: rows.map((r) => Number(r[6]) - 1),
        deprels: rows.map((r) => r[7]!.split(":")[0]!),
        spaceAfter: blanks,
      });
    }
    rows = [];
    blanks = [];
    range = { last: 0, blank: true };
  };
  for (const line of content.split("\n")) {
    if (line.trim() === "") flush();
    else if (!line.startsWith("#")) {
      const cells = line.split("\t");
      const blank = !/\bSpaceAfter=No\b/.test(cells[9] ?? "");
      const span = /^(\d+)-(\d+)$/.exec(cells[0]!);
      if (span) range = { last: Number(span[2]), blank };
      if (!/^\d+$/.test(cells[0]!)) continue;
      rows.push(cells);
      const id = Number(cells[0]);
      blanks.push(id < range.last ? false : id === range.last ? range.blank : blank);
    }
  }
  flush();
  return sentences;
}
