// What the front itself says in a cell's place: type errors and warnings, an interrupt, the end of the session.
import path from "node:path";
import type { Diagnostic, RelatedSpot } from "../language/types.js";
import type { ErrorContent } from "../rpc/messages.js";

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;

/** A cell's type errors as one error: the first by name, all in the traceback. */
export function typeErrorContent(errors: readonly Diagnostic[], dir: string): ErrorContent {
  const [first] = errors;
  const more = errors.length - 1;
  return {
    ename: first!.code,
    evalue:
      more === 0
        ? first!.message
        : `${first!.message} (and ${String(more)} more ${more === 1 ? "error" : "errors"})`,
    traceback: errors.map((error) => describe(error, dir, red)),
  };
}

/** Advice that does not stop the cell, for stderr. */
export function warningText(warnings: readonly Diagnostic[], dir: string): string {
  return warnings.map((warning) => `${describe(warning, dir, (text) => text)}\n`).join("");
}

export const interrupted = errorOf("KeyboardInterrupt", "The cell was interrupted");

/** @param why - How the process ended, in words for the user. */
export function sessionEnded(why: string): ErrorContent {
  return errorOf(
    "SessionEnded",
    `The session ended: ${why}. All variables are lost; the next cell starts in a fresh session`,
  );
}

function errorOf(ename: string, evalue: string): ErrorContent {
  return { ename, evalue, traceback: [`${bold(red(ename))}: ${evalue}`] };
}

function describe(
  { code, message, file, line, column, excerpt, related = [] }: Diagnostic,
  dir: string,
  color: (text: string) => string,
): string {
  const where = file === undefined ? "" : dim(` ${shorten(file, dir)}:${String(line)}:${String(column)}`);
  const lines = [
    `${bold(color(code))}: ${message}${where}`,
    excerpt,
    ...related.map((spot) => dim(describeRelated(spot, dir))),
  ];
  return lines.filter((text) => text !== "").join("\n");
}

function describeRelated({ message, file, line, column }: RelatedSpot, dir: string): string {
  const where = [file === undefined ? undefined : shorten(file, dir), line, column].filter(
    (part) => part !== undefined,
  );
  return where.length === 0 ? `  ${message}` : `  ${message} (${where.join(":")})`;
}

function shorten(file: string, dir: string): string {
  const relative = path.relative(dir, file);
  return relative.startsWith(path.join("..", "..")) ? file : relative;
}
