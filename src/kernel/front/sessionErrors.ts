// Errors of which the cell's code knows nothing: it was interrupted, or its process is gone.
import type { ErrorContent } from "../rpc/messages.js";

export const interrupted = errorOf("KeyboardInterrupt", "The cell was interrupted");

/** @param why - How the process ended, in words for the user. */
export function sessionEnded(why: string): ErrorContent {
  return errorOf(
    "SessionEnded",
    `The session ended: ${why}. All variables are lost; the next cell starts in a fresh session`,
  );
}

function errorOf(ename: string, evalue: string): ErrorContent {
  return { ename, evalue, traceback: [`\x1b[1m\x1b[31m${ename}\x1b[39m\x1b[22m: ${evalue}`] };
}
