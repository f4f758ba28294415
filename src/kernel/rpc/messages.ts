// What the front process and the execution process say to each other. Cells are named by numbers that the front gives out.
import type { Json } from "./json.js";

/** An error as Jupyter's messages carry it. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What a cell's last expression shows. */
export interface ResultContent {
  /** Its text/plain. */
  text: string;
  /** A MIME bundle. */
  data: Json;
  metadata: Json;
}

/** How a cell ended. */
export interface CellOutcome {
  status: "ok" | "error";
  result?: ResultContent;
  error?: ErrorContent;
  /** What execute_reply says of the `user_expressions`. */
  expressions?: Json;
}

export interface CommContent {
  kind: "open" | "msg" | "close";
  commId: string;
  /** Only with "open". */
  targetName?: string;
  data: Json;
  metadata: Json;
  buffers: Uint8Array[];
}

/** Front to execution. */
export type ToExecution =
  /** Compiles a cell and begins to load its packages while its types are checked. */
  | { type: "prepare"; cell: number; code: string; file: string }
  | {
      type: "run";
      cell: number;
      expressions: Record<string, string>;
      allowStdin: boolean;
      /** The check has found that its decorators are those of `experimentalDecorators`. */
      legacyDecorators: boolean;
      /** The same of the user's files that it may import; undefined where nothing new is known. */
      legacyFiles: string[] | undefined;
    }
  /** The cell has type errors: it will not run. */
  | { type: "drop"; cell: number }
  | { type: "addModule"; cell: number; name: string; code: string; jsx: boolean }
  | { type: "browser"; cell: number; code: string }
  | { type: "commands"; cell: number; commands: string[] }
  | { type: "comm"; ticket: number; content: CommContent }
  | { type: "input"; request: number; text?: string; error?: string }
  /** `number` counts them: both threads hear of an interrupt, in any order. */
  | { type: "interrupt"; number: number };

/** Execution to front, in the order things happened. */
export type FromExecution =
  | { type: "ready" }
  | { type: "stream"; cell: number; name: "stdout" | "stderr"; text: string }
  | {
      type: "display";
      cell: number;
      data: Json;
      metadata: Json;
      displayId?: string;
      update: boolean;
    }
  | { type: "clear"; cell: number; wait: boolean }
  | { type: "comm"; cell: number; content: CommContent }
  /** A front end's comm message has been handled. */
  | { type: "commHandled"; ticket: number }
  | { type: "input"; cell: number; request: number; prompt: string; password: boolean }
  /** An error that no cell waits for: thrown in a timer, or a rejection of a finished cell's promise. */
  | { type: "error"; cell: number; error: ErrorContent }
  /** Bytes that child processes wrote before this point lie before the same mark on the pipes. */
  | { type: "barrier"; mark: number }
  | ({ type: "done"; cell: number } & CellOutcome)
  /** The process is about to end because the cell called process.exit. */
  | { type: "exiting"; code: number };

/** What the watchdog thread of the execution process hears as well: it listens while a cell keeps the main thread. */
export type ToWatchdog =
  | Extract<ToExecution, { type: "interrupt" | "input" }>
  /** Somebody wants to debug, or to see the variables: the debugger's thread begins. */
  | { type: "debugger" };

/** File descriptors of the execution process. */
export const pipes = { fromFront: 3, toFront: 4, watchdog: 5, debugger: 6 } as const;

/** With this code the execution process ends when its line to the front is gone. */
export const lineLostCode = 74;

/** Environment variable with the text that marks on the pipes begin with. */
export const markVariable = "GRADUS_MARK";

/** Environment variable with {@link NotebookFolders} as JSON; worker threads read it, too. */
export const foldersVariable = "GRADUS_NOTEBOOK";

export interface NotebookFolders {
  /** The notebook's own folder. */
  notebook: string;
  /** Where the text of `@module` cells is kept; made when the first one comes. */
  modules: string;
}
