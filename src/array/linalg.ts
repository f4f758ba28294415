// Linear algebra: what `np.linalg` is. Matrices are two-dimensional.
export { cholesky, eigh, eigvalsh, qr, type Svd, svd } from "./decompositions.js";
export { eig, eigvals } from "./eig.js";
export { det, inv, type LeastSquares, lstsq, solve } from "./equations.js";
export { LinAlgError } from "./linalgMatrix.js";
export { cond, matrixPower, matrixRank, pinv } from "./matrixPowers.js";
export { norm } from "./norm.js";
