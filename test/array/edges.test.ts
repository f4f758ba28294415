// One step outside of what arrays are meant for: NumPy's values, or what to do instead.
import { describe, expect, it } from "vitest";
import { array, np, zeros } from "gradus";

const { linalg } = np;

describe("arrays beyond memory", () => {
  it.each([
    ["zeros", () => np.zeros([1e6, 1e6])],
    ["a sum of a row and a column", () => zeros([1e6, 1]).add(zeros([1, 1e6]))],
    ["a product", () => zeros([1e6, 1]).dot(zeros([1, 1e6]))],
    ["an outer product", () => np.outer(zeros([1e6]), zeros([1e6]))],
  ])("%s", (_, make) => {
    expect(make).toThrow(
      "Cannot make an array: size must be one that memory can hold, " +
        'current value is "1,000,000,000,000 elements of float64, 7,451 GB"',
    );
  });
});

describe("matrices without elements", () => {
  // numpy.linalg of np.zeros((0, 0)), np.zeros((0, 3)), np.zeros((3, 0))
  it("have factors without elements", () => {
    const [none, wide, tall] = [zeros([0, 0]), zeros([0, 3]), zeros([3, 0])];
    expect(linalg.inv(none).shape).toEqual([0, 0]);
    expect(linalg.solve(none, zeros([0])).shape).toEqual([0]);
    expect(linalg.det(none)).toBe(1);
    expect(linalg.eigh(none).eigenvalues.shape).toEqual([0]);
    expect(linalg.cholesky(none).shape).toEqual([0, 0]);
    expect(Object.values(linalg.svd(wide)).map(({ shape }) => shape as number[])).toEqual([
      [0, 0],
      [0],
      [0, 3],
    ]);
    expect(Object.values(linalg.qr(tall)).map(({ shape }) => shape as number[])).toEqual([
      [3, 0],
      [0, 0],
    ]);
  });
});

describe("what NumPy refuses", () => {
  const integers = array([2, 3]).astype("int32");

  it("integers to negative powers", () => {
    expect(() => integers.pow(-1)).toThrow(
      'the power must be >= 0, current value is -1; make it x.astype("float64")',
    );
    expect(() => integers.pow(array([1, -2]).astype("int32"))).toThrow("current value is -2");
    expect(integers.pow(0.5).dtype).toBe("float64");
    expect(integers.astype("float64").pow(-1).toArray()).toEqual([1 / 2, 1 / 3]);
  });

  it("bools negated", () => {
    expect(() => array([true]).neg()).toThrow("use logicalNot()");
  });

  it("an axis named twice", () => {
    expect(() => zeros([2, 2]).sum([0, -2])).toThrow("axis must be a list of different axes");
  });
});

describe("what JavaScript would say itself is said in our words", () => {
  it("a list that throws while it is read", () => {
    const broken = new Proxy([1], {
      get: () => {
        throw new Error("gone");
      },
    });
    expect(() => array(broken)).toThrow(/^Cannot make an array: x must be a list that can be read.*: gone$/);
  });

  it("a list with holes, as [1, , 3], and other lists", () => {
    const holes = new Array<number>(3);
    [holes[0], holes[2]] = [1, 3];
    expect(() => array(holes)).toThrow("x[1] must be a number or boolean, current value is undefined");
    expect(() => array(new Set([1]) as never)).toThrow("current value is a Set; write [...x]");
    expect(() => array(new Int16Array(2) as never)).toThrow("write Array.from(x)");
  });

  it("map takes numbers, booleans and arrays of one element, and nothing else", () => {
    const x = array([1, 2]);
    const message = "Cannot map elements: what f returns must be a number, current value is";
    expect(() => x.map((() => 1n) as never)).toThrow(`${message} 1`);
    expect(() => x.map((() => "a") as never)).toThrow(`${message} "a"`);
    expect(() => x.map((() => undefined) as never)).toThrow(
      "undefined; return it: x.map((value) => value + 1)",
    );
    expect(x.map(((value: number) => value > 1) as never).toArray()).toEqual([0, 1]);
    expect(x.map(((value: number) => array([value])) as never).toArray()).toEqual([1, 2]);
    expect(
      array([true])
        .map(() => NaN)
        .toArray(),
    ).toEqual([true]);
  });
});
