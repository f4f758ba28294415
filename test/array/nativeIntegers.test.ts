// Integers in the kernels of src/array/native: they come around as in JavaScript's loops, and nothing that an int32 does not hold passes.
import { describe, expect, it, vi } from "vitest";
import { array, type NDArray, np } from "gradus";
import type { TypedArray } from "../../src/array/dtype.js";
import { binaryKernels } from "../../src/array/kernels.js";
import { native, nativeFrom } from "../../src/array/native.js";
import { nativeOutcome } from "../../src/array/nativeElementwise.js";
import { soundPairs } from "../../src/array/soundPairs.js";
import { RandomState } from "../../src/random/index.js";

const n = nativeFrom + 77;
const [least, most] = [-(2 ** 31), 2 ** 31 - 1];
const edges = [least, most, least + 1, most - 1, -1, 0, 1, 2, -2, 7, -7, 46341, -46341, 65536, 2 ** 30];
const random = new RandomState(3);
const wild = () =>
  Int32Array.from({ length: n }, (_, i) =>
    i % 3 === 0
      ? edges[Math.floor(random.uniform(0, edges.length))]!
      : random.uniform(least, most) >> (i % 31),
  );
const isThere = native(1 << 20) !== undefined;

/** The first place where two lists differ, in bits but for those of NaN. */
const difference = (a: TypedArray, b: TypedArray) => a.findIndex((x, i) => !Object.is(x, b[i]));

describe.runIf(isThere)("pairs of int32", () => {
  it.each(["add", "sub", "imul", "floorDivide", "mod", "fmax", "fmin"] as const)(
    "%s comes around",
    (name) => {
      for (const [p, q] of [
        [1, 1],
        [1, 0],
        [0, 1],
      ] as const)
        for (const edge of p && q ? [0] : edges) {
          const [a, b] = [wild(), wild()];
          [a[0], b[0]] = [p ? a[0]! : edge, q ? b[0]! : edge];
          const [got, wanted] = [new Int32Array(n), new Int32Array(n)];
          const outcome = nativeOutcome(name, got, 0, 1, n, a, 0, 0, p, b, 0, 0, q);
          binaryKernels[name](wanted, 0, n, a, 0, p, b, 0, q);
          expect(difference(got, wanted), `${String(edge)} ${String(p)} ${String(q)}`).toBe(-1);
          const exact = new Float64Array(n);
          binaryKernels[name === "imul" ? "mul" : name](exact, 0, n, a, 0, p, b, 0, q);
          if (name === "imul" && !exact.some((x) => Math.abs(x) > 2 ** 31)) {
            // A product that is hardly held is asked for once more.
            if (exact.every((x) => Math.abs(x) < 2147482000)) expect(outcome).toBe("done");
            continue;
          }
          const isSound = ["add", "sub", "imul"].includes(name)
            ? exact.every((x) => x >= least && x <= most)
            : name.startsWith("f") && name !== "floorDivide"
              ? true
              : q
                ? !b.includes(0)
                : edge !== 0;
          expect(outcome).toBe(isSound ? "done" : "unsound");
        }
    },
  );

  it("quotients are rounded down exactly, next to every multiple of a divisor", () => {
    for (const divisor of [3, 7, 10, 641, 46341, 715827883, most, -3, -10, -most, least]) {
      const count = Math.floor(most / Math.abs(divisor));
      const a = Int32Array.from(
        { length: n },
        (_, i) => (Math.floor(random.uniform(-count, count)) * divisor + (i % 3) - 1) | 0,
      );
      for (const name of ["floorDivide", "mod"] as const) {
        const [got, wanted] = [new Int32Array(n), new Int32Array(n)];
        nativeOutcome(name, got, 0, 1, n, a, 0, 0, 1, Int32Array.of(divisor), 0, 0, 0);
        binaryKernels[name](wanted, 0, n, a, 0, 1, Int32Array.of(divisor), 0, 0);
        expect(difference(got, wanted), `${name} ${String(divisor)}`).toBe(-1);
      }
    }
  });

  it("one overflow anywhere, in any form, is refused as in short arrays", () => {
    for (const place of [0, 4099, n - 1]) {
      const x = np.ones([n], { dtype: "int32" });
      expect([...new Set(x.add(x).data)]).toEqual([2]);
      x.set(most, place);
      expect(() => x.add(x)).toThrow("Cannot add integers: the result must be below 2^31");
      expect(() => x.add(1)).toThrow("below 2^31");
      expect(() => x.mul(-2)).toThrow("Cannot mul integers: the result must be at least -(2^31)");
      expect(() => np.subtract(-2, x)).toThrow("at least -(2^31)");
      expect(() => x.addInPlace(1)).toThrow("below 2^31");
      expect(x.data[place]).toBe(most);
      expect(x.sub(1).data[place]).toBe(most - 1);
    }
  });

  it("what is negative, absolute or squared is exact, or refused", () => {
    const x = np.arange(n).astype("int32").sub(2000);
    for (const [got, wanted] of [
      [x.neg(), (value: number) => 0 - value],
      [x.abs(), Math.abs],
      [x.square(), (value: number) => value * value],
    ] as const) {
      expect(got.dtype).toBe("int32");
      expect(difference(got.data, x.data.map(wanted))).toBe(-1);
    }
    x.set(least, n - 1);
    for (const name of ["neg", "abs", "square"] as const)
      expect(() => x[name]()).toThrow(`Cannot ${name} integers: the result must be below 2^31`);
  });

  it("divisors of 0 are refused among integers and told of among floats", () => {
    const x = np.ones([n], { dtype: "int32" });
    const y = x.copy();
    expect(x.floorDivide(y).data).toEqual(x.data);
    y.set(0, n - 2);
    expect(() => x.floorDivide(y)).toThrow("Cannot floorDivide integers: the divisor must be other than 0");
    expect(() => np.mod(x, y)).toThrow("Cannot mod integers: the divisor must be other than 0");
    expect(() => np.mod(x, 0)).toThrow("the divisor must be other than 0");
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    try {
      const quotients = x.astype("float64").div(y.astype("float64"));
      expect([quotients.data[n - 2], quotients.data[0]]).toEqual([Infinity, 1]);
      expect(warn.mock.calls.flat().join()).toContain("1 of 4173 divisors is 0");
    } finally {
      warn.mockRestore();
    }
  });
});

