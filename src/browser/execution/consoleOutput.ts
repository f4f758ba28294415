// What cells write: the methods of `console`, and `process.stdout` and `stderr`, go to the front with the cell that called.
import { format, inspect } from "node:util";
import { currentCell, type FromExecution } from "../../kernel/execution.js";
import { tableOf } from "./consoleTable.js";

type StreamName = "stdout" | "stderr";

/** Replaces the worker's console. */
export function captureOutput(send: (message: FromExecution) => void): void {
  const decoder = new TextDecoder();
  const write = (name: StreamName) => (chunk: string | Uint8Array) => {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk);
    send({ type: "stream", cell: currentCell().cell, name, text });
    return true;
  };
  const streams = { stdout: { write: write("stdout") }, stderr: { write: write("stderr") } };
  Object.assign(process, streams);
  Object.assign(
    console,
    consoleOver((name, text) => streams[name].write(text)),
  );
}

/** The methods of a console as Node's writes. */
function consoleOver(write: (name: StreamName, text: string) => void): Partial<Console> {
  let indent = "";
  const counts = new Map<string, number>();
  const begun = new Map<string, number>();
  const say =
    (name: StreamName) =>
    (...values: unknown[]) =>
      write(name, `${format(...values).replace(/^/gm, indent)}\n`);
  const out = say("stdout");
  const err = say("stderr");
  const sayTime = (label: string, values: unknown[] = []) => {
    const start = begun.get(label);
    if (start === undefined) err(`Warning: No such label '${label}' for console.time()`);
    else out(`${label}: ${duration(performance.now() - start)}`, ...values);
  };
  const group = (...values: unknown[]) => {
    if (values.length > 0) out(...values);
    indent += "  ";
  };
  return {
    log: out,
    info: out,
    debug: out,
    table: (data, columns) => out(tableOf(data, columns) ?? data),
    warn: err,
    error: err,
    trace: (...values) => err("Trace:", ...(values as unknown[])),
    dir: (value, options) => out(inspect(value, options as object)),
    assert: (condition, ...values) => {
      if (condition) return;
      const [first, ...rest] = values as unknown[];
      if (typeof first === "string") err(`Assertion failed: ${first}`, ...rest);
      else err("Assertion failed", ...(values as unknown[])); // as the console's standard, and Node 22, have it
    },
    group,
    groupCollapsed: group,
    groupEnd: () => (indent = indent.slice(2)),
    count: (label = "default") => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${String(counts.get(label))}`);
    },
    countReset: (label = "default") => void counts.delete(label),
    time: (label = "default") => void begun.set(label, performance.now()),
    timeLog: (label = "default", ...values) => sayTime(label, values),
    timeEnd: (label = "default") => {
      sayTime(label);
      begun.delete(label);
    },
  };
}

/** As Node writes it: milliseconds, and seconds from one on. */
function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${String(Number(milliseconds.toFixed(3)))}ms`;
  return `${(milliseconds / 1000).toFixed(3)}s`;
}
