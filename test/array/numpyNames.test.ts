import { describe, expect, it } from "vitest";
import { np } from "gradus";
import { itIsNumPys } from "./numpyCases.js";

// From NumPy 2.2: fixtures/numpyNames.py.
describe("functions that NumPy's users guess are NumPy's", () => itIsNumPys("numpyNames.json"));

describe("messages", () => {
  const x = np.arange(6).reshape(2, 3);
  it.each([
    [
      () => np.polyfit([1, 1, 1], [1, 2, 3], 1),
      "rank of the powers of x must be 2, one for each coefficient, current value is 1",
    ],
    [() => np.polyfit([1, 2], [1, 2], 2), "give more different x, or a lower deg"],
    [() => np.polyfit([1, 2], [1, 2, 3], 1), "shape of y must be [2] or [2, k], as x is"],
    [() => np.polyfit([1, 2], [1, 2], 1, { w: [1] }), "shape of w must be [2]"],
    [() => np.polyfit([1, NaN], [1, 2], 1), "every element must be finite"],
    [() => np.polyval(x, 1), "shape of p must be [n]"],
    [() => np.convolve([], [1]), "shape of a must be [n], n >= 1"],
    [() => np.convolve([1], [1], "same" as never), 'write { mode: "same" }'],
    [() => np.convolve([1], [1], { mode: "sme" as never }), 'did you mean "same"?'],
    [
      () => np.convolve(np.full([2], 50000, { dtype: "int32" }), np.full([2], 50000, { dtype: "int32" })),
      "must be from -2147483648 to 2147483647",
    ],
    [() => np.gradient([1]), "length of axis 0 must be >= 2"],
    [() => np.gradient([1, 2], 1, { edgeOrder: 2 }), "length of axis 0 must be >= 3"],
    [() => np.gradient(x, [1, 2]), "spacing must be one number for all axes"],
    [() => np.gradient([1, 2, 3], [1, 1, 2]), "spacing must be different places"],
    [() => np.gradient([1, 2, 3], 0), "spacing must be a finite number other than 0"],
    [() => np.trapezoid(x), "name the axis: { axis: -1 }"],
    [() => np.trapezoid([1, 2], [1]), "shape of x must be (2,)"],
    [() => np.tensordot(x, x.T), "axis 0 of (3, 2) must be as long as axis 0 of (2, 3)"],
    [() => np.tensordot(x, x, 3), "axes must be an integer from 0 to 2"],
    [() => np.tensordot(x, x, [[0], [0, 1]]), "as many different axes of one as of the other"],
    [() => np.inner(x, [1]), "as long as"],
    [() => np.vdot([1, 2], [1]), "as long as"],
    [() => np.fmod(np.arange(3), 0), "the divisor must be other than 0"],
    [() => np.partition([1, 2], 2), "kth must be an integer from -2 to 1"],
    [() => np.geomspace(-1, 1), "start and stop must be two finite numbers of one sign"],
    [() => np.fromfunction((i) => i.item(0, 0), [2, 2]), "what f returns must be an array"],
    [() => np.nanargmax([NaN]), "elements must be a number at least once"],
    [() => np.nanmean([]), "size must be >= 1"],
    [() => np.nanpercentile([1, NaN], 101), "q must be from 0 to 100"],
    [() => np.linalg.matrixPower([[1, 2], [2, 4]], -1), "the matrix is singular"], // prettier-ignore
    [() => np.unravelIndex([6], [2, 3]), "every position must be an integer from 0 to 5 for shape (2, 3)"],
    [() => np.takeAlongAxis(x, [0]), "number of axes of positions must be 2"],
    [() => np.select([], []), "number of choices must be at least 1"],
    [
      () => np.nonzero(x),
      "number of axes must be 1, current value is 2; np.where(x) gives the indices along each axis",
    ],
    [() => np.percentile([1], 50, undefined, { method: "lowest" as never }), 'did you mean "lower"?'],
    [() => np.insert([1, 2], [0, 1] as never, [8, 9]), "of several places insert at the last first"],
    [() => (np.ravel as (...rest: unknown[]) => unknown)(x, "F"), 'order must be left out, current value is "F"; elements lie in C order'], // prettier-ignore
    [() => x.reshape([3, 2], { order: "F" } as never), "order must be left out"],
    [() => np.bincount([0, 1], [1, 2] as never), "weights come as { weights: [1, 2] }"],
    [() => np.bincount([0, 1], { weights: [1] }), "number of weights must be 2, one for each label"],
    [() => np.logspace(0, 1, 3, { endpoint: false } as never), "base must be a number"],
    [() => np.histogram([1], "auto" as never), "bins must be a number of bins, or their edges"],
    [() => np.histogram([1], { density: true } as never), "bins come before the options"],
    [() => np.eye(2, 2, 1 as never), "the diagonal comes as { k: 1 }"],
    [() => np.cov([1, 2], [1, 2, 3]), "number of observations in y must be 2, as in x"],
    [() => np.clip([1]), "low must be given, or high"],
    [() => np.linalg.norm([1, 2], 1 as never), "write { ord: 1 } or { axis: 1 }"],
    [() => np.linalg.norm(x, { ord: 3 }), '1, 2, Infinity, their negatives, "fro" or "nuc" for a matrix'],
    [() => np.linalg.norm([1, 2], { ord: "fro" }), "ord must be a number for vectors"],
    [() => np.linalg.svd(x, { fullMatrices: true as never }), "fullMatrices must be false, or left out"],
    [() => np.linalg.qr(x, "complete" as never), 'mode must be "reduced", or left out'],
    [() => np.linalg.lstsq([[1], [2]], [1, 2], { rcond: -1 }), "rcond must be >= 0"],
    [() => np.vsplit([1, 2], 2), "axis must be"],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
    expect(call).toThrow(/^Cannot /);
  });
});

