import MiniSearch from "minisearch";
import { fold } from "../../text.js";
import type { GraphIndex } from "../data/graph-index.js";
import { lookOf } from "../data/kinds.js";
import { labelOf } from "../data/statements.js";
import { spaced } from "../data/words.js";

/** Finds nodes by name, other names, class and event type. */
export interface Search {
  /** Node numbers, best first. */
  find(query: string, limit?: number): number[];
  /** Indexes all nodes, in slices so that a large graph does not block the page; resolves when all can be found. */
  fill(): Promise<void>;
}

/** Letters of Arabic script that writers exchange: alef with hamza, yeh and kaf of Persian and Urdu, teh marbuta. */
const ARABIC: Readonly<Record<string, string>> = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ی: "ي", ک: "ك", ة: "ه", ہ: "ه", ھ: "ه", ـ: "" };

/** Cyrillic in Latin letters, by the BGN/PCGN tables without marks, so that either spelling finds a name. */
const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  "а:a б:b в:v г:g ґ:g д:d е:e є:ye ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** A word as it is indexed: folded, and in Latin letters too where it is Cyrillic. */
export function searchTerms(term: string): string[] {
  const folded = fold(term).replace(/[أإآٱىیکةہھـ]/g, (letter) => ARABIC[letter]!);
  if (!/[а-я\u0454\u0456\u0491]/u.test(folded)) return folded ? [folded] : [];
  return [folded, folded.replace(/[а-яєіїґ]/gu, (letter) => CYRILLIC[letter] ?? letter)];
}

interface Entry {
  readonly id: number;
  readonly label: string;
  readonly aliases: string;
  readonly type: string;
}

const LONGEST = 400;
const SLICE = 500;

/** A search over a graph's names; it finds nothing before it is filled. */
export function createSearch(graph: GraphIndex): Search {
  const index = new MiniSearch<Entry>({
    fields: ["label", "aliases", "type"],
    processTerm: (term) => searchTerms(term),
    searchOptions: { boost: { label: 3, aliases: 2 }, prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: "AND" },
  });
  const entry = (id: number): Entry => {
    const { attributes } = graph.nodes[id]!;
    return {
      id,
      label: labelOf(graph, id).slice(0, LONGEST),
      aliases: (attributes.aliases ?? []).join(" ").slice(0, LONGEST),
      type: `${lookOf(attributes.kind ?? "").name} ${spaced(attributes.eventType ?? "")} ${spaced(attributes.subtype ?? "")}`,
    };
  };
  return {
    async fill() {
      for (let from = 0; from < graph.nodes.length; from += SLICE) {
        const to = Math.min(from + SLICE, graph.nodes.length);
        for (let id = from; id < to; id++) index.add(entry(id));
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
    find(query, limit = Number.POSITIVE_INFINITY) {
      const weight = (id: number) => Math.log2(2 + graph.firstIncident[id + 1]! - graph.firstIncident[id]!);
      const found = index.search(query, { boostDocument: (id) => weight(id as number) });
      return found.slice(0, limit).map((result) => result.id as number);
    },
  };
}
