// Between arrays and ml-matrix's matrices, on the way into `np.linalg` and out of it.
import { Matrix } from "ml-matrix";
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { NDArray } from "./ndarray.js";

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

/** The matrix of an array; with `square` only one of shape [n, n]. */
export function matrixOf(action: string, x: ArrayLike, square = false): Matrix {
  const array = asArray(x);
  if (array.ndim !== 2 || (square && array.shape[0] !== array.shape[1])) {
    const wanted = square ? "[n, n], a square matrix" : "[m, n], a matrix";
    throw new RangeError(complaint({ action, name: "shape", wanted, got: [...array.shape] }));
  }
  const infinite = array.data.findIndex((value: number) => !Number.isFinite(value));
  if (infinite >= 0)
    throw new LinAlgError(
      complaint({ action, name: "every element", wanted: "finite", got: array.data[infinite]! }),
    );
  const [rows, columns] = array.shape as [number, number];
  return Matrix.from1DArray(rows, columns, array.data);
}

export function arrayOf(matrix: Matrix): NDArray {
  return new NDArray(Float64Array.from(matrix.to1DArray()), [matrix.rows, matrix.columns]);
}

export const vectorOf = (values: readonly number[]): NDArray =>
  new NDArray(Float64Array.from(values), [values.length]);
