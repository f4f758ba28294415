// Whole quotients and rests of floats are NumPy's, which are Python's: 0.5 // 0.1 is 4, as 0.1 is a little more than a tenth. They were
// rounded up to 5 here, and infinities gave what JavaScript's division gives.
import { describe, expect, it } from "vitest";
import { array, type NDArray, np } from "gradus";

const [i, o] = [Infinity, NaN];
// prettier-ignore
const x = [0.5, -0.5, 0.3, -0.3, 1, -1, 7, -7, 7, -7, 2, -2, 0, -0, 0, 5, -5, i, -i, 3, -3, 3, o, 1, 0, 1e17, 6, 0.7];
// prettier-ignore
const y = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 3, 3, -3, -3, -1, -1, 2, 2, -2, i, i, 3, i, -i, -i, i, 2, o, 0, 3, 0, -0.1];
// prettier-ignore
const quotients = {
  float64: [4, -5, 2, -3, 9, -10, 2, -3, -3, 2, -2, 2, 0, -0, -0, 0, -1, o, o, -1, 0, 0, o, o, o, 3.3333333333333332e16, i, -7],
  float32: [4, -5, 3, -4, 9, -10, 2, -3, -3, 2, -2, 2, 0, -0, -0, 0, -1, o, o, -1, 0, 0, o, o, o, 3.3333333526052864e16, i, -7],
};
// prettier-ignore
const rests = [
  0.09999999999999998, 2.7755575615628914e-17, 0.09999999999999998, 2.7755575615628914e-17, 0.09999999999999995, 5.551115123125783e-17,
  1, 2, -2, -1, -0, -0, 0, 0, -0, 5, i, o, o, -i, -3, 3, o, o, o, 1, o, -8.326672684688674e-17,
];

describe.each(["float64", "float32"] as const)("%s", (dtype) => {
  it.each([
    ["few", 1],
    ["many", 300],
  ])("%s", (_, times) => {
    const [a, b] = [x, y].map((one) => np.tile(array(one).astype(dtype), times)) as [NDArray, NDArray];
    const [whole, rest] = np.divmod(a, b);
    const wanted = array(quotients[dtype]).astype(dtype).data;
    for (let k = 0; k < times; k++)
      expect([...whole.data.slice(k * x.length, (k + 1) * x.length)]).toEqual([...wanted]);
    expect(np.floorDivide(a, b).data).toEqual(whole.data);
    expect(np.mod(a, b).data).toEqual(rest.data);
    if (dtype === "float64") expect([...rest.data.slice(0, x.length)]).toEqual(rests);
    const back = whole.mul(b).add(rest);
    for (const k of [0, 2, 4, 6, 7, 8, 9]) expect(back.data[k]).toBeCloseTo(a.data[k]!, 6);
  });
});

it("beside a number, too", () => {
  expect(np.floorDivide([0.5, 1, -1], 0.1).toArray()).toEqual([4, 9, -10]);
  expect(np.floorDivide(1, [0.1, -0.1, Infinity]).toArray()).toEqual([9, -10, 0]);
});

it("no product of integers is -0, and bools stay bools", () => {
  expect(Object.is(np.prod(array([0, -4]).astype("int32")), 0)).toBe(true);
  const [yes, no] = [array([1, 0, 1]).astype("bool"), array([0, 0, 1]).astype("bool")];
  expect([np.fmax(yes, no), np.fmin(yes, no)].map(String)).toEqual([
    "[ True False  True]",
    "[False False  True]",
  ]);
  expect(np.fmod(yes, array([1, 1, 1]).astype("bool")).dtype).toBe("int32");
});

it("angles near the largest number do not overflow on the way", () => {
  expect(np.radians([1e308]).item()).toBeCloseTo(1.7453292519943295e306, -293);
});
