// Very large dense products on OpenBLAS, where set-up has installed it: it computes on the arrays' own memory, nothing is copied.
import { madeOfOpenblas, noTranspose, rowMajor, transpose } from "../openblas.js";
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
 * out[m, n] = Σₖ a[m, k] b[k, n] on OpenBLAS.
 *
 * @returns False, having done nothing, where OpenBLAS is not there or does not pay.
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
  const products = load();
  if (!products) return false;
  const flag = ({ transposed }: Operand) => (transposed ? transpose : noTranspose);
  const [rowA, rowB] = [a.transposed ? rows : inner, b.transposed ? inner : columns];
  products[kind](
    ...([rowMajor, flag(a), flag(b)] as const),
    ...[rows, columns, inner, 1, a.data, rowA, b.data, rowB, 0, out, columns],
  );
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
