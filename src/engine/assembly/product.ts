// Chooses how a matrix product is made: straight loops, packed blocks or BLAS.
import { gemm, gemmSmall } from "./gemm";
import { blas, sparse } from "./native";
import { sparseProduct } from "./sparse";
import { PACKED_FROM, Plan } from "./generated/schema";

/** Multiply-adds above which a call to BLAS pays. */
const BLAS_FROM = 65536;

// @ts-ignore: decorator
@inline export function scratchOf(p: Plan, thread: i32): usize { return p.scratch + <usize>thread * p.scratchBytes; }

/**
 * C[M × N] = op(A) · op(B) (+ C if `accumulate`). `whole`: what M is for all threads together; the choice looks at it, never
 * at a thread's share, because the three ways round differently and results must not depend on the number of threads.
 */
export function product(
  p: Plan, thread: i32, tA: i32, tB: i32, M: i32, N: i32, K: i32, a: usize, lda: i32, b: usize, ldb: i32, c: usize, ldc: i32,
  whole: i32, accumulate: i32,
): void {
  const work = <i64>whole * N * K;
  if (p.native && work > BLAS_FROM) return blas(tA, tB, M, N, K, a, lda, b, ldb, c, ldc, accumulate);
  const rowA = tA ? 4 : lda << 2, colA = tA ? lda << 2 : 4, rowB = tB ? 4 : ldb << 2, colB = tB ? ldb << 2 : 4;
  if (work <= PACKED_FROM && !(tA && tB) && !accumulate) gemmSmall(M, N, K, a, rowA, colA, b, rowB, colB, c, ldc << 2);
  else gemm(M, N, K, a, rowA, colA, b, rowB, colB, c, ldc << 2, accumulate, scratchOf(p, thread));
}

/** C = listed rows · B, as {@link sparseProduct} says: the library of the build makes it with the same bits. */
export function listedProduct(
  p: Plan, thread: i32, rows: i32, N: i32, K: i32, list: usize, ends: usize, b: usize, rowB: usize, c: usize, rowC: usize,
  leaveEmpty: bool,
): void {
  const scratch = scratchOf(p, thread);
  if (p.nativeKernels) sparse(rows, N, K, list, ends, b, rowB, c, rowC, scratch, leaveEmpty);
  else sparseProduct(rows, N, K, list, ends, b, rowB, c, rowC, scratch, leaveEmpty);
}
