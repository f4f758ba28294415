// Factorizations by the LAPACK inside of OpenBLAS. LAPACK stores matrices column after column, so it takes the rows of ours for
// columns: it is given the transpose, and the transpose of what it gives is ours. It writes into its arguments, hence a copy of each.
// Functions that need no memory of their own are called behind LAPACKE's search for NaN, of which there is none here.
import { madeOfOpenblas } from "../openblas.js";
import type { TypedArray } from "./dtype.js";
import type { Factorizations } from "./factorizations.js";
import { NDArray } from "./ndarray.js";
import { transposed2d } from "./transposed2d.js";
import { uninitialized } from "./uninitialized.js";

const columnMajor = 102;
const letter = (one: string) => one.charCodeAt(0);
const [transposed, vectors, upper, small] = [letter("T"), letter("V"), letter("U"), letter("S")];

/** The functions of LAPACKE: how many sizes, arrays (`*`) and letters (`c`) each takes after the layout; they return 0 if all went well. */
const signatures = {
  getrf_work: "ii*ip",
  getrs_work: "cii*ip*i",
  getri_work: "i*ip*i",
  potrf_work: "ci*i",
  syevd: "cci*i*",
  gesdd: "cii*i**i*i",
  gelqf: "ii*i*",
  orglq: "iii*i*",
} as const;
const types = { i: "int", c: "char", "*": "double *", p: "int *" } as const;
type Call = (...values: (number | TypedArray)[]) => number;
type Calls = Record<keyof typeof signatures, Call>;

/** LAPACK, if OpenBLAS is there. */
export const lapack = madeOfOpenblas(({ library }) => {
  const calls = Object.entries(signatures).map(([name, signature]) => {
    const values = [...signature].map((kind) => types[kind as keyof typeof types]);
    const call = library.func(`scipy_LAPACKE_d${name}`, "int", ["int", ...values]) as Call;
    return [name, (...given: Parameters<Call>) => call(columnMajor, ...given)];
  });
  return factorizations(Object.fromEntries(calls) as Calls);
});

const unwritten = (size: number) => uninitialized("float64", size) as Float64Array;
const zeros = (size: number) => new Float64Array(size);

function copyOf({ data }: NDArray): Float64Array {
  const copy = unwritten(data.length);
  copy.set(data);
  return copy;
}

/** Columns that are computed at once, for which an inverse needs room. */
const block = 64;

function factorizations({ syevd, gesdd, gelqf, orglq, ...calls }: Calls): Factorizations {
  const { getrf_work: getrf, getrs_work: getrs, getri_work: getri, potrf_work: potrf } = calls;
  /** The triangles of aᵀ, and which rows were exchanged. */
  const factored = (a: NDArray) => {
    const [n, lu] = [a.length, copyOf(a)];
    const exchanged = new Int32Array(n);
    return { n, lu, exchanged, isSingular: getrf(n, n, lu, n, exchanged) !== 0 };
  };
  return {
    // aᵀ = vhᵀ · s · uᵀ: left and right change places
    svd: (a) => {
      const [m, n] = a.shape as [number, number];
      const k = Math.min(m, n);
      const [u, s, vh] = [zeros(m * k), zeros(k), zeros(k * n)];
      if (gesdd(small, n, m, copyOf(a), n, s, vh, n, u, k) !== 0) return undefined;
      return { u: new NDArray(u, [m, k]), s: new NDArray(s, [k]), vh: new NDArray(vh, [k, n]) };
    },
    eigh: (a) => {
      const [n, found] = [a.length, copyOf(a)];
      const values = zeros(n);
      if (syevd(vectors, upper, n, found, n, values) !== 0) return undefined;
      return { eigenvalues: new NDArray(values, [n]), eigenvectors: new NDArray(found, [n, n]).T };
    },
    // aᵀ = rᵀ · qᵀ
    qr: (a) => {
      const [m, n] = a.shape as [number, number];
      const k = Math.min(m, n);
      const [found, scales, r] = [copyOf(a), zeros(k), zeros(k * n)];
      gelqf(n, m, found, n, scales);
      for (let i = 0; i < k; i++) r.set(found.subarray(i * n + i, (i + 1) * n), i * n + i);
      orglq(k, m, k, found, n, scales);
      const q = new NDArray(found, [m, n]);
      return { q: k === n ? q : q.slice([], [0, k]), r: new NDArray(r, [k, n]) };
    },
    cholesky: (a) => {
      const [n, found] = [a.length, copyOf(a)];
      if (potrf(upper, n, found, n) !== 0) return undefined;
      for (let i = 0; i < n; i++) found.fill(0, i * n + i + 1, (i + 1) * n);
      return new NDArray(found, [n, n]);
    },
    solve: (a, b) => {
      const { n, lu, exchanged, isSingular } = factored(a);
      if (isSingular) return undefined;
      const k = b.shape[1]!;
      const x = transposed2d(b.data, n, k, "float64");
      getrs(transposed, n, k, lu, n, exchanged, x, n);
      return new NDArray(x, [k, n]).T;
    },
    // of aᵀ; the columns of what comes are the rows of a⁻¹
    inv: (a) => {
      const { n, lu, exchanged, isSingular } = factored(a);
      if (isSingular) return undefined;
      getri(n, lu, n, exchanged, unwritten(n * block), n * block);
      return new NDArray(lu, [n, n]);
    },
    det: (a) => {
      const { n, lu, exchanged } = factored(a);
      let product = 1;
      for (let i = 0; i < n; i++) product *= (exchanged[i] === i + 1 ? 1 : -1) * lu[i * n + i]!;
      return product;
    },
  };
}
