import { statSync } from "node:fs";
import { join } from "node:path";
import { recogniseNames } from "../../annotate/names.js";
import type { Syntax } from "../../annotate/syntax.js";
import type { Report, Sentence, Token } from "../../model.js";
import { loadGazetteer } from "../../resources/gazetteer.js";
import { loadNames } from "../../resources/names.js";
import { CLASS_OF, type NamedDocument, readNewswire } from "./names-data.js";

const CLASSES = ["PER", "ORG", "LOC"] as const;

/** Right, found and gold names by class and in all, spans and classes exact. */
export type NameScores = Readonly<Record<(typeof CLASSES)[number] | "all", readonly [number, number, number]>>;

/** Scores `recogniseNames` on documents of a corpus, with the corpus's words and no tags. */
export function scoreNames(docs: readonly NamedDocument[], root: string): NameScores {
  const resources = { names: loadNames(root), gazetteer: loadGazetteer(root) };
  const scores: Record<string, [number, number, number]> = { PER: [0, 0, 0], ORG: [0, 0, 0], LOC: [0, 0, 0], all: [0, 0, 0] };
  const count = (type: string, at: 0 | 1 | 2): void => {
    scores[type]![at]++;
    scores.all![at]++;
  };
  for (const doc of docs) {
    const { syntax, report, gold } = asSyntax(doc);
    const found = new Set<string>();
    for (const name of recogniseNames(syntax, report, resources)) {
      const type = CLASS_OF[name.type];
      if (name.kind !== "name" || !type) continue;
      found.add(`${name.first} ${name.last} ${type}`);
      count(type, 1);
      if (gold.has(`${name.first} ${name.last} ${type}`)) count(type, 0);
    }
    for (const key of gold) count(key.split(" ")[2]!, 2);
  }
  return scores as unknown as NameScores;
}

/** A corpus's document as the annotator reads it, and its gold names as `first last class`. */
export function asSyntax(doc: NamedDocument): { syntax: Syntax; report: Report; gold: Set<string> } {
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  const gold = new Set<string>();
  let text = "";
  doc.sentences.forEach((s, index) => {
    const first = tokens.length;
    for (const word of s.words) {
      if (tokens.length > first) text += " ";
      const start = text.length;
      text += word;
      tokens.push({ text: word, start, end: text.length, tag: "X", xpos: "", lemma: word, head: -1, deprel: "dep", sentence: index });
    }
    sentences.push({ start: tokens[first]!.start, end: text.length, first, last: tokens.length });
    text += "\n";
    for (const n of s.names)
      if ((CLASSES as readonly string[]).includes(n.type)) gold.add(`${first + n.first} ${first + n.last} ${n.type}`);
  });
  const report: Report = {
    id: doc.id,
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
  return { syntax: { text, sentences, tokens }, report, gold };
}

/** The card of the model under `root`, measured on the development part. */
export function describeNames(data: string, root: string, log: (line: string) => void): string {
  const dev = readNewswire(join(data, "worldwide-newswire", "dev"));
  const scores = scoreNames(dev, root);
  const line = (name: string, [right, found, gold]: readonly [number, number, number]): string => {
    const [p, r] = [right / found, right / gold];
    return `| ${name} | ${(100 * p).toFixed(1)} | ${(100 * r).toFixed(1)} | ${((200 * p * r) / (p + r)).toFixed(1)} | ${gold} |`;
  };
  const table = [...CLASSES, "all" as const].map((c) => line(c, scores[c]));
  log(`names on newswire dev: ${table.at(-1)}`);
  const kilobytes = Math.round(statSync(join(root, "models", "names.bin")).size / 1000);
  return `# names.bin
Recognises names of persons, organisations, places, peoples and other things in tokenised English; \`lexicons/names/\` and the
gazetteer then give them their types.

- **Model:** BILOU labels, structured perceptron, averaged, constrained Viterbi, two readings: the second knows what the first
  took the document's other mentions of a word for (after Krishnan and Manning 2006; trained on first readings by weights that
  did not see the document); the weights of several orders of training summed; 8 bits a weight, ${kilobytes} kB.
- **Features:** words, affixes, shapes, word classes (exchange clusters), usual casing, lexicon classes, gazetteer and listed
  names as flags, the run of capitalised words and what stands around it, and what the whole document shows of a word
  (titles, "in X", "X said", lower case elsewhere). Text in capitals, headlines and lower case is restored first, and a part
  of the training documents is used so too.
- **Data:** English Worldwide Newswire, train part (Shan et al. 2023; ${dev.length} documents of its development part for the
  scores), which states **no licence**: its articles are not part of this package, the weights are statistics over them;
  whoever needs a stated licence for training data should train anew from data of their own with \`npm run train\`. And the
  annotated reports of \`training/\`, the news and the invented ones, marked as of guidelines of their own, but those held back
  and those of re3d and GeoVirus, on which names are measured. That news is of Worldwide Newswire, PolNeAR, MUC-4 and LGL (news
  text, kept out of the package) and of GUM (CC BY, CC BY-SA or public domain). Of the 96 held reports of news 53 are of the
  newswire's train part: names are learnt from its own annotation of these.
  Word classes and casings from the running text of Worldwide Newswire, GUM, EWT, PolNeAR, MUC-4, GAP, LGL, GeoVirus and re3d.
- **Date of the data:** 2023 and before.
- **Training:** \`npm run train -- --data DIR --only names\`, the same bytes from the same data.

Worldwide Newswire, development part, spans and classes exact (facilities count as places; the annotation of
places evened as for training: "Seoul, South Korea" is two), ${dev.length} documents, no tags:

| class | precision | recall | F1 | names |
| --- | --- | --- | --- | --- |
${table.join("\n")}
`;
}
