// Generated from server/heatline/protocol.py by scripts/protocol_ts.py: change it there.

export const PREPARE = "heatline.server.prepare";
export const PROFILE_TIME = "heatline.server.profileTime";
export const PROFILE_MEMORY = "heatline.server.profileMemory";
export const PROFILE_CALLS = "heatline.server.profileCalls";
export const PROFILE_SAMPLES = "heatline.server.profileSamples";
export const PROFILE_ALLOCATIONS = "heatline.server.profileAllocations";
export const STOP = "heatline.server.stop";
export const MARK = "heatline.server.markMoment";
export const CLEAR = "heatline.server.clear";
export const FETCH_ENGINE = "heatline.server.fetchEngine";
export const INTERPRETER = "heatline.server.interpreter";
export const MEMORY_VIEW = "heatline.server.memoryView";
export const MEMORY_SERIES = "heatline.server.memorySeries";
export const MEMORY_PLACE = "heatline.server.memoryPlace";
export const SAVE_MEMORY = "heatline.server.saveMemory";
export const CALL_VIEW = "heatline.server.callView";
export const CALL_ROWS = "heatline.server.callRows";
export const CALLS_OF = "heatline.server.callsOf";
export const CALL_TREE = "heatline.server.callTree";
export const CALL_PLACE = "heatline.server.callPlace";
export const SAVE_CALLS = "heatline.server.saveCalls";
export const RUNS = "heatline.server.runs";
export const SHOW_RUN = "heatline.server.showRun";
export const NAME_RUN = "heatline.server.nameRun";
export const DELETE_RUN = "heatline.server.deleteRun";
export const EXPORT_RUN = "heatline.server.exportRun";
export const COMPARE_RUNS = "heatline.server.compareRuns";
export const HOT_SPOTS = "heatline.server.hotSpots";
export const HOT_LINE = "heatline.server.hotLine";
export const SUMMARY = "heatline.server.summary";
export const TIMEIT = "heatline.server.timeit";
export const COMPARE = "heatline.server.compare";
export const TIME_REAL_CALLS = "heatline.server.timeRealCalls";
export const TIMEIT_CHOICES = "heatline.server.timeitChoices";
export const TIMINGS = "heatline.server.timings";
export const TIMING_PLACE = "heatline.server.timingPlace";
export const TIME_PAUSED = "heatline.server.timePaused";
export const PAUSED_TIMED = "heatline.server.pausedTimed";
export const ANNOTATIONS = "heatline/annotations";
export const SHOW_CALLS = "heatline.showCalls";
export const RUN = "heatline/run";
export const MEMORY = "heatline/memory";
export const CALLS = "heatline/calls";
export const KEPT = "heatline/kept";
export const TIMED = "heatline/timed";

export type Engine = "line_time" | "line_memory" | "call_time" | "allocations" | "samples" | "snippet_time";

export type Level = 0 | 1 | 2 | 3 | 4 | 5;

export type Phase = "prepared" | "running" | "ended";

export type Tone = "measured" | "stale" | "never_ran" | "failed";

export type TimeTracer = "auto" | "native" | "monitoring" | "line_profiler";

export type Sort = "total" | "own" | "calls" | "primitive" | "name";

export type Whose = "user" | "library" | "built-in";

export type CallFormat = "pstats" | "speedscope" | "collapsed";

/**
 * What a client says of itself in ``initialize``.
 * ``paints_annotations``: it draws heatline/annotations and wants no inlay hints. ``has_terminal``: it runs what
 * ``heatline.server.prepare`` answers in a terminal of its own. ``has_views``: it shows memory over time and
 * calls, wants heatline/memory, and follows links of its own in a hover. ``trusted``: false in an untrusted workspace.
 * ``storage``: a folder of the client's in which results outlive a restart of the server; empty: they do not.
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
 * ``tracer`` is what measures the time of lines; "auto" the best that can be had for the interpreter.
 */
