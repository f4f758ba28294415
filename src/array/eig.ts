// Eigenvalues by NumPy's general name: of symmetric matrices, since others have complex ones, which arrays do not hold.
import { complaint } from "../validation.js";
import { eigh } from "./decompositions.js";
import type { ArrayLike } from "./elements.js";
import { LinAlgError, matrixOf } from "./linalgMatrix.js";
import type { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/**
 * Eigenvalues, rising, and eigenvectors (columns) of a symmetric matrix: what {@link eigh} gives, once the matrix is known to be
 * symmetric.
 *
 * @param a - Shape `[n, n]`.
 * @throws LinAlgError if the matrix is not symmetric. NumPy takes it, and gives complex numbers where they are needed.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.eig([[2, 1], [1, 2]]).eigenvalues.allClose([1, 3])).toBe(true);
 * expect(np.linalg.eigvals([[2, 1], [1, 2]]).allClose([1, 3])).toBe(true);
 * expect(() => np.linalg.eig([[0, -1], [1, 0]])).toThrow("the matrix must be symmetric");
 * ```
 *
 * @see NumPy `numpy.linalg.eig`
 */
export function eig(a: ArrayLike): { eigenvalues: NDArray; eigenvectors: NDArray } {
  if (arguments.length > 1) refuseMore("eig", 1, arguments);
  const action = "compute eigenvalues";
  const matrix = matrixOf(action, a, true);
  const n = matrix.length;
  const odd = matrix.data.findIndex((value, i) => value !== matrix.data[(i % n) * n + Math.floor(i / n)]);
  if (odd < 0) return eigh(matrix);
  const [row, column] = [Math.floor(odd / n), odd % n];
  const got = [matrix.item(row, column), matrix.item(column, row)];
  const fix = `elements (${String(row)}, ${String(column)}) and (${String(column)}, ${String(row)}) differ, and arrays hold no complex eigenvalues`;
  throw new LinAlgError(complaint({ action, name: "the matrix", wanted: "symmetric", got, fix }));
}

/** The eigenvalues of a symmetric matrix, rising; see {@link eig}. */
export function eigvals(a: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("eigvals", 1, arguments);
  return eig(a).eigenvalues;
}
