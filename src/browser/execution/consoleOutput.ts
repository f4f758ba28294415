// What cells write: the methods of `console`, and `process.stdout` and `stderr`, go to the front with the cell that called.
import { format, inspect } from "node:util";
import { currentCell, type FromExecution } from "../../kernel/execution.js";

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
  const time = (label: string) => `${label}: ${(performance.now() - (begun.get(label) ?? NaN)).toFixed(3)}ms`;
  return {
    log: out,
    info: out,
    debug: out,
    table: out,
    warn: err,
    error: err,
    trace: (...values) => err("Trace:", ...(values as unknown[])),
    dir: (value, options) => out(inspect(value, options as object)),
    assert: (condition, ...values) => {
      if (!condition) err("Assertion failed", ...(values as unknown[]));
    },
    group: (...values) => {
      if (values.length > 0) out(...(values as unknown[]));
      indent += "  ";
    },
    groupEnd: () => (indent = indent.slice(2)),
    count: (label = "default") => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${String(counts.get(label))}`);
    },
    countReset: (label = "default") => void counts.delete(label),
    time: (label = "default") => void begun.set(label, performance.now()),
    timeLog: (label = "default", ...values) => out(time(label), ...(values as unknown[])),
    timeEnd: (label = "default") => {
      out(time(label));
      begun.delete(label);
    },
  };
}
