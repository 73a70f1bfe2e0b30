import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import nlp from "compromise";
import { best, median, type Row } from "./measure.js";

/** The library as it ships: what runs from its sources carries the runner's wrapping of functions along. */
const { annotate, extract, readReport, loadResources } = (await import(
  new URL("../dist/index.js", import.meta.url).href
)) as typeof import("../src/index.js");

/** Reports to read: every text that ships, or the text files of the folders that are named. */
function texts(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((f) => f.endsWith(".txt"))
      .sort()
      .map((f) => readFileSync(join(folder, f), "utf8")),
  );
}

/**
 * Words a second of annotating, and of the whole way from bytes to claims, against compromise on the same texts in the
 * same run: its `nlp()` alone, and with its names asked for. Words are runs of what is not blank.
 */
export function reading(folders: readonly string[]): Row[] {
  const all = texts(folders);
  const words = all.reduce((n, text) => n + text.split(/\s+/).length, 0);
  const loading = best(3, () => loadResources());
  const resources = loadResources();
  const report = (text: string, i: number) =>
    readReport({ path: String(i), name: String(i), bytes: new TextEncoder().encode(text), format: "text" });
  const reports = all.map(report);
  const timed = {
    "annotate (words, tags, trees, names, who is who)": () => reports.map((r) => annotate(r, resources)),
    "compromise nlp()": () => all.map((text) => nlp(text)),
    "the whole way (read, annotate, extract)": () => all.map((text, i) => extract(annotate(report(text, i), resources), resources)),
    "compromise nlp() with names": () =>
      all.map((text) => {
        const doc = nlp(text);
        return [doc.people().out("array"), doc.places().out("array"), doc.organizations().out("array")];
      }),
  };
  const rounds = Math.max(3, Math.ceil(20_000 / words));
  const seconds = median(timed, rounds);
  const rate = (name: keyof typeof timed) => words / seconds[name];
  const rows = (Object.keys(timed) as (keyof typeof timed)[]).map(
    (name): Row => ({ what: name, value: Math.round(rate(name)), unit: "words/s" }),
  );
  return [
    ...rows,
    {
      what: "annotate against compromise nlp()",
      value: rate("annotate (words, tags, trees, names, who is who)") / rate("compromise nlp()"),
      unit: "times",
    },
    {
      what: "the whole way against compromise with names",
      value: rate("the whole way (read, annotate, extract)") / rate("compromise nlp() with names"),
      unit: "times",
    },
    { what: "loading models, gazetteer and lexicons", value: Math.round(loading * 1000), unit: "ms" },
  ];
}
