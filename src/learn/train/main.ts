import { mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { packageRoot } from "../../resources/resources.js";
import { describeAttribution, trainAttribution } from "./attribution.js";
import { describeClaimants, trainClaimants } from "./claimants.js";
import { describeConfidence, trainConfidence } from "./confidence.js";
import { describeCoreference, trainCoreference } from "./coreference.js";
import { describeDates, trainDates } from "./dates.js";
import { describeInstruments, trainInstruments } from "./instruments.js";
import { describeJoins, trainJoins } from "./joins.js";
import { describeNames, trainNames } from "./names.js";
import { describeQuantities, trainQuantities } from "./quantities.js";
import { describeRoles, trainRoles } from "./roles.js";
import { describeStatus, trainStatus } from "./status.js";
import { describeSyntax, trainSyntax } from "./syntax.js";
import { describeTriggers, trainTriggers } from "./triggers.js";

/**
 * `npm run train -- --data DIR [--only NAME…]`: trains every model from the corpora in DIR, in the order in which they
 * need each other, and writes each with its card into `models/`. The same data gives the same bytes.
 */

type Log = (line: string) => void;

/** A model's trainer, and what measures the trained model on the development parts and writes its card. */
interface Trainer {
  readonly train: (data: string, root: string, log: Log) => Uint8Array;
  readonly describe: (data: string, root: string, log: Log) => string;
}

const TRAINERS: Readonly<Record<string, Trainer>> = {
  syntax: { train: trainSyntax, describe: describeSyntax },
  names: { train: trainNames, describe: describeNames },
  coreference: { train: trainCoreference, describe: describeCoreference },
  attribution: { train: trainAttribution, describe: describeAttribution },
  triggers: { train: trainTriggers, describe: describeTriggers },
  status: { train: trainStatus, describe: describeStatus },
  roles: { train: trainRoles, describe: describeRoles },
  joins: { train: trainJoins, describe: describeJoins },
  quantities: { train: trainQuantities, describe: describeQuantities },
  instruments: { train: trainInstruments, describe: describeInstruments },
  dates: { train: trainDates, describe: describeDates },
  claimants: { train: trainClaimants, describe: describeClaimants },
  confidence: { train: trainConfidence, describe: describeConfidence },
};

function main(): void {
  const { values } = parseArgs({ options: { data: { type: "string" }, only: { type: "string", multiple: true } } });
  const unknown = (values.only ?? []).filter((name) => !(name in TRAINERS));
  if (values.data === undefined || unknown.length > 0) {
    process.stderr.write(`usage: npm run train -- --data DIR [--only ${Object.keys(TRAINERS).join("|")}]…\n`);
    process.exitCode = 2;
    return;
  }
  if (!statSync(values.data, { throwIfNoEntry: false })?.isDirectory()) {
    process.stderr.write(`${values.data}: is no folder\n`);
    process.exitCode = 2;
    return;
  }
  const root = packageRoot();
  mkdirSync(join(root, "models"), { recursive: true });
  for (const [name, { train, describe }] of Object.entries(TRAINERS)) {
    if (values.only !== undefined && !values.only.includes(name)) continue;
    const log: Log = (line) => process.stderr.write(`${name}: ${line}\n`);
    put(join(root, "models", `${name}.bin`), train(values.data, root, log));
    put(join(root, "models", `${name}.md`), describe(values.data, root, log));
    log("written with its card");
  }
}

/** Writes beside, then renames, so that a stopped run leaves whole files. */
function put(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

main();
