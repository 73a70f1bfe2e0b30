import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { embedData, type ViewerData } from "../src/graph/embed.js";
import { scaleData } from "../tests/viewer/fixtures/scale.js";

/**
 * Measures the viewer against a bare Sigma page with the same graph, in the same run and browser, and prints a table.
 * Times are of script alone, medians of several; software rendering says nothing about frames a second.
 *
 * npx vite build && npx tsx bench/viewer.ts
 */

const ROUNDS = 5;
const root = new URL("..", import.meta.url).pathname;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function bareTemplate(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    root: join(root, "bench/viewer-bare"),
    base: "./",
    plugins: [viteSingleFile()],
    build: { outDir: folder, target: "es2022", modulePreload: false },
  });
  return readFileSync(join(folder, "index.html"), "utf8");
}

async function open(browser: Browser, file: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, reducedMotion: "reduce" });
  await page.goto(`file://${file}`);
  await page.waitForFunction(() => performance.getEntriesByName("claimgraph:first-draw").length > 0, undefined, { timeout: 60_000 });
  return page;
}

/** Milliseconds from the first line of script to the first picture. */
async function firstDraw(browser: Browser, file: string): Promise<number> {
  const page = await open(browser, file);
  const time = await page.evaluate(() => performance.getEntriesByName("claimgraph:first-draw")[0]!.duration);
  await page.close();
  return time;
}

/** Milliseconds of script that an action costs, until the page is still again. */
async function scriptTime(page: Page, act: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find((one) => one.name === "ScriptDuration")!.value * 1000;
  };
  const before = await read();
  await act();
  await page.waitForTimeout(250);
  const after = await read();
  await session.detach();
  return after - before;
}

/** The longest task after loading, in milliseconds, over what a person does at that size. */
async function longestTask(page: Page): Promise<number> {
  await page.evaluate(() => {
    const holder = window as unknown as { longest: number };
    holder.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) holder.longest = Math.max(holder.longest, entry.duration);
    }).observe({ type: "longtask" });
  });
  await page.keyboard.press("/");
  await page.keyboard.type("kazan", { delay: 40 });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: "2 steps" }).click();
  await page.waitForTimeout(300);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: "List", exact: true }).click();
  await page.waitForTimeout(300);
  return page.evaluate(() => (window as unknown as { longest: number }).longest);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "claimgraph-bench-"));
  const templates = { viewer: readFileSync(join(root, "dist/viewer/index.html"), "utf8"), bare: await bareTemplate(join(folder, "bare")) };
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
  const rows: [string, string, string, string][] = [];
  const put = (name: keyof typeof templates, n: number, data: ViewerData) => {
    const file = join(folder, `${name}-${n}.html`);
    writeFileSync(file, embedData(templates[name], data));
    return file;
  };
  try {
    for (const n of [2000, 20_000]) {
      const data = scaleData(n);
      const files = { viewer: put("viewer", n, data), bare: put("bare", n, data) };
      const times = { viewer: [] as number[], bare: [] as number[] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const name of ["bare", "viewer"] as const) times[name].push(await firstDraw(browser, files[name]));
      }
      const [ours, theirs] = [median(times.viewer), median(times.bare)];
      rows.push([`first draw, ${n} nodes`, `${ours.toFixed(0)} ms`, `${theirs.toFixed(0)} ms`, `${(ours / theirs).toFixed(2)}`]);
    }
    const files = { viewer: join(folder, "viewer-20000.html"), bare: join(folder, "bare-20000.html") };
    const bare = await open(browser, files.bare);
    const call = async (name: string) => {
      const times: number[] = [];
      for (let i = 0; i < ROUNDS; i++)
        times.push(await bare.evaluate((name) => (window as unknown as Record<string, () => number>)[name]!(), name));
      return median(times);
    };
    const [clone, refresh] = [await call("cloneAndFilter"), await call("refresh")];
    await bare.close();
    const page = await open(browser, files.viewer);
    await page.waitForTimeout(3000);
    // Touched from within the page: a locator's own search would count as the page's script.
    const touch = (selector: string, what: "click" | "mouseenter" | "mouseleave") =>
      page.evaluate(([selector, what]) => document.querySelector(selector!)!.dispatchEvent(new MouseEvent(what!, { bubbles: true })), [
        selector,
        what,
      ] as const);
    const filters: number[] = [];
    for (let i = 0; i < 2 * ROUNDS; i++) filters.push(await scriptTime(page, () => touch(".kinds input", "click")));
    const line = (await page.locator(".timeline svg").boundingBox())!;
    const brushes: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      brushes.push(
        await scriptTime(page, async () => {
          await page.mouse.move(line.x + 100 + 60 * i, line.y + 20);
          await page.mouse.down();
          await page.mouse.up();
        }),
      );
    }
    await page.getByRole("button", { name: "all days" }).click();
    // Over the picture, from one spot to the next: what is under the pointer is found and stands out.
    const picture = (await page.locator("#picture").boundingBox())!;
    const hovers: number[] = [];
    for (let i = 0; i < 4 * ROUNDS; i++) {
      const angle = (i / (4 * ROUNDS)) * 2 * Math.PI;
      const [x, y] = [
        picture.x + picture.width / 2 + picture.height * 0.34 * Math.cos(angle),
        picture.y + picture.height * (0.5 + 0.34 * Math.sin(angle)),
      ];
      const before = await page.locator("#picture").evaluate((element) => element.style.cursor);
      const time = await scriptTime(page, () => page.mouse.move(x, y));
      const after = await page.locator("#picture").evaluate((element) => element.style.cursor);
      if (before !== after || after === "pointer") hovers.push(time);
    }
    const row = (name: string, time: number, other: number) =>
      rows.push([name, `${time.toFixed(1)} ms`, `${other.toFixed(1)} ms`, (time / other).toFixed(3)]);
    row("filter, 20000 nodes, against clone and filter", median(filters), clone);
    row("brush, 20000 nodes, against clone and filter", median(brushes), clone);
    row("hover, 20000 nodes, against full refresh", median(hovers), refresh);
    rows.push(["longest task after loading, 20000 nodes", `${(await longestTask(page)).toFixed(0)} ms`, "", ""]);
    rows.push(["index.html without data", `${Math.round(statSync(join(root, "dist/viewer/index.html")).size / 1024)} kB`, "", ""]);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]!.length), 10));
  for (const row of [["measure", "viewer", "bare", "ratio"], ...rows])
    console.log(row.map((cell, i) => cell!.padEnd(widths[i]!)).join("  "));
}

await main();
