// What the page and its workers agree on beyond the kernel's own messages.
import type { FileChanges } from "./files.js";
import type { FromExecution, NotebookLanguage, ToExecution } from "../kernel/front.js";

/** The notebook's folder, as its cells see it. */
export const notebookFolder = "/notebook";

/** The page to the execution worker. */
export type ToExecutionWorker =
  | ToExecution
  /** The first one: a session of this language, with data sets below this address. */
  | { type: "begin"; language: NotebookLanguage; data: string }
  /** An address that is there until the user interrupts. */
  | { type: "goOnWhile"; address: string }
  /** Files beside the notebook that are new, have changed or are gone. */
  | { type: "files"; changes: FileChanges };

export type FromExecutionWorker =
  | FromExecution
  /** The worker has noticed the interrupt of this number: it does not need to be ended. */
  | { type: "sawInterrupt"; number: number }
  /** A cell has written a file, or removed it. */
  | { type: "file"; path: string; content: Uint8Array | undefined };
