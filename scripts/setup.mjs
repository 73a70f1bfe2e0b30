// Installs what the tests need beside npm's packages, through apt: a browser, RDF parsers and a triple store.
// With --if-allowed it installs only where that needs no question (root on Debian) and says what is missing elsewhere.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const NEEDED = { chromium: ["chromium"], rapper: ["raptor2-utils"], serdi: ["serdi"], "virtuoso-t": ["virtuoso-opensource-7", "virtuoso-opensource-7-bin"] };

const found = (program) => spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
const missing = Object.keys(NEEDED).filter((program) => !found(program));
const packages = missing.flatMap((program) => NEEDED[program]);
const ifAllowed = process.argv.includes("--if-allowed");

if (missing.length === 0) process.stdout.write("setup: everything is there\n");
else if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
  const apt = (...args) => execFileSync("apt-get", args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
} else {
  process.stdout.write(`setup: missing ${missing.join(", ")}; on Debian: sudo apt-get install --no-install-recommends ${packages.join(" ")}\n`);
  if (!ifAllowed) process.exitCode = 1;
}
