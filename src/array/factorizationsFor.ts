// Which of the two computes: LAPACK where set-up has installed OpenBLAS and the matrix is worth loading it, else ml-matrix.
import { emptyMatrix } from "./emptyMatrix.js";
import type { Factorizations } from "./factorizations.js";
import { lapack } from "./lapack.js";
import { mlMatrix } from "./mlMatrix.js";
import type { NDArray } from "./ndarray.js";

/**
 * From so many multiplications on LAPACK is worth it. The last digits differ, and from one processor to the next, so this is also
 * beyond what lessons compute: they print the same numbers on every machine.
 */
const leastWork = 2 ** 20;

/** The way for this matrix. */
export function factorizationsFor({ shape }: NDArray): Factorizations {
  const [rows, columns] = shape as [number, number];
  if (rows * columns === 0) return emptyMatrix;
  return (rows * columns * Math.min(rows, columns) >= leastWork && lapack()) || mlMatrix;
}
