import { Command } from "commander";
import { serve } from "../serve/server.js";
import { parsePort } from "./options.js";

/** `claimgraph serve`: the viewer and SPARQL on this machine. */
export function serveCommand(): Command {
  return new Command("serve")
    .description("Serve the viewer at / and read-only SPARQL 1.1 Protocol at /sparql, until stopped.")
    .argument("<output>", "a folder that build wrote")
    .option("--port <n>", "port to listen on", parsePort, 4747)
    .option("--host <address>", "address to listen on; others than the loopback are open to the network", "127.0.0.1")
    .addHelpText(
      "after",
      "\nExample:\n  $ claimgraph serve output --port 8080\n  $ curl http://127.0.0.1:8080/sparql --data-urlencode 'query=ASK { ?claim a <https://w3id.org/claimgraph/ns#Claim> }'\n",
    )
    .action(async (output: string, { port, host }: { readonly port: number; readonly host: string }) => {
      const server = await serve({ outputFolder: output, port, host });
      process.stdout.write(`viewer  ${server.url}\nSPARQL  ${server.url}sparql\nstop it with Ctrl-C\n`);
      const stop = () => void server.close().then(() => process.exit(0));
      process.once("SIGINT", stop).once("SIGTERM", stop);
    });
}
