import { median, quantile } from "gradus";
import { expect, it } from "vitest";

it.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
  [[1, Infinity, Infinity, Infinity], Infinity],
  [new Float32Array([5, -1, 2]), 2],
])("median(%j) is %d", (values, middle) => {
  expect(median(values)).toBe(middle);
});

it("quantile() interpolates as NumPy does", () => {
  // np.quantile([1, 2, 4, 8], [0, 0.25, 0.9, 1])
  expect([0, 0.25, 0.9, 1].map((q) => quantile([8, 1, 4, 2], q))).toEqual([1, 1.75, 6.800000000000001, 8]);
});

it("median() leaves its input in order", () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

it("median() of nothing is an error", () => {
  expect(() => median([])).toThrow(
    "Cannot take a quantile: values must be at least one number, current value is []",
  );
});

it("quantile() refuses a share above 1", () => {
  expect(() => quantile([1], 50)).toThrow(
    "Cannot take a quantile: q must be a share from 0 to 1, current value is 50",
  );
});
