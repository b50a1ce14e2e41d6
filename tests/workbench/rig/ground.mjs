// A temporary folder for one run of a suite: the server's folders, a home of its own, and the workspaces of the checks.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { place } from "../../../scripts/places.mjs";

export class Ground {
  root = mkdtempSync(path.join(os.tmpdir(), "heatline-workbench-"));
  #workspaces = 0;

  /** The environment of everything the server starts. */
  get env() {
    const home = path.join(this.root, "home");
    mkdirSync(home, { recursive: true });
    /** @param {string[]} parts */
    const under = (...parts) => path.join(home, ...parts);
    return {
      HOME: home,
      LANG: "C.UTF-8",
      XDG_CACHE_HOME: under(".cache"),
      XDG_CONFIG_HOME: under(".config"),
      XDG_DATA_HOME: under(".local", "share"),
    };
  }

  /**
   * A new folder to open: a copy of examples/, and the files given, by relative path.
   * @param {Readonly<Record<string, string>>} [files]
   */
  workspace(files = {}) {
    const folder = path.join(this.root, `workspace-${++this.#workspaces}`, "examples");
    cpSync(place("examples"), folder, { recursive: true, filter: (source) => !source.includes("__pycache__") });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
    }
    return folder;
  }

  clear() {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
