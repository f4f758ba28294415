// Takes what a function shows away from the cell's output, so that it can be put where it belongs and replaced.
import type { MimeBundle } from "./host.js";
import { plainText as inspect } from "./toBundle.js";

type Sink = (bundle: MimeBundle) => void;

let sink: Sink | undefined;

/** Where displays go now instead of to the notebook, if anywhere. */
export function currentSink(): Sink | undefined {
  return sink;
}

/**
 * Runs a function; what it displays or prints with `console.log` becomes bundles, in order, and its value is returned.
 * An async function is followed to its end.
 */
export function captureOutput<Result>(
  run: () => Result,
):
  { value: Awaited<Result>; shown: MimeBundle[] } | Promise<{ value: Awaited<Result>; shown: MimeBundle[] }> {
  const shown: MimeBundle[] = [];
  const before = sink;
  const { log } = console;
  const restore = (): void => {
    sink = before;
    console.log = log;
  };
  sink = (bundle) => shown.push(bundle);
  console.log = (...values: unknown[]) => {
    addLine(shown, values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" "));
  };
  try {
    const value = run();
    if (value instanceof Promise) {
      return value.then((settled) => ({ value: settled as Awaited<Result>, shown })).finally(restore);
    }
    restore();
    return { value: value as Awaited<Result>, shown };
  } catch (error) {
    restore();
    throw error;
  }
}

/** Printed lines that follow each other are one output. */
function addLine(shown: MimeBundle[], line: string): void {
  const last = shown.at(-1);
  if (last && isPrinted.has(last)) last["text/plain"] = `${String(last["text/plain"])}\n${line}`;
  else {
    const bundle = { "text/plain": line };
    isPrinted.add(bundle);
    shown.push(bundle);
  }
}

const isPrinted = new WeakSet<MimeBundle>();
