// Bundles TypeScript tests for Node's test runner: `node scripts/bundle.mjs OUT_FOLDER FILE...`.
import { build } from "esbuild";
import { place } from "./places.mjs";

const [outdir = "", ...entryPoints] = process.argv.slice(2);

await build({
  entryPoints,
  outdir,
  bundle: true,
  alias: { vscode: place("tests", "extension", "vscode.cjs") },
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
});
