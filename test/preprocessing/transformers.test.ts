import fs from "node:fs";
import { describe, expect, it } from "vitest";
import {
  array,
  LabelEncoder,
  MinMaxScaler,
  type MinMaxScalerOptions,
  type NDArray,
  OneHotEncoder,
  OrdinalEncoder,
  PCA,
  type PCAOptions,
  SimpleImputer,
} from "gradus";

type Rows = (number | null)[][];
interface Fixture {
  x: number[][];
  other: number[][];
  holes: Rows;
  scalers: { options: MinMaxScalerOptions; z: Rows; back: Rows; scale: number[]; holes: Rows }[];
  imputers: { strategy: "mean"; z: Rows }[];
  pca: {
    data: number[][];
    options: PCAOptions;
    count: number;
    components: Rows;
    variance: number[];
    ratio: number[];
    singular: number[];
    places: Rows;
    back: Rows;
  }[];
  ordinal: {
    options: object;
    rows: (string | number | null)[][];
    numRows: number;
    z: Rows;
    back: (string | number | null)[][];
  }[];
  encoders: { options: object; rows: (string | number)[][]; z: Rows; names: string[] }[];
}

// From scikit-learn 1.9: fixtures/transformers.py.
const fixture = JSON.parse(
  fs.readFileSync(new URL("fixtures/transformers.json", import.meta.url), "utf8"),
) as Fixture;

const known = (rows: Rows) => array(rows.map((row) => row.map((value) => value ?? NaN)));
const same = (got: NDArray, wanted: Rows | number[]) => {
  const right = Array.isArray(wanted[0]) ? known(wanted as Rows) : array(wanted as number[]);
  expect(got.shape).toEqual(right.shape);
  expect(got.isNaN().toArray()).toEqual(right.isNaN().toArray());
  const gap = got
    .sub(right)
    .abs()
    .data.filter((value: number) => !Number.isNaN(value));
  expect(Math.max(0, ...gap)).toBeLessThan(1e-8);
};

describe("MinMaxScaler", () => {
  it.each(fixture.scalers)("$options gives scikit-learn's values", ({ options, z, back, scale, holes }) => {
    const scaler = new MinMaxScaler(options).fit(fixture.x);
    same(scaler.transform(fixture.other), z);
    same(scaler.inverseTransform(fixture.other), back);
    same(scaler.scale, scale);
    same(new MinMaxScaler(options).fitTransform(known(fixture.holes)), holes);
  });

  it("keeps float32, and brings a column of one value to the lower bound", () => {
    const x = array([[5], [5]], { dtype: "float32" });
    const scaled = new MinMaxScaler().fitTransform(x);
    expect([scaled.dtype, scaled.toArray()]).toEqual(["float32", [[0], [0]]]);
  });
});

describe("SimpleImputer", () => {
  it.each(fixture.imputers)("$strategy gives scikit-learn's values", ({ strategy, z }) => {
    same(new SimpleImputer({ strategy, fillValue: -7 }).fitTransform(known(fixture.holes)), z);
  });
});

describe("PCA", () => {
  it.each(fixture.pca)("$options gives scikit-learn's values, signs included", (wanted) => {
    const pca = new PCA(wanted.options).fit(wanted.data);
    const first = (x: NDArray) => x.slice([], [0, wanted.components.length]);
    expect(pca.components.length).toBe(wanted.count);
    same(pca.components.slice(0, wanted.components.length), wanted.components);
    same(pca.explainedVariance, wanted.variance);
    same(pca.explainedVarianceRatio, wanted.ratio);
    same(pca.singularValues.slice(0, wanted.components.length), wanted.singular);
    const places = pca.transform(wanted.data);
    same(first(places), wanted.places);
    same(pca.inverseTransform(places), wanted.back);
  });
});

describe("OneHotEncoder", () => {
  it.each(fixture.encoders)("$options gives scikit-learn's columns", ({ options, rows, z, names }) => {
    const encoder = new OneHotEncoder(options).fit(rows.slice(0, 4));
    same(encoder.transform(rows), z);
    expect(encoder.getFeatureNamesOut()).toEqual(names);
  });

  it("takes arrays of numbers", () => {
    expect(new OneHotEncoder().fitTransform(array([[3], [1], [3]])).toArray()).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
  });
});

