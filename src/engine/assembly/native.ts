// What is done outside of WebAssembly where a plan says so; ../native.ts serves it.
import { Layer } from "./generated/schema";

/** C = op(A) · op(B) (+ C), op = transpose where the flag is 1; leading dimensions in elements. */
@external("env", "blas")
export declare function blas(
  tA: i32, tB: i32, M: i32, N: i32, K: i32, a: usize, lda: i32, b: usize, ldb: i32, c: usize, ldc: i32, accumulate: i32,
): void;

/** `sparseProduct` of sparse.ts. */
@external("env", "sparse")
export declare function sparse(
  rows: i32, N: i32, K: i32, list: usize, ends: usize, b: usize, rowB: usize, c: usize, rowC: usize, scratch: usize, leaveEmpty: i32,
): void;

/** `pooledFilterGradient` of conv.ts. */
@external("env", "filterGradient")
export declare function filterGradient(
  q: Layer, images: i32, x: usize, imageBytes: usize, d: usize, winners: usize, f0: i32, f1: i32, list: usize,
): void;

/** `pooledInputDelta` of conv.ts. */
@external("env", "inputDelta")
export declare function inputDelta(q: Layer, d: usize, winners: usize, dx: usize, starts: usize, list: usize): void;
