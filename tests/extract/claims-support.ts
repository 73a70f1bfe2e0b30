import type { Report } from "../../src/model.js";

/** A case of a text file: its name, what goes in, and the lines that must come out. */
export interface TextCase {
  readonly name: string;
  readonly input: string;
  readonly expected: readonly string[];
}

/** Reads cases: `# name`, the input on one or more lines, then a line `==> …` for each result. Comments before the first empty line are a header. */
export function parseCases(file: string): TextCase[] {
  return file.split(/\n(?=# )/).flatMap((block) => {
    const lines = block.split("\n").filter((line) => line.trim() !== "");
    const expected = lines.filter((line) => line.startsWith("==>")).map((line) => line.slice(3).trim());
    if (expected.length === 0) return [];
    const input = lines
      .slice(
        1,
        lines.findIndex((line) => line.startsWith("==>")),
      )
      .filter((line) => !line.startsWith("# "));
    return [{ name: lines[0]!.replace(/^#\s*/, ""), input: input.join("\n").replaceAll("\\n", "\n"), expected }];
  });
}

/** A report of a text, with nothing but a day of publication known. */
export function reportOf(text: string, date: string | null): Report {
  return { id: "r", text, digest: "0".repeat(64), date, publisher: null, url: null, place: null, language: "en", parts: [], given: null };
}
