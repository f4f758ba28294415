// The optional native tier on the engine's own memory: dense products by OpenBLAS or by the library of the build, and the latter's
// kernels (native/*.c) for what skips zeros, which have the bits of assembly/. Never required; with it, training takes half the time.
import { loadKoffi } from "../koffi.js";
import { findNativeLibrary, openNativeLibrary, type NativeFunction } from "../nativeLibrary.js";
import { findOpenblas, loadOpenblas, noTranspose, rowMajor } from "../openblas.js";

/** C = op(A) · op(B) (+ C): flags, sizes, then address and leading dimension of each matrix. */
export type Blas = (
  tA: number,
  tB: number,
  M: number,
  N: number,
  K: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  c: number,
  ldc: number,
  accumulate: number,
) => void;

type Kernel = (...values: number[]) => void;

/** What native/*.c export: functions of assembly/ by other means. */
export interface Kernels {
  /** `sparseProduct` of assembly/sparse.ts. */
  readonly sparse: Kernel;
  /** `pooledFilterGradient` and `pooledInputDelta` of assembly/conv.ts. */
  readonly filterGradient: Kernel;
  readonly inputDelta: Kernel;
}

/** The libraries that are there, by their files. */
export interface Libraries {
  readonly openblas: string | undefined;
  readonly own: string | undefined;
}

/** What is loaded; the rest is done in WebAssembly. */
export interface Native {
  readonly dense: Blas | undefined;
  readonly kernels: Kernels | undefined;
}

export const findLibraries = (): Libraries => ({ openblas: findOpenblas(), own: findNativeLibrary() });

/**
 * Loads what the libraries have for `memory`, dense products from OpenBLAS before our own. Matrices are passed as plain addresses,
 * base + offset: shared memory never moves when it grows. From 2 GB on, an offset comes as a negative number.
 */
export function loadNative(memory: WebAssembly.Memory, { openblas, own }: Libraries): Native {
  const none = { dense: undefined, kernels: undefined };
  if (openblas === undefined && own === undefined) return none;
  try {
    const base = Number(loadKoffi().address(new Uint8Array(memory.buffer)));
    const open = own === undefined ? undefined : openNativeLibrary(own);
    return {
      dense: (openblas && openblasProduct(base, openblas)) || (open && ownProduct(base, open)),
      kernels: open && ownKernels(base, open),
    };
  } catch {
    return none; // no koffi
  }
}

/** What the interpreter imports: its memory, and functions that are loaded before a plan says that they are there. */
export function importsOf(memory: WebAssembly.Memory, native: () => Native): WebAssembly.Imports {
  const blas: Blas = (...values) => {
    native().dense!(...values);
  };
  const kernel =
    (name: keyof Kernels): Kernel =>
    (...values) => {
      native().kernels![name](...values);
    };
  const kernels = {
    sparse: kernel("sparse"),
    filterGradient: kernel("filterGradient"),
    inputDelta: kernel("inputDelta"),
  };
  return { env: { memory, blas, ...kernels } };
}

function openblasProduct(base: number, library: string): Blas | undefined {
  const blas = loadOpenblas(library);
  const matrix = ["uintptr_t", "int"];
  const sizes = ["int", "int", "int", "int", "int", "int"];
  const types = [...sizes, "float", ...matrix, ...matrix, "float", ...matrix];
  const sgemm = blas?.library.func("scipy_cblas_sgemm", "void", types) as
    ((...x: number[]) => void) | undefined;
  if (!sgemm) return undefined;
  return (tA, tB, M, N, K, a, lda, b, ldb, c, ldc, accumulate) => {
    const [left, right, to] = [base + (a >>> 0), base + (b >>> 0), base + (c >>> 0)];
    const [opA, opB] = [noTranspose + tA, noTranspose + tB];
    sgemm(rowMajor, opA, opB, M, N, K, 1, left, lda, right, ldb, accumulate, to, ldc);
  };
}

/** `FLOAT32` of src/array/native/kernels.h. */
const float32 = 1;

function ownProduct(base: number, open: NativeFunction): Blas {
  const matrix = ["uintptr_t", "int64_t"];
  const types = [
    "int",
    "int64_t",
    "int64_t",
    "int64_t",
    ...matrix,
    "int64_t",
    ...matrix,
    "int64_t",
    ...matrix,
    "int",
  ];
  const product = open("product", "int", types) as (...x: number[]) => number;
  return (tA, tB, M, N, K, a, lda, b, ldb, c, ldc, accumulate) => {
    const [left, right] = [tA ? [1, lda] : [lda, 1], tB ? [1, ldb] : [ldb, 1]] as const;
    const [from, by, to] = [base + (a >>> 0), base + (b >>> 0), base + (c >>> 0)];
    if (product(float32, M, K, N, from, ...left, by, ...right, to, ldc, accumulate) === 0)
      throw new RangeError("Cannot multiply: memory must have room for a few MB more");
  };
}

/** The kernels by their names in C, with how many numbers they take. */
function ownKernels(base: number, open: NativeFunction): Kernels {
  const kernel = (name: string, count: number): Kernel => {
    const numbers = Array.from({ length: count }, () => "int"); // addresses, too: their bits are those of C's uint32_t
    const call = open(name, "void", ["uintptr_t", ...numbers]) as Kernel;
    return (...values) => {
      call(base, ...values);
    };
  };
  return {
    sparse: kernel("sparse", 11),
    filterGradient: kernel("filter_gradient", 9),
    inputDelta: kernel("input_delta", 6),
  };
}
