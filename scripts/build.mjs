// Bundles the extension into dist/: extension.js, and a script and a style for each page of extension/view/.
// Types are the check's business.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { place } from "./places.mjs";

await Promise.all([extension(), page("memory"), page("timings"), page("calls")]);

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

/** Of what is in a bundle. @param {...string} names */
function licences(...names) {
  const texts = names.map(
    (name) => `${name}, which is in here:\n\n${readFileSync(place("node_modules", name, "LICENSE"), "utf8")}`,
  );
  return `/*!\n${texts.join("\n")}*/`;
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
    banner: { js: name === "calls" ? licences("d3-hierarchy", "d3-shape", "d3-scale") : licences("uplot") },
    logLevel: "warning",
  });
}
