import fc from "fast-check";
import type {
  ClaimPredicate,
  EntityType,
  EventType,
  GraphClaim,
  GraphEntity,
  GraphEvent,
  GraphLink,
  GraphReport,
  Iri,
  Knowledge,
} from "../../src/model.js";

/** Arbitrary graphs in the order that `Knowledge` promises, with hostile strings wherever a string may stand. */

const base = "urn:claimgraph";

/** Any text that Turtle can carry: whole code points, none of NUL, U+FFFE and U+FFFF. */
export const text = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '"',
      "\\",
      '"""',
      "\n\r\t",
      "\u007f\u0001",
      "<b>&amp;",
      "\u202eabc",
      "𐎀🛰",
      "a\\u0041",
      "'''",
      "^^xsd:x",
      "@en",
      ".",
      "0.",
    ),
  )
  .filter((one) => !/[\0\ufffe\uffff]/.test(one));

const sortedTexts = fc.uniqueArray(text, { maxLength: 3 }).map((list) => list.sort());
const hex = (seed: number) => seed.toString(16).padStart(16, "0");
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const number = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, 1e21, 1.5e-7, 123456789.125, 0.1, 1e300, 5e-324, -2.5),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (Object.is(one, -0) ? 0 : one)),
);
const slugged = fc.constantFrom("a", "käfer", "درهٔ", "x-1", "字", "𐎀");

const ROLES = ["agent", "patient", "instrument", "place"] as const;
const RELATIONS = ["alliedWith", "belongsTo", "leads", "locatedIn", "opposedTo", "partOf"] as const;
const ENTITIES: readonly EntityType[] = ["Person", "MilitaryUnit", "Place", "Country", "Artifact", "Group", "Operation"];
const EVENTS: readonly EventType[] = ["Attack", "Killing", "Movement", "Other"];

const report = (at: number): fc.Arbitrary<GraphReport> =>
  fc.record({
    iri: fc.constant(`${base}/report/r-${hex(at)}`),
    id: text,
    label: text,
    date: some(day),
    publisher: some(text),
    url: some(text),
    language: some(text),
    sourceGroup: some(text),
    textIri: fc.constant(`${base}/text/r-${hex(at)}`),
    quotes: fc.constant({}),
    replaces: fc.constantFrom([], [`${base}/report/old-${hex(at)}`]),
  });

const entity = (at: number): fc.Arbitrary<GraphEntity> =>
  fc.record({
    iri: slugged.map((slug) => `${base}/entity/${hex(at)}-${slug}-${hex(at)}`),
    type: fc.constantFrom(...ENTITIES),
    label: text,
    aliases: sortedTexts,
    exactMatches: fc.constantFrom([], ["https://sws.geonames.org/1/"]),
    closeMatches: fc.constantFrom([], ["http://a.example/ü?x=1&y=%20#z", "https://b.example/"]),
    lat: some(fc.double({ min: -90, max: 90, noNaN: true }).map((one) => one + 0)),
    lon: some(fc.double({ min: -180, max: 180, noNaN: true }).map((one) => one + 0)),
    side: fc.constantFrom(null, `${base}/country/side-${hex(0)}`),
    within: fc.constantFrom([], [`${base}/place/outer-${hex(1)}`, `${base}/place/wider-${hex(2)}`]),
    derivedFrom: fc.constantFrom(null, "https://sws.geonames.org/1/"),
    memberships: fc.constant([]),
    replaces: fc.constantFrom([], [`${base}/entity/old-${hex(at)}`]),
  });

const event = (at: number): fc.Arbitrary<GraphEvent> =>
  fc.record({
    iri: fc.constant(`${base}/event/e-${hex(at)}`),
    eventType: fc.constantFrom(...EVENTS),
    subtype: fc.constantFrom(null, "AirStrike", "Capture"),
    label: text,
    status: fc.constantFrom("Asserted", "Contested", "Denied", "Planned", "Possible", "Ordered"),
    contested: fc.boolean(),
    quantities: fc.constant([]),
    dates: fc.constant([]),
    occurrence: fc.constant([]),
    replaces: fc.constant([]),
  });

interface Draft {
  readonly subject: number;
  readonly predicate: ClaimPredicate;
  readonly object: number;
  readonly day: string;
  readonly stands: boolean;
  readonly by: number;
  readonly in: number;
  readonly cue: string | null;
  readonly polarity: GraphClaim["polarity"];
  readonly modality: GraphClaim["modality"];
  readonly confidence: number;
  readonly at: number;
  readonly words: string;
  readonly rival: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly text: string | null;
}

const draft: fc.Arbitrary<Draft> = fc.record({
  subject: fc.nat(20),
  predicate: fc.constantFrom<ClaimPredicate[]>(...ROLES, ...RELATIONS, "occurs", "quantity", "earliest", "latest", "hasRole"),
  object: fc.nat(20),
  day,
  stands: fc.boolean(),
  by: fc.nat(20),
  in: fc.nat(20),
  cue: some(text),
  polarity: fc.constantFrom("positive", "negative"),
  modality: fc.constantFrom("actual", "planned", "possible", "ordered"),
  confidence: fc.nat(100).map((one) => one / 100),
  at: fc.nat(1000),
  words: text,
  rival: fc.nat(20),
  min: some(number),
  max: some(number),
  text: some(text),
});

