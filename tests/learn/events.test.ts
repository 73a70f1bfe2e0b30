import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foundEvents } from "../../src/extract/events.js";
import { weighRoles } from "../../src/extract/roles-weighing.js";
import { weighTriggers } from "../../src/extract/triggers-weighing.js";
import { readTrees } from "../../src/learn/train/report-trees.js";
import { type Annotation, goldReport } from "../../src/learn/train/reports.js";
import { scoreRole } from "../../src/learn/train/roles.js";
import { scoreTriggers } from "../../src/learn/train/triggers.js";
import { packageRoot } from "../../src/resources/resources.js";
import { loadRoles } from "../../src/resources/roles.js";
import { loadTriggers } from "../../src/resources/triggers.js";

/** The models of events on reports of our own writing, which neither learnt from. */
const golden = join(import.meta.dirname, "..", "golden");
const root = packageRoot();
const reports = readTrees(
  readdirSync(join(golden, "gold"))
    .sort()
    .map((file) => {
      const name = file.replace(/\.json$/, "");
      const gold = JSON.parse(readFileSync(join(golden, "gold", file), "utf8")) as Annotation;
      return goldReport(name, readFileSync(join(golden, "reports", `${name}.txt`), "utf8"), gold);
    }),
  root,
);
const [triggers, roles] = [loadTriggers(root), loadRoles(root)];
const f1 = (score: readonly string[]) => Number(score.at(-1));

describe("the models of events", () => {
  it("find triggers with their types above a floor", () => {
    const found = scoreTriggers(reports, (r) => weighTriggers(r.tree, r.hashes, triggers));
    expect(f1(found)).toBeGreaterThan(FLOOR.triggers);
  });

  it.each(["agent", "patient", "place"] as const)("find who fills the role of %s above a floor", (role) => {
    const found = scoreRole(reports, role, ({ tree, hashes }) => weighRoles(tree, hashes, foundEvents(tree, hashes, triggers), roles));
    expect(f1(found)).toBeGreaterThan(FLOOR[role]);
  });
});

/** F1 in percent, some points below what the shipped models reach. */
const FLOOR = { triggers: 83, agent: 35, patient: 60, place: 50 };
