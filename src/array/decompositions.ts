// Matrices as products of simpler ones.
import { checkOptions, complaint } from "../validation.js";
import type { ArrayLike } from "./elements.js";
import type { Svd } from "./factorizations.js";
import { factorizationsFor } from "./factorizationsFor.js";
import { LinAlgError, matrixOf } from "./linalgMatrix.js";
import type { NDArray } from "./ndarray.js";
import { showShape } from "./shape.js";
import { refuseMore } from "./surplus.js";

export type { Svd };

/** Options of {@link svd}. */
export interface SvdOptions {
  /** The vectors that belong to no singular value are not computed: only false, where NumPy's default is true. */
  fullMatrices?: false;
}

/**
 * The singular values of a matrix and their vectors, so that `a = u · diag(s) · vh` (NumPy's `fullMatrices: false`). The sign of
 * a pair of vectors is not determined.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const a = np.array([[3, 0], [4, 5], [0, 0]]);
 * const { u, s, vh } = np.linalg.svd(a);
 * expect(u.mul(s).dot(vh).allClose(a)).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.svd`
 */
export function svd(a: ArrayLike, options: SvdOptions = {}): Svd {
  if (arguments.length > 2) refuseMore("svd", 2, arguments);
  const action = "compute singular values";
  checkOptions(action, options, ["fullMatrices"]);
  const full: unknown = options.fullMatrices;
  if (full !== undefined && full !== false)
    throw new RangeError(
      complaint({ action, name: "fullMatrices", wanted: "false, or left out", got: full }),
    );
  const matrix = matrixOf(action, a);
  return factorizationsFor(matrix).svd(matrix) ?? notConverging(action);
}

/**
 * Eigenvalues, rising, and eigenvectors (columns) of a symmetric matrix, of which the lower triangle is read.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.eigh([[2, 1], [1, 2]]).eigenvalues.allClose([1, 3])).toBe(true);
 * expect(np.linalg.eigvalsh([[2, 1], [1, 2]]).allClose([1, 3])).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.eigh`
 */
export function eigh(a: ArrayLike): { eigenvalues: NDArray; eigenvectors: NDArray } {
  if (arguments.length > 1) refuseMore("eigh", 1, arguments);
  const action = "compute eigenvalues";
  const matrix = matrixOf(action, a, true);
  return factorizationsFor(matrix).eigh(matrix) ?? notConverging(action);
}

/** The eigenvalues of a symmetric matrix, rising; see {@link eigh}. */
export function eigvalsh(a: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("eigvalsh", 1, arguments);
  return eigh(a).eigenvalues;
}

/**
 * `a = q · r` with orthonormal columns of `q` and an upper triangle `r`: shapes `[m, k]` and `[k, n]`, k the smaller side. Signs are
 * LAPACK's for the usual case, but not determined.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const a = np.array([[1, 2], [3, 4], [5, 6]]);
 * const { q, r } = np.linalg.qr(a);
 * expect(q.dot(r).allClose(a)).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.qr`
 */
export function qr(a: ArrayLike, mode: "reduced" = "reduced"): { q: NDArray; r: NDArray } {
  if (arguments.length > 2) refuseMore("qr", 2, arguments);
  const got: unknown = mode;
  if (got !== "reduced") {
    const action = "compute a QR decomposition";
    throw new RangeError(complaint({ action, name: "mode", wanted: '"reduced", or left out', got }));
  }
  const matrix = matrixOf("compute a QR decomposition", a);
  return factorizationsFor(matrix).qr(matrix);
}

/**
 * The lower triangle `l` with `a = l · lᵀ` of a symmetric positive definite matrix.
 *
 * @throws LinAlgError if the matrix is not positive definite.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.cholesky([[4, 2], [2, 5]]).toArray()).toEqual([[2, 0], [1, 2]]);
 * ```
 *
 * @see NumPy `numpy.linalg.cholesky`
 */
export function cholesky(a: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("cholesky", 1, arguments);
  const action = "compute a Cholesky decomposition";
  const matrix = matrixOf(action, a, true);
  const lower = factorizationsFor(matrix).cholesky(matrix);
  if (lower) return lower;
  const shape = showShape(matrix.shape);
  throw new LinAlgError(`Cannot ${action}: the matrix of shape ${shape} is not positive definite`);
}

function notConverging(action: string): never {
  throw new LinAlgError(`Cannot ${action}: the computation did not converge`);
}