describe("OrdinalEncoder", () => {
  it.each(fixture.ordinal)("$options gives scikit-learn's numbers", ({ options, rows, numRows, z, back }) => {
    const missing = rows.some((row) => row.includes(null));
    const x = missing ? known(rows as Rows) : (rows as (string | number)[][]);
    const encoder = new OrdinalEncoder(options).fit(missing ? x : x.slice(0, numRows));
    same(encoder.transform(x), z);
    const again = encoder.inverseTransform(encoder.transform(x));
    expect(again.map((row) => row.map((one) => (Number.isNaN(one) ? null : one)))).toEqual(back);
    expect(encoder.getFeatureNamesOut()).toEqual(["x0", "x1"]);
  });

  it("NaN, which is no number, does not spoil the order of the others", () => {
    const encoder = new OneHotEncoder().fit(known([[3], [null], [1], [2]]));
    expect(encoder.categories).toEqual([[1, 2, 3, NaN]]);
  });

  const fit = (options: object) => () => new OrdinalEncoder(options).fit([["a"], ["b"]]);
  it.each([
    [fit({ handleUnknown: "ignore" }), 'handleUnknown must be "error" or "useEncodedValue"'],
    [
      fit({ handleUnknown: "useEncodedValue" }),
      "unknownValue must be an integer or NaN, current value is null",
    ],
    [fit({ unknownValue: -1 }), 'unknownValue must be null unless handleUnknown is "useEncodedValue"'],
    [
      fit({ handleUnknown: "useEncodedValue", unknownValue: 1 }),
      "unknownValue must be a number that no category has",
    ],
    [
      fit({ categories: [["a"]] }),
      'category of column 0 must be one that fit saw ("a"), current value is "b"',
    ],
    [fit({ categories: [] }), 'categories must be "auto" or 1 lists'],
    [() => new OrdinalEncoder().transform([["a"]]), "this OrdinalEncoder is not fitted yet"],
    [() => fit({})().transform([["c"]]), 'category of column 0 must be one that fit saw ("a", "b")'],
    [() => fit({})().transform([["a", "b"]]), "number of columns must be 1, as in fit"],
    [() => fit({})().inverseTransform([[2]]), "number of column 0 must be an integer from 0 to 1"],
  ])("wrong use (%#)", (act, message) => expect(act).toThrow(message));
});

it("parameters are read, set and copied as pipelines do it", () => {
  const fitted = new MinMaxScaler({ clip: true }).fit([[1], [2]]);
  const copy = fitted.clone().setParams({ featureRange: [0, 2] });
  expect(copy).toBeInstanceOf(MinMaxScaler);
  expect([fitted.getParams(), copy.getParams()]).toEqual([
    { featureRange: [0, 1], clip: true },
    { featureRange: [0, 2], clip: true },
  ]);
  expect(() => copy.transform([[1]])).toThrow(
    "Cannot scale: this MinMaxScaler is not fitted yet; call fit first",
  );
  expect(() => copy.setParams({ feature_range: [0, 1] })).toThrow("write featureRange");
});

describe("messages", () => {
  const encoder = new OneHotEncoder().fit([["a"], ["b"]]);
  it.each([
    [() => new PCA({ n_components: 2 } as never), 'current value is "n_components"; write nComponents'],
    [
      () =>
        new PCA({ nComponents: 5 }).fit([
          [1, 2],
          [3, 4],
        ]),
      "nComponents must be an integer from 1 to 2",
    ],
    [
      () => new LabelEncoder().fit(["a", "b"]).transform(["c"]),
      'label must be one that fit saw ("a", "b"), current value is "c"',
    ],
    [() => new LabelEncoder().transform(["c"]), "this LabelEncoder is not fitted yet"],
    [() => new LabelEncoder().fit(["a"]).inverseTransform([1]), "number must be an integer from 0 to 0"],
    [
      () => encoder.transform([["c"]]),
      'category of column 0 must be one that fit saw ("a", "b"), current value is "c"',
    ],
    [() => encoder.transform([["a", "b"]]), "number of columns must be 1, as in fit, current value is 2"],
    [() => new SimpleImputer().fit([[NaN], [NaN]]), 'drop it, or use strategy "constant"'],
    [
      () => new SimpleImputer({ strategy: "most_frequent" as never }).fit([[1]]),
      'strategy must be "mean", "median", "mostFrequent" or "constant"',
    ],
    [() => new MinMaxScaler().fit([1, 2]), "shape of x must be [numSamples, numFeatures]"],
    [() => new MinMaxScaler().fit([[Infinity], [1]]), "x must be finite, or NaN for what is missing"],
    [() => new MinMaxScaler().fit([[1]]).transform([[1, 2]]), "number of columns must be 1, as in fit"],
    [() => new MinMaxScaler({ featureRange: [1, 0] }).fit([[1]]), "featureRange must be [low, high], rising"],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});
