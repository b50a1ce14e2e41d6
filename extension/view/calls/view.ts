/** The state of the page, its one owner: what is drawn, how the table is sorted, which function is chosen. */

import type {
  HostMessage,
  PageMessage,
  PageState,
  Picture as Kind,
  RowsRequest,
  TreeRequest,
} from "../../src/callsMessages";
import type { CallRow, CallRows, CallsOf, CallTree, CallView, Refused } from "../../src/protocol";
import { checkbox, element } from "../elements";
import { renew } from "../renewal";
import { type ControlEvents, listen, select } from "./controls";
import { asPage, showChosen, showHead, showStack } from "./head";
import { ARROWS, stepFrom } from "./keys";
import { type Placed, pathTo } from "./layout";
import { Picture } from "./picture";
import { fill, fillNeighbours, heads } from "./table";

type Kept = Omit<PageState, "uri">;

export interface ViewParts {
  readonly post: (message: PageMessage) => void;
  readonly keep: (state: Kept) => void;
  readonly kept: Kept | undefined;
}

const FIRST: Kept = { picture: "icicle", sort: "total", descending: true, ownCode: false, least: 0.001, deepest: 30 };

export class View {
  readonly #parts: ViewParts;
  readonly #picture: Picture;
  #state: Kept;
  #search = "";
  /** The functions down to the node that is drawn first; those below `#root`, where all calls of one are drawn. */
  #path: readonly number[] = [];
  #root: number | null = null;
  #view: CallView | undefined;
  #tree: CallTree | undefined;
  #rows: readonly CallRow[] = [];
  #chosen: CallRow | undefined;

