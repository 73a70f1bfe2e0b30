import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

/**
 * Lets the page run its own script alone: the policy names the script's digest, so that no other script runs even if
 * markup got into the page, and no request leaves it.
 */
function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== "asset" || !file.fileName.endsWith(".html")) continue;
          const html = String(file.source);
          const scripts = [...html.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)];
          const digests = scripts.map(([, script]) => `'sha256-${createHash("sha256").update(script!).digest("base64")}'`);
          const policy = [
            "default-src 'none'",
            `script-src ${digests.join(" ")}`,
            "worker-src blob:",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
          ].join("; ");
          file.source = html.replace("<!-- policy -->", () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
        }
      },
    },
  };
}

/** Builds the viewer into one page that opens from disk; `claimgraph build` puts the graph into it. */
export default defineConfig({
  root: "src/viewer",
  base: "./",
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), contentSecurityPolicy()],
  worker: { format: "iife" },
  build: {
    outDir: "../../dist/viewer",
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: false,
    modulePreload: false,
  },
});
