import { join } from "node:path";
import { segment } from "../../annotate/segment.js";
import { readLexicon } from "../../resources/lexicon.js";
import { loadTokens } from "../../resources/syntax.js";
import type { NameClass } from "../names-decode.js";
import { CLASS_OF, type NamedDocument, type NamedSentence } from "./names-data.js";
import { readGoldReports, readReportsOfNames } from "./reports.js";

/** Corpora of which names are measured on what else they hold: their reports teach none. */
const MEASURED = /^(?:re3d|geovirus)\//;

/**
 * The annotated reports as documents with names, those in no case but small letters too; what is held back of them is left out,
 * and the three articles.
 */
export function readNamedReports(data: string, root: string): NamedDocument[] {
  const demonyms = readDemonyms(root);
  const lexicon = loadTokens(root);
  const all = readGoldReports(data, root);
  const invented = all.filter(({ name }) => /^\d+$/.test(name));
  const news = all.filter(({ name }) => name.includes("/") && !MEASURED.test(name));
  return [...invented, ...readReportsOfNames(root), ...news].map((report) => {
    const cased = /\p{Lu}/u.test(report.text);
    const { starts, ends, sentences } = segment(report.text, [], lexicon);
    const named = new Map(
      report.entities.flatMap(({ type, mentions }) =>
        mentions.flatMap(({ start, end }) => {
          const words = report.text.slice(start, end);
          // "the health ministry" is a name to annotators only
          return !cased || /\p{Lu}/u.test(words)
            ? [[start, { end, type: demonyms.has(words) ? "NORP" : (CLASS_OF[type] ?? "MISC") }] as const]
            : [];
        }),
      ),
    );
    const cut = (first: number, last: number): NamedSentence => {
      const names: NamedSentence["names"] = [];
      for (let i = first; i < last; i++) {
        const name = named.get(starts[i]!);
        if (name === undefined) continue;
        let end = i + 1;
        while (end < last && ends[end - 1]! < name.end) end++;
        if (ends[end - 1] === name.end) names.push({ first: i - first, last: end - first, type: name.type as NameClass });
      }
      return { words: starts.slice(first, last).map((start, k) => report.text.slice(start, ends[first + k])), names };
    };
    return { id: report.name, corpus: REPORTS, sentences: sentences.slice(0, -1).map((first, s) => cut(first, sentences[s + 1]!)) };
  });
}

/** What marks the guidelines of the reports among those of the corpora. */
const REPORTS = 3;

function readDemonyms(root: string): Set<string> {
  const folder = join(root, "lexicons", "names");
  const countries = readLexicon(join(folder, "countries.tsv"), 6).flatMap((row) => row[5]!.split("|"));
  const peoples = readLexicon(join(folder, "peoples.txt")).map(([word]) => word!);
  return new Set([...countries, ...peoples].flatMap((word) => [word, `${word}s`]));
}
