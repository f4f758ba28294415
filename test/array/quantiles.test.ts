// Quantiles, which select the elements that they need: those of sorted copies, at every length and for numbers that are equal.
import { expect, it, vi } from "vitest";
import { array, type DType, type NDArray, np } from "gradus";
import { constructors } from "../../src/array/dtype.js";
import { Selection } from "../../src/array/selection.js";
import { RandomState } from "../../src/random/index.js";

const random = new RandomState(12);
const special = [Infinity, -Infinity, 0, -0, 5e-324, 1, -1];
const kinds = [
  () => random.uniform(-300, 300),
  () => Math.floor(random.uniform(0, 5)),
  () => Number(random.uniform(0, 1) < 0.5),
  () => (random.uniform(0, 1) < 0.5 ? -0 : 0),
  () => special[Math.floor(random.uniform(0, special.length))]!,
  () => (random.uniform(0, 1) < 0.9 ? 0 : random.uniform(-1, 1)),
  () => 7,
];
const lengths = [1, 2, 3, 39, 40, 41, 42, 100, 999, 2800, 30_000];

it("an element and the next are those of the sorted line, at every place of some lines", () => {
  for (const draw of kinds)
    for (const n of lengths) {
      const data = new Float64Array(n + 3).map(draw);
      const line = data.slice(3).sort();
      const selection = new Selection(n);
      const places = n <= 100 ? [...line.keys()] : [0, 1, n >> 2, n >> 1, (n >> 1) + 1, n - 2, n - 1];
      for (const place of places) {
        const [value, next] = selection.at(data, 3, n, place);
        expect([Object.is(value, line[place]), Object.is(next, line[Math.min(place + 1, n - 1)])]).toEqual([
          true,
          true,
        ]);
      }
    }
});

/** As NumPy defines it, of a line without NaN. */
function linear(line: ArrayLike<number>, share: number): number {
  const data = Float64Array.from(line).sort();
  const place = share * (data.length - 1);
  const [low, high] = [data[Math.floor(place)]!, data[Math.ceil(place)]!];
  return low === high ? low : low + (high - low) * (place % 1);
}

const close = (got: ArrayLike<number>, wanted: ArrayLike<number>, scale: number) => {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < got.length; i++)
    if (!(Math.abs(got[i]! - wanted[i]!) <= scale)) expect(got[i]).toBe(wanted[i]);
};

it.each(["float64", "float32", "int32", "uint8", "bool"] as DType[])("of %s along every axis", (dtype) => {
  for (const shape of [
    [7, 5, 3],
    [2, 900, 2],
    [4, 10, 60],
  ]) {
    const size = shape.reduce((a, b) => a * b);
    const data = new constructors[dtype](size).map(() =>
      dtype === "bool" ? Number(random.uniform(0, 1) < 0.4) : random.uniform(0, 100),
    );
    const x = array(data).astype(dtype).reshape(shape);
    const shares = [0, 0.25, 0.5, 0.99, 1];
    const scale = dtype === "float32" ? 1e-5 : 1e-12;
    close(
      np.quantile(x, shares).data,
      shares.map((share) => linear(x.data, share)),
      scale,
    );
    expect(np.median(x)).toBeCloseTo(linear(x.data, 0.5), 5);
    for (const axis of [0, 1, 2, -1]) {
      const lines = np.moveaxis(x, axis, -1).reshape(-1, shape.at(axis)!);
      const wanted = (share: number) =>
        Array.from({ length: lines.shape[0]! }, (_, i) => linear(lines.at(i).data, share));
      close(np.median(x, axis).data, wanted(0.5), scale);
      close(np.quantile(x, shares, axis).data, shares.flatMap(wanted), scale);
      const many = Array.from({ length: 15 }, (_, i) => i / 14); // sorts
      close(np.quantile(x, many, axis).data, many.flatMap(wanted), scale);
      expect(np.median(x, axis).dtype).toBe(dtype === "float32" ? "float32" : "float64");
      expect(np.median(x, axis, { keepDims: true }).shape).toEqual(
        shape.map((length, i) => (i === (axis + 3) % 3 ? 1 : length)),
      );
    }
  }
});

it("methods look at the elements beside a place", () => {
  const x = array(new Float64Array(5000).map((_, i) => (i * 7) % 5000));
  const share = 0.3; // the place is 1499.7
  const at = (method: "lower" | "higher" | "nearest" | "midpoint") =>
    np.quantile(x, share, undefined, { method });
  expect([at("lower"), at("higher"), at("nearest"), at("midpoint")]).toEqual([1499, 1500, 1500, 1499.5]);
});

it("NaN is all that lines have, or is left out", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  for (const dtype of ["float64", "float32"] as const) {
    const x = array(new Float64Array(40 * 300).map(() => random.uniform(0, 1)))
      .astype(dtype)
      .reshape(40, 300);
    x.data.forEach((_, i) => {
      if (i % 300 < i / 300 / 2) x.data[i] = NaN;
    });
    x.data.fill(NaN, 39 * 300);
    const numbers = (line: NDArray) => line.data.filter((value) => !Number.isNaN(value));
    const wanted = Array.from({ length: 39 }, (_, i) => linear(numbers(x.at(i)), 0.5));
    const got = np.nanmedian(x, 1);
    expect(got.dtype).toBe(dtype);
    close(got.data.slice(0, 39), wanted, 1e-6);
    expect(got.data[39]).toBeNaN();
    expect(warn).toHaveBeenLastCalledWith(expect.stringContaining("1 of 40 lines"));
    expect([...np.median(x, 1).data].map(Number.isNaN)).toEqual([false, ...Array<boolean>(39).fill(true)]);
    expect(np.nanmedian(x)).toBeCloseTo(linear(numbers(x), 0.5), 6);
    expect(np.median(x)).toBeNaN();
    const few = np.nanpercentile(x, [10, 90], 0);
    expect(few.shape).toEqual([2, 300]);
    expect(few.data[300 + 299]).toBeCloseTo(linear(numbers(x.transpose().at(299)), 0.9), 6);
  }
  warn.mockRestore();
});

it("the way to an infinity is that infinity, as NumPy's median has it", () => {
  expect([np.median([3, Infinity]), np.median([-Infinity, 3]), np.nanmedian([NaN, 3, Infinity])]).toEqual([
    Infinity,
    -Infinity,
    Infinity,
  ]);
  expect(np.median([-Infinity, Infinity])).toBeNaN();
});
