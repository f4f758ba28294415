// The answer for a cell that could not be checked. A leaf: the front process, which must not load TypeScript, gives it, too.
import type { CheckReply } from "./types.js";

/** The answer for a cell on which TypeScript itself broke: it may run, its names stand for anything. */
export function uncheckedReply(cell: number, code: string, error: unknown): CheckReply {
  const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message = `This cell runs unchecked: the type checker failed on it (${reason})`;
  const warning = { code: "GR1002", message, ...place, excerpt: `1 │ ${code.split("\n")[0]!}` };
  return { cell, ok: true, errors: [], warnings: [warning] };
}