export interface Settings {
  readonly interpreter?: string;
  readonly cwd?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>> | null;
  readonly envFile?: string;
  readonly show?: readonly string[];
  readonly tracer?: TimeTracer;
  readonly childProcesses?: boolean;
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
 * They are lines of ``of``, another document, where that is named. ``options`` are the engine's, by their ids.
 */
export interface ProfileParams {
  readonly uri?: string | null;
  readonly lines?: Lines | null;
  readonly of?: string | null;
  readonly options?: Readonly<Record<string, string>> | null;
}

/**
 * The same, under ``engine``.
 */
export interface PrepareParams {
  readonly uri?: string | null;
  readonly engine?: Engine;
  readonly lines?: Lines | null;
  readonly of?: string | null;
  readonly options?: Readonly<Record<string, string>> | null;
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
 * A moment of a run that follows allocations is marked; ``text`` says what is compared with what.
 */
export interface Marked {
  readonly kind: "marked";
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
 * with which Python, found by what, and in which folder it runs; on a second line what measures it, and why not
 * the best.
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
 * It stands there now; ``last_line`` is the last of what begins there, where that is known.
 */
export interface Placed {
  readonly kind: "placed";
  readonly uri: string;
  readonly line: number;
  readonly lastLine?: number | null;
}

/**
 * A hot line of the newest run, where it stands now: its figures, its ``source`` and how hot it is.
 */
export interface HotPlace {
  readonly line: number;
  readonly text: string;
  readonly source: string;
  readonly level: Level;
}

/**
 * A function with hot lines, hottest first; ``line`` is the hottest.
 */
export interface HotSpotFunction {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  readonly lines: readonly HotPlace[];
}

/**
 * A file with hot functions.
 */
export interface HotSpotFile {
  readonly uri: string;
  readonly name: string;
  readonly text: string;
  readonly functions: readonly HotSpotFunction[];
}

/**
 * Where the time, or the memory, of the newest run went, hottest first; ``title`` is what ran.
 */
export interface HotSpots {
  readonly kind: "hotSpots";
  readonly title: string;
  readonly files: readonly HotSpotFile[];
}

/**
 * From a line of a document (None: where was pointed at last) towards another hot line, or the hottest of all.
 */
export interface HotLineParams {
  readonly towards?: "next" | "previous" | "hottest";
  readonly uri?: string | null;
  readonly line?: number | null;
}

/**
 * It stands there now; ``text`` says which of all it is, and how hot.
 */
export interface HotLineFound {
  readonly kind: "hotLine";
  readonly uri: string;
  readonly line: number;
  readonly text: string;
}

/**
 * The newest run in a few sentences; ``title`` is what ran.
 */
export interface Summary {
  readonly kind: "summary";
  readonly title: string;
  readonly sentences: readonly string[];
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

/**
 * A run that is kept under ``id``: ``title`` is its name or what was run, ``text`` and ``detail`` say the rest.
 */
export interface KeptRun {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly detail: string;
  readonly engine: Engine;
}

/**
 * The runs of this workspace that are kept, newest first.
 */
export interface KeptRuns {
  readonly kind: "runs";
  readonly runs: readonly KeptRun[];
}

/**
 * One of them; without ``id`` the newest.
 */
export interface KeptRunParams {
  readonly id?: string | null;
}

/**
 * One of them is to be called ``name``; "" takes its name away.
 */
export interface NameRunParams {
  readonly id: string;
  readonly name: string;
}

/**
 * One of them is to be written to ``path``.
 */
export interface ExportRunParams {
  readonly id: string;
  readonly path: string;
}

/**
 * Its figures stand on their lines now; ``uri`` is the file with the most of them, None where there is none.
 */
export interface RunShown {
  readonly kind: "shown";
  readonly uri: string | null;
}

/**
 * What ``new`` took more or less than ``base``; without them the newest two that measured the same.
 */
export interface CompareRunsParams {
  readonly base?: string | null;
  readonly new?: string | null;
}

/**
 * What differs, as text in columns.
 */
export interface RunsCompared {
  readonly kind: "compared";
  readonly title: string;
  readonly text: string;
}

/**
 * There are others than before; ``count`` how many.
 */
export interface KeptChanged {
  readonly count: number;
}

/**
 * The calls of a document's newest run that has them, or of ``file``, the path of a profile.
 */
export interface CallViewParams {
  readonly uri?: string | null;
  readonly file?: string | null;
}

/**
 * What there is to see under ``key``.
 * ``picture`` says what the picture shows, and which part of that is an estimate. ``run`` is the run that goes on and
 * still adds to it. ``notes`` are sentences on what is missing. ``formats`` are those it can be saved in.
 */
export interface CallView {
  readonly kind: "calls";
  readonly key: string;
  readonly revision: number;
  readonly title: string;
  readonly said: string;
  readonly picture: string;
  readonly provenance: string;
  readonly notes: readonly string[];
  readonly run: string | null;
  readonly formats: readonly CallFormat[];
  readonly saveAs: string;
}

/**
 * ``most`` rows from the row ``first`` on, sorted, of the functions that have ``search`` in their name or place.
 * ``own_code``: the user's functions alone. Without ``key``: of the newest document.
 */
export interface CallRowsParams {
  readonly key?: string | null;
  readonly sort?: Sort;
  readonly descending?: boolean;
  readonly search?: string;
  readonly ownCode?: boolean;
  readonly first?: number;
  readonly most?: number;
}

/**
 * A function. ``own_part`` and ``total_part`` are parts of the run, 0 to 1; ``goes``: it can be gone to.
 */
export interface CallRow {
  readonly function: number;
  readonly name: string;
  readonly place: string;
  readonly whose: Whose;
  readonly calls: string;
  readonly own: string;
  readonly ownEach: string;
  readonly total: string;
  readonly totalEach: string;
  readonly share: string;
  readonly ownPart: number;
  readonly totalPart: number;
  readonly goes: boolean;
}

/**
 * The rows that were asked for, of ``count``; ``text`` says how many there are.
 */
export interface CallRows {
  readonly kind: "rows";
  readonly revision: number;
  readonly rows: readonly CallRow[];
  readonly count: number;
  readonly text: string;
}

/**
 * A function of the view under ``key``, or the innermost that was measured on ``line`` of that file.
 */
export interface CallsOfParams {
  readonly key: string;
  readonly function?: number;
  readonly line?: number | null;
}

/**
 * A function that calls the chosen one, or that it calls: how often, how long, and what part of all that is.
 */
export interface Neighbour {
  readonly function: number;
  readonly name: string;
  readonly place: string;
  readonly calls: string;
  readonly total: string;
  readonly share: string;
}

/**
 * Who called a function, and whom it called: those that took most first.
 */
export interface CallsOf {
  readonly kind: "callsOf";
  readonly revision: number;
  readonly row: CallRow;
  readonly callers: readonly Neighbour[];
  readonly callees: readonly Neighbour[];
}

/**
 * The picture below the node that ``path`` leads to, function by function, or of all calls of ``function``.
 * Nodes smaller than ``least`` of it, or deeper than ``deepest``, are left out. Those with ``search`` in their name or
 * place are marked.
 */
export interface CallTreeParams {
  readonly key: string;
  readonly path?: readonly number[];
  readonly function?: number | null;
  readonly least?: number;
  readonly deepest?: number;
  readonly search?: string;
}

/**
 * ``parent`` is the place of the node above among the nodes, -1 for the first; ``value`` in ns or samples.
 * ``text`` says all of it: ``busy (sos.py:4) · 300 ms · 58 % of the run``. ``group`` numbers files, for their colour.
 */
export interface TreeNode {
  readonly parent: number;
  readonly function: number;
  readonly value: number;
  readonly name: string;
  readonly text: string;
  readonly whose: Whose;
  readonly group: number;
  readonly found: boolean;
}

/**
 * Nodes, each after the one above it. ``stack`` leads to the first of them, ``text`` says what is left out.
 */
export interface CallTree {
  readonly kind: "tree";
  readonly revision: number;
  readonly nodes: readonly TreeNode[];
  readonly stack: readonly TreeNode[];
  readonly text: string;
}

/**
 * Write what is under ``key`` (None: the newest document's) to ``path`` (None: beside the program).
 */
export interface SaveCallsParams {
  readonly key?: string | null;
  readonly path?: string | null;
  readonly format?: CallFormat;
}

/**
 * The calls to see under these keys are others (None: under any).
 */
export interface CallsChanged {
  readonly keys: readonly string[] | null;
}

/**
 * What to time: ``function``, by its qualified name; else ``code`` on ``lines``; else the function around these.
 * Without ``calls`` it is called as the comments above it, its doctest examples or the calls typed last say.
 * ``versus`` is the function or the expression to compare it with; ``sizes``, as in ``10..100_000``, are those that
 * ``n`` is to have. ``fresh``: every round has its own copies of the arguments. What all calls together would take
 * longer than ``limit_s`` for is not timed in full, and says so.
 */
export interface TimeitParams {
  readonly uri?: string | null;
  readonly function?: string | null;
  readonly lines?: Lines | null;
  readonly code?: string | null;
  readonly calls?: readonly string[];
  readonly setup?: string | null;
  readonly versus?: string | null;
  readonly sizes?: string | null;
  readonly fresh?: boolean;
  readonly limitS?: number;
}

/**
 * Nothing says with which arguments to call ``function``: ``call`` is where to begin typing.
 */
export interface Question {
  readonly kind: "question";
  readonly text: string;
  readonly function: string;
  readonly call: string;
}

/**
 * A function to compare with; ``detail`` says why it is likely: it has the same parameters.
 */
export interface Candidate {
  readonly name: string;
  readonly detail: string;
}

/**
 * A file whose run calls the function; ``detail`` says how that is known.
 */
export interface Driver {
  readonly uri: string;
  readonly title: string;
  readonly detail: string;
}

/**
 * How ``function``, on ``lines``, can be timed.
 * ``calls`` are what it is called as now, by ``asked``; ``call`` is where to begin typing. ``candidates`` come the
 * likeliest first; ``drivers`` are what to run for its real calls. ``versus`` is what its comments compare it with.
 */
export interface TimeitChoices {
  readonly kind: "choices";
  readonly function: string;
  readonly lines: Lines;
  readonly call: string;
  readonly calls: readonly string[];
  readonly asked: string;
  readonly candidates: readonly Candidate[];
  readonly drivers: readonly Driver[];
  readonly versus?: readonly string[];
}

/**
 * The timings of a document; with ``function`` those of that one first.
 */
export interface TimingsParams {
  readonly uri?: string | null;
  readonly function?: string | null;
}

/**
 * A row of figures; ``place`` is a line that it names, such as the caller of the slowest call.
 */
export interface TimingRow {
  readonly cells: readonly string[];
  readonly place: Place | null;
}

/**
 * How the samples of a row spread: ``counts`` between ``edges``, one more, in the axis's unit. ``text`` says it.
 */
export interface Histogram {
  readonly title: string;
  readonly axis: Axis;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly text: string;
}

/**
 * One side over n: ns per loop at each of the chart's sizes, None where it was not timed.
 * ``text`` says how it grows, ``texts`` has each point in full.
 */
export interface GrowthCurve {
  readonly title: string;
  readonly valuesNs: readonly (number | null)[];
  readonly texts: readonly string[];
  readonly text: string;
}

/**
 * Time over n, for two logarithmic axes; ``crossing`` is the n at which the curves cross, where they do.
 * ``axis`` is that of time.
 */
export interface GrowthChart {
  readonly title: string;
  readonly axis: Axis;
  readonly sizes: readonly number[];
  readonly curves: readonly GrowthCurve[];
  readonly crossing: number | null;
  readonly text: string;
}

/**
 * One answer about a function or a selection: ``sentence`` is the verdict, the rest how it was got.
 * ``function`` is its qualified name, "" for a selection. ``when`` says its age in words, ``stale`` that the code has
 * changed since. ``copied`` is it as ``%timeit`` prints it. ``again`` is what to ask for to time it again, in the
 * document that it is of; None where that takes a run of the program.
 */
export interface TimingAnswer {
  readonly id: string;
  readonly title: string;
  readonly function: string;
  readonly sentence: string;
  readonly when: string;
  readonly stale: boolean;
  readonly head: readonly string[];
  readonly rows: readonly TimingRow[];
  readonly histograms: readonly Histogram[];
  readonly growth: GrowthChart | null;
  readonly notes: readonly string[];
  readonly provenance: string;
  readonly copied: string;
  readonly place: Place | null;
  readonly again: TimeitParams | null;
}

/**
 * A measured line that the answer ``answer`` of the document under ``key`` names.
 */
export interface TimingPlaceParams {
  readonly key: string;
  readonly answer: string;
  readonly path: string;
  readonly line: number;
}

/**
 * What was timed in a document, the newest answer first; what follows about the same function are its earlier ones.
 * ``run`` is the run that goes on.
 */
export interface Timings {
  readonly kind: "timings";
  readonly key: string;
  readonly title: string;
  readonly answers: readonly TimingAnswer[];
  readonly run: string | null;
}

/**
 * There are other timings of these documents' files, by their real paths (None: of any).
 */
export interface TimingsChanged {
  readonly keys: readonly string[] | null;
}

/**
 * ``expression`` times the snippet where a debugger evaluates it, in at most two seconds; ``text`` warns.
 */
export interface PausedSnippet {
  readonly kind: "paused";
  readonly token: string;
  readonly expression: string;
  readonly text: string;
}

/**
 * What the debugger answered, as it is, or why it did not (``error``).
 */
export interface PausedResult {
  readonly token: string;
  readonly result: string;
  readonly error?: string;
}

/**
 * The answer in a sentence.
 */
export interface PausedAnswer {
  readonly kind: "answer";
  readonly text: string;
}
