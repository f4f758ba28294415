// Results in JUnit's XML, which CI services read: a suite a notebook, a test a code cell.
import { stripVTControlCharacters } from "node:util";
import { CellExecutionError, NotebookFileError } from "./errors.js";
import type { CellTime, NotebookResult } from "./run.js";

/** The results as the text of a JUnit file. */
export function toJUnit(results: readonly NotebookResult[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gradus">\n${results.map(suite).join("")}</testsuites>\n`;
}

function suite({ file, cells, seconds, error }: NotebookResult): string {
  const at = error && "index" in error ? (error as CellExecutionError).index : undefined;
  const tests = cells.map((cell) => test(file, cell, cell.index === at ? error : undefined));
  if (error && !cells.some((cell) => cell.index === at)) {
    tests.push(testcase(file, error instanceof NotebookFileError ? "file" : "kernel", 0, error));
  }
  const attributes = `name="${escape(file)}" tests="${String(tests.length)}" failures="${error ? "1" : "0"}" time="${seconds.toFixed(3)}"`;
  return `  <testsuite ${attributes}>\n${tests.join("")}  </testsuite>\n`;
}

function test(file: string, { index, cell, seconds }: CellTime, error: Error | undefined): string {
  const firstLine = cell.source.trim().split("\n")[0]!;
  return testcase(file, `cell ${String(index + 1)}: ${firstLine}`, seconds, error);
}

function testcase(file: string, name: string, seconds: number, error: Error | undefined): string {
  const attributes = `classname="${escape(file)}" name="${escape(name)}" time="${seconds.toFixed(3)}"`;
  if (!error) return `    <testcase ${attributes}/>\n`;
  const detail = error instanceof CellExecutionError ? error.traceback.join("\n") : "";
  return `    <testcase ${attributes}>\n      <failure type="${escape(error.name)}" message="${escape(error.message)}">${escape(detail)}</failure>\n    </testcase>\n`;
}

/** XML has no place for control characters, not even escaped ones. */
function escape(text: string): string {
  const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return stripVTControlCharacters(text)
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "�")
    .replace(/[&<>"]/g, (mark) => marks[mark]!);
}
