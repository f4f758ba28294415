// Linear algebra: what `np.linalg` is. Matrices are two-dimensional.
export { cholesky, eigh, eigvalsh, qr, type Svd, svd, type SvdOptions } from "./decompositions.js";
export { eig, eigvals } from "./eig.js";
export { det, inv, type LeastSquares, type LeastSquaresOptions, lstsq, solve } from "./equations.js";
export { LinAlgError } from "./linalgMatrix.js";
export { cond, matrixPower, matrixRank, pinv } from "./matrixPowers.js";
export { norm, type NormOptions } from "./linalgNorm.js";
