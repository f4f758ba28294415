// Sorting, by the kernels of src/array/native and by radix in JavaScript: the results of comparing elements, at every length from which
// on another way is taken, and for numbers that are equal, not numbers, or close together.
import { describe, expect, it } from "vitest";
import { array, type DType, np } from "gradus";
import { kindOf } from "../../src/array/core.js";
import { constructors, type TypedArray } from "../../src/array/dtype.js";
import type { Sortable } from "../../src/array/keyed.js";
import { native } from "../../src/array/native.js";
import { radixArgsortLine, radixSortLine } from "../../src/array/radixOrder.js";
import { RandomState } from "../../src/random/index.js";

const kernels = native(1 << 20);
const random = new RandomState(11);
const lengths = [1, 2, 3, 12, 40, 41, 48, 49, 63, 64, 255, 256, 2047, 2048, 5999, 6000, 6001, 20_011];
const special = [NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, 1, -1, 1e-40, 3.4e38, -1e300];
/** What lies in the arrays, by name. */
const kinds: Record<string, () => number> = {
  "spread evenly": () => random.uniform(-300, 300),
  "equal often": () => Math.floor(random.uniform(-3, 4)),
  special: () => special[Math.floor(random.uniform(0, special.length))]!,
  "close together": () => 1 + random.uniform(0, 1e-11),
  "of all sizes": () => random.uniform(-1, 1) * 10 ** random.uniform(-300, 300),
  "zeros and few others": () => (random.uniform(0, 1) < 0.9 ? -0 : random.uniform(-1, 1)),
};
const dtypes: DType[] = ["float64", "float32", "int32", "uint8", "bool"];
const numbers = (dtype: DType, n: number, draw: () => number): TypedArray =>
  new constructors[dtype](n).map(() => {
    const x = dtype === "int32" ? draw() * 1e7 : draw();
    return dtype === "bool" ? Number(x > 0) : x;
  });
/** Compared one by one; -0 is before 0. */
const sorted = (data: TypedArray) => data.slice().sort();
const order = (data: TypedArray) =>
  Array.from(data.keys()).sort((i, j) => {
    const [a, b] = [data[i]!, data[j]!];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || i - j;
    return a === b ? i - j : a - b;
  });
const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  a.length === b.length ? Array.from(a).findIndex((x, i) => !Object.is(x, b[i])) : "lengths";

describe.each(Object.entries(kinds))("numbers %s", (_, draw) => {
  it.each(dtypes)("%s are sorted, and so are their places", (dtype) => {
    for (const n of lengths) {
      const data = numbers(dtype, n, draw);
      const x = array(data).astype(dtype);
      expect(difference(np.sort(x).data, sorted(data)), String(n)).toBe(-1);
      expect(difference(np.argsort(x).data, order(data)), String(n)).toBe(-1);
      expect(difference(np.partition(x, n >> 1).data, sorted(data))).toBe(-1);
      expect(np.sort(x).dtype).toBe(dtype);
    }
  });

  it.each(["float64", "float32", "int32"] as const)("%s by kernels and in JavaScript", (dtype) => {
    for (const n of lengths) {
      const data = numbers(dtype, n, draw);
      const [wanted, places] = [sorted(data), order(data)];
      const line = data.slice() as Sortable;
      radixSortLine(line);
      expect(difference(line, wanted), String(n)).toBe(-1);
      const out = new Int32Array(n);
      radixArgsortLine(data as Sortable, out);
      expect(difference(out, places), String(n)).toBe(-1);
      if (!kernels) continue;
      const result = data.slice().fill(7);
      kernels.sorts(kindOf(data), 1, n, data, result, data.slice());
      expect(difference(result, wanted), String(n)).toBe(-1);
      kernels.argsorts(kindOf(data), 1, n, data, out.fill(7), new Float64Array(2 * n));
      expect(difference(out, places), String(n)).toBe(-1);
    }
  });

  it.each(dtypes)("%s without repetitions", (dtype) => {
    for (const n of [1, 50, 3000, 20_011]) {
      const data = numbers(dtype, n, draw);
      const wanted = [...new Set(data)].sort(
        (a, b) => Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || a - b,
      );
      const x = array(data).astype(dtype);
      const [values, inverse, counts] = np.unique(x, { returnInverse: true, returnCounts: true });
      const first = (value: number) =>
        data[Number.isNaN(value) ? data.findIndex(Number.isNaN) : data.indexOf(value)]!;
      expect(difference(values.data, wanted.map(first)), String(n)).toBe(-1);
      expect(difference(np.unique(x).data, values.data)).toBe(-1);
      expect(values.dtype).toBe(dtype);
      const back = Array.from(inverse.data, (group) => values.data[group]!);
      expect(back.findIndex((value, i) => value !== data[i] && !Number.isNaN(data[i]))).toBe(-1);
      const counted = new Int32Array(values.size);
      for (const group of inverse.data) counted[group]!++;
      expect(difference(counts.data, counted)).toBe(-1);
      expect(difference(np.unique(x, { returnCounts: true })[1].data, counted)).toBe(-1);
    }
  });
});

it.each(dtypes)("%s along every axis", (dtype) => {
  for (const shape of [
    [5, 3, 4],
    [70, 1, 90],
    [3, 2100, 2],
  ]) {
    const size = shape.reduce((a, b) => a * b);
    const x = array(numbers(dtype, size, kinds.special!))
      .astype(dtype)
      .reshape(shape);
    for (const axis of [0, 1, 2, -1]) {
      const lines = np.moveaxis(x, axis, -1).reshape(-1, shape.at(axis)!);
      const back = np.moveaxis(np.sort(x, axis), axis, -1).reshape(lines.shape);
      const places = np.moveaxis(np.argsort(x, axis), axis, -1).reshape(lines.shape);
      for (let i = 0; i < lines.shape[0]!; i++) {
        const line = lines.at(i).data.slice();
        expect(difference(back.at(i).data, sorted(line))).toBe(-1);
        expect(difference(places.at(i).data, order(line))).toBe(-1);
      }
    }
  }
});

it("NaN is last whatever its sign, and arrays without elements stay so", () => {
  const bits = new BigUint64Array(5000).fill(0xfff8000000000001n);
  const data = new Float64Array(bits.buffer).fill(1, 0, 2500);
  for (const n of [5000, 10]) {
    const some = data.slice(2500 - n / 2, 2500 + n / 2).reverse();
    expect(np.sort(array(some)).data.findIndex(Number.isNaN)).toBe(n / 2);
    expect([...np.argsort(array(some)).data.slice(n / 2)]).toEqual(
      Array.from({ length: n / 2 }, (_, i) => i),
    );
  }
  for (const shape of [[0], [3, 0], [0, 3]])
    expect([np.sort(np.zeros(shape)).shape, np.argsort(np.zeros(shape), 0).shape]).toEqual([shape, shape]);
  expect(np.unique(np.zeros([0])).size).toBe(0);
});
