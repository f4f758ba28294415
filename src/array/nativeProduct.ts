// Very large dense products on OpenBLAS, where set-up has installed it: it computes on the arrays' own memory, nothing is copied.
import { nodeModule } from "../nodeModule.js";
import { findOpenblas, loadOpenblas, noTranspose, rowMajor, transpose } from "../openblas.js";
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

/** By what the search depends on: looking through folders takes as long as a product. */
const loaded = new Map<string, Products | undefined>();

function load(): Products | undefined {
  const place = nodeModule("node:module") && `${process.env.GRADUS_OPENBLAS ?? ""} ${process.cwd()}`;
  if (place === undefined) return undefined;
  if (!loaded.has(place)) {
    const file = findOpenblas();
    loaded.set(place, file === undefined ? undefined : open(file));
  }
  return loaded.get(place);
}

function open(file: string): Products | undefined {
  const blas = loadOpenblas(file);
  if (!blas) return undefined;
  const sizes = ["int", "int", "int", "int", "int", "int"];
  const gemm = (name: string, type: string) =>
    blas.library.func(`scipy_cblas_${name}`, "void", [
      ...sizes,
      ...[type, `${type} *`, "int", `${type} *`, "int", type, `${type} *`, "int"],
    ]) as Gemm;
  try {
    return { float32: gemm("sgemm", "float"), float64: gemm("dgemm", "double") };
  } catch {
    return undefined;
  }
}