const sizes = { minLength: 1, maxLength: 3 };

/**
 * The drafts without second ones of the same day of the same event: a graph has each day once, and a claim that is
 * not in the graph can contest nothing in it.
 */
function withoutSecondDays(drafts: readonly Draft[], events: number): readonly Draft[] {
  const days = new Set<string>();
  return drafts.filter((one) => {
    if (one.predicate !== "earliest" && one.predicate !== "latest") return true;
    const key = `${one.subject % events} ${one.predicate} ${one.day}`;
    const known = days.has(key);
    days.add(key);
    return !known;
  });
}

/** A graph with reports, entities, events and up to twenty claims of all kinds. */
export const knowledge: fc.Arbitrary<Knowledge> = fc
  .record({
    reports: fc.array(fc.nat(), sizes).chain((list) => fc.tuple(...list.map((_, at) => report(at)))),
    entities: fc.array(fc.nat(), sizes).chain((list) => fc.tuple(...list.map((_, at) => entity(at)))),
    events: fc.array(fc.nat(), sizes).chain((list) => fc.tuple(...list.map((_, at) => event(at)))),
    drafts: fc.array(draft, { maxLength: 20 }),
    version: text,
    models: sortedTexts,
  })
  .map(({ reports, entities, events, drafts: drawn, version, models }) => {
    const drafts = withoutSecondDays(drawn, events.length);
    const graph = {
      base,
      extraction: {
        iri: `${base}/extraction/${hex(7)}`,
        version,
        models: models.map((name, at) => ({ name, digest: hex(at).repeat(4) })),
      },
      reports: reports.map((one) => ({ ...one, quotes: {} as Record<string, string> })),
      entities: entities.map((one) => ({ ...one, memberships: [...one.memberships] })).sort((a, b) => (a.iri < b.iri ? -1 : 1)),
      events: events.map((one) => ({ ...one, quantities: [...one.quantities], dates: [...one.dates], occurrence: [...one.occurrence] })),
      links: [] as GraphLink[],
    };
    const links = new Map<string, GraphLink & { claims: GraphClaim[] }>();
    const ids = drafts.map((_, at) => `${base}/claim/c-${hex(at)}`);
    const rivals = new Set(drafts.flatMap((one, at) => (one.rival < ids.length && one.rival !== at ? [at, one.rival] : [])));
    const contested = (...claims: GraphClaim[]) => claims.some((one) => rivals.has(ids.indexOf(one.id)));
    drafts.forEach((one, at) => {
      const home = graph.reports[one.in % graph.reports.length]!;
      const start = one.at;
      const end = start + [...one.words].length + 1;
      home.quotes[`${start}-${end}`] = one.words;
      const claim: GraphClaim = {
        id: ids[at]!,
        claimant: one.by % 2 ? home.iri : graph.entities[one.by % graph.entities.length]!.iri,
        cue: one.cue,
        polarity: one.polarity,
        modality: one.modality,
        confidence: one.confidence,
        report: home.iri,
        evidence: [{ start, end }],
        contradicts: one.rival < ids.length && one.rival !== at ? [ids[one.rival]!] : [],
        agreesWith: at % 3 === 0 ? [ids[0]!] : [],
        refines: at % 5 === 0 ? [ids[0]!] : [],
      };
      const claims = [claim];
      const event = graph.events[one.subject % graph.events.length]!;
      const holder = graph.entities[one.subject % graph.entities.length]!;
      const target: Iri = graph.entities[one.object % graph.entities.length]!.iri;
      const said = { stands: one.stands, contested: contested(claim), claims };
      switch (one.predicate) {
        case "occurs":
          event.occurrence.push(claim);
          return;
        case "quantity":
          event.quantities.push({
            iri: `${base}/quantity/q-${hex(at)}`,
            min: one.min,
            max: one.max,
            bound: "vague",
            counts: one.text,
            role: at % 2 ? "agent" : null,
            unit: one.text,
            ...said,
          });
          return;
        case "earliest":
        case "latest":
          event.dates.push({ predicate: one.predicate, value: one.day, ...said });
          return;
        case "hasRole":
          holder.memberships.push({
            iri: `${base}/membership/m-${hex(at)}`,
            label: one.text ?? "",
            organization: at % 2 ? target : null,
            ...said,
          });
          return;
        default: {
          const isRole = (ROLES as readonly string[]).includes(one.predicate);
          const subject = isRole ? event.iri : holder.iri;
          const key = `${subject}\n${one.predicate}\n${target}`;
          const known = links.get(key);
          if (known) known.claims.push(claim);
          else links.set(key, { subject, predicate: one.predicate, object: target, ...said });
        }
      }
    });
    for (const link of links.values()) graph.links.push({ ...link, contested: contested(...link.claims) });
    for (const one of graph.events) {
      one.dates.sort((a, b) => (`${a.predicate}${a.value}` < `${b.predicate}${b.value}` ? -1 : 1));
    }
    graph.links.sort((a, b) => (`${a.subject}\n${a.predicate}\n${a.object}` < `${b.subject}\n${b.predicate}\n${b.object}` ? -1 : 1));
    return graph;
  });
