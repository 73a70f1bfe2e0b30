import { describe, expect, it } from "vitest";
import { assignIds, readReport } from "../../src/read/report.js";

const raw = (text: string, format: "text" | "conllu" = "text") => ({
  path: "a.txt",
  name: "a",
  bytes: new TextEncoder().encode(text),
  format,
});

describe("readReport", () => {
  it("never alters the text", () => {
    const text = " date 2020-01-02 Advertisement\r\n\r\nKabul: Prose “with” marks.\u00a0\r\n";
    expect(readReport(raw(text)).text).toBe(text);
  });

  it("refuses an empty file", () => {
    expect(() => readReport(raw(" \n"))).toThrow("a.txt: is empty");
  });

  it.each([
    ["en", "The army said on Thursday that it had taken the town of Azaz after heavy fighting with the rebels in the north."],
    ["en", "General Musa Diallo said on Tuesday that gunmen had killed 12 soldiers near Gao."],
    ["en", "AFP reported on Monday, citing two security sources, that gunmen killed a judge in Gao and burned the court."],
    ["nl", "De regering zei maandag dat rebellen twaalf soldaten hebben gedood in de stad Gao en dat de weg naar het noorden dicht is."],
    ["fr", "L'armée a annoncé jeudi qu'elle avait repris la ville après de violents combats contre les rebelles dans le nord du pays."],
    ["ru", "Армия заявила в четверг, что после тяжёлых боёв с повстанцами на севере страны взяла город под свой контроль."],
    ["ar", "أعلن الجيش يوم الخميس أنه سيطر على المدينة بعد معارك عنيفة مع المسلحين في شمال البلاد وسقوط قتلى وجرحى."],
  ])("tells %s", (language, text) => {
    expect(readReport(raw(text)).language).toBe(language);
  });

  it("reads CoNLL-U as words joined by blanks, a sentence a line", () => {
    const row = (id: string, form: string, misc = "_") => [id, form, "_", "_", "_", "_", "_", "_", "_", misc].join("\t");
    const report = readReport(
      raw(
        [
          "# text = x",
          row("1-2", "don't"),
          row("1", "do"),
          row("2", "n't"),
          row("3", "go", "SpaceAfter=No"),
          row("4", "."),
          "",
          row("1", "Stop"),
          "",
        ].join("\n"),
        "conllu",
      ),
    );
    expect(report.text).toBe("do n't go.\nStop\n");
    expect(report.given?.map((s) => s.map((w) => report.text.slice(w.start, w.end)))).toEqual([["do", "n't", "go", "."], ["Stop"]]);
  });

  it("names the line that is not CoNLL-U", () => {
    expect(() => readReport(raw("1\tword\n", "conllu"))).toThrow("a.txt: line 1 has 2 tab-separated columns");
  });
});

describe("assignIds", () => {
  it("adds digits of the content only where a name stands for two contents", () => {
    const ids = assignIds([
      { name: "a", digest: "11111111aa" },
      { name: "b", digest: "22222222bb" },
      { name: "a", digest: "33333333cc" },
    ]);
    expect(ids).toEqual(["a-11111111", "b", "a-33333333"]);
  });
});
