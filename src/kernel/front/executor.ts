// What runs the cells, as the kernel sees it: a process of Node's (executionProcess.ts), or whatever else speaks its messages.
import type { NotebookLanguage } from "../language/types.js";
import type { FromDebugger, ToDebugger } from "../rpc/debugging.js";
import type { FromExecution, ToExecution } from "../rpc/messages.js";

/** One session's variables, and the code that runs among them. */
export interface Executor {
  send(message: ToExecution): void;
  /** The first message begins the debugger. */
  sendToDebugger(message: ToDebugger): void;
  /** With true stops reading, so that a cell that writes is slowed down; with false goes on. */
  holdUp(hold: boolean): void;
  /** Ends the session at once, without a word to `onDeath`. */
  kill(): void;
}

export interface ExecutorOptions {
  /** The notebook's folder; where it is gone, the cells run in the nearest one above it. */
  dir: string;
  language: NotebookLanguage;
  onMessage(message: FromExecution): void;
  /** What the debugger's thread says. */
  onDebug(message: FromDebugger): void;
  /** The debugger's thread has ended, and the session goes on. */
  onDebugFault(): void;
  /** Handling a message threw: whoever waits for it must not wait for ever. */
  onFault(error: unknown): void;
  /** Output that no cell's messages carry: of child processes, of native code. */
  onNativeOutput(name: "stdout" | "stderr", text: string): void;
  /** The session is gone; `why` says how it went, in words for the user. */
  onDeath(why: string): void;
}

/** Starts a session. */
export type StartExecutor = (options: ExecutorOptions) => Executor;
