// What the page and its workers agree on beyond the kernel's own messages.
import type { FromExecution } from "../kernel/front.js";

/** The notebook's folder: a page has one, and no file is in it. */
export const notebookFolder = "/notebook";

export type FromExecutionWorker =
  | FromExecution
  /** The worker has noticed the interrupt of this number: it does not need to be ended. */
  | { type: "sawInterrupt"; number: number };
