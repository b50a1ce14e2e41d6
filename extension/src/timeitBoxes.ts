/** What is asked before something is timed: how to call it, against what, at which sizes, in which program. */

import { l10n, type QuickPickItem, Uri, window } from "vscode";

import type { Driver, TimeitChoices } from "./protocol";
import { splitVersus } from "./sizes";

/** As it is called, or as a run of `driver` does. */
export type How =
  | { readonly kind: "call"; readonly call: string; readonly fresh: boolean }
  | { readonly kind: "driver"; readonly driver: Uri };

/** What to compare with, and at which sizes; nothing: with nothing. */
export interface Versus {
  readonly versus?: string;
  readonly sizes?: string;
}

/** A run of a program; `repeat`: its first call is repeated in place. */
export interface Run {
  readonly driver: Uri;
  readonly repeat: boolean;
}

type Pick<Value> = QuickPickItem & { readonly value: Value };

const SIZES = "10..100_000";

/** A box to type a call into, which begins as the server thinks, with what was typed before and the program's own calls. */
export function askCall(choices: TimeitChoices & { readonly text?: string }): Promise<How | undefined> {
  return new Promise((resolve) => {
    const box = window.createQuickPick<Pick<How>>();
    const fill = (): void => {
      box.items = callItems(box.value, choices);
      box.activeItems = box.items.slice(0, 1);
    };
    box.title = choices.text ?? l10n.t("How is {0} to be called?", choices.function);
    box.placeholder = l10n.t("A call, such as {0}", choices.call);
    box.ignoreFocusOut = true;
    box.value = choices.call;
    fill();
    box.onDidChangeValue(fill);
    box.onDidAccept(() => {
      resolve(box.activeItems[0]?.value);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

/** What is typed comes first, whatever the box would sort. */
export function callItems(typed: string, { calls, asked, drivers }: TimeitChoices): readonly Pick<How>[] {
  const called = (call: string, description: string, fresh = false): Pick<How> => ({
    label: call,
    description,
    alwaysShow: true,
    value: { kind: "call", call, fresh },
  });
  const own = typed.trim() === "" ? [] : [typed.trim()];
  return [
    ...own.map((call) => called(call, l10n.t("as typed"))),
    ...own.map((call) => called(call, l10n.t("with fresh copies of its arguments in every round"), true)),
    ...calls.filter((call) => !own.includes(call)).map((call) => called(call, askedBy(asked))),
    ...drivers.map(({ uri, title, detail }): Pick<How> => ({
      label: l10n.t("The program's own calls: run {0}", title),
      description: detail,
      alwaysShow: true,
      value: { kind: "driver", driver: Uri.parse(uri) },
    })),
  ];
}

/** `alone` is the words for comparing with nothing, where that makes sense. */
export async function askVersus(choices: TimeitChoices, alone?: string): Promise<Versus | undefined> {
  const items: Pick<Versus | "expression">[] = [
    ...(alone === undefined ? commentItems(choices) : [{ label: alone, value: {} }]),
    ...choices.candidates.map(({ name, detail }) => ({ label: name, description: detail, value: { versus: name } })),
    { label: l10n.t("An expression…"), value: "expression" },
  ];
  const placeHolder = l10n.t("What to compare {0} with", choices.function);
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return picked?.value === "expression" ? askExpression(choices.call) : picked?.value;
}

/** What its comments say, which the server knows. */
function commentItems({ versus }: TimeitChoices): Pick<Versus>[] {
  if (!versus?.length) return [];
  return [{ label: versus.join(", "), description: l10n.t("as the comment above it says"), value: {} }];
}

/** `call` is where to begin typing. */
export async function askExpression(call: string): Promise<Versus | undefined> {
  const typed = await window.showInputBox({
    value: call,
    prompt: l10n.t("An expression to time in turns with it; end it with “for n in {0}” to see both grow.", SIZES),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? l10n.t("Type an expression.") : undefined),
  });
  return typed === undefined ? undefined : splitVersus(typed);
}

/** A call that has n in it, and the sizes that n is to have. */
export async function askSizes({ call }: TimeitChoices): Promise<{ call: string; sizes: string } | undefined> {
  const typed = await window.showInputBox({
    title: l10n.t("How is it to be called at size n?"),
    value: call,
    prompt: l10n.t("A call with n in it, such as total(range(n))."),
    ignoreFocusOut: true,
    validateInput: (text) => (/\bn\b/.test(text) ? undefined : l10n.t("There is no n in it.")),
  });
  if (typed === undefined) return undefined;
  const both = splitVersus(typed);
  const sizes = both.sizes ?? (await askRange());
  return sizes === undefined ? undefined : { call: both.versus, sizes };
}

function askRange(): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("Which sizes is n to have?"),
    value: SIZES,
    prompt: l10n.t("From the smallest to the largest, as in {0}.", SIZES),
    ignoreFocusOut: true,
  });
}

/** Which program to run for the real calls, and whether to repeat the first of them. */
export async function askDriver(choices: TimeitChoices, of: Uri): Promise<Run | undefined> {
  const items: Pick<Run | "other">[] = [
    ...choices.drivers.flatMap(driverItems),
    { label: l10n.t("Another file…"), value: "other" },
  ];
  const placeHolder = l10n.t("Which program calls {0}?", choices.function);
  const picked = await window.showQuickPick(items, { placeHolder });
  return picked?.value === "other" ? askFile(of) : picked?.value;
}

function driverItems({ uri, title, detail }: Driver): Pick<Run>[] {
  const driver = Uri.parse(uri);
  const once = l10n.t("Run {0}: clock each call as it happens", title);
  const again = l10n.t("Run {0}: repeat its first call in place", title);
  return [
    { label: once, description: detail, value: { driver, repeat: false } },
    { label: again, description: l10n.t("does thousands of times what a call does"), value: { driver, repeat: true } },
  ];
}

async function askFile(of: Uri): Promise<Run | undefined> {
  const chosen = await window.showOpenDialog({
    defaultUri: Uri.joinPath(of, ".."),
    filters: { Python: ["py"] },
    openLabel: l10n.t("Run"),
  });
  const [driver] = chosen ?? [];
  return driver && { driver, repeat: false };
}

function askedBy(asked: string): string {
  if (asked === "comment") return l10n.t("from the comment above it");
  if (asked === "doctest") return l10n.t("from its examples");
  return asked === "given" || asked === "typed last" ? l10n.t("typed before") : "";
}
