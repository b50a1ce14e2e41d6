// The browser the workbench is shown in: found, installed where that can be done without asking, and launched.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { must, onPath } from "../../../scripts/command.mjs";

const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  // Nothing but this machine is ever looked up: what asks for a gallery or an update is refused at once.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/** Why no browser can be had here, or undefined if one is there now. */
export async function browserMissing() {
  if (findChromium() !== undefined) return undefined;
  if (process.platform !== "linux" || process.arch !== "x64" || !existsSync("/etc/debian_version")) {
    return "no Chromium on PATH, and only on Debian-like Linux (x86-64) is it installed by itself";
  }
  if (process.getuid?.() !== 0) return "no Chromium on PATH: `apt install chromium fonts-dejavu-core`, or be root";
  console.log("workbench: installing chromium");
  await apt("update");
  await apt("install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core");
  return findChromium() === undefined ? "apt installed no `chromium` command" : undefined;
}

export function launchChromium() {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("browserMissing() was to be asked first");
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

const findChromium = () => onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome");

/** @param {string[]} args */
const apt = (...args) => must(["apt-get", "-qq", ...args], { env: { DEBIAN_FRONTEND: "noninteractive" } });
