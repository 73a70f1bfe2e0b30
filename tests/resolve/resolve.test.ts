import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromGraph, toGraph } from "../../src/graph/graph.js";
import type { Knowledge } from "../../src/model.js";
import { resolve } from "../../src/resolve/resolve.js";
import { facts } from "../fixtures/facts.js";

const options = { base: "urn:x", extraction: { iri: "urn:x/extraction/1", version: "1", models: [] } };

const ministry = facts({
  id: "ministry",
  text: "Anna Petrova, spokeswoman of the Northern Army, said 5 soldiers were killed at Azaz.",
  publisher: "North News",
  entities: { p: ["Person", ["Anna Petrova"]], a: ["ArmedForce", ["Northern Army"]], z: ["Place", ["Azaz"], 7] },
  events: { k: { type: "Killing", trigger: "killed", roles: [["place", "z"]], day: "2020-01-02" } },
  quantities: { q: { event: "k", min: 5, max: 5, bound: "exact", of: "soldiers" } },
  claims: [
    ["k", "occurs", "Killing", "p", "said 5 soldiers were killed at Azaz"],
    ["k", "place", "z", "p", "said 5 soldiers were killed at Azaz"],
    ["k", "earliest", "2020-01-02", "p", "said 5 soldiers were killed at Azaz"],
    ["k", "quantity", "q", "p", "said 5 soldiers were killed at Azaz"],
    ["p", "hasRole", "a", null, "Anna Petrova, spokeswoman of the Northern Army"],
  ],
});
const rebels = facts({
  id: "rebels",
  text: "Colonel Petrova is wrong: 40 soldiers were killed near Azaz, said Omar Said of the Southern Front. Anna Petrova did not answer.",
  entities: {
    p: ["Person", ["Anna Petrova", "Petrova"]],
    o: ["Person", ["Omar Said"]],
    f: ["ArmedGroup", ["Southern Front"]],
    z: ["Place", ["Azaz"], 7],
  },
  events: { k: { type: "Killing", trigger: "killed", roles: [["place", "z"]], day: "2020-01-02" } },
  quantities: { q: { event: "k", min: 40, max: 40, bound: "exact", of: "soldiers" } },
  claims: [
    ["k", "occurs", "Killing", "o", "40 soldiers were killed near Azaz"],
    ["k", "place", "z", "o", "40 soldiers were killed near Azaz"],
    ["k", "quantity", "q", "o", "40 soldiers were killed near Azaz"],
  ],
});
const elsewhere = facts({
  id: "elsewhere",
  text: "Petrova of the tennis club met the mayor of Azaz.",
  entities: { p: ["Person", ["Petrova"]], z: ["Place", ["Azaz"], 8] },
  events: { m: { type: "Meeting", trigger: "met", roles: [["agent", "p"]] } },
  claims: [["m", "agent", "p", null, "Petrova of the tennis club met the mayor of Azaz"]],
});
const all = [ministry, rebels, elsewhere];
const build = (documents = all) => resolve(documents, [], options);
const labels = (k: Knowledge, type: string) => k.entities.filter((e) => e.type === type).map((e) => e.label);

describe("resolve", () => {
  it("joins a person by the full name, never by a surname", () => {
    expect(labels(build(), "Person").sort()).toEqual(["Anna Petrova", "Omar Said", "Petrova"]);
  });

  it("joins places by their record, so that two towns of one name stay two", () => {
    expect(
      build()
        .entities.filter((e) => e.label === "Azaz")
        .map((e) => e.exactMatches[0])
        .sort(),
    ).toEqual(["https://sws.geonames.org/7/", "https://sws.geonames.org/8/"]);
  });

  it("adds the places that they lie in, with no claim", () => {
    const k = build();
    const country = k.entities.find((e) => e.type === "Country")!;
    expect(country).toMatchObject({ label: "Xland", derivedFrom: "https://sws.geonames.org/1/" });
    expect(k.entities.filter((e) => e.label === "Azaz").every((e) => e.within[0] === country.iri)).toBe(true);
    expect(k.links.some((l) => l.predicate === "locatedIn")).toBe(false);
  });

  it("makes one event of two reports, with a quantity for each voice, and says that they contradict", () => {
    const killing = build().events.find((e) => e.eventType === "Killing")!;
    expect(build().events).toHaveLength(2);
    expect(killing.quantities.map((q) => [q.max, q.contested, q.claims.length])).toEqual(
      expect.arrayContaining([
        [5, true, 1],
        [40, true, 1],
      ]),
    );
    const [a, b] = killing.quantities.map((q) => q.claims[0]!);
    expect(a!.contradicts).toEqual([b!.id]);
    expect(b!.contradicts).toEqual([a!.id]);
    expect(killing).toMatchObject({ status: "Asserted", contested: true });
    expect(killing.replaces).toHaveLength(1);
  });

  it("says that two voices agree on a place", () => {
    const place = build().links.find((l) => l.predicate === "place")!;
    expect(place.claims).toHaveLength(2);
    expect(place.claims[0]!.agreesWith).toEqual([place.claims[1]!.id]);
  });

  it("gives a spokeswoman her force's side", () => {
    const k = build();
    const force = k.entities.find((e) => e.label === "Northern Army")!;
    expect(k.entities.find((e) => e.label === "Anna Petrova")!.side).toBe(force.iri);
  });

  it("keeps a claim's IRI when reports are added", () => {
    const ids = (k: Knowledge) => k.events.flatMap((e) => e.quantities.flatMap((q) => q.claims.map((c) => c.id)));
    expect(ids(build())).toEqual(expect.arrayContaining(ids(build([ministry]))));
  });

  it("names under `replaces` every IRI that a smaller graph had", () => {
    const known = new Set(build().entities.flatMap((e) => [e.iri, ...e.replaces]));
    for (const single of all) for (const e of build([single]).entities) expect(known).toContain(e.iri);
  });

  it("does not depend on the order of the documents", () => {
    const expected = build();
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(build(order)).toEqual(expected);
      }),
    );
  });

  it("marks an event contested that one report affirms and another denies", () => {
    const denial = facts({
      id: "denial",
      text: "Omar Said denied that anybody was killed at Azaz.",
      entities: { o: ["Person", ["Omar Said"]], z: ["Place", ["Azaz"], 7] },
      events: { k: { type: "Killing", trigger: "killed", roles: [["place", "z"]], day: "2020-01-02" } },
      claims: [["k", "occurs", "Killing", "o", "denied that anybody was killed at Azaz", "negative"]],
    });
    const event = build([ministry, denial]).events[0]!;
    expect(build([denial]).events[0]!.status).toBe("Denied");
    expect(event).toMatchObject({ status: "Contested", contested: true });
  });

  it("says in `quotes` the words of every cited span, in code points", () => {
    const astral = facts({
      id: "astral",
      text: "😀😀 Omar Said met Anna Petrova.",
      entities: { o: ["Person", ["Omar Said"]], p: ["Person", ["Anna Petrova"]] },
      events: { m: { type: "Meeting", trigger: "met" } },
      claims: [["m", "agent", "o", null, "Omar Said met Anna Petrova"]],
    });
    const k = build([astral]);
    expect(k.reports[0]!.quotes).toEqual({ "3-29": "Omar Said met Anna Petrova" });
    expect(fromGraph(toGraph(k))).toEqual(k);
  });
});
