/** The page that draws memory over time: its policy, its texts and its empty places, which its script fills. */

import { l10n } from "vscode";

export interface PageSources {
  /** Made for this one page. */
  readonly nonce: string;
  /** Where VS Code serves an extension's own files from. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** What the page is of: it comes back with the page's state. */
  readonly uri: string;
}

/** Nothing is loaded from anywhere but the extension's own `dist`, and only the script with the nonce runs. */
export function pageHtml({ nonce, cspSource, script, style, uri }: PageSources): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(l10n.t("Memory over time"))}</title>
  <link rel="stylesheet" href="${escaped(style)}">
</head>
<body data-uri="${escaped(uri)}">
${body()}
  <script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function body(): string {
  return `  <main>
    <header>
      <h1 id="title">${escaped(l10n.t("Memory over time"))}</h1>
      <p id="provenance"></p>
    </header>
    <section id="empty" hidden>
      <p id="reason" role="status"></p>
      <button id="act" hidden></button>
    </section>
    <div id="content" hidden>
      <dl id="facts"></dl>
${toolbar()}
      <div id="plot" role="application" tabindex="0" aria-describedby="keys" ${words()}></div>
      <ul id="legend" hidden></ul>
      <p id="readout" role="status" aria-live="polite"></p>
      <p id="keys">${escaped(l10n.t("Click a moment to see its line, drag to zoom in. Keys: Left and Right to move (with Shift by ten), Home and End, Up and Down to zoom, Escape for the whole run, P for the peak, Enter to go to the line."))}</p>
      <fieldset id="function-choice" hidden>
        <legend>${escaped(l10n.t("Calls to show"))}</legend>
        <div id="functions"></div>
      </fieldset>
      <div class="wide"><table id="calls" hidden></table></div>
      <div class="wide"><table id="moments" hidden></table></div>
      <ul id="notes"></ul>
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
  return `      <div id="tools" role="toolbar" aria-label="${escaped(l10n.t("Memory over time"))}">
        <button id="stop" hidden>${escaped(l10n.t("Stop"))}</button>
${shown}
        <label><input id="from-zero" type="checkbox" checked>${escaped(l10n.t("From zero"))}</label>
      </div>`;
}

/** The words that the script draws. */
function words(): string {
  const told = {
    time: l10n.t("Time"),
    memory: l10n.t("Memory"),
    peak: l10n.t("Peak"),
    "from-zero": l10n.t("from zero"),
    "not-from-zero": l10n.t("not from zero"),
    "no-line": l10n.t("Which line ran then is not known."),
  };
  return Object.entries(told)
    .map(([name, word]) => `data-${name}="${escaped(word)}"`)
    .join(" ");
}

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
