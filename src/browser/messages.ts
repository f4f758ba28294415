// What the page and its workers agree on beyond the kernel's own messages.
import type { FromExecution, ToExecution } from "../kernel/front.js";

/** The notebook's folder: a page has one, and no file is in it. */
export const notebookFolder = "/notebook";

/** The page to the execution worker. */
export type ToExecutionWorker =
  | ToExecution
  /** An address that is there until the user interrupts. */
  | { type: "goOnWhile"; address: string };

export type FromExecutionWorker =
  | FromExecution
  /** The worker has noticed the interrupt of this number: it does not need to be ended. */
  | { type: "sawInterrupt"; number: number };
