// What `np.linalg` takes and refuses.
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { isAllFinite } from "./finite.js";
import type { NDArray } from "./ndarray.js";

/**
 * A matrix, or what the numbers did not allow: singular, not positive definite, no convergence.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(() => np.linalg.inv([[1, 2], [2, 4]])).toThrow(np.linalg.LinAlgError);
 * ```
 */
export class LinAlgError extends Error {
  override name = "LinAlgError";
}

/** A matrix of finite numbers, float64; with `square` only one of shape [n, n]. */
export function matrixOf(action: string, x: ArrayLike, square = false): NDArray {
  const array = asArray(x);
  if (array.ndim !== 2 || (square && array.shape[0] !== array.shape[1])) {
    const wanted = square ? "[n, n], a square matrix" : "[m, n], a matrix";
    throw new RangeError(complaint({ action, name: "shape", wanted, got: [...array.shape] }));
  }
  if (!isAllFinite(array.data)) {
    const got = array.data.find((value: number) => !Number.isFinite(value));
    throw new LinAlgError(complaint({ action, name: "every element", wanted: "finite", got }));
  }
  return array.dtype === "float64" ? array : array.astype("float64");
}
