// What the debugger's thread asks of the main thread, and the code that asks it; `mainHelpers.ts` answers.
import type { VariableFacts } from "../../rpc/debugging.js";

/** A value on one line. */
export interface Row extends VariableFacts {
  /** Present where it can be opened; of a list, how many elements or entries it has, and how many properties beside them. */
  opens?: { indexedVariables?: number; namedVariables?: number };
}

/** Which part of a value is asked for, in the words of the Debug Adapter Protocol: elements and entries are indexed. */
export interface Page {
  filter?: "indexed" | "named";
  start?: number;
  count?: number;
}

export interface MainHelpers {
  /** The properties of an object, each on one line. */
  rows(holder: object): Row[];
  row(name: string, value: unknown): Row;
  /** An object of the session's own names. */
  session(): object;
  /** An object with what is to be listed of a value: properties, elements of a list, entries of a map. */
  contents(value: object, page: Page): object;
  /** Its text as the last line of a cell shows it. */
  print(value: unknown): string;
  /** JSON of a MIME bundle and its metadata, as a cell shows it. */
  show(value: unknown): Promise<string>;
  /** The same at once, for a paused thread: what needs a promise is left out. */
  draw(value: unknown): string;
  /** Counts how often a breakpoint was hit. */
  hit(breakpoint: number): number;
  /** Writes what a log point says. */
  log(...parts: unknown[]): void;
}

/** Under `Symbol.for` of this, the main thread offers its helpers. */
export const helpersName = "gradus.debugger";

/** An expression that calls a helper with arguments given as code. */
export function helperCall(name: keyof MainHelpers, ...args: string[]): string {
  return `globalThis[Symbol.for(${JSON.stringify(helpersName)})].${name}(${args.join(", ")})`;
}
