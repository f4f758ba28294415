// Numbers and lists that do not fit. NumPy 2.2 on Linux: numbers written down raise OverflowError or ValueError; its default integers have 64
// bits, so that results are right there which an int32 would cut: those are errors here, never other numbers.
import { arange, array, type DType, full, linspace, np } from "gradus";
import { describe, expect, it } from "vitest";

const int32 = (values: number[]) => array(values, { dtype: "int32" });
const uint8 = (values: number[]) => array(values, { dtype: "uint8" });
const top = 2 ** 31 - 1;

describe("numbers written down", () => {
  it.each<[DType, number]>([
    ["int32", NaN],
    ["int32", Infinity],
    ["int32", 3e9],
    ["int32", -3e9],
    ["uint8", NaN],
    ["uint8", 300],
    ["uint8", -1],
  ])("%s does not take %d", (dtype, value) => {
    const wanted = dtype === "int32" ? "from -2147483648 to 2147483647" : "from 0 to 255";
    const x = array([1, 2], { dtype });
    expect(() => array([1, value], { dtype })).toThrow(`Cannot make an array: x must be ${wanted}`);
    expect(() => full([2], value, { dtype })).toThrow(`Cannot make an array: value must be ${wanted}`);
    expect(() => np.fullLike(x, value)).toThrow(wanted);
    expect(() => x.set(value, 0)).toThrow(`Cannot write an element: value must be ${wanted}`);
    expect(() => x.set([value], [0])).toThrow(`Cannot write elements: values must be ${wanted}`);
    expect(() => x.set(value, x.greater(0))).toThrow(wanted);
    expect(() => x.addInPlace(value)).toThrow(/Cannot add in place/);
    expect(x.toArray()).toEqual([1, 2]);
  });

  it("fractions are cut off, as NumPy does", () => {
    expect(int32([1.9, -1.9, top + 0.5]).toArray()).toEqual([1, -1, top]);
    expect(uint8([255.9, -0.9]).toArray()).toEqual([255, 0]);
  });
});

describe("lists", () => {
  it("that hold themselves have no end", () => {
    const list: unknown[] = [];
    list.push(list);
    expect(() => array(list as never)).toThrow("Cannot make an array: number of axes must be at most 64");
    let deep: unknown = 1;
    for (let i = 0; i < 64; i++) deep = [deep];
    expect(array(deep as never).ndim).toBe(64);
  });
});

describe("other types", () => {
  it("floats become integers if an int32 holds them", () => {
    expect(array([300, -1, 1.5]).astype("uint8").toArray()).toEqual([44, 255, 1]); // NumPy's
    for (const value of [NaN, -Infinity, 1e20])
      for (const dtype of ["int32", "uint8"] as const)
        expect(() => array([value]).astype(dtype)).toThrow(`Cannot convert an array to ${dtype}`);
    expect(array([NaN, 2]).astype("bool").toArray()).toEqual([true, true]);
  });

  it("ranges that an int32 does not hold are floats, as their numbers are in NumPy", () => {
    expect(arange(3e9, 3e9 + 2).toArray()).toEqual([3e9, 3e9 + 1]);
    expect([arange(top - 1, top + 1).dtype, arange(top - 1, top + 2).dtype]).toEqual(["int32", "float64"]);
    expect(arange(5, 0).dtype).toBe("int32");
    expect(() => arange(250, 260, 1, { dtype: "uint8" })).toThrow("Cannot make a range");
    expect(() => linspace(0, 300, 3, { dtype: "uint8" })).toThrow("Cannot make evenly spaced numbers");
  });

  it("rows of different types make the type of all", () => {
    expect(array([int32([1]), array([0.5])]).toArray()).toEqual([[1], [0.5]]);
    expect(array([uint8([1]), int32([-1])]).dtype).toBe("int32");
  });
});

describe("results", () => {
  it.each([
    ["add", () => int32([top]).add(1)],
    ["sub", () => int32([-top]).sub(int32([2]))],
    ["mul", () => arange(100_000).mul(arange(100_000))],
    ["square", () => arange(100_000).square()],
    ["pow", () => int32([10]).pow(10)],
    ["neg", () => int32([-(2 ** 31)]).neg()],
    ["abs", () => int32([-(2 ** 31)]).abs()],
    ["add in place", () => int32([top]).addInPlace(1)],
    ["make running sums", () => int32([top, 1]).cumsum()],
    ["make running products", () => int32([2 ** 30, 4]).cumprod()],
    ["multiply matrices", () => int32([2 ** 30, 2 ** 30]).dot(int32([2, 2]))],
    [
      "multiply matrices",
      () =>
        np.matmul(full([64, 64], 2 ** 20, { dtype: "int32" }), full([64, 64], 2 ** 10, { dtype: "int32" })),
    ],
  ])("%s: too large for an int32 is an error", (_, run) => {
    expect(run).toThrow("the result must be");
  });

  it("what fits is as it was", () => {
    const x = arange(40_000);
    expect(x.square().item(39_999)).toBe(39_999 ** 2);
    expect(x.mul(x).dtype).toBe("int32");
    expect(
      x
        .slice([0, 600])
        .subInPlace(x.slice([1, 601]))
        .toArray(),
    ).toEqual(Array(600).fill(-1));
    expect(int32([-2, 3]).cumprod().toArray()).toEqual([-2, -6]);
    expect(
      np.matmul(full([64, 64], 3, { dtype: "int32" }), full([64, 64], -5, { dtype: "int32" })).item(0, 0),
    ).toBe(-960);
    expect(
      uint8([200])
        .add(uint8([100]))
        .toArray(),
    ).toEqual([44]); // NumPy's bytes go round
  });

  it("an array stays as it was when a result does not fit", () => {
    const x = int32([1, top]);
    expect(() => x.addInPlace(int32([1, 1]))).toThrow(/add integers: the result must be below 2\^31/);
    expect(x.toArray()).toEqual([1, top]);
  });

  it("integers do not divide by 0, which NumPy warns of", () => {
    const x = int32([7, -7]);
    for (const by of [0, int32([0, 1])]) {
      expect(() => x.floorDivide(by)).toThrow("the divisor must be other than 0");
      expect(() => x.mod(by)).toThrow("the divisor must be other than 0");
    }
    expect(() => np.pow(2, int32([-1]))).toThrow("the power must be >= 0");
    expect(x.div(0).toArray()).toEqual([Infinity, -Infinity]);
    expect(array([7]).floorDivide(0).toArray()).toEqual([Infinity]);
  });

  it("map keeps the type or says that it cannot", () => {
    expect(
      arange(3)
        .map((x) => x * 2)
        .toArray(),
    ).toEqual([0, 2, 4]);
    expect(() => arange(3).map((x) => x / 2)).toThrow(
      "Cannot map elements: what f returns must be an integer that int32 holds, current value is 0.5",
    );
    expect(
      array([true, false])
        .map((x) => x * 5)
        .toArray(),
    ).toEqual([true, false]);
  });
});
