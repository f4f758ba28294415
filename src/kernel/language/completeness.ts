// Whether a console should run what was typed or ask for another line.
import ts from "typescript";
import { readings, type CellSource } from "./cellSource.js";
import type { IsCompleteReply, NotebookLanguage } from "./types.js";

const unterminatedTemplate = 1160;
const unterminatedComment = 1010;
const unterminatedString = 1002;
const unterminatedRegExp = 1161;
const unclosedJsxElement = 17008;
const unclosedJsxFragment = 17014;

/**
 * Judges code by its syntax errors: incomplete when all of them lie at its end, invalid when one lies before it.
 *
 * @example
 * ```ts
 * import { expect } from "vitest";
 * import { isComplete } from "../src/kernel/language/completeness.js";
 *
 * expect(isComplete("for (const x of xs) {", "typescript")).toEqual({ status: "incomplete", indent: "  " });
 * expect(isComplete("const = 1", "typescript").status).toBe("invalid");
 * ```
 */
export function isComplete(code: string, language: NotebookLanguage): IsCompleteReply {
  const cells = readings(code, language);
  if (cells.some(({ syntaxErrors }) => syntaxErrors.length === 0)) return { status: "complete", indent: "" };
  const unfinished = cells.find((cell) => cell.syntaxErrors.every((error) => isAtEnd(error, cell)));
  return unfinished
    ? { status: "incomplete", indent: nextIndent(unfinished) }
    : { status: "invalid", indent: "" };
}

function isAtEnd(error: ts.DiagnosticWithLocation, { code, source, syntaxErrors }: CellSource): boolean {
  if (error.code === unterminatedTemplate || error.code === unterminatedComment) return true;
  // these cannot go on in the next line
  if (error.code === unterminatedString || error.code === unterminatedRegExp) return false;
  const end = source.endOfFileToken.getStart(source);
  const reachesEnd = ({ start }: ts.DiagnosticWithLocation) => start >= Math.min(end, code.trimEnd().length);
  if (error.code === unclosedJsxElement || error.code === unclosedJsxFragment)
    return syntaxErrors.some(reachesEnd);
  return reachesEnd(error);
}

/** The last line's indentation, two spaces more after an opening bracket; nothing inside a template string. */
function nextIndent({ code, syntaxErrors }: CellSource): string {
  if (syntaxErrors.some((error) => error.code === unterminatedTemplate)) return "";
  const last = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^[ \t]*/.exec(last)?.[0] ?? "";
  return /(?:[{([]|=>)\s*(?:\/\/.*)?$/.test(last) ? `${indent}  ` : indent;
}
