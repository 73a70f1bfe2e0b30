import { readFileSync } from "node:fs";
import { ResourceError } from "../errors.js";

/**
 * A lexicon is a text file: `#` starts a comment line, every other line is an entry of tab-separated columns.
 * @returns the entries' columns, in the file's order
 * @throws ResourceError where the file is missing or an entry has fewer than `columns` columns (the line is named)
 */
export function readLexicon(path: string, columns = 1): string[][] {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ResourceError(`${path}: can't be read (${(cause as NodeJS.ErrnoException).code ?? cause})`);
  }
  return content.split("\n").flatMap((line, i) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const cells = line.split("\t").map((cell) => cell.trim());
    if (cells.length < columns)
      throw new ResourceError(`${path}:${i + 1}: expected ${columns} tab-separated columns, found ${cells.length}`);
    return [cells];
  });
}
