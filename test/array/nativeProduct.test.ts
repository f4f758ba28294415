// Products on OpenBLAS are those of the compiled core, up to rounding; what it is not meant for stays on the core.
import { afterEach, describe, expect, it, vi } from "vitest";
import { NDArray, np, RandomState } from "gradus";
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

describe.skipIf(findOpenblas() === undefined)("a large product", () => {
  it.each([
    ["float64", 1e-12],
    ["float32", 1e-4],
  ] as const)("is the core's, %s, as it lies and transposed", (dtype, atol) => {
    const a = random.randn(m, k).astype(dtype);
    const b = random.randn(k, n).astype(dtype);
    const [ta, tb] = [a.T.copy(), b.T.copy()];
    const wanted = withoutOpenblas(() => a.dot(b));
    for (const [x, y] of [
      [a, b],
      [ta.T, b],
      [a, tb.T],
      [ta.T, tb.T],
    ] as const) {
      const got = x.dot(y);
      expect(got.dtype).toBe(dtype);
      expect(np.allClose(got, wanted, { rtol: 0, atol })).toBe(true);
    }
    const parts = np.concatenate([np.zeros([1, k], { dtype }), a]).slice(1); // a view that begins within its memory
    expect(np.allClose(parts.dot(b), wanted, { rtol: 0, atol })).toBe(true);
    expect(np.allClose(np.matmul(a, b), wanted, { rtol: 0, atol })).toBe(true);
  });

  it("is OpenBLAS's work: it writes into the result itself", () => {
    const [a, b] = [random.randn(m, k), random.randn(k, n)];
    const out = new Float64Array(m * n).fill(NaN);
    expect(nativeProduct(out, asItLies(a.data), asItLies(b.data), m, k, n)).toBe(true);
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
    const c = a.dot(random.randn(k, n));
    expect([Number.isNaN(c.data[0]), Number.isFinite(c.data[n]), Number.isFinite(c.data[2 * n])]).toEqual([
      true,
      false,
      true,
    ]);
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
