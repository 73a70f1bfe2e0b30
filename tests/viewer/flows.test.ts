import { readFileSync } from "node:fs";
import { MultiDirectedGraph } from "graphology";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseTurtle } from "../../src/rdf/parse.js";
import { runQuery } from "../../src/store/query.js";
import { openStore } from "../../src/store/store.js";
import { describeInChromium, type Lab, openLab } from "./browser.js";
import { conflictData } from "./fixtures/graphs.js";

const SAID =
  "The Tarnian army said its 4th Armoured Brigade seized the Orme bridge at dawn on Monday and killed at least 60 Velian soldiers.";

describeInChromium("a person with the viewer", () => {
  let lab: Lab;
  let file: string;
  beforeAll(async () => {
    lab = await openLab();
    file = lab.put("conflict", conflictData());
  });
  afterAll(() => lab?.close());

  const heading = (page: Page) => page.locator(".panel h2");
  const find = async (page: Page, words: string) => {
    await page.keyboard.press("/");
    await page.keyboard.type(words);
    await page.locator(".hit").first().waitFor();
    await page.keyboard.press("Enter");
  };
  const download = async (page: Page, item: RegExp) => {
    await page.getByRole("button", { name: "Take along" }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
    return readFileSync((await file.path())!);
  };

  test("sees the story at once: what is contested, what happened, who speaks", async () => {
    const page = await lab.open(file);
    await expect(heading(page).textContent()).resolves.toContain("7 events");
    const panel = (await page.locator(".panel").textContent())!;
    expect(panel).toContain("3 contradictions");
    expect(panel).toContain("seizure of the Orme bridge");
    expect(panel).toContain("at least 60 Velian soldiers");
    expect(panel).toContain("Davit Kern");
    await page.context().close();
  });

  test("finds a person in another script, reads a fact's words within their report", async () => {
    const page = await lab.open(file);
    await find(page, "керн");
    await expect(heading(page).textContent()).resolves.toBe("Davit Kern");
    await page.getByRole("button", { name: /spokesman of/ }).click();
    const mark = page.locator(".report-text mark").first();
    await mark.waitFor();
    expect(await mark.textContent()).toContain("Davit Kern said 12 soldiers were killed");
    expect(
      await mark.evaluate((element) => {
        const box = element.closest(".report-text")!.getBoundingClientRect();
        const own = element.getBoundingClientRect();
        return own.top >= box.top - 1 && own.top < box.bottom;
      }),
    ).toBe(true);
    await page.context().close();
  });

  test("touches a node in the picture, then a line, and has the evidence each time", async () => {
    const page = await lab.open(file);
    await find(page, "seizure");
    await page.getByRole("button", { name: "1 step", exact: true }).click();
    const at = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLElement>("#picture")!.getBoundingClientRect();
      return { x: canvas.x, y: canvas.y, w: canvas.width, h: canvas.height };
    });
    const seen = new Set<string>();
    for (let x = 0.2; x < 0.85; x += 0.05) {
      for (let y = 0.2; y < 0.85; y += 0.05) {
        await page.mouse.move(at.x + at.w * x, at.y + at.h * y);
        if ((await page.locator("#picture").evaluate((element) => element.style.cursor)) !== "pointer") continue;
        await page.mouse.click(at.x + at.w * x, at.y + at.h * y);
        seen.add((await page.locator(".panel .overline").textContent())!.trim().split(" ")[0]!);
        await page.keyboard.press("Escape");
        await find(page, "seizure");
        await page.getByRole("button", { name: "1 step", exact: true }).click();
        if (seen.has("statement")) break;
      }
      if (seen.has("statement")) break;
    }
    expect(seen).toContain("statement");
    await page.context().close();
  });

  test("filters by kind, event type and speaker, and every view follows", async () => {
    const page = await lab.open(file);
    const shown = page.locator(".shown strong");
    await expect(shown.textContent()).resolves.toBe("22");
    await page.getByRole("checkbox", { name: /^People/ }).uncheck();
    await expect(shown.textContent()).resolves.toBe("19");
    await page.getByText("Speakers").click();
    await page.getByRole("checkbox", { name: /Red Cross/ }).check();
    await page.getByRole("button", { name: "List" }).click();
    const rows = await page.locator(".rows tbody th").allTextContents();
    expect(rows).toContain("flight to Lunde");
    expect(rows).not.toContain("seizure of the Orme bridge");
    await page.getByRole("button", { name: "Map", exact: true }).click();
    expect(await page.locator(".spot").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "show all" }).click();
    await expect(shown.textContent()).resolves.toBe("22");
    await page.context().close();
  });

  test("brushes days on the timeline", async () => {
    const page = await lab.open(file);
    const line = (await page.locator(".timeline svg").boundingBox())!;
    await page.mouse.move(line.x + line.width * 0.3, line.y + 20);
    await page.mouse.down();
    await page.mouse.move(line.x + line.width * 0.32, line.y + 20);
    await page.mouse.up();
    expect(page.url()).toContain("days=");
    await page.getByRole("button", { name: "List" }).click();
    const rows = await page.locator(".rows tbody th").allTextContents();
    expect(rows).toContain("killing of Velian soldiers");
    expect(rows).not.toContain("flight to Lunde");
    await page.context().close();
  });

  test("compares what A says with what B says, with ranges on one scale", async () => {
    const page = await lab.open(file);
    await page.getByRole("button", { name: /^Contradictions/ }).click();
    const card = page.locator(".card").filter({ hasText: "killing of Velian soldiers" });
    expect(await card.locator(".ranges tbody tr").count()).toBe(4);
    expect(await card.locator(".side").count()).toBe(3);
    await card.getByText(/How this changed/).click();
    expect(await card.locator(".over-time").textContent()).toMatch(/2 Jun 2031.*12.*3 Jun 2031.*25/s);
    await page.context().close();
  });

  test("asks why two are connected and reads the claims along the way", async () => {
    const page = await lab.open(file);
    await find(page, "mara osk");
    await page.getByRole("button", { name: "Connect…" }).click();
    await page.keyboard.type("hospital");
    await page.locator(".hit").first().waitFor();
    await page.keyboard.press("Enter");
    expect(await page.locator(".panel").textContent()).toMatch(/3 steps apart/);
    const way = page.locator(".way").first();
    expect(await way.locator(":scope > li").count()).toBe(4);
    await way.locator(".disclose").first().click();
    expect(await way.locator("blockquote").first().textContent()).toContain("Mara Osk ordered the evacuation");
    await page.context().close();
  });

  test("undoes, redoes, goes back, and opens a link to the same state", async () => {
    const page = await lab.open(file);
    await find(page, "raab");
    await page.getByRole("checkbox", { name: /^Events/ }).uncheck();
    await page.getByRole("button", { name: "Map", exact: true }).click();
    const link = page.url();
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await page.locator("nav [aria-current]").textContent()).toBe("Graph");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await page.getByRole("checkbox", { name: /^Events/ }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Redo" }).click();
    await page.getByRole("button", { name: "Redo" }).click();
    expect(page.url()).toBe(link);
    const other = await lab.open(file, new URL(link).hash.slice(1));
    expect(await other.locator("nav [aria-current]").textContent()).toBe("Map");
    expect(await other.getByRole("checkbox", { name: /^Events/ }).isChecked()).toBe(false);
    expect(await heading(other).textContent()).toBe("Inés Raab");
    await other.context().close();
    await page.getByRole("button", { name: "List" }).click();
    await page.goBack();
    expect(await page.locator("nav [aria-current]").textContent()).toBe("Map");
    await page.context().close();
  });

  test("hides, pins and brings back", async () => {
    const page = await lab.open(file);
    await find(page, "lunde");
    await page.getByRole("button", { name: "Pin", exact: true }).click();
    expect(page.url()).toContain("pin=");
    await page.getByRole("button", { name: "Hide", exact: true }).click();
    await expect(page.locator(".shown strong").textContent()).resolves.toBe("21");
    await page.getByRole("button", { name: /Drop the filter 1 hidden/ }).click();
    await expect(page.locator(".shown strong").textContent()).resolves.toBe("22");
    await page.context().close();
  });

  test("lays out afresh in a worker", async () => {
    const page = await lab.open(file);
    await page.getByRole("button", { name: "Lay out afresh" }).click();
    await page.waitForFunction(() => document.querySelector(".progress") === null && location.hash.includes("arranged"));
    await page.context().close();
  });

  test("takes along Turtle, GEXF, SVG, PNG and SPARQL that can be read again", async () => {
    const page = await lab.open(file);
    await page.getByRole("checkbox", { name: /^Places/ }).uncheck();
    const turtle = (await download(page, /Turtle/)).toString();
    const knowledge = parseTurtle(turtle, "shown.ttl");
    expect(knowledge.events.map(({ label }) => label)).toContain("seizure of the Orme bridge");
    expect(knowledge.entities.map(({ label }) => label)).not.toContain("Lunde");
    const gexf = (await download(page, /GEXF/)).toString();
    const nodes = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, "application/xml");
      return { errors: document.querySelectorAll("parsererror").length, nodes: document.querySelectorAll("node").length };
    }, gexf);
    expect(nodes).toEqual({ errors: 0, nodes: 23 });
    const svg = (await download(page, /SVG/)).toString();
    expect(svg).toContain("4th Armoured Brigade");
    expect(svg).toContain("contested");
    expect(
      await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror").length, svg),
    ).toBe(0);
    const png = PNG.sync.read(await download(page, /PNG/));
    expect(png.width).toBeGreaterThan(1000);
    const query = (await download(page, /SPARQL/)).toString();
    const path = lab.keep("shown.ttl", turtle);
    expect(runQuery(openStore(path), query, {}, "csv")).toContain("seizure of the Orme bridge");
    await page.context().close();
  });

  test("copies a citation with speaker, words, report and day", async () => {
    const page = await lab.open(file, "", { permissions: ["clipboard-read", "clipboard-write"] });
    await find(page, "seizure");
    await page.getByRole("button", { name: "Copy citation" }).first().click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain(`“${SAID}”`);
    expect(text).toMatch(/Tarnian army says so/);
    expect(text).toContain("Orme Valley Wire, 2 Jun 2031");
    await page.context().close();
  });

  test("has the whole graph in the list, statement by statement", async () => {
    const page = await lab.open(file, "view=list");
    await page.getByRole("button", { name: /statements$/ }).click();
    const rows = await page.locator(".rows tbody tr").count();
    const graph = MultiDirectedGraph.from(conflictData().graph as never);
    expect(rows).toBe(graph.size);
    await page.getByRole("button", { name: "Evidence: seizure of the Orme bridge affects Orme bridge" }).click();
    expect(await page.locator(".panel blockquote").count()).toBe(2);
    await page.context().close();
  });

  test("leaves nothing on the console and asks nothing of a network", () => {
    expect(lab.problems).toEqual([]);
    expect(lab.requests).toEqual([]);
  });
});
