import { describe, expect, it } from "vitest";
import { np } from "gradus";
import { itIsNumPys } from "./numpyCases.js";

// From NumPy 2.4: fixtures/numpyFunctions.py.
describe("functions are NumPy's", () => itIsNumPys("numpyFunctions.json"));

describe("set()", () => {
  it("writes where masks and lists of indices lead", () => {
    const x = np.arange(12).reshape(3, 4);
    x.set(-1, x.greater(9));
    x.set([7, 8], [0, 1], [1, 1]);
    x.set([0, 0, 0, 0], [-1]);
    expect(x.toArray()).toEqual([
      [0, 7, 2, 3],
      [4, 8, 6, 7],
      [0, 0, 0, 0],
    ]);
    expect(() => x.set([1, 2, 3], [0, 1], [1, 1])).toThrow("shapes (3,) and (2,) do not match");
  });
});

describe("messages", () => {
  const x = np.arange(6).reshape(2, 3);
  it.each([
    [
      () => x.at([[true, false]]),
      "Cannot index by a mask: shape of the mask must be (2, 3), as the axes that it stands for, current value is [1, 2]",
    ],
    [
      () => x.at([0, 2]),
      "Cannot index axis 0 of shape (2, 3): index must be an integer from -2 to 1, current value is 2",
    ],
    [() => x.at([0], [0], [0]), "number of indices must be at most 2"],
    [() => np.split(x, 2, 1), "sections must be a divisor of 3, or a list of positions"],
    [() => np.einsum("ij,jk", x, x), "one length for each letter; j has 3 and 2"],
    [() => np.einsum("ij,jk", x), "for 1 arrays"],
    [() => np.einsum("i", x), "with 2 letters for array 1"],
    [() => np.percentile([1], 101), "q must be from 0 to 100"],
    [() => np.percentile([], 50), "number of values must be >= 1"],
    [() => np.pad(x, [[1, 1]] as never, { mode: "wrap" as never }), 'mode must be "constant"'],
    [() => np.pad(x, [1, -1]), "width must be an integer >= 0"],
    [() => np.histogram(x, [3, 1]), "bins must be rising edges"],
    [() => np.where(x, 1, undefined as never), "b must be given"],
    [() => np.repeat(x, [1], 0), "repeats must be one number or 2"],
    [() => np.searchsorted([1, 2], 1, { side: "rigth" as never }), 'did you mean "right"?'],
    [() => np.searchsorted(x, 1), "shape must be [n]"],
    [() => np.digitize(1, [2, 1]), "bins must be rising edges"],
    [() => np.interp(1, [1, 2], [3]), "number of values must be 2"],
    [() => np.delete(x, 3, 1), "index must be from -3 to 2"],
    [() => np.insert(x, -4, 0, 1), "index must be from -3 to 3"],
    [() => np.trace([1, 2]), "shape must be [rows, columns]"],
    [() => np.triu([1, 2]), "shape must be […, rows, columns]"],
    [() => np.moveaxis(x, [0, 1], [0, 0]), "destination must be 2 different axes"],
    [() => np.moveaxis(x, [0, 0], [0, 1]), "source must be different axes"],
    [() => np.moveaxis(x, 2, 0), "axis must be"],
    [() => np.nanmin([]), "size must be >= 1"],
    [() => np.mean(x, null as never), "axis must be a number or a list of numbers, current value is null"],
    [() => np.cov([1]), "number of observations must be >= 2"],
    [() => np.average(x, 0, { weights: [1, 2, 3] }), "shape of weights must be (2, 3)"],
    [() => np.average(x, undefined, { weights: np.zeros([2, 3]) }), "sum of weights must be not 0"],
    [() => np.average(x, undefined, { weight: x } as never), "write weights"],
    [() => np.cross([1, 2], [3, 4]), "shape must be […, 3]"],
    [() => np.rot90([1]), "shape must be [rows, columns, …]"],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});

it("a plain number beside an array of float32 leaves its type, as NumPy's weak scalars do", () => {
  const x = np.array([3], { dtype: "float32" });
  expect([np.hypot(x, 4), np.hypot(4, x), np.arctan2(x, 4)].map(({ dtype }) => dtype)).toEqual(
    new Array(3).fill("float32"),
  );
  expect(np.hypot(x, [4]).dtype).toBe("float64");
});
