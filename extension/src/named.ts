/** What an argument of a command names: a lens, a menu, a button and another extension each name it in their way. */

import { Uri } from "vscode";

import { namedLines } from "./part";
import type { TimeitParams } from "./protocol";

/** A document as the editor title (a Uri), a lens (a string) or the protocol ({uri}) name it. */
export function namedUri(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  if (typeof argument === "string") return Uri.parse(argument);
  if (typeof argument === "object" && argument !== null && "uri" in argument) return namedUri(argument.uri);
  return undefined;
}

/** The line of a document that is named beside it. */
export function namedLine(argument: unknown): number | undefined {
  const line = typeof argument === "object" && argument !== null && "line" in argument ? argument.line : undefined;
  return typeof line === "number" ? line : undefined;
}

/** The run that a lens names; the editor title, the status item and a key name none. */
export function namedRun(argument: unknown): string | undefined {
  return namedText(argument, "run");
}

/** What a lens or a button wants to be timed; the buttons of messages say it in JSON. The palette and menus do not. */
export function namedTimeit(argument: unknown): TimeitParams | undefined {
  if (typeof argument === "string" && argument.startsWith("{")) return namedTimeit(JSON.parse(argument));
  const params = {
    function: namedText(argument, "function"),
    code: namedText(argument, "code"),
    lines: namedLines(argument),
  };
  if (Object.values(params).every((value) => value === undefined)) return undefined;
  return argument as TimeitParams; // the server made it, and checks it again
}

function namedText(argument: unknown, name: string): string | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const value: unknown = (argument as Record<string, unknown>)[name];
  return typeof value === "string" ? value : undefined;
}
