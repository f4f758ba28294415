// Statistics of long arrays with and without NaN are those of what is left when NaN is taken out.
import { describe, expect, it } from "vitest";
import { array, np, RandomState } from "gradus";

const random = new RandomState(3);
const [rows, columns] = [70, 90];
const whole = random.randn(rows, columns);
const holes = array(whole.data.map((value, i) => (i % 7 === 3 ? NaN : value))).reshape([rows, columns]);

it("extremes are named in messages as they were called", () => {
  expect(() => np.nanmax(whole, 7)).toThrow("Cannot nanmax: axis must be an integer from -2 to 1");
  expect(() => np.nanmin(whole, [0, 7])).toThrow("Cannot nanmin: axis must be an integer from -2 to 1");
  expect(() => np.nanmin([])).toThrow("Cannot take nanmin of an empty array");
});

describe.each(["float64", "float32"] as const)("%s", (dtype) => {
  it.each([
    ["without", whole],
    ["with", holes],
  ] as const)("%s NaN", (_, given) => {
    const x = given.astype(dtype);
    const numbers = (data: ArrayLike<number>) => array(Array.from(data).filter((one) => !Number.isNaN(one)));
    const tolerance = { rtol: dtype === "float32" ? 1e-4 : 1e-12, atol: dtype === "float32" ? 1e-5 : 1e-12 };
    const left = numbers(x.data);
    const lines = {
      0: Array.from({ length: columns }, (_, k) => numbers(x.T.at(k).data)),
      1: Array.from({ length: rows }, (_, k) => numbers(x.at(k).data)),
    };
    const { nansum, nanprod, nanmean, nanvar, nanstd, nanmin, nanmax } = np;
    for (const [fold, of] of [
      [nansum, (line) => line.sum()],
      [nanprod, (line) => line.prod()],
      [nanmean, (line) => line.mean()],
      [nanvar, (line) => line.var()],
      [nanstd, (line) => line.std()],
      [nanmin, (line) => line.min()],
      [nanmax, (line) => line.max()],
    ] as [typeof nansum, (line: ReturnType<typeof numbers>) => number][]) {
      expect(np.allclose(fold(x), of(left), tolerance), fold.name).toBe(true);
      for (const axis of [0, 1] as const) {
        const got = fold(x, axis);
        expect(got.dtype).toBe(dtype);
        expect(np.allclose(got, lines[axis].map(of), tolerance), `${fold.name} ${String(axis)}`).toBe(true);
      }
    }
    expect(x.data[np.nanargmax(x)]).toBe(left.max());
    expect(x.data[np.nanargmin(x)]).toBe(left.min());
    for (const axis of [0, 1] as const) {
      const places = np.nanargmax(x, axis).data;
      const at = (k: number) => (axis === 0 ? x.at(places[k]!, k) : x.at(k, places[k]!)).item();
      expect(Array.from(places, (_, k) => at(k))).toEqual(lines[axis].map((line) => line.max()));
    }
    const sums = np.nancumsum(x);
    expect(np.allclose(sums.at(-1), left.sum(), { rtol: 1e-3, atol: 1e-3 })).toBe(true);
    expect(np.isNaN(sums).any()).toBe(false);
  });
});
