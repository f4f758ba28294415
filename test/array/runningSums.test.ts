// Running sums, products and differences of long arrays are those of their lines, which are short, along every axis.
import { describe, expect, it } from "vitest";
import { array, type NDArray, np, RandomState } from "gradus";

const random = new RandomState(5);
const shape = [9, 40, 50] as const;

/** The same, line by line. */
function byLines(x: NDArray, axis: number, of: (line: NDArray) => NDArray): unknown {
  const last = x.swapaxes(axis, 2);
  const [a, b] = last.shape as [number, number];
  const lines = Array.from({ length: a * b }, (_, i) => of(last.at(Math.floor(i / b), i % b).copy()));
  return np.stack(lines).reshape([a, b, -1]).swapaxes(2, axis).toArray();
}

describe.each(["float64", "float32", "int32"] as const)("%s", (dtype) => {
  const x = dtype === "int32" ? random.randint(-3, 4, shape) : random.randn(...shape).astype(dtype);

  it.each([0, 1, 2])("along axis %d", (axis) => {
    for (const of of [np.cumsum, np.diff] as ((x: NDArray, ...rest: number[]) => NDArray)[]) {
      const got = of === np.diff ? np.diff(x, 1, axis) : np.cumsum(x, axis);
      expect(got.dtype).toBe(dtype);
      expect(got.toArray()).toEqual(byLines(x, axis, (line) => of(line)));
    }
    const near1 = dtype === "int32" ? x.clip(-1, 1) : x.mul(0.01).add(1).astype(dtype);
    expect(np.cumprod(near1, axis).toArray()).toEqual(byLines(near1, axis, (line) => np.cumprod(line)));
  });

  it("of all in C order, and of none", () => {
    const sums = np.cumsum(x);
    expect(sums.shape).toEqual([x.size]);
    expect(sums.slice([100]).sub(sums.slice([0, -100])).shape).toEqual([x.size - 100]);
    expect(
      np.allclose(np.diff(sums), x.flatten().slice([1]), {
        rtol: 0,
        atol: dtype === "float32" ? 1e-4 : 1e-10,
      }),
    ).toBe(true);
    for (const empty of [
      np.zeros([0], { dtype }),
      np.zeros([4, 0], { dtype }),
      np.zeros([0, 4], { dtype }),
    ]) {
      expect([np.cumsum(empty, 0).shape, np.cumprod(empty, -1).shape]).toEqual([empty.shape, empty.shape]);
      expect(np.diff(empty, 1, 0).size).toBe(0);
    }
  });
});

it("integers that an int32 does not hold are refused, wherever they come", () => {
  const large = np.full([100, 90], 2 ** 30).astype("int32");
  expect(() => np.cumsum(large, 1)).toThrow("Cannot cumsum integers: the result must be below 2^31");
  expect(() => np.cumprod(large, 0)).toThrow("Cannot cumprod integers");
  const far = array(Array.from({ length: 9000 }, (_, i) => (i % 2 ? 2 ** 31 - 1 : -2))).astype("int32");
  expect(() => np.diff(far)).toThrow("Cannot sub integers: the result must be below 2^31");
});
