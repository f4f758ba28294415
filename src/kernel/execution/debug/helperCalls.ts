// Code by which the debugger's thread calls `mainHelpers.ts` in the main thread.
import type { MainHelpers } from "./mainHelpers.js";

/** Under `Symbol.for` of this, the main thread offers its helpers. */
export const helpersName = "gradus.debugger";

/** An expression that calls a helper with arguments given as code. */
export function helperCall(name: keyof MainHelpers, ...args: string[]): string {
  return `globalThis[Symbol.for(${JSON.stringify(helpersName)})].${name}(${args.join(", ")})`;
}
