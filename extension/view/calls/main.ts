/** Calls: what is shown of them, and what keys, mouse and messages make of that. */

import type { HostMessage, PageMessage, PageState } from "../../src/callsMessages";
import { View } from "./view";

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  setState(state: PageState): void;
  getState(): PageState | undefined;
};

const api = acquireVsCodeApi();
const view = new View({
  post: (message) => {
    api.postMessage(message);
  },
  keep: (state) => {
    api.setState({ ...state, uri: document.body.dataset["uri"] ?? "" });
  },
  kept: api.getState(),
});
window.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => {
  view.receive(data);
});
api.postMessage({ kind: "ready" });