it.runIf(isThere)("sound pairs broadcast as all others do", () => {
  const shape = [61, 5, 40];
  const data = (...lengths: number[]) =>
    np
      .array(Int32Array.from({ length: lengths.reduce((x, y) => x * y, 1) }, () => random.uniform(1, 1000)))
      .reshape(lengths);
  const whole = data(...shape);
  for (const lengths of [shape, [40], [5, 40], [1, 5, 40], [61, 5, 1], [1], [61, 1, 1], [5, 1], [61, 1, 40]])
    for (const name of ["add", "sub", "mul", "floorDivide", "mod"] as const) {
      const part = data(...lengths);
      const [full, doubles] = [np.broadcastTo(part, shape), whole.astype("float64")];
      for (const [got, a, b] of [
        [whole[name](part), doubles, full],
        [part[name](whole), full, doubles],
      ] as const) {
        const wanted = a.astype("float64")[name](b.astype("float64")).astype("int32");
        expect([got.dtype, got.shape]).toEqual(["int32", shape]);
        expect(difference(got.data, wanted.data), `${name} ${lengths.join()}`).toBe(-1);
      }
    }
  const [column, row] = [data(101, 1), data(1, 67)];
  expect(column.sub(row).data).toEqual(column.astype("float64").sub(row).astype("int32").data);
  expect(row.sub(column).data).toEqual(row.astype("float64").sub(column).astype("int32").data);
  // What is not done in one go is left to others: a middle axis that repeats, short rows, other types.
  expect(soundPairs("add", "int32", shape, whole.size, whole, data(61, 1, 40))).toBeUndefined();
  expect(soundPairs("add", "int32", [9000, 3], 27000, data(9000, 3), data(3))).toBeUndefined();
  expect(soundPairs("div", "float64", shape, whole.size, whole, whole)).toBeUndefined();
  expect(soundPairs("add", "int32", shape, whole.size, whole, array([1]))).toBeDefined();
});

it("products next to the limits are held, and those beyond are refused", () => {
  const factors = (first: number, second: number): [NDArray, NDArray] => {
    const [a, b] = [np.ones([n], { dtype: "int32" }), np.ones([n], { dtype: "int32" })];
    a.set(first, n - 1);
    b.set(second, n - 1);
    return [a, b];
  };
  const product = (first: number, second: number) => {
    const [a, b] = factors(first, second);
    return a.mul(b).data[n - 1];
  };
  for (const [x, y] of [
    [46340, 46341],
    [most, 1],
    [least, 1],
    [most, -1],
    [65536, -32768],
    [33554368, 64],
  ] as const)
    expect(product(x, y)).toBe(x * y);
  for (const [x, y] of [
    [46341, 46341],
    [least, -1],
    [65536, 32768],
    [65536, -32769],
    [715827883, 3],
    [least, least],
  ] as const)
    expect(() => product(x, y)).toThrow("Cannot mul integers");
});