it("infinite norms, and singular values that count as 0", () => {
  const a = np.array([[1, -5], [3, 2]]); // prettier-ignore
  expect([np.linalg.norm(a, { ord: Infinity }), np.linalg.norm(a, { ord: -Infinity })]).toEqual([6, 5]);
  expect(np.linalg.norm([1, -5], { ord: Infinity })).toBe(5);
  expect(np.linalg.norm(a, { ord: -Infinity, axis: 1 }).toArray()).toEqual([1, 2]);
  expect(np.linalg.lstsq([[1, 0], [0, 1e-9]], [1, 1], { rcond: 1e-6 }).rank).toBe(1); // prettier-ignore
});

it("partitions have the k-th smallest at its place, none smaller behind", () => {
  const x = np.array([5, 3, NaN, 8, 1, 3]);
  for (let k = 0; k < 6; k++) {
    const parts = [...np.partition(x, k).data];
    expect(parts[k]).toBe([1, 3, 3, 5, 8, NaN][k]);
    expect(parts.slice(0, k).every((one) => one <= parts[k]! || Number.isNaN(parts[k]))).toBe(true);
    expect([...x.take(np.argpartition(x, k)).data]).toEqual(parts);
  }
});

it("eig is of symmetric matrices what NumPy gives, and says why it takes no others", () => {
  const { eigenvalues, eigenvectors } = np.linalg.eig([[2, 1], [1, 2]]); // prettier-ignore
  expect(eigenvalues.allClose([1, 3])).toBe(true);
  expect(eigenvectors.abs().allClose(np.full([2, 2], Math.SQRT1_2))).toBe(true);
  expect(() =>
    np.linalg.eigvals([
      [1, 2],
      [3, 4],
    ]),
  ).toThrow(
    // prettier-ignore
    "Cannot compute eigenvalues: the matrix must be symmetric, current value is [2, 3]; elements (0, 1) and (1, 0) differ",
  );
});

it("quantiles of infinities are infinite, as NumPy's median is", () => {
  expect([np.median([1, Infinity, Infinity]), np.median([-Infinity, -Infinity])]).toEqual([
    Infinity,
    -Infinity,
  ]);
  expect([np.percentile([-Infinity, 1, 2], 0), np.percentile([-Infinity, 1, 2], 50)]).toEqual([-Infinity, 1]);
  expect(np.nanpercentile([-Infinity, 1, NaN, 2, 3], 30)).toBe(-Infinity);
});