  constructor(parts: ViewParts) {
    this.#parts = parts;
    this.#state = { ...FIRST, ...parts.kept };
    this.#picture = new Picture(element("picture"), {
      onLook: (placed) => {
        element("readout").textContent = placed?.node.text ?? "";
      },
      onPick: (placed) => {
        this.#zoom(placed);
      },
    });
    this.#listen();
    this.#showState();
  }

  receive(message: HostMessage): void {
    switch (message.kind) {
      case "said":
        element("said").textContent = message.text;
        break;
      case "view":
        this.#show(message.view);
        break;
      case "rows":
        if (message.rows.kind === "rows") this.#showRows(message.asked, message.rows);
        break;
      case "tree":
        this.#showTree(message.asked, message.tree);
        break;
      case "of":
        if (message.of.kind === "callsOf") this.#showCallsOf(message.of);
        if (message.isLedTo === true) element("neighbours").scrollIntoView({ block: "nearest" });
        break;
    }
  }

  #show(view: CallView | Refused): void {
    if (!showHead(view)) {
      this.#view = undefined;
      return;
    }
    if (this.#view !== undefined && view.revision !== this.#view.revision) this.#forget();
    this.#view = view;
    this.#askRows(0);
    this.#askTree();
  }

  /** Functions are numbered anew in a newer profile. */
  #forget(): void {
    this.#path = [];
    this.#root = null;
    this.#chosen = undefined;
    element("neighbours").hidden = true;
  }

  #askRows(first: number): void {
    const { sort, descending, ownCode } = this.#state;
    this.#parts.post({ kind: "rows", sort, descending, search: this.#search, ownCode, first });
  }

  #askTree(): void {
    const { least, deepest } = this.#state;
    this.#parts.post({ kind: "tree", path: this.#path, function: this.#root, least, deepest, search: this.#search });
  }

  #showRows(asked: RowsRequest, { rows, count, text }: CallRows): void {
    const { sort, descending, ownCode } = this.#state;
    const isWanted = asked.sort === sort && asked.descending === descending && asked.ownCode === ownCode;
    if (!isWanted || asked.search !== this.#search) return;
    this.#rows = asked.first === 0 ? rows : [...this.#rows.slice(0, asked.first), ...rows];
    element("count").textContent = text;
    element("more").hidden = this.#rows.length >= count;
    this.#fillTable();
  }

  #fillTable(): void {
    const [head, body] = element("functions").children;
    if (head === undefined || body === undefined) return;
    renew(head, [heads(this.#state)]);
    fill(body, this.#rows, this.#chosen?.function);
  }

  #showTree(asked: TreeRequest, tree: CallTree | Refused): void {
    if (tree.kind !== "tree" || asked.path.length !== this.#path.length || asked.function !== this.#root) return;
    this.#tree = tree;
    this.#picture.show(this.#state.picture, tree.nodes);
    showStack(tree);
  }

  #showCallsOf({ row, callers, callees }: CallsOf): void {
    this.#chosen = row;
    showChosen(row);
    fillNeighbours(element("callers"), "callers", callers);
    fillNeighbours(element("callees"), "callees", callees);
    this.#fillTable();
  }

  #zoom(placed: Placed): void {
    this.#path = placed.parent === undefined ? this.#path.slice(0, -1) : [...this.#path, ...pathTo(placed)];
    this.#askTree();
    if (placed.node.function >= 0) this.#parts.post({ kind: "of", function: placed.node.function });
  }

  #set(state: Partial<Kept>): void {
    this.#state = { ...this.#state, ...state };
    this.#parts.keep(this.#state);
    this.#showState();
  }

  #showState(): void {
    const { picture, ownCode, least, deepest } = this.#state;
    for (const kind of ["icicle", "sunburst"] as const) {
      element(kind).setAttribute("aria-pressed", String(kind === picture));
    }
    checkbox("own-code").checked = ownCode;
    select("least").value = String(least);
    select("deepest").value = String(deepest);
  }

  #listen(): void {
    listen({
      post: this.#parts.post,
      onPicture: (kind) => {
        this.#draw(kind);
      },
      onReset: () => {
        this.#turnTo(null, []);
      },
      onMore: () => {
        this.#askRows(this.#rows.length);
      },
      onSaveDrawn: (as) => {
        const drawn = this.#picture.alone();
        this.#parts.post({ kind: "saveDrawn", as, text: as === "svg" ? drawn : asPage(this.#view, drawn) });
      },
      onDraw: () => {
        this.#turnTo(this.#chosen?.function ?? null, []);
      },
      onGo: () => {
        if (this.#chosen !== undefined) this.#go(this.#chosen.function, true);
      },
      onClimb: (depth) => {
        this.#turnTo(this.#root, this.#path.slice(0, depth));
      },
      onSort: (sort) => {
        const again = sort === this.#state.sort;
        this.#set({ sort, descending: again ? !this.#state.descending : sort !== "name" });
        this.#askRows(0);
      },
      onChoose: (chosen, twice) => {
        this.#parts.post({ kind: "of", function: chosen });
        if (twice) this.#go(chosen, false);
      },
      ...this.#choices(),
      onKey: (key) => this.#pressed(key),
    });
  }

  #choices(): Pick<ControlEvents, "onChoice" | "onOwnCode" | "onSearch"> {
    return {
      onChoice: (choice) => {
        this.#set(choice);
        this.#askTree();
      },
      onOwnCode: (ownCode) => {
        this.#set({ ownCode });
        this.#askRows(0);
      },
      onSearch: (search) => {
        this.#search = search;
        this.#askRows(0);
        this.#askTree();
      },
    };
  }

  #draw(kind: Kind): void {
    this.#set({ picture: kind });
    if (this.#tree !== undefined) this.#picture.show(kind, this.#tree.nodes);
  }

  #turnTo(root: number | null, path: readonly number[]): void {
    this.#root = root;
    this.#path = path;
    this.#askTree();
  }

  #pressed(key: string): boolean {
    const { looked } = this.#picture;
    if (ARROWS.includes(key) && looked !== undefined) {
      const next = stepFrom(looked, key);
      if (next !== undefined) this.#picture.look(next);
      return true;
    }
    if (key === "Enter" && looked !== undefined) this.#zoom(looked);
    else if (key === "Backspace") this.#turnTo(this.#root, this.#path.slice(0, -1));
    else if (key === "Escape") this.#turnTo(null, []);
    else if ((key === "g" || key === "G") && looked !== undefined) this.#go(looked.node.function, true);
    else return false;
    return true;
  }

  #go(chosen: number, focus: boolean): void {
    if (chosen >= 0) this.#parts.post({ kind: "go", function: chosen, focus });
  }
}
