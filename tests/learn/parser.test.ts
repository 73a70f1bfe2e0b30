import { describe, expect, it } from "vitest";
import { FACTS, LONGEST, Network, type Sizes, type Tables, type WeightValues, weightsOf } from "../../src/learn/network.js";
import { WholeNetwork } from "../../src/learn/network-whole.js";
import { makeParser } from "../../src/learn/parser.js";
import { asStored, parserOf, parserSections } from "../../src/learn/syntax-format.js";
import { makeSentences } from "../../src/learn/train/grammar.js";
import { NetworkTrainer } from "../../src/learn/train/network-trainer.js";
import { LARGE_PARSER, trainParser } from "../../src/learn/train/parser.js";
import { seededRandom } from "../../src/learn/train/random.js";
import { readBy } from "../../src/learn/train/syntax-news.js";
import { fillWords, NO_CLUSTERS, wordTable } from "../../src/learn/words.js";

const SIZES: Sizes = { word: 32, cells: 32, arc: 32, hidden: 32, tags: 5, relations: 7 };
const ROWS = 20;

function randomNetwork(seed: number): { tables: Tables; weights: WeightValues; random: () => number } {
  const random = seededRandom(seed);
  const numbers = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
  return {
    tables: Object.fromEntries(FACTS.map((fact) => [fact, numbers(ROWS * SIZES.word)])) as unknown as Tables,
    weights: Object.fromEntries(
      weightsOf(SIZES).map(([name, { rows, columns }]) => [name, numbers(rows * columns)]),
    ) as unknown as WeightValues,
    random,
  };
}

const HEADS = [1, 6, 1, 2, 3, 2];

function lesson(random: () => number) {
  const rows = Int32Array.from({ length: HEADS.length * FACTS.length }, () => Math.floor(random() * ROWS));
  return { rows, loweredRows: rows, tags: [0, 1, 2, 3, 4, 0], heads: HEADS, relations: [0, 1, 2, 3, 4, 5] };
}

describe("NetworkTrainer", () => {
  it("has the slope of its loss for its gradient", () => {
    const { tables, weights, random } = randomNetwork(3);
    const options = { ...LARGE_PARSER, hidden: 0, muted: 0, lowered: 0 };
    const example = lesson(random);
    const gradients = new NetworkTrainer(SIZES, tables, weights, options, random).gradientsOf(example);
    // another one, to try how the loss goes with each weight
    const probe = new NetworkTrainer(SIZES, tables, weights, options, random);
    const slope = (values: Float32Array, i: number) => {
      const [before, by] = [values[i]!, 4e-3];
      const losses = [before + by, before - by].map((x) => {
        values[i] = x;
        return probe.learn(example);
      });
      values[i] = before;
      return (losses[0]! - losses[1]!) / (2 * by);
    };
    const all = [
      ...weightsOf(SIZES).map(([name]) => [name, probe.net.weights[name]] as const),
      ...FACTS.map((f) => [f, tables[f]] as const),
    ];
    for (const [name, values] of all)
      for (let k = 0; k < 6; k++) {
        const i = Math.floor(random() * values.length);
        expect(Math.abs(slope(values, i) - gradients[name]![i]!), `${name} ${i}`).toBeLessThan(3e-3);
      }
  });
});

describe("WholeNetwork", () => {
  it("comes close to the network that it is made of", () => {
    const { tables, weights, random } = randomNetwork(5);
    const [exact, whole] = [new Network(SIZES, tables, weights), new WholeNetwork(SIZES, tables, weights)];
    const { rows } = lesson(random);
    for (const net of [exact, whole]) {
      net.take(rows, HEADS.length);
      net.layer(0);
      net.tag();
      net.layer(1);
      net.addRoot();
      net.sides();
      net.weigh();
      net.meet(HEADS);
      net.relate();
    }
    for (const part of ["tags", "scores", "relations"] as const)
      for (const [i, x] of exact[part].entries()) expect(Math.abs(whole[part][i]! - x)).toBeLessThan(0.02 * (1 + Math.abs(x)));
  });
});

describe("trainParser", () => {
  const sentences = makeSentences(".", 150);
  const options = { ...LARGE_PARSER, sizes: { word: 32, cells: 32, arc: 32, hidden: 32 }, epochs: 12, batch: 60, muted: 0, rate: 5e-3 };
  const trained = trainParser(sentences, NO_CLUSTERS, options);

  it("learns tags, heads and relations", () => {
    const parser = makeParser(parserOf(trained));
    const table = wordTable(NO_CLUSTERS);
    let [words, right] = [0, 0];
    for (const { forms, upos, xpos, heads, deprels } of sentences) {
      const parsed = { tags: new Uint8Array(forms.length), heads: new Int32Array(forms.length), relations: new Uint8Array(forms.length) };
      fillWords(table, forms);
      parser.parse(table, true, parsed, 0);
      for (let i = 0; i < forms.length; i++) {
        words++;
        const head = parsed.heads[i] === forms.length ? -1 : parsed.heads[i];
        if (
          parser.tags[parsed.tags[i]!] === `${upos[i]}|${xpos[i]}` &&
          head === heads[i] &&
          parser.relations[parsed.relations[i]!] === deprels[i]
        )
          right++;
      }
    }
    expect(right / words).toBeGreaterThan(0.8);
  });

  it("gives the same bytes each time", () => {
    const again = trainParser(sentences, NO_CLUSTERS, options);
    expect(parserSections(again)).toEqual(parserSections(trained));
  });

  it("comes back from a file nearly as it was", () => {
    const stored = asStored(trained);
    expect(stored.keys).toEqual(trained.keys);
    const most = Math.max(...trained.weights.arc.map(Math.abs));
    for (const [i, x] of trained.weights.arc.entries()) expect(Math.abs(stored.weights.arc[i]! - x)).toBeLessThan(most / 30_000);
  });

  it("teaches by what it reads, but not by scraps", () => {
    const parser = makeParser(parserOf(trained));
    const [read, ...others] = readBy(parser, [sentences[0]!.forms, ["Yes", "."]], NO_CLUSTERS);
    expect(others).toEqual([]);
    expect(read!.forms).toEqual(sentences[0]!.forms);
    expect(read!.heads.filter((head) => head === -1)).toHaveLength(1);
    expect(read!.deprels[read!.heads.indexOf(-1)]).toBe("root");
    expect(trainParser([read!], NO_CLUSTERS, { ...options, epochs: 1 }).tags).toEqual(
      expect.arrayContaining([`${read!.upos[0]}|${read!.xpos[0]}`]),
    );
  });

  it("reads sentences of any length as one tree", () => {
    const parser = makeParser(parserOf(trained));
    const table = wordTable(NO_CLUSTERS);
    for (const count of [1, LONGEST, LONGEST + 1, 3 * LONGEST + 7]) {
      const forms = Array.from({ length: count }, (_, i) => sentences[i % sentences.length]!.forms[0]!);
      const parsed = { tags: new Uint8Array(count), heads: new Int32Array(count), relations: new Uint8Array(count) };
      fillWords(table, forms);
      parser.parse(table, true, parsed, 0);
      expect(parsed.heads.filter((h) => h === count)).toHaveLength(1);
      for (let i = 0; i < count; i++) {
        let at = i;
        for (let steps = 0; at !== count && steps <= count; steps++) at = parsed.heads[at]!;
        expect(at).toBe(count);
      }
    }
  });
});
