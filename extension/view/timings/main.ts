/** Timings: what is shown of them, and what keys, mouse and messages make of that. */

import type { HostMessage, PageMessage, PageState } from "../../src/timingsMessages";
import { View } from "./view";

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  setState(state: PageState): void;
};

const AGEING_MS = 60_000;

const api = acquireVsCodeApi();
const view = new View((message) => {
  api.postMessage(message);
});
window.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => {
  view.receive(data);
});
api.setState({ uri: document.body.dataset["uri"] ?? "" });
api.postMessage({ kind: "ready" });
// What stands there says how old it is.
setInterval(() => {
  api.postMessage({ kind: "ready" });
}, AGEING_MS);
