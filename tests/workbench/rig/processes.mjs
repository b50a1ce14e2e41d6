// Processes: of profiled programs, by the numbers they write down; and the Pythons that a window has started.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { WAIT_MS } from "./window.mjs";

/** Whether a process has ended, or does while there is time. @param {number} pid */
export async function gone(pid) {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    if (!isThere(pid)) return true;
    await pause(20);
  }
  return false;
}

/** @param {number} pid */
function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // there is none by that number any more
  }
}

const TICK_MS = 10; // of the clock that Linux tells processes' times by

/** The command lines of the Pythons that were started since the window of this workspace was. @param {string} folder */
export function pythonsSince(folder) {
  const home = `HOME=${path.resolve(folder, "..", "..", "home")}`;
  const since_ms = statSync(folder).birthtimeMs;
  const booted_ms = Date.now() - Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1000;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const [environment, words, stat] = ["environ", "cmdline", "stat"].map((name) => told(pid, name));
      const isOurs = environment?.split("\0").includes(home) ?? false;
      const ticks = Number(stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
      const isPython = /python[\d.]*$/.test(words?.split("\0")[0] ?? "");
      return isOurs && isPython && booted_ms + ticks * TICK_MS >= since_ms ? [words?.replaceAll("\0", " ") ?? ""] : [];
    });
}

/** What the system tells of a process; nothing of one that has ended. @param {string} pid @param {string} name */
function told(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
