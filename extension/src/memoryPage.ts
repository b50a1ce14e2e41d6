/** The page that draws memory over time: its texts and its empty places, which its script fills. */

import { l10n } from "vscode";

import { escaped, type PageContent } from "./pageHtml";

export function memoryPage(): PageContent {
  return { title: l10n.t("Memory over time"), body: body(), words: words() };
}

function body(): string {
  return `  <main>
    <header>
      <h1 id="title">${escaped(l10n.t("Memory over time"))}</h1>
      <p id="provenance" class="muted"></p>
    </header>
    <section id="empty" hidden>
      <p id="reason" role="status"></p>
      <button id="act" class="main" hidden></button>
    </section>
    <div id="content" hidden>
      <dl id="facts"></dl>
${toolbar()}
      <div id="plot" class="plot" role="application" tabindex="0" aria-describedby="keys"></div>
      <ul id="legend" class="legend" hidden></ul>
      <p id="readout" class="readout" role="status" aria-live="polite"></p>
      <p id="keys" class="muted">${escaped(l10n.t("Click a moment to see its line, drag to zoom in. Keys: Left and Right to move (with Shift by ten), Home and End, Up and Down to zoom, Escape for the whole run, P for the peak, Enter to go to the line."))}</p>
      <fieldset id="function-choice" hidden>
        <legend>${escaped(l10n.t("Calls to show"))}</legend>
        <div id="functions"></div>
      </fieldset>
      <div class="wide"><table id="calls" hidden></table></div>
      <div class="wide"><table id="moments" hidden></table></div>
      <ul id="notes" class="muted"></ul>
    </div>
  </main>`;
}

function toolbar(): string {
  const buttons: readonly (readonly [string, string])[] = [
    ["zoom-in", l10n.t("Zoom In")],
    ["zoom-out", l10n.t("Zoom Out")],
    ["whole", l10n.t("Whole Run")],
    ["peak", l10n.t("Go to Peak")],
    ["save", l10n.t("Save as .dat")],
  ];
  const shown = buttons.map(([id, title]) => `        <button id="${id}">${escaped(title)}</button>`).join("\n");
  return `      <div class="tools" role="toolbar" aria-label="${escaped(l10n.t("Memory over time"))}">
        <button id="stop" class="main" hidden>${escaped(l10n.t("Stop"))}</button>
${shown}
        <label><input id="from-zero" type="checkbox" checked>${escaped(l10n.t("From zero"))}</label>
      </div>`;
}

/** The words that the script draws. */
function words(): Readonly<Record<string, string>> {
  return {
    time: l10n.t("Time"),
    memory: l10n.t("Memory"),
    peak: l10n.t("Peak"),
    "from-zero": l10n.t("from zero"),
    "not-from-zero": l10n.t("not from zero"),
    "no-line": l10n.t("Which line ran then is not known."),
  };
}
