// How results look in a terminal and in the annotations of GitHub Actions.
import fs from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { CellExecutionError, CellTimeoutError } from "./errors.js";
import type { NotebookResult } from "./run.js";

/** One line a notebook; for one that failed in a cell, the cell's source and the error below it. */
export function describeResult(result: NotebookResult, width: number): string {
  const { file, cells, seconds, claims, error } = result;
  if (error && cells.length === 0) {
    const fault = error.message.includes(file) ? error.message : `${file}: ${error.message}`;
    return `✗ ${indent(fault).trimStart()}`;
  }
  const line = [
    `${error ? "✗" : "✓"} ${file.padEnd(width)}`,
    count(cells.length, "cell").padStart(9),
    `${seconds.toFixed(1)} s`.padStart(8),
    count(claims, "claim").padStart(10),
  ].join(" ");
  return error ? `${line}\n${indent(describeError(error))}` : line;
}

function describeError(error: Error): string {
  if (!(error instanceof CellExecutionError || error instanceof CellTimeoutError)) return error.message;
  const source = error.cell.source.trimEnd().split("\n");
  const digits = String(source.length).length;
  const numbered = source.map((text, i) => `${String(i + 1).padStart(digits)} │ ${text}`);
  const trace =
    error instanceof CellExecutionError && error.traceback.length > 0
      ? error.traceback.join("\n")
      : error.message;
  const where = `cell ${String(error.index + 1)}`;
  return [where, ...numbered, "", process.stdout.isTTY ? trace : stripVTControlCharacters(trace)].join("\n");
}

/** A workflow command that GitHub shows beside the notebook's file, at the cell's first line. */
export function annotate({ file, error }: NotebookResult): string {
  if (!error) return "";
  const cell = "cell" in error ? (error as CellExecutionError).cell : undefined;
  const place = cell ? `,line=${String(lineOfCell(file, cell.id))}` : "";
  const text = stripVTControlCharacters(error.message).replaceAll("%", "%25").replaceAll("\n", "%0A");
  return `::error file=${file}${place},title=${error.name}::${text}`;
}

/** The line of the file on which the cell with this id begins its source. */
function lineOfCell(file: string, id: string): number {
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(`"id": ${JSON.stringify(id)}`));
  const source = lines.findIndex((line, i) => i > at && line.includes('"source"'));
  return (source < 0 ? Math.max(at, 0) : source) + 1;
}

/** The last line: how many held, how long it took. */
export function summary(results: readonly NotebookResult[], seconds: number): string {
  const failed = results.filter((result) => result.error).length;
  const claims = results.reduce((sum, result) => sum + result.claims, 0);
  return `${count(results.length - failed, "notebook")} passed, ${String(failed)} failed, ${count(claims, "claim")} held in ${seconds.toFixed(1)} s`;
}

const count = (n: number, word: string): string => `${String(n)} ${word}${n === 1 ? "" : "s"}`;

const indent = (text: string): string => text.replace(/^/gm, "    ");
