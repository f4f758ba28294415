// Products in panels are those of the core that skips zeros, which products.test.ts compares with NumPy's: doubles to the bit.
import { describe, expect, it } from "vitest";
import { NDArray, np, RandomState } from "gradus";
import { denseProduct } from "../../src/array/denseProduct.js";
import { asItLies, largeProduct } from "../../src/array/largeProduct.js";

const random = new RandomState(3);
const operands = (x: NDArray) => [asItLies(x.data), { data: x.T.copy().data, transposed: true }] as const;

describe("products in panels", () => {
  it.each([
    [33, 300, 70],
    [130, 20, 301],
    [9, 700, 9],
  ])("%i × %i times columns of %i, as they lie and transposed", (m, k, n) => {
    const [a, b] = [random.randn(m, k), random.randn(k, n)];
    const wanted = new Float64Array(m * n);
    largeProduct(wanted, asItLies(a.data), asItLies(b.data), m, k, n);
    for (const left of operands(a)) {
      for (const right of operands(b)) {
        const got = new Float64Array(m * n).fill(NaN);
        expect(denseProduct(got, left, right, m, k, n)).toBe(true);
        expect(got).toEqual(wanted);
      }
    }
  });

  it("spread NaN and infinities as NumPy does", () => {
    const [a, b] = [random.randn(40, 50), random.randn(50, 60)];
    a.data[0] = Infinity;
    b.data[59] = NaN;
    const c = a.dot(b);
    expect(c.isFinite().logicalNot().sum()).toBe(60 + 39);
    expect(c.isNaN().sum()).toBe(40);
  });

  it("of very large float32 matrices sum in float32, of small ones in doubles", () => {
    const [m, k, n] = [250, 270, 530];
    const [a, b] = [random.randn(m, k).astype("float32"), random.randn(k, n).astype("float32")];
    const exact = a.astype("float64").dot(b.astype("float64"));
    const got = new Float32Array(m * n);
    expect(denseProduct(got, asItLies(a.data), asItLies(b.data), m, k, n)).toBe(true);
    const errors = new NDArray(got, [m, n]).astype("float64").sub(exact).abs();
    expect(errors.max()).toBeLessThan(1e-4);
    expect(errors.max()).toBeGreaterThan(1e-6);
    const few = np.dot(a.slice(0, 20), b);
    expect(few.data).toEqual(exact.slice(0, 20).astype("float32").data);
  });

  it("leave what is mostly zeros to the core that skips them", () => {
    const [a, b] = [np.zeros([100, 100]), random.randn(100, 100)];
    expect(denseProduct(new Float64Array(10_000), asItLies(a.data), asItLies(b.data), 100, 100, 100)).toBe(
      false,
    );
  });
});
