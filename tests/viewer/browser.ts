import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { describe } from "vitest";
import { embedData, type ViewerData } from "../../src/graph/embed.js";

/** The page in real Chromium, opened from disk. */

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const missing = !existsSync(CHROMIUM);

/** A suite that needs Chromium: skipped by name where it is absent, which in CI is a failure. */
export function describeInChromium(name: string, body: () => void): void {
  if (missing && process.env.CI) throw new Error(`${name}: no Chromium at ${CHROMIUM}; npm run setup installs it`);
  describe.skipIf(missing)(missing ? `${name} (skipped: no Chromium at ${CHROMIUM}; npm run setup installs it)` : name, body);
}

/** A browser and a folder of pages, both gone after `close`. */
export interface Lab {
  /** Writes a page with this data (or this text in place of data) and gives its path. */
  put(name: string, data: ViewerData | string): string;
  /** Writes a file beside the pages and gives its path. */
  keep(name: string, content: string): string;
  /** Opens a page and waits until it has been drawn. What it logs as an error is in `problems`. */
  open(file: string, hash?: string, options?: BrowserContextOptions): Promise<Page>;
  readonly problems: string[];
  /** Addresses that pages asked for, apart from themselves. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Builds the page once and starts a browser. */
export async function openLab(args: readonly string[] = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), "claimgraph-viewer-"));
  const root = new URL("../..", import.meta.url).pathname;
  await build({ configFile: join(root, "vite.config.ts"), root: join(root, "src/viewer"), logLevel: "error", build: { outDir: folder } });
  const template = readFileSync(join(folder, "index.html"), "utf8");
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", ...args] });
  const problems: string[] = [];
  const requests: string[] = [];
  return {
    problems,
    requests,
    put(name, data) {
      const file = join(folder, `${name}.html`);
      const slot = '<script type="application/json" id="claimgraph-data">null</script>';
      writeFileSync(
        file,
        typeof data === "string" ? template.replace(slot, () => slot.replace("null", () => data)) : embedData(template, data),
      );
      return file;
    },
    keep(name, content) {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
    async open(file, hash = "", options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: "reduce",
        acceptDownloads: true,
        ...options,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => problems.push(String(error.stack ?? error)));
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && requests.push(request.url()));
      await page.goto(`file://${file}${hash ? `#${hash}` : ""}`);
      await page.locator("main").waitFor();
      await page.waitForFunction(() => document.querySelector(".problem, .story, .panel h2, .panel p") !== null);
      return page;
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
