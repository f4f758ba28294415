import fs from "node:fs";
import { describe, expect, it } from "vitest";
import {
  array,
  type ArrayLike,
  flatten,
  np,
  rescale,
  StandardScaler,
  standardScaler,
  toCategorical,
  zeros,
} from "gradus";

// From Keras 3.15 and scikit-learn 1.9: fixtures/preprocessing.py.
const fixture = JSON.parse(
  fs.readFileSync(new URL("fixtures/preprocessing.json", import.meta.url), "utf8"),
) as Record<string, never> & {
  cases: { withMean: boolean; withStd: boolean; z: ArrayLike; back: ArrayLike }[];
};

describe("flatten()", () => {
  it("lays each image in a row, without copying", () => {
    const images = zeros([2, 3, 4]);
    const rows = flatten(images);
    expect(rows.shape).toEqual([2, 12]);
    images.set(5, 1, 2, 3);
    expect(rows.item(1, 11)).toBe(5);
    expect(flatten(zeros([2, 3, 4, 3])).shape).toEqual([2, 36]);
    expect(flatten(zeros([0, 3, 4])).shape).toEqual([0, 0]);
  });

  it("needs samples first", () => {
    expect(() => flatten(zeros([784]))).toThrow(
      "Cannot flatten images: x must have shape [n, height, width], current shape is [784]",
    );
  });
});

describe("rescale()", () => {
  it("gives Keras's float32 numbers", () => {
    const pixels = array(fixture.pixels!, { dtype: "uint8" });
    expect(rescale(pixels).dtype).toBe("float32");
    expect(rescale(pixels).allClose(fixture.rescaled!, { rtol: 1e-7, atol: 0 })).toBe(true);
    expect(rescale(pixels, { scale: 1 / 127.5, offset: -1 }).allClose(fixture.shifted!, { atol: 1e-7 })).toBe(
      true,
    );
    expect(() => rescale(pixels, { scale: "2" as never })).toThrow(
      'Cannot rescale: scale must be a number, current value is "2"',
    );
  });
});

describe("toCategorical()", () => {
  it("gives Keras's matrices", () => {
    expect(toCategorical([0, 2, 3, 1]).toArray()).toEqual(fixture.categorical);
    expect(toCategorical([[0], [2]], 5).toArray()).toEqual(fixture.wide);
    expect(
      toCategorical([
        [0, 1],
        [2, 0],
      ]).toArray(),
    ).toEqual(fixture.deep);
    expect(toCategorical([], 3).shape).toEqual([0, 3]);
  });

  it("refuses what is not a class", () => {
    expect(() => toCategorical([0, 5], 5)).toThrow(
      "Cannot one-hot encode y[1]: label must be an integer in [0, 5), current value is 5; raise numClasses above 5",
    );
    expect(() => toCategorical([0, -1])).toThrow(
      "Cannot one-hot encode y[1]: label must be an integer >= 0, current value is -1",
    );
    expect(() => toCategorical([0.5, 0])).toThrow(
      "Cannot one-hot encode y[0]: label must be an integer >= 0, current value is 0.5",
    );
    expect(() => toCategorical([1e12, 0])).toThrow("size must be one that memory can hold");
    expect(() => toCategorical([0], 0)).toThrow(
      "Cannot one-hot encode: numClasses must be an integer >= 1, current value is 0",
    );
  });
});

describe("StandardScaler", () => {
  it("is scikit-learn's, constant columns included", () => {
    const scaler = standardScaler().fit(fixture.x!);
    expect(scaler.mean.allClose(fixture.mean!, { rtol: 1e-13 })).toBe(true);
    expect(scaler.var.allClose(fixture.var!, { rtol: 1e-12 })).toBe(true);
    expect(scaler.scale.allClose(fixture.scale!, { rtol: 1e-12 })).toBe(true);
    for (const { withMean, withStd, z, back } of fixture.cases) {
      const one = new StandardScaler({ withMean, withStd }).fit(fixture.x!);
      expect(one.transform(fixture.new!).allClose(z, { rtol: 1e-9 })).toBe(true);
      expect(one.inverseTransform(fixture.new!).allClose(back, { rtol: 1e-9 })).toBe(true);
    }
  });

  it("leaves alone what is missing, as scikit-learn's", () => {
    const x = array([[1, NaN], [NaN, 4], [3, 8], [8, 8]]); // prettier-ignore
    const scaler = new StandardScaler().fit(x);
    const { mean, var: variance, z } = fixture.holes as unknown as Record<string, ArrayLike>;
    expect(scaler.mean.allClose(mean!, { rtol: 1e-13 })).toBe(true);
    expect(scaler.var.allClose(variance!, { rtol: 1e-13 })).toBe(true);
    expect(np.nanToNum(scaler.transform(x), -99).allClose(z!, { rtol: 1e-12 })).toBe(true);
  });

  it("goes there and back, and keeps float32", () => {
    const x = array(
      [
        [1, 2],
        [3, 4],
        [5, 9],
      ],
      { dtype: "float32" },
    );
    const scaler = new StandardScaler();
    const z = scaler.fitTransform(x);
    expect(z.dtype).toBe("float32");
    expect(z.mean(0).allClose([0, 0], { atol: 1e-6 })).toBe(true);
    expect(scaler.inverseTransform(z).allClose(x)).toBe(true);
  });

  it("says what does not fit", () => {
    expect(() => new StandardScaler().transform([[1]])).toThrow(
      "Cannot scale: this StandardScaler is not fitted yet; call fit first",
    );
    expect(() => new StandardScaler().fit([1, 2])).toThrow(
      "Cannot fit a scaler: shape of x must be [numSamples, numFeatures], current value is [2]; one column is x.reshape([-1, 1])",
    );
    expect(() => new StandardScaler().fit([[1, 2]]).transform([[1]])).toThrow(
      "number of columns must be 2, as in fit, current value is 1",
    );
    expect(() => new StandardScaler().fit(zeros([0, 2]))).toThrow(
      "Cannot fit a scaler: x must be at least 1 sample, current value is 0",
    );
  });
});
