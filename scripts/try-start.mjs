// Runs `npm start` as a visitor does: waits for the address, looks at the page, asks a question, stops it.
import { spawn } from "node:child_process";

const child = spawn("npm", ["start"], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
const stop = () => {
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
};
const fail = (why) => {
  process.stderr.write(`npm start: ${why}\n`);
  stop();
  process.exit(1);
};
const timer = setTimeout(() => fail("no address after three minutes"), 180_000);
child.on("exit", (code) => fail(`ended with ${code}`));

let said = "";
child.stdout.setEncoding("utf8").on("data", async (chunk) => {
  process.stdout.write(chunk);
  said += chunk;
  const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
  if (address === undefined) return;
  child.stdout.removeAllListeners("data");
  child.stdout.resume();
  try {
    const page = await (await fetch(address)).text();
    if (!page.includes('id="claimgraph-data"') || !page.includes("Fitrat")) fail("the page holds no graph");
    const query = "PREFIX cg: <https://w3id.org/claimgraph/ns#> SELECT (COUNT(?c) AS ?n) WHERE { ?c a cg:Claim }";
    const answer = await fetch(`${address}sparql`, { method: "POST", body: query, headers: { "content-type": "application/sparql-query", accept: "application/sparql-results+json" } });
    const claims = Number((await answer.json()).results.bindings[0].n.value);
    if (!(claims > 0)) fail("the graph holds no claims");
    process.stdout.write(`npm start: the page is there, and ${claims} claims answer\n`);
    clearTimeout(timer);
    child.removeAllListeners("exit");
    stop();
    process.exit(0);
  } catch (cause) {
    fail(cause instanceof Error ? cause.message : String(cause));
  }
});
