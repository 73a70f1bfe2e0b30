import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ResourceError } from "../errors.js";
import type { LogisticModel } from "../learn/logistic.js";
import { type AttributionModel, loadAttribution } from "./attribution.js";
import { type ClaimantModel, loadClaimants } from "./claimants.js";
import { type CoreferenceModel, loadCoreference } from "./coreference.js";
import { type DateModel, loadDates } from "./dates.js";
import { type EventLexicon, loadEventLexicon } from "./events.js";
import { type Gazetteer, loadGazetteer } from "./gazetteer.js";
import { type InstrumentModel, loadInstruments } from "./instruments.js";
import { type JoinModel, loadJoins } from "./joins.js";
import { loadLogistic } from "./logistic.js";
import { loadNames, type NamesModel } from "./names.js";
import { loadQuantities, type QuantityModel } from "./quantities.js";
import { loadRoles, type RoleModel } from "./roles.js";
import { loadStatus, type StatusModel } from "./status.js";
import { loadSyntax, type SyntaxModel } from "./syntax.js";
import { loadTriggers, type TriggerModel } from "./triggers.js";

/** Everything that the stages need to know, loaded once and never changed. */
export interface Resources {
  readonly syntax: SyntaxModel;
  readonly names: NamesModel;
  readonly gazetteer: Gazetteer;
  readonly coreference: CoreferenceModel;
  readonly events: EventLexicon;
  readonly triggers: TriggerModel;
  readonly status: StatusModel;
  readonly attribution: AttributionModel;
  readonly roles: RoleModel;
  readonly joins: JoinModel;
  readonly quantities: QuantityModel;
  readonly instruments: InstrumentModel;
  readonly dates: DateModel;
  readonly claimants: ClaimantModel;
  readonly confidence: LogisticModel;
}

/** The folder that holds `models/` and `lexicons/`: the package's own. */
export function packageRoot(): string {
  return fileURLToPath(new URL("../../", import.meta.url));
}

/**
 * Loads models, gazetteer and lexicons from a folder.
 * @throws ResourceError where one is missing, damaged or of another version
 */
export function loadResources(root = packageRoot()): Resources {
  return {
    syntax: loadSyntax(root),
    names: loadNames(root),
    gazetteer: loadGazetteer(root),
    coreference: loadCoreference(root),
    events: loadEventLexicon(root),
    triggers: loadTriggers(root),
    status: loadStatus(root),
    attribution: loadAttribution(root),
    roles: loadRoles(root),
    joins: loadJoins(root),
    quantities: loadQuantities(root),
    instruments: loadInstruments(root),
    dates: loadDates(root),
    claimants: loadClaimants(root),
    confidence: loadLogistic(root, "confidence"),
  };
}

/** Name and SHA-256 of each model, and of all lexicons together, sorted by name: what a graph says it was made with. */
export function resourceDigests(root = packageRoot()): { readonly name: string; readonly digest: string }[] {
  const models = filesBelow(join(root, "models")).filter((path) => path.endsWith(".bin"));
  const lexicons = filesBelow(join(root, "lexicons"));
  const all = createHash("sha256");
  for (const path of lexicons) all.update(readFileSync(path)).update("\0");
  const digests = models.map((path) => ({
    name: path
      .slice(root.length)
      .replaceAll("\\", "/")
      .replace(/^\/?models\//, "")
      .replace(/\.bin$/, ""),
    digest: createHash("sha256").update(readFileSync(path)).digest("hex"),
  }));
  return [...digests, { name: "lexicons", digest: all.digest("hex") }].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort();
  } catch (cause) {
    throw new ResourceError(`${folder}: can't be read (${(cause as NodeJS.ErrnoException).code ?? cause})`);
  }
}
