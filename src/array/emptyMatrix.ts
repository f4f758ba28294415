// Factorizations of matrices without elements, as NumPy gives them.
import type { Factorizations } from "./factorizations.js";
import { NDArray } from "./ndarray.js";

const empty = (...shape: number[]) => new NDArray(new Float64Array(0), shape);

export const emptyMatrix: Factorizations = {
  svd: ({ shape }) => ({ u: empty(shape[0]!, 0), s: empty(0), vh: empty(0, shape[1]!) }),
  eigh: () => ({ eigenvalues: empty(0), eigenvectors: empty(0, 0) }),
  qr: ({ shape }) => ({ q: empty(shape[0]!, 0), r: empty(0, shape[1]!) }),
  cholesky: () => empty(0, 0),
  solve: (_, b) => empty(...b.shape),
  inv: () => empty(0, 0),
  det: () => 1,
};
