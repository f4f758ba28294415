// Very large dense products on the arrays' own memory, nothing is copied: by OpenBLAS, where set-up has installed it, or by native/,
// where it has not or native/ is faster.
import { native } from "./native.js";
import { madeOfOpenblas, noTranspose, rowMajor, transpose } from "../openblas.js";
import { doubles, floats } from "./core.js";
import { isSparse, isVeryLarge } from "./denseProduct.js";
import type { TypedArray } from "./dtype.js";
import type { Operand } from "./largeProduct.js";

/** Sizes, 1 or 0 before each product, each matrix with its row's length. */
type Gemm = (order: number, transposeA: number, transposeB: number, ...rest: (number | TypedArray)[]) => void;
interface Products {
  float32: Gemm;
  float64: Gemm;
}

/**
 * out[m, n] = Σₖ a[m, k] b[k, n].
 *
 * @returns False, having done nothing, where neither is there or it does not pay.
 */
export function nativeProduct(
  out: TypedArray,
  a: Operand,
  b: Operand,
  rows: number,
  inner: number,
  columns: number,
): boolean {
  if (!isVeryLarge(rows, inner, columns)) return false;
  const kind = kindOf(out);
  if (!kind || kindOf(a.data) !== kind || kindOf(b.data) !== kind || isSparse(a.data)) return false;
  const [rowA, rowB] = [a.transposed ? rows : inner, b.transposed ? inner : columns];
  const work = rows * inner * columns;
  const library = native(work);
  const products = library && work <= library.productLeadsTo ? undefined : load();
  if (!products) {
    if (!library) return false;
    const steps = (row: number, transposed: boolean): [number, number] => (transposed ? [1, row] : [row, 1]);
    const [left, right] = [steps(rowA, a.transposed), steps(rowB, b.transposed)];
    const sizes = [kind === "float64" ? doubles : floats, rows, inner, columns] as const;
    return library.product(...sizes, a.data, ...left, b.data, ...right, out, columns, false) !== 0;
  }
  const [A, B] = [a.transposed ? transpose : noTranspose, b.transposed ? transpose : noTranspose];
  const [x, y] = [a.data, b.data];
  products[kind](rowMajor, A, B, rows, columns, inner, 1, x, rowA, y, rowB, 0, out, columns);
  return true;
}

function kindOf(data: TypedArray): keyof Products | undefined {
  if (data instanceof Float64Array) return "float64";
  return data instanceof Float32Array ? "float32" : undefined;
}

const load = madeOfOpenblas(({ library }): Products => {
  const sizes = ["int", "int", "int", "int", "int", "int"];
  const gemm = (name: string, type: string) =>
    library.func(`scipy_cblas_${name}`, "void", [
      ...sizes,
      ...[type, `${type} *`, "int", `${type} *`, "int", type, `${type} *`, "int"],
    ]) as Gemm;
  return { float32: gemm("sgemm", "float"), float64: gemm("dgemm", "double") };
});
