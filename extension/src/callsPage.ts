/** The page that shows calls: its texts and its empty places, which its script fills. */

import { l10n } from "vscode";

import { escaped, type PageContent } from "./pageHtml";

export function callsPage(): PageContent {
  return { title: l10n.t("Calls"), body: body(), words: words() };
}

function body(): string {
  return `  <main>
    <header>
      <h1 id="title">${escaped(l10n.t("Calls"))}</h1>
      <p id="said" role="status" aria-live="polite"></p>
      <p id="provenance" class="muted"></p>
    </header>
    <section id="empty" hidden>
      <p id="reason" role="status"></p>
      <button id="act" class="main" hidden></button>
    </section>
    <div id="content" hidden>
${toolbar()}
      <ol id="stack" aria-label="${escaped(l10n.t("Call stack"))}"></ol>
      <div id="picture" class="picture" role="application" tabindex="0" aria-describedby="keys"></div>
      <p id="readout" class="readout" role="status" aria-live="polite"></p>
      <p id="left-out" class="muted"></p>
      <details class="muted"><summary>${escaped(l10n.t("How to Read It, and Its Keys"))}</summary>
      <p id="keys">${escaped(l10n.t("Click a function to zoom into it. Keys: arrows to move, Enter to zoom in, Backspace to zoom out, Escape for all, G to go to its line. The table below has the same in words."))}</p>
      <p id="about"></p></details>
${tables()}
      <ul id="notes" class="muted"></ul>
    </div>
  </main>`;
}

function toolbar(): string {
  const depths = [5, 10, 20, 30, 60].map((depth) => option(String(depth), l10n.t("{0} deep", depth), depth === 30));
  const cuts = [
    ["0.01", l10n.t("from 1 %")],
    ["0.001", l10n.t("from 0.1 %")],
    ["0.0001", l10n.t("from 0.01 %")],
  ] as const;
  return `      <div class="tools" role="toolbar" aria-label="${escaped(l10n.t("Picture"))}">
        <button id="stop" class="main" hidden>${escaped(l10n.t("Stop"))}</button>
        <button id="icicle" aria-pressed="true">${escaped(l10n.t("Icicle"))}</button>
        <button id="sunburst" aria-pressed="false">${escaped(l10n.t("Sunburst"))}</button>
        <button id="reset">${escaped(l10n.t("Reset"))}</button>
        <label>${escaped(l10n.t("Depth"))} <select id="deepest">${depths.join("")}</select></label>
        <label>${escaped(l10n.t("Cut-off"))} <select id="least">${cuts.map(([value, text]) => option(value, text, value === "0.001")).join("")}</select></label>
        <label>${escaped(l10n.t("Search"))} <input id="search" type="search" spellcheck="false"></label>
        <button id="svg">${escaped(l10n.t("Save Picture"))}</button>
        <button id="html">${escaped(l10n.t("Save as Page"))}</button>
        <span id="formats"></span>
      </div>`;
}

const option = (value: string, text: string, chosen: boolean): string =>
  `<option value="${escaped(value)}"${chosen ? " selected" : ""}>${escaped(text)}</option>`;

function tables(): string {
  return `      <div class="tools">
        <label><input id="own-code" type="checkbox">${escaped(l10n.t("Your code only"))}</label>
        <span id="count" role="status"></span>
      </div>
      <div class="wide"><table id="functions"><thead></thead><tbody></tbody></table></div>
      <button id="more" hidden>${escaped(l10n.t("Show More"))}</button>
      <section id="neighbours" hidden>
        <h2 id="chosen"></h2>
        <div class="tools"><button id="go">${escaped(l10n.t("Go to Line"))}</button><button id="draw">${escaped(l10n.t("Draw All Its Calls"))}</button></div>
        <div class="wide"><table id="callers"></table></div>
        <div class="wide"><table id="callees"></table></div>
      </section>`;
}

/** The words that the script writes. */
function words(): Readonly<Record<string, string>> {
  return {
    function: l10n.t("Function"),
    where: l10n.t("Where"),
    calls: l10n.t("Calls"),
    own: l10n.t("Own time"),
    "own-each": l10n.t("Own per call"),
    total: l10n.t("Total time"),
    "total-each": l10n.t("Total per call"),
    share: l10n.t("% of the run"),
    "share-of-it": l10n.t("% of its time"),
    callers: l10n.t("Called by"),
    callees: l10n.t("Calls"),
    nobody: l10n.t("nobody that is known"),
    all: l10n.t("all"),
    pstats: l10n.t("Save as .prof"),
    speedscope: l10n.t("Save for speedscope"),
    collapsed: l10n.t("Save as Collapsed Stacks"),
  };
}
