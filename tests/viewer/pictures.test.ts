import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInChromium, type Lab, openLab } from "./browser.js";
import { conflictData } from "./fixtures/graphs.js";

/**
 * Four views in light and dark: the same twice in one run, up to a shade at the edges of a slanted line, which Chromium
 * draws in tiles; and close to the stored ones, which fonts and Chromium's versions change a little. `UPDATE_PICTURES=1 npx vitest run tests/viewer/pictures.test.ts` stores them anew;
 * what differs is left beside the original as `.actual.png`.
 */

const FOLDER = new URL("./pictures/", import.meta.url);
/** Share of pixels that may differ by more than a shade. */
const TOLERANCE = 0.06;
/** Difference of colour that no eye sees, as pixelmatch measures it. */
const SHADE = 0.1;
/** Pictures in a row that must be the same before one counts. */
const STILL = 3;

const VIEWS: Readonly<Record<string, string>> = {
  graph: "",
  evidence: "focus=n%3Aurn%3Aclaimgraph%2Fevent%2Fkilling-of-velian-soldiers",
  contradictions: "view=contradictions",
  map: "view=map",
};

/** Share of pixels of two pictures of one size that differ by more than a threshold. */
function differing(first: Buffer, second: Buffer, threshold: number): number {
  const [a, b] = [PNG.sync.read(first), PNG.sync.read(second)];
  expect([b.width, b.height]).toEqual([a.width, a.height]);
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold }) / (a.width * a.height);
}

describeInChromium("pictures of the viewer", () => {
  let lab: Lab;
  let file: string;
  beforeAll(async () => {
    lab = await openLab();
    file = lab.put("conflict", conflictData());
    mkdirSync(FOLDER, { recursive: true });
  });
  afterAll(() => lab?.close());

  async function take(hash: string, colorScheme: "light" | "dark"): Promise<Buffer> {
    const page = await lab.open(file, hash, { viewport: { width: 900, height: 620 }, colorScheme });
    // Still when several in a row are the same and the page has nothing left to do: a loaded machine may take its time.
    let picture: Buffer = Buffer.alloc(0);
    for (let tries = 0, same = 0; tries < 40 && same < STILL; tries++) {
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })));
      await page.waitForTimeout(200);
      const next = await page.screenshot({ animations: "disabled", caret: "hide" });
      same = next.equals(picture) ? same + 1 : 0;
      picture = next;
    }
    await page.context().close();
    return picture;
  }

  for (const [name, hash] of Object.entries(VIEWS)) {
    for (const tone of ["light", "dark"] as const) {
      test(`${name}, ${tone}`, async () => {
        const first = await take(hash, tone);
        const again = await take(hash, tone);
        expect(differing(first, again, SHADE), "the same picture twice in one run").toBe(0);
        const stored = new URL(`${name}-${tone}.png`, FOLDER);
        if (process.env.UPDATE_PICTURES) writeFileSync(stored, first);
        expect(existsSync(stored), `${stored.pathname} is missing: UPDATE_PICTURES=1 stores it`).toBe(true);
        const different = differing(readFileSync(stored), first, 0.2);
        if (different > TOLERANCE) writeFileSync(new URL(`${name}-${tone}.actual.png`, FOLDER), first);
        expect(different).toBeLessThanOrEqual(TOLERANCE);
      });
    }
  }
});
