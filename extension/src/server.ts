/** The language server: finds a Python for it, starts it, stops it, and starts it again, one after the other. */

import { type Disposable, EventEmitter, l10n, type LogOutputChannel } from "vscode";
import {
  CloseAction,
  ErrorAction,
  type Executable,
  ExecuteCommandRequest,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";

import type { Launch } from "./launch";
import {
  ANNOTATIONS,
  type Annotations,
  type InitializationOptions,
  CALLS,
  type CallsChanged,
  KEPT,
  type KeptChanged,
  MEMORY,
  type MemoryChanged,
  RUN,
  SHOW_CALLS,
  type RunState,
  TIMED,
  type TimingsChanged,
} from "./protocol";

/** How long a server that is asked to stop may take. */
const STOP_MS = 3000;

export interface ServerOptions {
  /** Finds out how to start the server; a sentence where nothing can. */
  readonly launch: () => Promise<Launch | string>;
  readonly initializationOptions: () => InitializationOptions;
  readonly log: LogOutputChannel;
}

/** Why there is no server, in a sentence for people. */
export class NoServer extends Error {}

export class Server implements Disposable {
  readonly #options: ServerOptions;
  readonly #annotations = new EventEmitter<Annotations>();
  readonly #run = new EventEmitter<RunState>();
  readonly #memory = new EventEmitter<MemoryChanged>();
  readonly #calls = new EventEmitter<CallsChanged>();
  readonly #kept = new EventEmitter<KeptChanged>();
  readonly #running = new EventEmitter<undefined>();
  readonly #timed = new EventEmitter<TimingsChanged>();
  readonly #starting = new EventEmitter<undefined>();
  readonly #lost = new EventEmitter<undefined>();
  #client: LanguageClient | undefined;
  #launch: Launch | undefined;
  #wasStarted = false;
  #refusal: string | undefined;
  /** Starts and stops wait here for the one before. It never rejects. */
  #queue: Promise<void> = Promise.resolve();

  readonly onAnnotations = this.#annotations.event;
  readonly onRun = this.#run.event;
  readonly onMemory = this.#memory.event;
  readonly onCalls = this.#calls.event;
  readonly onKept = this.#kept.event;
  /** It has been started, and answers. */
  readonly onRunning = this.#running.event;
  readonly onTimed = this.#timed.event;
  readonly onStarting = this.#starting.event;
  /** It ended without being asked to. */
  readonly onLost = this.#lost.event;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** Whether anyone ever asked for it, with success or not. */
  get wasStarted(): boolean {
    return this.#wasStarted;
  }

  get isRunning(): boolean {
    return this.#client?.state === State.Running;
  }

  /** What runs the server, once it was started. */
  get launch(): Launch | undefined {
    return this.#launch;
  }

  /** Starts the server unless it runs. Rejects with NoServer where it cannot be. */
  async start(): Promise<void> {
    await this.#enqueue(async () => {
      if (!this.isRunning) await this.#start();
    });
    if (!this.isRunning) throw new NoServer(this.#refusal);
  }

  async restart(): Promise<void> {
    await this.#enqueue(async () => {
      await this.#stop();
      await this.#start();
    });
    if (!this.isRunning) throw new NoServer(this.#refusal);
  }

  async stop(): Promise<void> {
    await this.#enqueue(() => this.#stop());
  }

  /** One of the commands of the protocol; `Answer` is what it names there. Starts the server when it has to. */
  async execute<Answer>(command: string, argument?: unknown): Promise<Answer> {
    await this.start();
    const client = this.#client;
    if (client === undefined) throw new NoServer(this.#refusal);
    const params = argument === undefined ? { command } : { command, arguments: [argument] };
    try {
      // The border: server and types come from the same definition, so the answer is what the protocol says.
      return (await client.sendRequest(ExecuteCommandRequest.type, params)) as Answer;
    } catch (error) {
      await this.#queue;
      if (client === this.#client || !this.isRunning) throw error;
      return this.execute(command, argument); // it was restarted meanwhile: the new one is to answer
    }
  }

  dispose(): void {
    void this.stop(); // VS Code does not wait for it here; deactivate() does
    const told = [this.#annotations, this.#run, this.#memory, this.#calls, this.#kept, this.#timed];
    for (const emitter of [...told, this.#starting, this.#running, this.#lost]) emitter.dispose();
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error: unknown) => {
      this.#options.log.error(error instanceof Error ? error : String(error));
    });
    return this.#queue;
  }

  async #start(): Promise<void> {
    this.#wasStarted = true;
    const launch = await this.#options.launch();
    this.#launch = typeof launch === "string" ? undefined : launch;
    this.#refusal =
      typeof launch === "string" ? launch : l10n.t("Heatline's server did not start; the output says why.");
    if (typeof launch === "string") return;
    this.#options.log.info(`Starting the server: ${[launch.command, ...launch.args].join(" ")}`);
    await this.#stop();
    const client = new QuietClient("heatline", "Heatline", executable(launch), this.#clientOptions());
    this.#listen(client);
    this.#client = client;
    this.#starting.fire(undefined);
    await client.start();
    this.#running.fire(undefined);
  }

  #listen(client: LanguageClient): void {
    client.onNotification(ANNOTATIONS, (message: Annotations) => {
      this.#annotations.fire(message);
    });
    client.onNotification(RUN, (state: RunState) => {
      this.#run.fire(state);
    });
    client.onNotification(MEMORY, (changed: MemoryChanged) => {
      this.#memory.fire(changed);
    });
    client.onNotification(CALLS, (changed: CallsChanged) => {
      this.#calls.fire(changed);
    });
    client.onNotification(KEPT, (changed: KeptChanged) => {
      this.#kept.fire(changed);
    });
    client.onNotification(TIMED, (changed: TimingsChanged) => {
      this.#timed.fire(changed);
    });
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    try {
      await client.dispose(STOP_MS);
    } catch (error) {
      this.#options.log.debug(`The server did not stop in order: ${String(error)}`);
    }
  }

  #clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [{ scheme: "file", language: "python" }],
      initializationOptions: this.#options.initializationOptions(),
      outputChannel: this.#options.log,
      markdown: { isTrusted: { enabledCommands: [SHOW_CALLS] } },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: this.#errorHandler(),
    };
  }

  #errorHandler(): ErrorHandler {
    return {
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => {
        // Before it ran, start() says what went wrong.
        if (this.isRunning) this.#lost.fire(undefined);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }
}

function executable({ command, args, cwd }: Launch): Executable {
  return { command, args: [...args], options: { cwd } };
}

/** Leaves it to us to say what went wrong: its own words for that are not for people. They are in the log. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
