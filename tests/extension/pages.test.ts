import assert from "node:assert/strict";
import { test } from "node:test";

import { l10n } from "vscode";

import { memoryPage } from "../../extension/src/memoryPage";
import { pageHtml } from "../../extension/src/pageHtml";
import { timingsPage } from "../../extension/src/timingsPage";

Object.assign(l10n, { t: (text: string) => text });

const SOURCES = {
  nonce: "n0nce",
  cspSource: "https://own.example",
  script: "https://own.example/dist/memory.js",
  style: "https://own.example/dist/memory.css",
  uri: "file:///p/sos.py",
};
const HTML = pageHtml(SOURCES, memoryPage());
const PAGES = [HTML, pageHtml(SOURCES, timingsPage())];

test("the policy allows nothing but the extension's own style and the script with the nonce", () => {
  for (const html of PAGES) {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];

    assert.equal(
      policy.replaceAll("&#39;", "'"),
      "default-src 'none'; style-src https://own.example; script-src 'nonce-n0nce'",
    );
  }
});

test("nothing is inline, and nothing comes from outside", () => {
  for (const html of PAGES) {
    assert.deepEqual(html.match(/<script[^>]*>/g), [`<script nonce="n0nce" src="${SOURCES.script}">`]);
    assert.doesNotMatch(html, /<style|<script[^>]*>[^<]|\son\w+=|\sstyle=|javascript:/);
    assert.deepEqual([...new Set(html.match(/https?:\/\/[^/"; ]+/g))], ["https://own.example"]);
  }
});

test("a file's name is text, whatever it says", () => {
  const html = pageHtml({ ...SOURCES, uri: `file:///p/"><script>alert('1')</script>.py` }, memoryPage());

  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /data-uri="file:\/\/\/p\/&#34;&#62;&#60;script&#62;/);
});

test("the picture has a place for its name, its reading is said aloud, and its keys are told", () => {
  assert.match(HTML, /<div id="plot" class="plot" role="application" tabindex="0" aria-describedby="keys"/);
  assert.match(HTML, /<p id="readout" class="readout" role="status" aria-live="polite">/);
  assert.match(HTML, /<p id="keys" class="muted">[^<]*Escape for the whole run/);
});
