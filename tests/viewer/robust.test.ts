import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInChromium, type Lab, openLab } from "./browser.js";
import { conflictData, exampleData } from "./fixtures/graphs.js";
import { hostileData, nothingData } from "./fixtures/hostile.js";
import { scaleData } from "./fixtures/scale.js";

describeInChromium("the viewer under strain", () => {
  let lab: Lab;
  let conflict: string;
  beforeAll(async () => {
    lab = await openLab();
    conflict = lab.put("conflict", conflictData());
  });
  afterAll(() => lab?.close());

  const view = (page: Page, name: string) => page.locator("nav button", { hasText: name }).click();
  const shown = (page: Page) => page.locator(".shown strong").textContent();

  test("keeps markup, links and turned text of reports as text", async () => {
    const page = await lab.open(lab.put("hostile", hostileData()), "off=");
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()));
    for (const name of ["Contradictions", "Map", "List", "Graph"]) await view(page, name);
    for (const key of ["urn:a", "urn:c", "urn:d", "urn:e", "urn:r", "urn:f"]) {
      await page.evaluate((key) => {
        location.hash = `focus=n%3A${encodeURIComponent(key)}&off=`;
      }, key);
      await page.waitForTimeout(60);
      await page.evaluate(() => {
        for (const more of document.querySelectorAll<HTMLElement>(".disclose[aria-expanded=false]")) more.click();
      });
      await page.waitForTimeout(60);
    }
    const found = await page.evaluate(() => ({
      broken: (window as { broken?: number }).broken,
      elements: document.querySelectorAll("img, iframe, object, [onerror], [onload], [onmouseover], a[href^='javascript']").length,
      scripts: document.querySelectorAll("script:not([type=module])").length,
      text: document.body.textContent!.includes("<img src=x onerror="),
      width: document.documentElement.scrollWidth <= window.innerWidth,
    }));
    expect(found).toEqual({ broken: undefined, elements: 0, scripts: 0, text: true, width: true });
    expect(dialogs).toEqual([]);
    await page.context().close();
  });

  test("shows a graph with a hundred kinds of nothing", async () => {
    const page = await lab.open(lab.put("nothing", nothingData()), "off=");
    expect(await shown(page)).toBe("101");
    expect(await page.locator(".notices").textContent()).toMatch(/4 damaged or repeated nodes.*2 edges lead/s);
    for (const name of ["Contradictions", "Map", "List", "Graph"]) await view(page, name);
    await page.context().close();
  });

  test("says in words what is wrong with an empty page, broken data and an empty graph", async () => {
    const words = async (name: string, text: string) => {
      const page = await lab.open(lab.put(name, text));
      const content = await page.locator("body").textContent();
      await page.context().close();
      return content;
    };
    expect(await words("template", "null")).toMatch(/no graph inside it.*claimgraph build/s);
    expect(await words("damaged", '{"graph": {"nodes": [')).toMatch(/damaged.*claimgraph build/s);
    expect(await words("list", "[1,2]")).toMatch(/no list of nodes/);
    expect(await words("empty", '{"graph":{"nodes":[],"edges":[]},"documents":{}}')).toMatch(/This graph is empty/);
  });

  test("follows an old name to its heir, and says what an old link has lost", async () => {
    const data = exampleData();
    const nodes = (data.graph as { nodes: { key: string; attributes: { replaces: string[]; label: string } }[] }).nodes;
    const heir = nodes.find(({ attributes }) => attributes.replaces.length > 0)!;
    const file = lab.put("example", data);
    const page = await lab.open(file, `focus=n%3A${encodeURIComponent(heir.attributes.replaces[0]!)}`);
    expect(await page.locator(".panel h2").textContent()).toBe(heir.attributes.label);
    expect(await page.locator(".notices").textContent()).toContain("is now part of");
    await page.context().close();
    const lost = await lab.open(file, "focus=n%3Aurn%3Agone&steps=9&days=x&camera=a,b&view=nowhere&confidence=NaN");
    expect(await lost.locator(".notices").textContent()).toContain("not in this graph");
    await lost.context().close();
  });

  test("draws again after the graphics context was lost", async () => {
    const page = await lab.open(conflict);
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".sigma-nodes")!;
      (canvas.getContext("webgl2") ?? canvas.getContext("webgl"))!.getExtension("WEBGL_lose_context")!.loseContext();
    });
    await page.getByRole("alert").waitFor();
    await view(page, "List");
    expect(await page.locator(".rows tbody tr").count()).toBeGreaterThan(10);
    await view(page, "Graph");
    await page.getByRole("alert").waitFor({ state: "detached", timeout: 10_000 });
    expect(await page.locator(".sigma-nodes").count()).toBe(1);
    await page.context().close();
  });

  test("is worked by keyboard alone: find X, path to Y, read the evidence", async () => {
    const page = await lab.open(conflict);
    const press = (...keys: string[]) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
    await press("/");
    await page.keyboard.type("osk");
    await page.locator(".hit").first().waitFor();
    await press("Enter");
    await page.waitForFunction(() => document.activeElement?.textContent === "Mara Osk");
    await press("c");
    await page.keyboard.type("orme bridge");
    await page.locator(".hit").first().waitFor();
    await press("Enter");
    await page.waitForFunction(
      () => document.activeElement?.tagName === "H2" && /Mara Osk and .*Orme bridge/.test(document.activeElement.textContent),
    );
    for (let i = 0; i < 20 && !(await page.evaluate(() => document.activeElement?.classList.contains("disclose"))); i++) await press("Tab");
    await press("Enter");
    expect(await page.locator(".way blockquote").first().textContent()).toContain("Mara Osk ordered the evacuation");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).not.toBe("none");
    await press("Escape");
    await page.locator("#picture").focus();
    await press("ArrowRight", "ArrowUp", "Enter");
    expect(page.url()).toContain("focus=");
    await press("?");
    await page.locator("dialog[open]").waitFor();
    await press("Escape", "Control+z");
    expect(page.url()).not.toContain("focus=");
    await page.context().close();
  });

  test("reads as a tree of names and roles", async () => {
    const page = await lab.open(conflict, "view=list");
    const tree = await page.locator("body").ariaSnapshot();
    for (const part of [
      "combobox",
      'navigation "Views"',
      'complementary "Filters"',
      'complementary "Evidence"',
      'region "Timeline"',
      "rowheader",
    ])
      expect(tree).toContain(part);
    await page.context().close();
  });

  test("has no finding of axe in any view, light and dark, wide and narrow", async () => {
    const key = "focus=n%3Aurn%3Aclaimgraph%2Fevent%2Fkilling-of-velian-soldiers";
    for (const [hash, options] of [
      [key, {}],
      ["view=contradictions", { colorScheme: "dark" as const }],
      ["view=map&contested=1", {}],
      [`view=list&${key}`, { colorScheme: "dark" as const, viewport: { width: 360, height: 740 } }],
      ["", { viewport: { width: 360, height: 740 } }],
    ] as const) {
      const page = await lab.open(conflict, hash, { ...options, bypassCSP: true });
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
        return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
      });
      expect(found, hash).toEqual([]);
      await page.context().close();
    }
  });

  test("fits 360 pixels without scrolling sideways, and by touch", async () => {
    const page = await lab.open(conflict, "", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const name of ["Contradictions", "Map", "List", "Graph"]) {
      await page.locator("nav button", { hasText: name }).tap();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(360);
    }
    await page.locator(".event-line").first().tap();
    expect(await page.locator(".panel blockquote").first().isVisible()).toBe(true);
    await page.context().close();
  });

  test("opens twenty thousand nodes as groups, finds one, opens a group", async () => {
    const page = await lab.open(lab.put("large", scaleData(20_000)));
    expect(await page.locator(".hint").textContent()).toContain("drawn as groups");
    await page.keyboard.press("/");
    await page.keyboard.type("attack at kazan");
    await page.locator(".hit").first().waitFor();
    await page.waitForFunction(() => !document.querySelector(".hit.none"), undefined, { timeout: 20_000 });
    await page.keyboard.press("Enter");
    await page.locator(".panel h2", { hasText: "Attack at" }).waitFor();
    await page.keyboard.press("2");
    await page.waitForFunction(() => !document.querySelector(".hint"));
    expect(Number((await shown(page))!.replace(",", ""))).toBeLessThan(5000);
    await page.context().close();
  });

  test("leaves nothing on the console and asks nothing of a network", () => {
    expect(lab.problems.filter((problem) => !problem.includes("CONTEXT_LOST"))).toEqual([]);
    expect(lab.requests).toEqual([]);
  });
});

describeInChromium("the viewer without WebGL", () => {
  test("says so and works on in the list", async () => {
    const lab = await openLab(["--disable-gpu", "--disable-webgl", "--disable-webgl2", "--disable-3d-apis"]);
    try {
      const page = await lab.open(lab.put("conflict", conflictData()));
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").textContent()).toContain("does not draw with WebGL");
      await page.getByRole("button", { name: "Open the list" }).click();
      await page.locator(".rows .node-link", { hasText: "Davit Kern" }).click();
      expect(await page.locator(".panel h2").textContent()).toBe("Davit Kern");
      expect(lab.problems).toEqual([]);
    } finally {
      await lab.close();
    }
  });
});
