// Linear algebra: what `np.linalg` is. Matrices are two-dimensional.
export { cholesky, eigh, qr, type Svd, svd } from "./decompositions.js";
export { det, inv, type LeastSquares, lstsq, solve } from "./equations.js";
export { LinAlgError } from "./linalgMatrix.js";
export { norm } from "./norm.js";
