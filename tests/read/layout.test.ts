import { describe, expect, it } from "vitest";
import { findLayout, parseDay } from "../../src/read/layout.js";

const LONG =
  "The ministry said on Monday that its forces had entered the town after two days of shelling, and that residents were leaving by the northern road towards the river.";

/** What was found, with each part's words. */
function read(text: string) {
  const { parts, ...rest } = findLayout(text);
  return { ...rest, parts: parts.map((p) => [p.kind, text.slice(p.start, p.end)]) };
}

describe("findLayout", () => {
  it("reads a date line with an advertisement's remains", () => {
    expect(read(` date 2019-03-04 Advertisement\n\n${LONG}`)).toMatchObject({
      date: "2019-03-04",
      parts: [["date", " date 2019-03-04 Advertisement"]],
    });
  });

  it.each([
    ["Published: 3 March 2021", "2021-03-03"],
    ["Jan. 8, 2019", "2019-01-08"],
    ["Updated on Sept 12, 2020", "2020-09-12"],
    ["Tuesday, 5 July 2022", "2022-07-05"],
  ])("reads %s", (line, day) => {
    expect(read(`${line}\n${LONG}`).date).toBe(day);
  });

  it("reads where and when a report was filed", () => {
    expect(read(`MANILA, March 3, 2020\n\n${LONG}`)).toMatchObject({
      date: "2020-03-03",
      place: "MANILA",
      parts: [["date", "MANILA, March 3, 2020"]],
    });
    expect(read(`Monday, March 2, 2020\n\n${LONG}`)).toMatchObject({ date: "2020-03-02", place: null });
  });

  it("takes no date from prose", () => {
    expect(read("On 3 March 2021 the army moved north.\nNothing else happened.")).toMatchObject({ date: null, parts: [] });
  });

  it.each([
    [`KABUL (Reuters) - ${LONG}`, "KABUL", "Reuters", "KABUL (Reuters) -"],
    [`KYIV, Ukraine (AP) — ${LONG}`, "KYIV", "AP", "KYIV, Ukraine (AP) —"],
    [`GAZA CITY, Jan 3 (Xinhua) -- ${LONG}`, "GAZA CITY", "Xinhua", "GAZA CITY, Jan 3 (Xinhua) --"],
    [`New Delhi [India], July 3 (ANI): ${LONG}`, "New Delhi", "ANI", "New Delhi [India], July 3 (ANI):"],
    [`MOGADISHU - ${LONG}`, "MOGADISHU", null, "MOGADISHU -"],
    [`Sanaa: ${LONG}`, "Sanaa", null, "Sanaa:"],
  ])("reads the dateline of %s", (text, place, publisher, words) => {
    expect(read(text)).toMatchObject({ place, publisher, parts: [["dateline", words]] });
  });

  it.each(["Poll: Most want peace\n\nText follows here.", "Analysis: What Sunday's raid means", `He said: ${LONG}`])(
    "takes no dateline from %s",
    (text) => {
      expect(read(text)).toMatchObject({ place: null, parts: [] });
    },
  );

  it("reads credits and leaves out junk", () => {
    expect(read(`${LONG}\n\nADVERTISEMENT\n\nMore prose here.\n\n(Source: Anadolu Agency)`)).toMatchObject({
      publisher: "Anadolu Agency",
      parts: [
        ["advertisement", "ADVERTISEMENT"],
        ["credit", "(Source: Anadolu Agency)"],
      ],
    });
  });

  it("takes no credit from a sentence about a source", () => {
    expect(read("He declined to name the source: it was too dangerous, he said.").publisher).toBeNull();
  });

  it("keeps a link as the report's address", () => {
    expect(read(`https://example.org/a?b=c\n${LONG}`).url).toBe("https://example.org/a?b=c");
  });

  it("is quick on hostile lines", () => {
    const text = `${"A".repeat(100_000)}\n${"(Source: ".repeat(20_000)}\n${"date ".repeat(20_000)}`;
    expect(findLayout(text).date).toBeNull();
  });
});

describe("parseDay", () => {
  it("knows no 30th of February", () => {
    expect(parseDay("30 February 2020")).toBeNull();
    expect(parseDay("29 February 2020")).toBe("2020-02-29");
    expect(parseDay("2020-13-01")).toBeNull();
  });
});
