// Diagonals of matrices, and what lies above or below them.
import { checkInteger, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { eye, zeros } from "./create.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/** A matrix, or what to say instead. */
function matrix(action: string, x: ArrayLike): { array: NDArray; rows: number; columns: number } {
  const array = asArray(x);
  if (array.ndim !== 2)
    throw new RangeError(
      complaint({ action, name: "shape", wanted: "[rows, columns]", got: [...array.shape] }),
    );
  const [rows, columns] = array.shape as [number, number];
  return { array, rows, columns };
}

/** Of each row of the matrices of the last two axes the columns that `range` gives, first and end; the others become 0. */
function only(action: string, x: ArrayLike, range: (row: number) => [from: number, to: number]): NDArray {
  const array = asArray(x);
  if (array.ndim < 2)
    throw new RangeError(
      complaint({ action, name: "shape", wanted: "[…, rows, columns]", got: [...array.shape] }),
    );
  const [rows, columns] = array.shape.slice(-2) as [number, number];
  const out = zeros(array.shape, { dtype: array.dtype });
  for (let start = 0; start < array.size; start += rows * columns)
    for (let row = 0; row < rows; row++) {
      const [from, to] = range(row).map((column) => Math.min(Math.max(column, 0), columns)) as [
        number,
        number,
      ];
      const line = start + row * columns;
      if (from < to) out.data.set(array.data.subarray(line + from, line + to), line + from);
    }
  return out;
}

/**
 * The upper triangle: elements below the diagonal become 0.
 *
 * @param k - Which diagonal: 0 the main one, above it from 1, below from −1.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.triu([[1, 2], [3, 4]]).toArray()).toEqual([[1, 2], [0, 4]]);
 * ```
 *
 * @see NumPy `numpy.triu`
 */
export function triu(x: ArrayLike, k = 0): NDArray {
  if (arguments.length > 2) refuseMore("triu", 2, arguments);
  checkInteger("take the upper triangle", "k", k);
  return only("take the upper triangle", x, (row) => [row + k, Infinity]);
}

/** The lower triangle: elements above the diagonal `k` (0) become 0. */
export function tril(x: ArrayLike, k = 0): NDArray {
  if (arguments.length > 2) refuseMore("tril", 2, arguments);
  checkInteger("take the lower triangle", "k", k);
  return only("take the lower triangle", x, (row) => [0, row + k + 1]);
}

/** The diagonal `k` (0) of a matrix, as a copy. */
export function diagonal(x: ArrayLike, k = 0): NDArray {
  if (arguments.length > 2) refuseMore("diagonal", 2, arguments);
  checkInteger("take a diagonal", "k", k);
  const { array, rows, columns } = matrix("take a diagonal", x);
  const [row, column] = [Math.max(-k, 0), Math.max(k, 0)];
  const length = Math.max(Math.min(rows - row, columns - column), 0);
  return array.flatten().take(Array.from({ length }, (_, i) => (row + i) * columns + column + i));
}

/**
 * A matrix with the vector on its diagonal, or the diagonal of a matrix.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.diag([1, 2]).toArray()).toEqual([[1, 0], [0, 2]]);
 * expect(np.diag([[1, 2], [3, 4]]).toArray()).toEqual([1, 4]);
 * ```
 *
 * @see NumPy `numpy.diag`
 */
export function diag(x: ArrayLike, k = 0): NDArray {
  if (arguments.length > 2) refuseMore("diag", 2, arguments);
  const vector = asArray(x);
  if (vector.ndim !== 1) return diagonal(vector, k);
  checkInteger("make a diagonal matrix", "k", k);
  const n = vector.size + Math.abs(k);
  const out = zeros([n, n], { dtype: vector.dtype });
  vector.data.forEach((value: number, i: number) => {
    out.data[(i + Math.max(-k, 0)) * n + i + Math.max(k, 0)] = value;
  });
  return out;
}

/**
 * The sum of the diagonal `k` (0) of a matrix.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.trace([[1, 2], [3, 4]])).toBe(5);
 * ```
 */
export function trace(x: ArrayLike, k = 0): number {
  if (arguments.length > 2) refuseMore("trace", 2, arguments);
  return diagonal(x, k).sum();
}

/** The identity matrix of `n` rows. */
export function identity(n: number): NDArray {
  if (arguments.length > 1) refuseMore("identity", 1, arguments);
  return eye(n);
}
