import { InputError } from "../errors.js";
import type { GivenWord } from "../model.js";

/** The text and words of a CoNLL-U file. */
export interface GivenText {
  readonly text: string;
  readonly given: readonly (readonly GivenWord[])[];
}

/**
 * Reads a CoNLL-U file's words: joined by single blanks (none after `SpaceAfter=No`), a sentence a line. Of a multiword
 * token its parts are the words; empty nodes are left out; what other columns say is not read.
 * @throws InputError naming the line that is not CoNLL-U
 */
export function readConllu(content: string, path: string): GivenText {
  const sentences: GivenWord[][] = [];
  let sentence: GivenWord[] = [];
  const pieces: string[] = [];
  let at = 0;
  const put = (piece: string) => {
    pieces.push(piece);
    at += piece.length;
  };
  const close = () => {
    if (sentence.length === 0) return;
    sentences.push(sentence);
    sentence = [];
    put("\n");
  };
  for (const [i, line] of content.split(/\r?\n/).entries()) {
    if (line === "") close();
    if (line === "" || line.startsWith("#")) continue;
    const columns = line.split("\t");
    if (columns.length !== 10) throw new InputError(path, `line ${i + 1} has ${columns.length} tab-separated columns, CoNLL-U has 10`);
    if (!/^\d+$/.test(columns[0]!)) continue;
    const previous = sentence.at(-1);
    if (previous?.spaceAfter) put(" ");
    const start = at;
    put(columns[1]!);
    sentence.push({ start, end: at, spaceAfter: !/(?:^|\|)SpaceAfter=No(?:\||$)/.test(columns[9]!) });
  }
  close();
  return { text: pieces.join(""), given: sentences };
}
