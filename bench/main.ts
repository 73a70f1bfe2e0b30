import { table } from "./measure.js";
import { reading } from "./reading.js";
import { turtle } from "./turtle.js";

/** `npm run bench [FOLDER…]`: measures against peers, each pair in one run. Folders hold text files to read. */
const folders = process.argv.slice(2);
process.stdout.write(table([...reading(folders.length > 0 ? folders : ["seeds", "tests/golden/reports"]), ...turtle()]));
