import { readFileSync } from "node:fs";
import { annotate } from "../../src/annotate/annotate.js";
import type { Doc, Report } from "../../src/model.js";
import { loadCoreference } from "../../src/resources/coreference.js";
import { loadEventLexicon } from "../../src/resources/events.js";
import { loadGazetteer } from "../../src/resources/gazetteer.js";
import { loadInstruments } from "../../src/resources/instruments.js";
import { loadJoins } from "../../src/resources/joins.js";
import { loadNames } from "../../src/resources/names.js";
import { loadQuantities } from "../../src/resources/quantities.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadRoles } from "../../src/resources/roles.js";
import { loadStatus } from "../../src/resources/status.js";
import { loadSyntax } from "../../src/resources/syntax.js";
import { loadTriggers } from "../../src/resources/triggers.js";

/** What the cases of events, relations and amounts share: the real models, and a reader of cases as text. */

const root = packageRoot();
const syntax = loadSyntax(root);
const resources = { syntax, names: loadNames(root), gazetteer: loadGazetteer(root), coreference: loadCoreference(root) };
export const lexicon = loadEventLexicon(root);
export const models = {
  events: lexicon,
  triggers: loadTriggers(root),
  status: loadStatus(root),
  roles: loadRoles(root),
  joins: loadJoins(root),
  quantities: loadQuantities(root),
  instruments: loadInstruments(root),
  syntax,
};

export function docOf(text: string): Doc {
  const report: Report = {
    id: "case",
    text,
    digest: "",
    date: "2024-05-14",
    publisher: null,
    url: null,
    place: null,
    language: "en",
    parts: [],
    given: null,
  };
  return annotate(report, resources);
}

export interface Case {
  readonly section: string;
  readonly text: string;
  readonly expected: readonly string[];
}

/** Cases from their file: sections open with `#`, a case's first line is its text (`¶` for an empty line), the others what it yields. */
export function readCases(path: string): Case[] {
  let section = "";
  return readFileSync(path, "utf8")
    .split(/\n\s*\n/)
    .map((block) => {
      const lines = block.split("\n").filter((line) => line !== "");
      if (lines[0]?.startsWith("#")) section = lines.shift()!.slice(1).trim();
      return { section, text: (lines[0] ?? "").replaceAll(" ¶ ", "\n\n"), expected: lines.slice(1) };
    })
    .filter((c) => c.text !== "");
}
