// Reductions of long arrays, which the compiled core makes, are NumPy's to the bit: fixtures/long.py.
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { type DType, type NDArray, np, zeros } from "gradus";

type Name = "sum" | "mean" | "var" | "std" | "max" | "min" | "argmax" | "argmin" | "any" | "all";
interface Case {
  kind: DType;
  shape: number[];
  name: Name;
  axis: number | null;
  value: number[];
}
const cases = JSON.parse(fs.readFileSync(new URL("fixtures/long.json", import.meta.url), "utf8")) as Case[];
const size = 30_000;
const numbers = zeros([size]).map((_, i) => (((i * 7919) % 10007) - 5000) / 7);
const kinds: Partial<Record<DType, NDArray>> = {
  float64: numbers,
  int32: numbers.floor().astype("int32"),
  bool: numbers.greater(0),
};

describe("long arrays", () => {
  it.each(cases)("$kind: $name of $shape along $axis", ({ kind, shape, name, axis, value }) => {
    const x = kinds[kind]!.reshape(shape);
    const got =
      axis === null
        ? [Number(x[name]())]
        : [...(x[name](axis) as NDArray).data].filter((_, i) => i % 61 === 0);
    expect(got).toEqual(value);
  });

  it("NaN is the largest, the smallest, and true", () => {
    const x = numbers.copy();
    x.data[20_000] = x.data[25_000] = NaN;
    expect([x.max(), x.min()]).toEqual([NaN, NaN]);
    expect([x.argmax(), x.argmin()]).toEqual([20_000, 20_000]);
    expect(x.reshape(30, 1000).argmax(1).data[20]).toBe(0);
    expect([13, 16].map((row) => x.reshape(20, 1500).argmin(1).data[row])).toEqual([500, 1000]);
    expect(x.reshape(100, 300).max(0).isNaN().nonzero().toArray()).toEqual([100, 200]);
    const [none, nan] = [zeros([size]), zeros([size])];
    nan.data[size - 1] = NaN;
    expect([none.any(), nan.any(), nan.all()]).toEqual([false, true, false]);
    expect(np.full([2], NaN).logicalAnd(1).toArray()).toEqual([true, true]);
    expect(np.full([size], NaN).logicalNot().any()).toBe(false);
  });

  it("no rows give what NumPy's identities are", () => {
    const none = zeros([0, 3]);
    expect([none.sum(0), none.prod(0), none.any(0), none.all(0)].map(String)).toEqual([
      "[0. 0. 0.]",
      "[1. 1. 1.]",
      "[False False False]",
      "[ True  True  True]",
    ]);
    expect(() => none.max(0)).toThrow("empty");
    const refused = /^Cannot .* of an empty array: size must be >= 1, current value is 0$/;
    expect(() => none.mean(0)).toThrow(refused);
    expect(() => none.mean([0, 1])).toThrow(refused);
    expect(() => np.mean([])).toThrow(refused);
    expect(() => np.std([], undefined, { ddof: 1 })).toThrow(refused);
    expect(() => none.var(0)).toThrow(refused);
    expect(none.mean(1).shape).toEqual([0]); // no means to take
    const few = /^Cannot take (std|var): ddof must be < 3, the number of elements, current value is 3$/;
    expect(() => np.std([1, 2, 3], undefined, { ddof: 3 })).toThrow(few);
    expect(() => zeros([2, 3]).var(-1, { ddof: 3 })).toThrow(few);
    expect(zeros([2, 3]).var([0, 1], { ddof: 3 }).item()).toBe(0);
    expect(() => zeros([2, 3]).cumsum(2)).toThrow(/^Cannot cumsum: axis/);
  });

  it("a number bends to float32, as in NumPy 2", () => {
    for (const n of [3, 3000]) {
      const x = zeros([n], { dtype: "float32" }).add(0.1);
      expect([x.equal(0.1).all(), x.greater(0.1).any()]).toEqual([true, false]);
    }
  });
});
