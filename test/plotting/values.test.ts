import { describe, expect, it } from "vitest";
import { toMatrix, toNumbers, toVector } from "../../src/plotting/values.js";
import { array } from "../../src/index.js";

describe("toNumbers()", () => {
  it("takes lists, typed arrays, NDArrays, lists of arrays and tensors", () => {
    const tensor = { shape: [2], dataSync: () => Float32Array.of(1, 2) };
    expect(
      toNumbers(
        [
          [1, 2],
          [3, 4],
        ],
        "plot",
        "x",
      ),
    ).toEqual({ data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] });
    expect(toNumbers(Float32Array.of(1, 2), "plot", "x").shape).toEqual([2]);
    expect(toNumbers(array([[1, 2, 3]]), "plot", "x").shape).toEqual([1, 3]);
    expect(toNumbers([array([1, 2]), array([3, 4])], "plot", "x").shape).toEqual([2, 2]);
    expect(toNumbers(tensor, "plot", "x").data).toEqual(Float32Array.of(1, 2));
    expect(toVector(array([[1], [2]]), "plot", "x")).toHaveLength(2);
    expect(
      toMatrix(
        [
          [[1], [2]],
          [[3], [4]],
        ],
        "plot",
        "x",
      ),
    ).toMatchObject({ rows: 2, columns: 2 });
  });

  it("says which row is odd", () => {
    expect(() => toNumbers([[1, 2], [3]], "plot", "x")).toThrow(
      "Cannot plot: x[1] must be of shape [2] like the first",
    );
  });
});
