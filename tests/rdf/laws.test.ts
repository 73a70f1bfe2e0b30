import { DataFactory, type Quad } from "n3";
import { beforeAll, describe, expect, test } from "vitest";
import { toQuads } from "../../src/rdf/quads.js";
import { describeViolations, validateQuads } from "../../src/rdf/validate.js";
import type { Violation } from "../../src/rdf/violation.js";
import { cg, dcterms, namespaces, oa, prov, rdf, rdfs, schema } from "../../src/rdf/vocabulary.js";
import { shippedShapes } from "../../src/store/validate.js";
import { exampleKnowledge, texts } from "../fixtures/knowledge.js";

/** Each law is broken on purpose, and its name is among what is found. */

const { namedNode, literal, quad } = DataFactory;
const documents = new Map(Object.entries(texts));
const shapes = shippedShapes();
const graph = [...toQuads(exampleKnowledge())];

/** The laws and names alone, which take a hundredth of the shapes' time. */
const check = (quads: readonly Quad[], given: ReadonlyMap<string, string> | undefined = documents) => validateQuads(quads, [], given);
const checkAll = (quads: readonly Quad[]) => validateQuads(quads, shapes, documents);

const value = (quads: readonly Quad[], subject: string, predicate: { value: string }) =>
  quads.find((one) => one.subject.value === subject && one.predicate.value === predicate.value)?.object.value;

/** The claims with these values. */
function claims(wanted: {
  predicate?: { value: string };
  polarity?: { value: string };
  modality?: { value: string };
  by?: string;
}): string[] {
  return graph
    .filter((one) => one.predicate.value === rdf.type.value && one.object.value === cg.Claim.value)
    .map((one) => one.subject.value)
    .filter((id) => !wanted.predicate || value(graph, id, cg.predicate) === wanted.predicate.value)
    .filter((id) => !wanted.polarity || value(graph, id, cg.polarity) === wanted.polarity.value)
    .filter((id) => !wanted.modality || value(graph, id, cg.modality) === wanted.modality.value)
    .filter((id) => !wanted.by || value(graph, id, cg.claimant)?.includes(wanted.by));
}

const without = (match: (one: Quad) => boolean) => graph.filter((one) => !match(one));
const changed = (subject: string, predicate: { value: string }, object: Quad["object"]) =>
  graph.map((one) =>
    one.subject.value === subject && one.predicate.value === predicate.value ? quad(one.subject, one.predicate, object) : one,
  );

function found(violations: readonly Violation[], law: Violation["law"], node: string, message: RegExp): void {
  expect(describeViolations(violations)).toContain(`${law}: <${node}>: `);
  expect(violations.filter((one) => one.law === law && one.node === node && message.test(one.message))).not.toEqual([]);
}

const instance = (type: { value: string }, part = "") =>
  graph.find((one) => one.predicate.value === rdf.type.value && one.object.value === type.value && one.subject.value.includes(part))!
    .subject.value;

let sound: Violation[];
beforeAll(async () => {
  sound = await checkAll(graph);
});

test("the example breaks nothing", () => {
  expect(describeViolations(sound)).toBe("");
});

describe("law 1", () => {
  test("a role that nobody claims", async () => {
    const [claim] = claims({ predicate: cg.agent, modality: cg.Actual });
    const event = value(graph, claim!, cg.subject)!;
    const quads = without((one) => one.subject.value === claim);
    found(await check(quads), "law 1", event, /agent .* has no claim/);
  });

  test.each([cg.partOf, cg.earliest, cg.quantity, cg.hasMembership])("a plain triple of %o that nobody claims", async (predicate) => {
    const gone = new Set(claims({ predicate }));
    const violations = await check(without((one) => gone.has(one.subject.value) || gone.has(one.object.value)));
    expect(violations.some((one) => one.law === "law 1")).toBe(true);
  });

  test("a place that lies in another by no gazetteer and no claim", async () => {
    const place = instance(cg.Place, "dareh");
    found(
      await check(without((one) => one.subject.value === place && one.predicate.equals(prov.wasDerivedFrom))),
      "law 1",
      place,
      /locatedIn/,
    );
  });

  test("an event that nobody claims", async () => {
    const event = instance(cg.Event, "advance");
    const [claim] = claims({ predicate: cg.eventType, by: "dost" });
    found(await check(without((one) => one.subject.value === claim)), "law 1", event, /nobody claims that the event happened/);
  });
});

