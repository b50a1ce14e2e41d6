// The Node that code-server runs on: it insists on one major version, whatever Node the rest of the project has.
import { existsSync } from "node:fs";
import { Failure } from "../scripts/command.mjs";
import { place } from "../scripts/places.mjs";

const MAJOR = "24";

export function nodeForWorkbench() {
  if (process.versions.node.split(".")[0] === MAJOR) return process.execPath;
  const bundled = place("workbench", "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(bundled)) return bundled;
  throw new Failure(
    `The workbench in the browser needs Node ${MAJOR}, and this is ${process.version}: ` +
      `use Node ${MAJOR}, or put VS Code's \`code\` command on PATH.`,
  );
}
