// What the transformers share besides their parameters: the numbers they take and give.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { checkSamples } from "../array/internal.js";
import { complaint } from "../validation.js";

/**
 * Samples in rows, float64; columns and errors are those of `checkSamples`.
 *
 * @throws RangeError for infinities, which would make their whole column NaN; NaN stands for what is missing, as in scikit-learn.
 */
export function doubles(action: string, x: ArrayLike, columns?: number): NDArray {
  const samples = checkSamples(action, x, columns).astype("float64");
  const got = samples.data.find((value: number) => value === Infinity || value === -Infinity);
  if (got !== undefined)
    throw new RangeError(complaint({ action, name: "x", wanted: "finite, or NaN for what is missing", got }));
  return samples;
}

/**
 * Names of columns that a transformer leaves in their places: those given, else `x0`, `x1`, …
 *
 * @throws TypeError for names that are no words, RangeError for another number of them than fit saw columns.
 */
export function namesOut(count: number, names: readonly string[] | undefined): string[] {
  if (names === undefined) return Array.from({ length: count }, (_, i) => `x${String(i)}`);
  const parts = { action: "name columns", name: "names", got: names as unknown };
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string"))
    throw new TypeError(complaint({ ...parts, wanted: "a list of words" }));
  if (names.length !== count)
    throw new RangeError(complaint({ ...parts, wanted: `${String(count)} words, one for each column` }));
  return [...names];
}

/** The type of what a transformer gives: float32 stays, the rest becomes float64. */
export function outputType(x: ArrayLike): "float32" | "float64" {
  return asArray(x).dtype === "float32" ? "float32" : "float64";
}
