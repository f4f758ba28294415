// Products on OpenBLAS are those of the compiled core, up to rounding; what it is not meant for stays on the core.
import { afterEach, describe, expect, it, vi } from "vitest";
import { NDArray, np, RandomState } from "gradus";
import { doubles, floats } from "../../src/array/core.js";
import { denseProduct } from "../../src/array/denseProduct.js";
import { native } from "../../src/array/native.js";
import { nativeProduct } from "../../src/array/nativeProduct.js";
import { asItLies } from "../../src/array/largeProduct.js";
import { findOpenblas } from "../../src/openblas.js";

const random = new RandomState(1);
const [m, k, n] = [270, 300, 260];

afterEach(() => void vi.unstubAllEnvs());

function withoutOpenblas<T>(work: () => T): T {
  vi.stubEnv("GRADUS_OPENBLAS", "off");
  const result = work();
  vi.unstubAllEnvs();
  return result;
}

/** With OpenBLAS even where native/ is faster. */
function byOpenblas<T>(work: () => T): T {
  const library = native(m * k * n);
  const leadsTo = library?.productLeadsTo;
  try {
    if (library) library.productLeadsTo = 0;
    return work();
  } finally {
    if (library) library.productLeadsTo = leadsTo!;
  }
}

describe.skipIf(findOpenblas() === undefined)("a large product", () => {
  it.each([
    ["float64", 1e-12, "the faster", (work: () => NDArray) => work()],
    ["float32", 1e-4, "the faster", (work: () => NDArray) => work()],
    ["float64", 1e-12, "OpenBLAS", byOpenblas],
    ["float32", 1e-4, "OpenBLAS", byOpenblas],
  ] as const)("is the core's, %s to %d by %s, as it lies and transposed", (dtype, atol, _, by) => {
    const a = random.randn(m, k).astype(dtype);
    const b = random.randn(k, n).astype(dtype);
    const [ta, tb] = [a.T.copy(), b.T.copy()];
    const sums = new Float64Array(m * n);
    expect(
      denseProduct(sums, asItLies(Float64Array.from(a.data)), asItLies(Float64Array.from(b.data)), m, k, n),
    ).toBe(true);
    const wanted = new NDArray(sums, [m, n]);
    for (const [x, y] of [
      [a, b],
      [ta.T, b],
      [a, tb.T],
      [ta.T, tb.T],
    ] as const) {
      const got = by(() => x.dot(y));
      expect(got.dtype).toBe(dtype);
      expect(np.allClose(got, wanted, { rtol: 0, atol })).toBe(true);
    }
    const parts = np.concatenate([np.zeros([1, k], { dtype }), a]).slice(1); // a view that begins within its memory
    for (const got of [by(() => parts.dot(b)), by(() => np.matmul(a, b))])
      expect(np.allClose(got, wanted, { rtol: 0, atol })).toBe(true);
  });

  it("is OpenBLAS's work: it writes into the result itself", () => {
    const [a, b] = [random.randn(m, k), random.randn(k, n)];
    const out = new Float64Array(m * n).fill(NaN);
    expect(byOpenblas(() => nativeProduct(out, asItLies(a.data), asItLies(b.data), m, k, n))).toBe(true);
    expect(
      np.allClose(
        new NDArray(out, [m, n]),
        withoutOpenblas(() => a.dot(b)),
      ),
    ).toBe(true);
  });

  it("spreads NaN and infinities as NumPy does", () => {
    const a = random.randn(m, k);
    a.data[0] = NaN;
    a.data[k] = Infinity;
    const b = random.randn(k, n);
    for (const c of [a.dot(b), byOpenblas(() => a.dot(b))]) {
      const finite = [Number.isFinite(c.data[n]), Number.isFinite(c.data[2 * n])];
      expect([Number.isNaN(c.data[0]), ...finite]).toEqual([true, false, true]);
    }
  });
});

describe("the core keeps", () => {
  const product = (x: NDArray, y: NDArray) => {
    const out = new Float64Array(x.shape[0]! * y.shape[1]!);
    return nativeProduct(out, asItLies(x.data), asItLies(y.data), x.shape[0]!, x.shape[1]!, y.shape[1]!);
  };

  it("what is small or narrow: lessons print the same digits on every machine", () => {
    expect(product(random.randn(200, 200), random.randn(200, 200))).toBe(false);
    expect(product(random.randn(6000, 784), random.randn(784, 10))).toBe(false);
  });

  it("integers, types that differ, and numbers that are mostly 0", () => {
    const [a, b] = [random.randn(m, k), random.randn(k, n)];
    expect(product(a.astype("float32"), b)).toBe(false);
    expect(product(a.astype("int32"), b.astype("int32"))).toBe(false);
    expect(product(a.mul(random.rand(m, k).greater(0.8)), b)).toBe(false);
  });

  it("the same where GRADUS_OPENBLAS is off, and the kernels of src/array/native multiply", () => {
    const [a, b] = [random.randn(m, k), random.randn(k, n)];
    expect(withoutOpenblas(() => product(a, b))).toBe(native(m * k * n) !== undefined);
    expect(withoutOpenblas(() => product(a.astype("float32"), b))).toBe(false);
    expect(withoutOpenblas(() => product(random.randn(200, 200), random.randn(200, 200)))).toBe(false);
  });
});

describe.skipIf(native(2 ** 30) === undefined)("the kernel of native/ is exact for whole numbers", () => {
  const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 23, 24, 25, 31, 32, 33];
  const sizes = [
    ...lengths.map((rows) => [rows, 19, 21] as const),
    ...lengths.map((inner) => [14, inner, 21] as const),
    ...lengths.map((columns) => [14, 19, columns] as const),
    [195, 257, 34],
    [5, 515, 2051],
  ] as const;

  it.each([
    ["doubles", doubles, Float64Array],
    ["floats", floats, Float32Array],
  ] as const)("%s of every length, as they lie and transposed, added or not", (_, kind, Typed) => {
    const { product } = native(2 ** 30)!;
    for (const [rows, inner, columns] of sizes)
      for (const [tA, tB, adds] of [
        [false, false, false],
        [true, false, true],
        [false, true, true],
        [true, true, false],
      ] as const) {
        const a = Typed.from(random.randint(-9, 10, [rows * inner]).data);
        const b = Typed.from(random.randint(-9, 10, [inner * columns]).data);
        const rowC = columns + 3; // between the rows lies what is not the result's
        const c = new Typed(rows * rowC).fill(7);
        const left: [number, number] = tA ? [1, rows] : [inner, 1];
        const right: [number, number] = tB ? [1, inner] : [columns, 1];
        expect(product(kind, rows, inner, columns, a, ...left, b, ...right, c, rowC, adds)).not.toBe(0);
        const wanted = new Typed(rows * rowC).fill(7);
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) {
            let sum = adds ? 7 : 0;
            for (let l = 0; l < inner; l++)
              sum += a[i * left[0] + l * left[1]]! * b[l * right[0] + j * right[1]]!;
            wanted[i * rowC + j] = sum;
          }
        expect(c).toEqual(wanted);
      }
  });

  it("or zeros where there is nothing to sum", () => {
    const c = new Float64Array(6).fill(7);
    const nothing = new Float64Array(1);
    expect(native(2 ** 30)!.product(doubles, 2, 0, 3, nothing, 1, 1, nothing, 3, 1, c, 3, false)).not.toBe(0);
    expect(c).toEqual(new Float64Array(6));
  });
});