describe("law 2", () => {
  test("a planned role as a plain triple", async () => {
    const [claim] = claims({ predicate: cg.agent, modality: cg.PlannedModality });
    const [event, agent] = [value(graph, claim!, cg.subject)!, value(graph, claim!, cg.object)!];
    found(await check([...graph, quad(namedNode(event), cg.agent, namedNode(agent))]), "law 2", event, /without a positive, actual claim/);
  });

  test("a denied role as a plain triple", async () => {
    const [claim] = claims({ predicate: cg.place, polarity: cg.Negative });
    const event = value(graph, claim!, cg.subject)!;
    const quads = [...graph, quad(namedNode(event), cg.place, namedNode(value(graph, claim!, cg.object)!))];
    found(await check(quads), "law 2", event, /place .* stands without/);
  });

  test.each([
    ["air-strike", cg.Asserted],
    ["advance", cg.Contested],
    ["killing", cg.Denied],
    ["killing", cg.Planned],
    ["capture", cg.Possible],
    ["capture", cg.Ordered],
  ])("the status of %s as %o, which no claim supports", async (part, status) => {
    const event = instance(cg.Event, part);
    found(await check(changed(event, cg.status, status)), "law 2", event, /no claim on its occurrence supports/);
  });
});

describe("law 3", () => {
  const [claim = ""] = claims({ predicate: cg.quantity, by: "voss" });
  const evidence = value(graph, claim, cg.evidence)!;
  const selectors = graph
    .filter((one) => one.subject.value === evidence && one.predicate.equals(oa.hasSelector))
    .map((one) => one.object.value);
  const position = selectors.find((one) => value(graph, one, oa.start) !== undefined)!;
  const quote = selectors.find((one) => value(graph, one, oa.exact) !== undefined)!;

  test("a claim without claimant", async () => {
    found(await check(without((one) => one.subject.value === claim && one.predicate.equals(cg.claimant))), "law 3", claim, /no claimant/);
  });

  test("a claim without evidence", async () => {
    found(await check(without((one) => one.subject.value === claim && one.predicate.equals(cg.evidence))), "law 3", claim, /no evidence/);
  });

  test("a cue that the evidence does not hold", async () => {
    found(await check(changed(claim, cg.cue, literal("shouted"))), "law 3", claim, /cue "shouted"/);
  });

  test("evidence of another report", async () => {
    const other = instance(cg.Report, "ministry");
    found(await check(changed(claim, cg.report, namedNode(other))), "law 3", claim, /of another report/);
  });

  test("a quote that is not the text", async () => {
    const words = value(graph, quote, oa.exact)!;
    found(await check(changed(quote, oa.exact, literal(words.replace("nine", "nice")))), "law 3", evidence, /not the text at 173-279/);
  });

  test("offsets that are moved", async () => {
    const moved = graph.map((one) =>
      one.subject.value === position && one.object.termType === "Literal"
        ? quad(one.subject, one.predicate, literal(`${Number(one.object.value) + 1}`, one.object.datatype))
        : one,
    );
    found(await check(moved), "law 3", evidence, /not the text at 174-280/);
  });

  test("offsets that do not fit the quote, even without documents", async () => {
    const quads = changed(position, oa.end, literal("280", namedNode(`${namespaces.xsd}integer`)));
    found(await validateQuads(quads, []), "law 3", evidence, /code points/);
  });

  test("a document that is missing", async () => {
    found(await check(graph, new Map([["ministry-statement", texts["ministry-statement"]!]])), "law 3", evidence, /no document/);
  });

  test("evidence that runs over paragraphs", async () => {
    const quads = changed(quote, oa.exact, literal("a\n\nb")).map((one) =>
      one.subject.value === position && one.predicate.equals(oa.end)
        ? quad(one.subject, one.predicate, literal("177", namedNode(`${namespaces.xsd}integer`)))
        : one,
    );
    found(await validateQuads(quads, []), "law 3", evidence, /over paragraphs/);
  });
});

describe("law 4", () => {
  const both = (a: string, b: string) => [
    ...graph,
    quad(namedNode(a), cg.contradicts, namedNode(b)),
    quad(namedNode(b), cg.contradicts, namedNode(a)),
  ];
  const [low, high] = [
    [...claims({ predicate: cg.quantity, by: "voss" }), ...claims({ predicate: cg.quantity, by: "army" })].sort()[0]!,
    [...claims({ predicate: cg.quantity, by: "voss" }), ...claims({ predicate: cg.quantity, by: "army" })].sort()[1]!,
  ];

  test("nine and up to forty, which can both hold", async () => {
    found(await check(both(low, high)), "law 4", low, /a number fits both counts/);
  });

  test("but not nine and at least ten", async () => {
    const atLeast = instance(cg.Quantity, value(graph, claims({ predicate: cg.quantity, by: "ministry" })[0]!, cg.object)!);
    const [voss, ministry] = [claims({ predicate: cg.quantity, by: "voss" })[0]!, claims({ predicate: cg.quantity, by: "ministry" })[0]!];
    const ten = both(voss, ministry).map((one) =>
      one.subject.value === atLeast && one.predicate.equals(cg.min)
        ? quad(one.subject, one.predicate, literal("10", namedNode(`${namespaces.xsd}integer`)))
        : one,
    );
    expect((await check(ten)).filter((one) => one.law === "law 4")).toEqual([]);
  });

  test("a contradiction of one side", async () => {
    found(await check([...graph, quad(namedNode(high), cg.contradicts, namedNode(low))]), "law 4", high, /does not contradict it/);
  });

  test("claims on different events", async () => {
    const [killing, advance] = [
      claims({ predicate: cg.quantity, by: "voss" })[0]!,
      claims({ predicate: cg.quantity, by: "residents" })[0]!,
    ].sort();
    found(await check(both(killing!, advance!)), "law 4", killing!, /different events/);
  });

  test("two agents, which may both have acted", async () => {
    const [a, b] = claims({ predicate: cg.agent }).sort();
    found(await check(both(a!, b!)), "law 4", a!, /neither denies/);
  });

  test("outcomes of things that have nothing in common", async () => {
    const [a, b] = [claims({ predicate: cg.eventType, by: "army" })[0]!, claims({ predicate: cg.eventType, by: "residents" })[0]!].sort();
    found(await check(both(a!, b!)), "law 4", a!, /nothing takes part in both/);
  });
});

