/** Runs what the server prepared as a task: its own process in a real terminal, without a shell. */

import { homedir } from "node:os";

import {
  Disposable,
  EventEmitter,
  ProcessExecution,
  Task,
  type TaskExecution,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  TaskScope,
  Uri,
  workspace,
} from "vscode";

import type { Prepared } from "./protocol";

/** The end of a run's task; without `started` its process never was. */
export interface TaskEnd {
  readonly run: string;
  readonly title: string;
  readonly started: boolean;
}

interface Running {
  readonly run: string;
  readonly title: string;
  execution: TaskExecution | undefined;
  started: boolean;
}

export class Terminals implements Disposable {
  /** By what names the task: the same target gets the same terminal again, unless it is still busy there. */
  readonly #running = new Map<string, Running>();
  readonly #ended = new EventEmitter<TaskEnd>();
  readonly #owned: Disposable;

  readonly onEnded = this.#ended.event;

  constructor() {
    this.#owned = Disposable.from(
      this.#ended,
      tasks.onDidStartTaskProcess(({ execution, processId }) => {
        const running = this.#running.get(nameOf(execution));
        // VS Code tells of processes that could not be started, too: those without an id, whatever its types say.
        if (running !== undefined) running.started = Number.isInteger(processId);
      }),
      tasks.onDidEndTask(({ execution }) => {
        const running = this.#running.get(nameOf(execution));
        this.#running.delete(nameOf(execution));
        if (running !== undefined) this.#ended.fire(running);
      }),
    );
  }

  async start(prepared: Prepared): Promise<void> {
    const usual = `${prepared.title} in ${prepared.cwd}`;
    const name = this.#running.has(usual) ? `${usual}, run ${prepared.run}` : usual;
    const running: Running = { run: prepared.run, title: prepared.title, execution: undefined, started: false };
    this.#running.set(name, running);
    try {
      running.execution = await tasks.executeTask(taskOf(prepared, name));
    } catch (error) {
      this.#running.delete(name);
      throw error;
    }
  }

  /** The last means, for when no server is there to stop a run in good order. */
  terminateAll(): void {
    for (const { execution } of this.#running.values()) execution?.terminate();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function taskOf(prepared: Prepared, name: string): Task {
  const [command = "", ...args] = prepared.argv;
  // Without a folder VS Code starts terminals only at home; the supervisor goes to the program's folder by itself.
  const cwd = workspace.workspaceFolders === undefined ? homedir() : prepared.cwd;
  const execution = new ProcessExecution(command, args, { cwd, env: { ...prepared.env } });
  const scope = workspace.getWorkspaceFolder(Uri.file(prepared.cwd)) ?? TaskScope.Workspace;
  const task = new Task({ type: "heatline", name }, scope, prepared.title, "Heatline", execution, []);
  task.presentationOptions = {
    reveal: TaskRevealKind.Always,
    panel: TaskPanelKind.Dedicated,
    focus: false,
    echo: false,
    showReuseMessage: true,
    clear: true,
  };
  return task;
}

function nameOf(execution: TaskExecution): string {
  const { type, ["name"]: name } = execution.task.definition;
  return type === "heatline" && typeof name === "string" ? name : "";
}
