// Errors as Jupyter's messages carry them: name, message, and a traceback with the source lines at fault.
import util from "node:util";
import fs from "node:fs";
import { cellSource, isLibrary } from "./stackTraces.js";
import type { ErrorContent } from "../rpc/messages.js";

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;

/** Describes anything that was thrown. */
export function errorContent(thrown: unknown): ErrorContent {
  try {
    return util.types.isNativeError(thrown) || thrown instanceof Error
      ? describeError(thrown)
      : describeValue(thrown);
  } catch {
    // A getter that throws, a revoked proxy: the cell still gets an error.
    return {
      ename: "Error",
      evalue: "The thrown value cannot be shown",
      traceback: ["The thrown value cannot be shown"],
    };
  }
}

function describeError(error: Error): ErrorContent {
  const ename = String(error.name || "Error");
  const evalue = String(error.message);
  const stack = typeof error.stack === "string" ? error.stack : "";
  const frames = framesOf(stack);
  const excerpt = excerptOf(frames);
  const traceback = [
    `${bold(red(ename))}: ${evalue}`,
    ...(excerpt === undefined ? [] : [excerpt]),
    ...(frames.length > 0 ? [dim(frames.join("\n"))] : []),
    ...details(error),
  ];
  return { ename, evalue, traceback };
}

function describeValue(value: unknown): ErrorContent {
  const evalue = typeof value === "string" ? value : util.inspect(value, { depth: 3, breakLength: 100 });
  return { ename: "Thrown", evalue, traceback: [`${bold(red("Thrown"))}: ${evalue}`] };
}

/** What else an error carries: cause, inner errors, and fields such as `code`. */
function details(error: Error): string[] {
  const lines: string[] = [];
  const own = Object.entries(error).filter(([key]) => !/^(name|message|stack|cause|errors)$/.test(key));
  if (own.length > 0) lines.push(util.inspect(Object.fromEntries(own), { depth: 2, breakLength: 100 }));
  if (error.cause !== undefined) lines.push(`${bold("cause")} ${inner(error.cause)}`);
  if (error instanceof AggregateError) {
    for (const one of error.errors.slice(0, 10)) lines.push(`${bold("error")} ${inner(one)}`);
  }
  return lines;
}

function inner(thrown: unknown): string {
  return errorContent(thrown).traceback.join("\n");
}

function framesOf(stack: string): string[] {
  return stack.split("\n").filter((line) => /^\s+at .*(:\d+|<anonymous>|index \d+)\)?$/.test(line));
}

/** The lines around the innermost place that lies in a cell or a file of the user's, with a caret. */
function excerptOf(frames: readonly string[]): string | undefined {
  for (const frame of frames) {
    const match = /(?:at (?:async )?|\()((?:In\[\S+\]|\/[^():]+|[A-Za-z]:[^():]+)):(\d+):(\d+)\)?$/.exec(
      frame,
    );
    if (!match || isLibrary(match[1]!)) continue;
    const source = cellSource(match[1]!) ?? readSource(match[1]!);
    if (source !== undefined) return excerpt(source, Number(match[2]), Number(match[3]));
  }
  return undefined;
}

function readSource(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function excerpt(source: string, line: number, column: number, around = 2): string {
  const lines = source.split("\n");
  const first = Math.max(1, line - around);
  const width = String(line + around).length;
  return lines
    .slice(first - 1, line + around)
    .flatMap((text, index) => {
      const number = first + index;
      const prefix = `${number === line ? red(">") : " "} ${String(number).padStart(width)} │ `;
      const shown = `${prefix}${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;
      if (number !== line) return [shown];
      const caret = text
        .slice(0, column - 1)
        .replace(/[^\t]/g, (character) => (isWide(character) ? "  " : " "));
      return [shown, `  ${" ".repeat(width)} │ ${caret}${red("^")}`];
    })
    .join("\n");
}

/** Hangul, Han and kana take two columns of a monospaced font. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
    character,
  );
}
