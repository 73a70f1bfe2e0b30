import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Span } from "../../model.js";

/** An annotated attribution; spans in UTF-16 units. */
export interface GoldAttribution {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

/** One annotator's reading of an article; `weight` is one over the number of annotators. */
export interface GoldDocument {
  readonly name: string;
  readonly text: string;
  readonly items: readonly GoldAttribution[];
  readonly weight: number;
}

/**
 * Reads a part of PolNeAR (brat stand-off: `attributions/<article>_<annotator>.ann`, `text/<article>.txt`), sorted by
 * name. Files of several annotators stay apart; lines that are not annotation are passed over.
 */
export function readPolnear(folder: string): GoldDocument[] {
  const files = readdirSync(join(folder, "attributions"))
    .filter((file) => file.endsWith(".ann"))
    .sort();
  const article = (file: string): string => file.replace(/_[0-9a-f]{4}\.ann$/, "");
  const readers = new Map<string, number>();
  for (const file of files) readers.set(article(file), (readers.get(article(file)) ?? 0) + 1);
  return files.map((file) => {
    const name = article(file);
    const text = readFileSync(join(folder, "text", `${name}.txt`), "utf8").replace(/^\uFEFF/, "");
    return {
      name,
      text,
      items: parse(readFileSync(join(folder, "attributions", file), "utf8"), units(text)),
      weight: 1 / readers.get(name)!,
    };
  });
}

function parse(content: string, unit: (codePoint: number) => number): GoldAttribution[] {
  const spans = new Map<string, Span[]>();
  const out: GoldAttribution[] = [];
  for (const line of content.split("\n")) {
    const [id, rest] = line.split("\t");
    if (!id || !rest) continue;
    if (id.startsWith("T")) {
      const at = rest.indexOf(" ");
      const pairs = rest
        .slice(at + 1)
        .split(";")
        .map((pair) => pair.split(" ").map(Number));
      if (pairs.some(([a, b]) => !Number.isInteger(a) || !Number.isInteger(b))) continue;
      spans.set(
        id,
        pairs.map(([a, b]) => ({ start: unit(a!), end: unit(b!) })),
      );
    } else if (id.startsWith("E")) {
      const roles = new Map(rest.split(" ").map((pair) => pair.split(":") as [string, string]));
      const of = (role: string): Span[] => spans.get(roles.get(role) ?? "") ?? [];
      out.push({ source: of("Source"), cue: of("Cue"), content: [...of("Content"), ...of("Content2")] });
    }
  }
  return out;
}

/** Maps code points to UTF-16 units. */
function units(text: string): (codePoint: number) => number {
  const starts: number[] = [];
  let astral = false;
  for (let i = 0; i < text.length; i++) {
    starts.push(i);
    const c = text.charCodeAt(i);
    if (c >= 0xd800 && c < 0xdc00) {
      astral = true;
      i++;
    }
  }
  starts.push(text.length);
  return astral ? (codePoint) => starts[codePoint] ?? text.length : (codePoint) => codePoint;
}
