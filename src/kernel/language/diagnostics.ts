// TypeScript's diagnostics as a notebook shows them: code, place, message, and the source with carets.
import ts from "typescript";
import { isCommandLine } from "../cellCommands.js";
import { isAddress } from "./addresses.js";
import { adviceOn } from "./missingModules.js";
import type { Diagnostic, RelatedSpot } from "./types.js";

/** What a notebook allows although TypeScript does not. */
const allowed = new Set([
  1202, // import x = require("y"): the kernel runs it
  1203, // export =
  7016, // a package without types: its values are `any`
  2669, // `declare global` in a cell without imports
]);

export function isAllowed(diagnostic: ts.Diagnostic): boolean {
  return allowed.has(diagnostic.code) || isAddress(missingModule(diagnostic) ?? "");
}

/** A module that is not there, named in an import, one that only runs it, or under old rules of resolution. */
const notFound = new Set([2307, 2792, 2882]);

/** A module of Node's, of which TypeScript guesses that the declarations are missing; of some names of Node's it says the same. */
const notFoundInNode = 2591;
const nodeNames = new Set(["process", "require", "Buffer", "module", "NodeJS"]);

/** The module that was not found, if that is the error. */
function missingModule(diagnostic: ts.Diagnostic | ts.DiagnosticRelatedInformation): string | undefined {
  if (!notFound.has(diagnostic.code) && diagnostic.code !== notFoundInNode) return undefined;
  const name = /'([^']+)'/.exec(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"))?.[1];
  return diagnostic.code === notFoundInNode && nodeNames.has(name ?? "") ? undefined : name;
}

/** A parameter, variable or function whose type nobody wrote and TypeScript could not find. */
const implicitAny = new Set([7005, 7006, 7008, 7010, 7011, 7019, 7022, 7023, 7024, 7031, 7034]);

/**
 * After `xs.mpa((x) => …)` that x has no type follows from the misspelling: such errors are shown only alone. And all that is
 * found wrong with a command among code follows from that.
 */
export function withoutFollowUps(errors: ts.Diagnostic[]): ts.Diagnostic[] {
  const command = errors.find((error) => commandAmongCode(error) !== undefined);
  if (command) return [command];
  const causes = errors.filter(({ code }) => !implicitAny.has(code));
  return causes.length > 0 ? causes : errors;
}

/** A command of the notebook's on whose line TypeScript found no code. */
function commandAmongCode({ code, file, start }: ts.Diagnostic | ts.DiagnosticRelatedInformation) {
  if (!file || start === undefined || code < 1000 || code >= 2000) return undefined;
  const line = lineAt(file.text, start).trim();
  return isCommandLine(line) ? line : undefined;
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, end < 0 ? text.length : end);
}

/** A stretch of text to point at. */
export interface Span {
  text: string;
  start: number;
  end: number;
}

/** Says where and what; `file` for places outside the cell. */
export function makeDiagnostic(code: string, message: string, span: Span, file?: string): Diagnostic {
  const start = lineAndColumn(span.text, span.start);
  const end = lineAndColumn(span.text, span.end);
  return {
    code,
    message,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(file === undefined ? {} : { file }),
    excerpt: excerpt(span),
  };
}

/** A TypeScript diagnostic's text, with the way out where TypeScript does not know it. */
export function messageOf(diagnostic: ts.Diagnostic | ts.DiagnosticRelatedInformation): string {
  const message = ts
    .flattenDiagnosticMessageText(diagnostic.messageText, "\n")
    .replace(/import\("[^"]*\/\.cell-\d+"\)\./g, "");
  const command = commandAmongCode(diagnostic);
  if (command !== undefined) return `A command must be in a cell of its own: move \`${command}\` to one.`;
  const missing = missingModule(diagnostic);
  if (missing !== undefined) return adviceOn(missing) ?? message;
  if (diagnostic.code === 2632) {
    const name = /'([^']+)'/.exec(message)?.[1] ?? "";
    return `Cannot assign to '${name}' because an earlier cell declared it as a constant.`;
  }
  return message;
}

export function relatedSpots(
  diagnostic: ts.Diagnostic,
  place: (file: ts.SourceFile, start: number) => Omit<RelatedSpot, "message"> | undefined,
): RelatedSpot[] {
  return (diagnostic.relatedInformation ?? []).flatMap((spot) => {
    const where = spot.file && spot.start !== undefined ? place(spot.file, spot.start) : {};
    return where ? [{ message: messageOf(spot), ...where }] : [];
  });
}

export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/**
 * The lines of a span with a line before it, and carets below.
 *
 * @example
 * ```
 * 1 │ const n = 1;
 * 2 │ const s: string = n;
 *   │       ^
 * ```
 */
export function excerpt({ text, start, end }: Span): string {
  const lines = text.split("\n");
  const from = lineAndColumn(text, start);
  const to = lineAndColumn(text, Math.max(start, end));
  const lastShown = Math.min(to.line, from.line + 2);
  const gutter = String(lastShown).length;
  const shown: string[] = [];
  for (let line = Math.max(1, from.line - 1); line <= lastShown; line++) {
    const content = (lines[line - 1] ?? "").replace(/\r$/, "");
    shown.push(`${String(line).padStart(gutter)} │ ${content}`);
    if (line < from.line) continue;
    const first = line === from.line ? from.column - 1 : content.length - content.trimStart().length;
    const last = line === to.line ? to.column - 1 : content.length;
    if (last <= first && line !== from.line) continue;
    const marks = "^".repeat(Math.max(1, displayWidth(content.slice(first, last))));
    shown.push(`${" ".repeat(gutter)} │ ${blank(content.slice(0, first))}${marks}`);
  }
  return shown.join("\n");
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;

/** Columns of a monospaced font: Hangul, kanji and emoji take two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
}

/** White space as wide as the text; tabs stay tabs. */
function blank(text: string): string {
  let space = "";
  for (const character of text) space += character === "\t" ? "\t" : " ".repeat(displayWidth(character));
  return space;
}