describe("identity", () => {
  test("a node outside the base", async () => {
    const quads = [
      ...graph,
      quad(namedNode("https://elsewhere.example/x"), rdf.type, cg.Quantity),
      quad(namedNode("https://elsewhere.example/x"), cg.bound, cg.Vague),
    ];
    found(await check(quads), "identity", "https://elsewhere.example/x", /is not named urn:claimgraph/);
  });

  test("two claims that say the same", async () => {
    const [claim] = claims({ predicate: cg.partOf });
    const twin = namedNode("urn:claimgraph/claim/twin-0123456789abcdef");
    const quads = [...graph, ...graph.filter((one) => one.subject.value === claim).map((one) => quad(twin, one.predicate, one.object))];
    const violations = await check(quads);
    expect(violations.filter((one) => one.law === "identity" && /says the same as/.test(one.message))).toHaveLength(1);
  });

  test("a node that another replaces", async () => {
    const [a, b] = [instance(cg.Event, "killing"), instance(cg.Event, "capture")];
    found(await check([...graph, quad(namedNode(a), dcterms.replaces, namedNode(b))]), "identity", a, /still a node/);
  });

  test("a blank node", async () => {
    const quads = [...graph, quad(DataFactory.blankNode("x"), rdfs.label, literal("x"))];
    expect((await check(quads)).some((one) => one.law === "identity" && /blank node/.test(one.message))).toBe(true);
  });

  test("no run", async () => {
    const quads = without((one) => one.object.value === cg.Extraction.value);
    expect((await check(quads)).some((one) => one.law === "identity" && /0 runs/.test(one.message))).toBe(true);
  });
});

describe("shapes", () => {
  const event = instance(cg.Event, "killing");
  const entity = instance(cg.Country, "varan");

  test.each<[string, string, () => Quad[], RegExp]>([
    ["two statuses", event, () => [...graph, quad(namedNode(event), cg.status, cg.Denied)], /status/],
    ["no label", event, () => without((one) => one.subject.value === event && one.predicate.equals(rdfs.label)), /label/],
    ["an unknown type of event", event, () => changed(event, cg.eventType, namedNode(`${namespaces.cgt}Picnic`)), /eventType/],
    ["a place that is no entity", event, () => [...graph, quad(namedNode(event), cg.place, namedNode(event))], /place/],
    ["two classes", entity, () => [...graph, quad(namedNode(entity), rdf.type, cg.Person)], /type/],
    [
      "a latitude beyond the pole",
      entity,
      () => changed(entity, namedNode(`${namespaces.geo}lat`), literal("91.0", namedNode(`${namespaces.xsd}decimal`))),
      /lat/,
    ],
    [
      "a date that is a string",
      instance(cg.Report, "border"),
      () => changed(instance(cg.Report, "border"), schema.datePublished, literal("2031-03-04")),
      /datePublished/,
    ],
    [
      "a confidence above one",
      claims({})[0]!,
      () => changed(claims({})[0]!, cg.confidence, literal("1.50", namedNode(`${namespaces.xsd}decimal`))),
      /confidence/,
    ],
    [
      "a confidence without two decimals",
      claims({})[0]!,
      () => changed(claims({})[0]!, cg.confidence, literal("0.5", namedNode(`${namespaces.xsd}decimal`))),
      /confidence/,
    ],
    [
      "a report without text",
      instance(cg.Report, "ministry"),
      () => without((one) => one.subject.value.includes("/text/ministry")),
      /wasDerivedFrom|Less than|1/,
    ],
  ])("%s", async (_, node, quads, message) => {
    found(await checkAll(quads()), "shape", node, message);
  });
});
