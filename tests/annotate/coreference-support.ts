import { readFileSync } from "node:fs";
import { resolveCoreference } from "../../src/annotate/coreference.js";
import type { Coreference } from "../../src/annotate/coreference-entities.js";
import { recogniseNames } from "../../src/annotate/names.js";
import { analyse } from "../../src/annotate/syntax-analysis.js";
import type { Report } from "../../src/model.js";
import { loadCoreference } from "../../src/resources/coreference.js";
import { loadGazetteer } from "../../src/resources/gazetteer.js";
import { loadNames } from "../../src/resources/names.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadSyntax } from "../../src/resources/syntax.js";

const root = packageRoot();
const syntaxModel = loadSyntax(root);
const names = loadNames(root);
const gazetteer = loadGazetteer(root);
const model = loadCoreference(root);

/** Mentions and entities of a text, through the shipped models. */
export function resolved(text: string): Coreference {
  const report: Report = {
    id: "t",
    text,
    digest: "",
    date: null,
    publisher: null,
    url: null,
    place: null,
    language: "en",
    parts: [],
    given: null,
  };
  const syntax = analyse(report, syntaxModel);
  return resolveCoreference(syntax, recogniseNames(syntax, report, { names, gazetteer }), model);
}

/** Cases as text: `# name`, the input, `==>`, what is expected, a line each. */
export function readCases(file: string): { name: string; text: string; expected: string[] }[] {
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [head, expected] = part.split("\n==>\n");
      const [name, ...text] = head!.split("\n");
      return { name: name!, text: text.join("\n"), expected: expected!.trim().split("\n") };
    });
}
