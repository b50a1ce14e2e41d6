/** The state of the page, its one owner: what is shown of which view, and where the cursor is. */

import type { HostMessage, PageMessage, PageState, SeriesRequest } from "../../src/memoryMessages";
import type { MemorySeries, MemoryView, Place, Refused } from "../../src/protocol";
import { Asking } from "./asking";
import { Chart } from "./chart";
import { listen } from "./controls";
import { checkbox, element, word } from "../elements";
import { fillLegend } from "../legend";
import { fillFunctions, listenToFunctions } from "./functions";
import type { Act } from "./keys";
import { nearest, stepped } from "../points";
import { fitted, including, isSame, moved, type Range, zoomed } from "./range";
import { namesOf, rangeOf, seriesRequest, shownFunctions, wholeOf } from "./state";
import { fillFacts, fillNotes, fillTable, listenToTables } from "./tables";
import { onTheme } from "../theme";

export interface ViewParts {
  readonly post: (message: PageMessage) => void;
  readonly keep: (state: PageState) => void;
  readonly kept: PageState;
}

interface Question {
  readonly revision: number;
  readonly request: SeriesRequest;
}

export class View {
  readonly #parts: ViewParts;
  readonly #chart: Chart;
  readonly #asking: Asking<Question>;
  #state: PageState;
  #view: MemoryView | undefined;
  #series: MemorySeries | undefined;
  /** The moment the cursor is at. */
  #at: number | undefined;

  constructor(parts: ViewParts) {
    this.#parts = parts;
    this.#state = parts.kept;
    checkbox("from-zero").checked = parts.kept.fromZero;
    this.#asking = new Asking<Question>(({ request }) => {
      parts.post(request);
    });
    this.#chart = new Chart(element("plot"), {
      onPoint: (index) => {
        this.#point(index, "off");
      },
      onRange: (range) => {
        this.#show(range);
      },
      onGo: (index, focus) => {
        this.#goTo(index, focus);
      },
    });
    this.#listen();
  }

  receive(message: HostMessage): void {
    if (message.kind === "view") this.#receiveView(message.view);
    else if (message.kind === "series") this.#receiveSeries(message.series);
    else this.#say(message.text, "polite");
  }

  #listen(): void {
    listen({
      post: this.#parts.post,
      timeAt: (clientX) => this.#chart.timeAt(clientX),
      onAct: (act) => {
        this.#act(act);
      },
      onFromZero: (fromZero) => {
        this.#keep({ fromZero });
        this.#draw();
      },
    });
    listenToFunctions((chosen) => {
      this.#keep({ chosen });
      this.#fillFunctions();
      this.#ask();
    });
    listenToTables({
      onGo: (place, focus) => {
        this.#go(place, focus);
      },
      onMoment: (atNs) => {
        this.#moveTo(atNs);
      },
    });
    onTheme(() => {
      this.#chart.forgetTheme();
      this.#draw();
    });
  }

  #receiveView(view: MemoryView | Refused): void {
    element("empty").hidden = view.kind === "memory";
    element("content").hidden = view.kind !== "memory";
    this.#view = view.kind === "memory" ? view : undefined;
    if (view.kind === "memory") this.#fill(view);
    else {
      element("reason").textContent = view.text;
      element("act").hidden = !view.action;
      element("act").textContent = view.action?.title ?? "";
    }
  }

  #fill(view: MemoryView): void {
    element("title").textContent = view.title;
    element("provenance").textContent = view.provenance;
    element("plot").setAttribute("aria-label", view.label);
    element("stop").hidden = view.run === null;
    fillFacts(view.facts);
    fillLegend(element("legend"), view.curves);
    fillNotes(view.notes);
    this.#fillFunctions();
    this.#ask();
  }

  #receiveSeries(series: MemorySeries | Refused): void {
    this.#asking.answered();
    if (series.kind === "refused") {
      this.#say(series.text, "polite");
      return;
    }
    this.#series = series;
    fillTable("calls", series.calls);
    fillTable("moments", series.moments);
    this.#draw();
  }

  #fillFunctions(): void {
    if (this.#view === undefined) return;
    fillFunctions(this.#view.functions, shownFunctions(this.#state, this.#view));
  }

  #act(act: Act): void {
    const [view, series] = [this.#view, this.#series];
    if (view === undefined || series === undefined) return;
    const range = rangeOf(this.#state, view);
    const at = this.#at ?? (range.from + range.to) / 2;
    const there = nearest(series.atNs, at);
    if (act.kind === "step") this.#moveTo(series.atNs[stepped(series.atNs, there, act.by)] ?? at);
    else if (act.kind === "end") this.#moveTo(act.last ? range.to : range.from);
    else if (act.kind === "zoom") this.#show(zoomed(range, wholeOf(view), act.at ?? at, act.factor));
    else if (act.kind === "pan") this.#show(moved(range, wholeOf(view), act.by * (range.to - range.from)));
    else if (act.kind === "whole") this.#show(wholeOf(view));
    else if (act.kind === "go") this.#goTo(there, true);
    else if (view.peak !== null) this.#moveTo(view.peak.atNs);
  }

  /** Shows another range: at once with the readings that are there, refined as soon as the server has answered. */
  #show(range: Range): void {
    const view = this.#view;
    if (view === undefined) return;
    const fitting = fitted(range, wholeOf(view));
    this.#keep({ range: isSame(fitting, wholeOf(view)) ? null : [fitting.from, fitting.to] });
    this.#draw();
    this.#ask();
  }

  #ask(): void {
    const view = this.#view;
    if (view === undefined) return;
    const request = seriesRequest(this.#state, view, this.#chart.points);
    this.#asking.want({ revision: view.revision, request });
  }

  #draw(): void {
    const [view, series] = [this.#view, this.#series];
    if (view === undefined || series === undefined) return;
    const names = namesOf(series.functions, view);
    const range = rangeOf(this.#state, view);
    this.#chart.draw({ series, names, range, peak: view.peak, fromZero: this.#state.fromZero });
    if (this.#at !== undefined) this.#chart.point(nearest(series.atNs, this.#at));
    else this.#say(view.peak?.text ?? "", "off");
  }

  /** Puts the cursor on the reading nearest to a moment, and that into view. */
  #moveTo(atNs: number): void {
    const [view, series] = [this.#view, this.#series];
    if (view === undefined || series === undefined) return;
    const range = rangeOf(this.#state, view);
    const within = including(range, wholeOf(view), atNs);
    const index = nearest(series.atNs, atNs);
    this.#at = atNs;
    if (!isSame(range, within)) this.#show(within);
    this.#chart.point(index);
    this.#point(index, "polite");
    this.#at = atNs;
  }

  /** The cursor is at a reading: says what it was. What the mouse passes over is not read out. */
  #point(index: number, live: "off" | "polite"): void {
    this.#at = this.#series?.atNs[index];
    this.#say(this.#series?.texts[index] ?? "", live);
  }

  #goTo(index: number, focus: boolean): void {
    const place = this.#series?.places[this.#series.place[index] ?? -1];
    if (place === undefined) this.#say(word("noLine"), "polite");
    else this.#go(place, focus);
  }

  #go({ path, line }: Pick<Place, "path" | "line">, focus: boolean): void {
    this.#parts.post({ kind: "go", path, line, focus });
  }

  #say(text: string, live: "off" | "polite"): void {
    const readout = element("readout");
    readout.setAttribute("aria-live", live);
    if (readout.textContent !== text) readout.textContent = text;
  }

  #keep(changes: Partial<PageState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#parts.keep(this.#state);
  }
}
