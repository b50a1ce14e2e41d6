// Processes of profiled programs, by the numbers they write down.
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
