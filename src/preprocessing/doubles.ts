// What the transformers share besides their parameters: the numbers they take and give.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { checkSamples } from "../array/internal.js";

/** Samples in rows, float64; columns and errors are those of `checkSamples`. */
export function doubles(action: string, x: ArrayLike, columns?: number): NDArray {
  return checkSamples(action, x, columns).astype("float64");
}

/** Names of columns that a transformer leaves in their places: those given, else `x0`, `x1`, … */
export function namesOut(count: number, names: readonly string[] | undefined): string[] {
  return Array.from({ length: count }, (_, i) => names?.[i] ?? `x${String(i)}`);
}

/** The type of what a transformer gives: float32 stays, the rest becomes float64. */
export function outputType(x: ArrayLike): "float32" | "float64" {
  return asArray(x).dtype === "float32" ? "float32" : "float64";
}
