import assert from "node:assert/strict";
import { test } from "node:test";

import { l10n } from "vscode";

import { pageHtml } from "../../extension/src/memoryPage";

Object.assign(l10n, { t: (text: string) => text });

const SOURCES = {
  nonce: "n0nce",
  cspSource: "https://own.example",
  script: "https://own.example/dist/memory.js",
  style: "https://own.example/dist/memory.css",
  uri: "file:///p/sos.py",
};
const HTML = pageHtml(SOURCES);

test("the policy allows nothing but the extension's own style and the script with the nonce", () => {
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(HTML) ?? [];

  assert.equal(
    policy.replaceAll("&#39;", "'"),
    "default-src 'none'; style-src https://own.example; script-src 'nonce-n0nce'",
  );
});

test("nothing is inline, and nothing comes from outside", () => {
  assert.deepEqual(HTML.match(/<script[^>]*>/g), [`<script nonce="n0nce" src="${SOURCES.script}">`]);
  assert.doesNotMatch(HTML, /<style|<script[^>]*>[^<]|\son\w+=|\sstyle=|javascript:/);
  assert.deepEqual([...new Set(HTML.match(/https?:\/\/[^/"; ]+/g))], ["https://own.example"]);
});

test("a file's name is text, whatever it says", () => {
  const html = pageHtml({ ...SOURCES, uri: `file:///p/"><script>alert('1')</script>.py` });

  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /data-uri="file:\/\/\/p\/&#34;&#62;&#60;script&#62;/);
});

test("the picture has a place for its name, its reading is said aloud, and its keys are told", () => {
  assert.match(HTML, /<div id="plot" role="application" tabindex="0" aria-describedby="keys"/);
  assert.match(HTML, /<p id="readout" role="status" aria-live="polite">/);
  assert.match(HTML, /<p id="keys">[^<]*Escape for the whole run/);
});
