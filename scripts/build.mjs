// Bundles the extension into dist/extension.js; types are the check's business.
import { build } from "esbuild";
import { place } from "./places.mjs";

await build({
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
