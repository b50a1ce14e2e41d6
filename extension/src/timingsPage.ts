/** The page that shows timings: its texts and its empty places, which its script fills. */

import { l10n } from "vscode";

import { escaped, type PageContent } from "./pageHtml";

export function timingsPage(): PageContent {
  return { title: l10n.t("Timings"), body: body(), words: words() };
}

function body(): string {
  return `  <main>
    <header>
      <h1 id="title">${escaped(l10n.t("Timings"))}</h1>
      <button id="stop" class="main" hidden>${escaped(l10n.t("Stop"))}</button>
    </header>
    <p id="said" role="status" aria-live="polite"></p>
    <section id="empty" hidden>
      <p id="reason" role="status"></p>
      <button id="act" class="main" hidden></button>
    </section>
    <div id="answers"></div>
  </main>`;
}

/** The words that the script writes. */
function words(): Readonly<Record<string, string>> {
  return {
    again: l10n.t("Again"),
    compare: l10n.t("Compare…"),
    copy: l10n.t("Copy as Text"),
    earlier: l10n.t("Earlier"),
    stale: l10n.t("Stale: the code has changed since."),
    time: l10n.t("Time"),
    crossing: l10n.t("crossing"),
    keys: l10n.t("Keys: Left and Right to read the sizes one by one, Home and End for the smallest and the largest."),
    size: l10n.t("n"),
  };
}
