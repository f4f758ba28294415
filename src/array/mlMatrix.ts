// Factorizations by ml-matrix (JAMA's algorithms, in doubles), which runs everywhere.
import {
  CholeskyDecomposition,
  determinant,
  EigenvalueDecomposition,
  LuDecomposition,
  Matrix,
  QrDecomposition,
  SingularValueDecomposition,
} from "ml-matrix";
import { eye } from "./create.js";
import type { Factorizations } from "./factorizations.js";
import { NDArray } from "./ndarray.js";

const matrixOf = ({ shape, data }: NDArray): Matrix => Matrix.from1DArray(shape[0]!, shape[1]!, data);

const arrayOf = (matrix: Matrix): NDArray =>
  new NDArray(Float64Array.from(matrix.to1DArray()), [matrix.rows, matrix.columns]);

const vectorOf = (values: readonly number[]): NDArray =>
  new NDArray(Float64Array.from(values), [values.length]);

/** The symmetric matrix that has this one's lower triangle. */
function mirrored(a: NDArray): Matrix {
  const matrix = matrixOf(a);
  for (let i = 0; i < matrix.rows; i++) for (let j = 0; j < i; j++) matrix.set(j, i, matrix.get(i, j));
  return matrix;
}

export const mlMatrix: Factorizations = {
  svd: (a) => {
    const found = new SingularValueDecomposition(matrixOf(a), { autoTranspose: true });
    const k = Math.min(...(a.shape as [number, number]));
    return {
      u: arrayOf(found.leftSingularVectors).slice([], [0, k]),
      s: vectorOf(found.diagonal.slice(0, k)),
      vh: arrayOf(found.rightSingularVectors).slice([], [0, k]).T,
    };
  },
  eigh: (a) => {
    const found = new EigenvalueDecomposition(mirrored(a), { assumeSymmetric: true });
    const order = vectorOf(found.realEigenvalues).argsort();
    return {
      eigenvalues: vectorOf(found.realEigenvalues).take(order),
      eigenvectors: arrayOf(found.eigenvectorMatrix).take(order, 1),
    };
  },
  qr: (a) => {
    const [rows, columns] = a.shape as [number, number];
    if (rows >= columns) {
      const found = new QrDecomposition(matrixOf(a));
      return { q: arrayOf(found.orthogonalMatrix), r: arrayOf(found.upperTriangularMatrix) };
    }
    // A wide matrix: its first columns are decomposed, the others follow.
    const { q } = mlMatrix.qr(a.slice([], [0, rows]));
    return { q, r: q.T.dot(a) };
  },
  cholesky: (a) => {
    const found = new CholeskyDecomposition(mirrored(a));
    return found.isPositiveDefinite() ? arrayOf(found.lowerTriangularMatrix) : undefined;
  },
  solve: (a, b) => {
    const lu = new LuDecomposition(matrixOf(a));
    return lu.isSingular() ? undefined : arrayOf(lu.solve(matrixOf(b)));
  },
  inv: (a) => mlMatrix.solve(a, eye(a.length)),
  det: (a) => determinant(matrixOf(a)),
};
