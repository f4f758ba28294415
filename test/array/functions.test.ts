// Methods and functions come from one table.
import { expect, it } from "vitest";
import { array, NDArray, np } from "gradus";
import { operations } from "../../src/array/operations/index.js";

const names = Object.keys(operations) as (keyof typeof operations)[];

it.each(names)("np.%s() and .%s() are one operation", (name) => {
  expect(np[name]).toBeTypeOf("function");
  expect(name in NDArray.prototype).toBe(true);
});

it("functions take what arrays can be made of", () => {
  expect(np.any([0, 0, 2])).toBe(true);
  expect(np.all([[1, 0]], 1).toArray()).toEqual([false]);
  expect(np.var(new Float32Array([1, 3]))).toBe(1);
  expect(np.floor([1.5, -1.5]).toArray()).toEqual([1, -2]);
  expect(np.take([5, 6, 7], [2, 0]).toArray()).toEqual([7, 5]);
});

it("a number bends to the type of the array that it meets, on either side", () => {
  const x = array([2, 4], { dtype: "float32" });
  expect([np.div(1, x).dtype, np.div(x, 1).dtype, x.div(1).dtype]).toEqual(Array(3).fill("float32"));
});
