/** Memory over time: what is shown of it, and what keys, mouse and messages make of that. */

import type { HostMessage, PageMessage, PageState } from "../../src/memoryMessages";
import { View } from "./view";

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

const api = acquireVsCodeApi();
const view = new View({
  post: (message) => {
    api.postMessage(message);
  },
  keep: (state) => {
    api.setState(state);
  },
  kept: api.getState() ?? { uri: document.body.dataset["uri"] ?? "", range: null, chosen: null, fromZero: true },
});
window.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => {
  view.receive(data);
});
api.postMessage({ kind: "ready" });
