// Bundles the extension into dist/: extension.js, and the page that draws memory over time as memory.js and memory.css.
// Types are the check's business.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { place } from "./places.mjs";

await Promise.all([extension(), page()]);

function extension() {
  return build({
    entryPoints: [place("extension", "src", "extension.ts")],
    outfile: place("dist", "extension.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20", // what the oldest VS Code we support runs on
    external: ["vscode"],
    sourcemap: true,
    logLevel: "warning",
  });
}

/** What a webview loads, and all of it: nothing comes from outside. */
function page() {
  return build({
    entryPoints: [
      { in: place("extension", "view", "main.ts"), out: "memory" },
      { in: place("extension", "view", "memory.css"), out: "memory" },
    ],
    outdir: place("dist"),
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    target: "chrome122", // that of the oldest VS Code we support
    banner: {
      js: `/*!\nuPlot, which is in here:\n\n${readFileSync(place("node_modules", "uplot", "LICENSE"), "utf8")}*/`,
    },
    logLevel: "warning",
  });
}
