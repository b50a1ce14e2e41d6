// Generated from server/heatline/protocol.py by scripts/protocol_ts.py: change it there.

export const PREPARE = "heatline.server.prepare";
export const PROFILE_TIME = "heatline.server.profileTime";
export const PROFILE_MEMORY = "heatline.server.profileMemory";
export const PROFILE_ALLOCATIONS = "heatline.server.profileAllocations";
export const STOP = "heatline.server.stop";
export const CLEAR = "heatline.server.clear";
export const FETCH_ENGINE = "heatline.server.fetchEngine";
export const INTERPRETER = "heatline.server.interpreter";
export const ANNOTATIONS = "heatline/annotations";
export const RUN = "heatline/run";

export type Engine = "line_time" | "line_memory" | "allocations";

export type Level = 0 | 1 | 2 | 3 | 4 | 5;

export type Phase = "prepared" | "running" | "ended";

export type Tone = "measured" | "stale" | "never_ran" | "failed";

/**
 * What a client says of itself in ``initialize``.
 * ``paints_annotations``: it draws heatline/annotations and wants no inlay hints. ``has_terminal``: it runs what
 * ``heatline.server.prepare`` answers in a terminal of its own. ``trusted``: false in an untrusted workspace.
 * ``storage``: a folder of the client's in which results outlive a restart of the server; empty: they do not.
 */
export interface InitializationOptions {
  readonly paintsAnnotations?: boolean;
  readonly hasTerminal?: boolean;
  readonly trusted?: boolean;
  readonly storage?: string;
}

/**
 * The settings section ``heatline``, for one workspace folder. Empty strings and tuples mean "not set".
 */
export interface Settings {
  readonly interpreter?: string;
  readonly cwd?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>> | null;
  readonly envFile?: string;
  readonly show?: readonly string[];
  readonly lenses?: boolean;
  readonly timeout?: number;
}

/**
 * A document; without ``uri`` the newest one.
 */
export interface DocumentParams {
  readonly uri?: string | null;
}

/**
 * A run; without ``run`` the newest one.
 */
export interface RunParams {
  readonly run?: string | null;
}

/**
 * Fetch the compiled engine that ``interpreter`` needs into Heatline's private folder.
 */
export interface FetchParams {
  readonly interpreter: string;
}

/**
 * Lines ``first`` to ``last`` of a document, inclusive.
 */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * What to run: the document's file; without ``uri`` the newest document's.
 * With ``lines`` only the functions that those lines are of are measured: one line stands for the function around it.
 */
export interface ProfileParams {
  readonly uri?: string | null;
  readonly lines?: Lines | null;
}

/**
 * The same, under ``engine``.
 */
export interface PrepareParams {
  readonly uri?: string | null;
  readonly engine?: Engine;
  readonly lines?: Lines | null;
}

/**
 * The command a client with a terminal runs as a task's process, without a shell. ``env`` is what to add.
 */
export interface Prepared {
  readonly kind: "prepared";
  readonly run: string;
  readonly title: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly interpreter: Interpreter;
}

/**
 * The server runs it itself, standard input closed.
 */
export interface Started {
  readonly kind: "started";
  readonly run: string;
  readonly title: string;
}

/**
 * The engine is there now; ``text`` says where.
 */
export interface Fetched {
  readonly kind: "fetched";
  readonly text: string;
}

/**
 * A button: its title, the server command behind it and that command's argument, if it takes one.
 */
export interface Action {
  readonly title: string;
  readonly command: string;
  readonly argument?: string | null;
}

/**
 * Why nothing was started, in one sentence with the next step, and a button where one helps.
 */
export interface Refused {
  readonly kind: "refused";
  readonly text: string;
  readonly action?: Action | null;
}

/**
 * The Python a file is run with; ``found`` says by what: a setting, a .venv of the workspace, the PATH.
 */
export interface Interpreter {
  readonly path: string;
  readonly version: string;
  readonly found: string;
}

/**
 * How a run is doing; sent when something changes, and once with phase "ended".
 * ``elapsed_ns`` is wall time since the run was prepared; ``lines`` the number of lines that ran at least once.
 * ``text`` is one sentence for a status item or, at the end, a message; ``severity`` says how loud. ``setting`` says
 * with which Python, found by what, and in which folder it runs.
 */
export interface RunState {
  readonly run: string;
  readonly engine: string;
  readonly title: string;
  readonly phase: Phase;
  readonly elapsedNs: number;
  readonly lines: number;
  readonly text: string;
  readonly setting: string;
  readonly severity?: "info" | "warning" | "error";
  readonly action?: Action | null;
}

/**
 * What to draw at the end of ``line`` (1-based).
 * ``text`` is ready to draw; empty with tone "measured" and no level means: nothing on this line (any more).
 * ``level`` is the heat in time, ``memory_level`` that in memory, 0 (coolest) to 5, None without a heat.
 */
export interface Annotation {
  readonly line: number;
  readonly text: string;
  readonly level: Level | null;
  readonly tone: Tone;
  readonly memoryLevel?: Level | null;
}

/**
 * Annotations of the base on lines ``first`` to ``last`` (inclusive) now stand ``by`` lines lower.
 */
export interface Move {
  readonly first: number;
  readonly last: number;
  readonly by: number;
}

/**
 * The annotations of a document as of its ``version``.
 * With ``base`` null, ``lines`` are all there are. Otherwise start from revision ``base``, the message before: what
 * stands in no move is dropped, what does is moved and kept, then ``lines`` are laid over. A client applies every
 * message in order, and paints only while its document is at ``version``: a newer message is then on its way.
 */
export interface Annotations {
  readonly uri: string;
  readonly version: number | null;
  readonly revision: number;
  readonly base: number | null;
  readonly moves: readonly Move[];
  readonly lines: readonly Annotation[];
}
