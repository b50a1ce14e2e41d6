// Bundles the extension into dist/: extension.js, and a script and a style for each page of extension/view/.
// Types are the check's business.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { place } from "./places.mjs";

await Promise.all([extension(), page("memory"), page("timings")]);

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

/** What a webview loads, and all of it: nothing comes from outside. @param {string} name */
function page(name) {
  return build({
    entryPoints: [
      { in: place("extension", "view", name, "main.ts"), out: name },
      { in: place("extension", "view", name, `${name}.css`), out: name },
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
