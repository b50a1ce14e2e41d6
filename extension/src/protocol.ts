// Generated from server/heatline/protocol.py by scripts/protocol_ts.py: change it there.

export const PREPARE = "heatline.server.prepare";
export const PROFILE_TIME = "heatline.server.profileTime";
export const PROFILE_MEMORY = "heatline.server.profileMemory";
export const PROFILE_ALLOCATIONS = "heatline.server.profileAllocations";
export const STOP = "heatline.server.stop";
export const CLEAR = "heatline.server.clear";
export const FETCH_ENGINE = "heatline.server.fetchEngine";
export const INTERPRETER = "heatline.server.interpreter";
export const MEMORY_VIEW = "heatline.server.memoryView";
export const MEMORY_SERIES = "heatline.server.memorySeries";
export const MEMORY_PLACE = "heatline.server.memoryPlace";
export const SAVE_MEMORY = "heatline.server.saveMemory";
export const ANNOTATIONS = "heatline/annotations";
export const RUN = "heatline/run";
export const MEMORY = "heatline/memory";

export type Engine = "line_time" | "line_memory" | "allocations";

export type Level = 0 | 1 | 2 | 3 | 4 | 5;

export type Phase = "prepared" | "running" | "ended";

export type Tone = "measured" | "stale" | "never_ran" | "failed";

/**
 * What a client says of itself in ``initialize``.
 * ``paints_annotations``: it draws heatline/annotations and wants no inlay hints. ``has_terminal``: it runs what
 * ``heatline.server.prepare`` answers in a terminal of its own. ``has_views``: it shows memory over time and wants
 * heatline/memory. ``trusted``: false in an untrusted workspace. ``storage``: a folder of the client's in which
 * results outlive a restart of the server; empty: they do not.
 */
export interface InitializationOptions {
  readonly paintsAnnotations?: boolean;
  readonly hasTerminal?: boolean;
  readonly hasViews?: boolean;
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
  readonly memoryArithmetic?: "exact" | "memory_profiler";
  readonly memoryChildren?: boolean;
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

/**
 * Memory over time of a document's newest run that has it, or of ``file``, the path of an mprof ``.dat``.
 */
export interface MemoryViewParams {
  readonly uri?: string | null;
  readonly file?: string | null;
}

/**
 * A line of the user's; ``text`` names it: ``sos.py:7 in sum_of_diffs``.
 */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/**
 * A reading; ``text`` has all of it: ``1.20 s · 56.2 MiB · sos.py:7 in sum_of_diffs``.
 */
export interface MemoryMoment {
  readonly atNs: number;
  readonly sizeBytes: number;
  readonly text: string;
  readonly place: Place | null;
}

/**
 * One row of the facts; ``at_ns`` is the moment it speaks of, if it does.
 */
export interface MemoryFact {
  readonly title: string;
  readonly text: string;
  readonly atNs?: number | null;
  readonly place?: Place | null;
}

/**
 * A function whose calls can be shown; ``chosen``: one of those to show at first.
 */
export interface MemoryFunction {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly chosen: boolean;
  readonly place: Place | null;
}

/**
 * What there is to see under ``key``: one curve per title, over ``from_ns`` to ``to_ns``.
 * ``label`` says in a sentence what the picture shows. ``run`` is the run that goes on and still adds to it.
 * ``functions`` come by their longest call. ``notes`` are sentences on what is missing. ``save_as`` is the path that
 * mprof would write it to.
 */
export interface MemoryView {
  readonly kind: "memory";
  readonly key: string;
  readonly revision: number;
  readonly title: string;
  readonly label: string;
  readonly provenance: string;
  readonly fromNs: number;
  readonly toNs: number;
  readonly curves: readonly string[];
  readonly peak: MemoryMoment | null;
  readonly facts: readonly MemoryFact[];
  readonly functions: readonly MemoryFunction[];
  readonly notes: readonly string[];
  readonly run: string | null;
  readonly saveAs: string;
}

/**
 * At most so many ``points`` per curve from ``from_ns`` to ``to_ns`` (None: from the start, to the end).
 * ``functions`` are the ids of those whose calls are wanted. Without ``key``: of the newest document.
 */
export interface MemorySeriesParams {
  readonly key?: string | null;
  readonly fromNs?: number | null;
  readonly toNs?: number | null;
  readonly points?: number;
  readonly functions?: readonly string[];
}

/**
 * The ``unit`` an axis is in, and how many ns or bytes one of it is.
 */
export interface Axis {
  readonly unit: string;
  readonly divisor: number;
}

/**
 * One call of the function at index ``function`` of those wanted, or ``calls`` that are too near to tell apart.
 */
export interface Bracket {
  readonly function: number;
  readonly calls: number;
  readonly startNs: number;
  readonly endNs: number;
  readonly startBytes: number | null;
  readonly endBytes: number | null;
}

/**
 * A row of figures; ``place`` is the line it is about, as the last cell.
 */
export interface TableRow {
  readonly cells: readonly string[];
  readonly atNs: number;
  readonly place: Place | null;
}

/**
 * ``head`` has a title per cell, and one more for the place.
 */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * Readings in the order of ``at_ns``, of each stretch the lowest and the highest, and one beyond either end.
 * ``curves`` has a column per curve, None where it has no reading of that time. ``texts`` says each reading in full;
 * ``place`` indexes ``places``, -1 where the line is not known. ``functions`` are the ids that were wanted, which the
 * brackets number. The tables say the same of the range in words.
 */
export interface MemorySeries {
  readonly kind: "series";
  readonly key: string;
  readonly revision: number;
  readonly fromNs: number;
  readonly toNs: number;
  readonly time: Axis;
  readonly memory: Axis;
  readonly atNs: readonly number[];
  readonly curves: readonly (readonly (number | null)[])[];
  readonly texts: readonly string[];
  readonly place: readonly number[];
  readonly places: readonly Place[];
  readonly functions: readonly string[];
  readonly brackets: readonly Bracket[];
  readonly moments: Table;
  readonly calls: Table;
}

/**
 * A measured line of the view under ``key``.
 */
export interface MemoryPlaceParams {
  readonly key: string;
  readonly path: string;
  readonly line: number;
}

/**
 * It stands there now.
 */
export interface Placed {
  readonly kind: "placed";
  readonly uri: string;
  readonly line: number;
}

/**
 * Write the readings under ``key`` (None: the newest document's) to ``path`` (None: where mprof would).
 */
export interface SaveMemoryParams {
  readonly key?: string | null;
  readonly path?: string | null;
}

/**
 * It is written; ``text`` says where.
 */
export interface Saved {
  readonly kind: "saved";
  readonly path: string;
  readonly text: string;
}

/**
 * What there is to see under these keys is another (None: under any).
 */
export interface MemoryChanged {
  readonly keys: readonly string[] | null;
}
