// Functions by reference: no message carries a function, but a worker can import the module that exports it.
import type { BuildFunction } from "./kerasOptions.js";

const origin = Symbol.for("gradus.origin");

/**
 * Marks a function with the module that exports it, as Python's pickle does with every function: workers import it from there.
 *
 * A search on several threads or machines sends models as data; only what no data holds (a loss of your own, a subclassed model)
 * needs this. The module is run once by each worker, so it should define things and do nothing. On other machines it must be a
 * package that is installed there and that the worker allows (`--allow-modules`).
 *
 * @param module - `import.meta.url` of the file or `@module` cell that exports the function, or a package's name.
 * @param buildFn - The function.
 * @param name - Name that the module exports it under. Default: the function's own.
 * @returns The same function.
 * @throws TypeError if the function has no name and none is given.
 *
 * @example The end of `models.ts`
 * ```ts
 * import { fromModule, layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * export function buildModel({ units = 8 } = {}) {
 *   const model = new Sequential([layers.dense({ units, inputShape: [4] }), layers.dense({ units: 1 })]);
 *   model.compile({ optimizer: "adam", loss: (yTrue, yPred) => yPred.sub(yTrue).abs().sqrt().mean(-1) });
 *   return model;
 * }
 * fromModule(import.meta.url, buildModel);
 *
 * expect(buildModel({ units: 2 }).countParams()).toBe(13);
 * ```
 *
 * @see Python `pickle`, "What can be pickled and unpickled?"
 */
export function fromModule<F extends BuildFunction>(
  module: string | URL,
  buildFn: F,
  name = buildFn.name,
): F {
  if (name === "")
    throw new TypeError(
      "Cannot mark a function: it must have the name that its module exports it under; give the name as the third argument",
    );
  Object.defineProperty(buildFn, origin, { value: `${String(module)}#${name}`, configurable: true });
  return buildFn;
}

/** `module#export` of a function that was marked. */
export function originOf(buildFn: object): string | undefined {
  return (buildFn as { [origin]?: string })[origin];
}
