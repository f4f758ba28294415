import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { array, breastCancer, digits, makeBlobs, makeCircles, makeMoons, np, wine } from "gradus";

interface Checks {
  shape: number[];
  mean: number[];
  std: number[];
  counts: number[];
  featureNames: string[];
  targetNames: string[];
  first: number[];
  last: number[];
}
interface Made {
  name: "makeMoons" | "makeCircles" | "makeBlobs";
  options: object;
  x: number[];
  y: number[];
}

// From scikit-learn 1.9: fixtures/toyTables.py.
const { tables, made } = JSON.parse(
  fs.readFileSync(new URL("fixtures/toyTables.json", import.meta.url), "utf8"),
) as { tables: Record<string, Checks>; made: Made[] };

describe.each(Object.entries({ wine, breastCancer, digits }))("%s()", (name, load) => {
  it("is scikit-learn's", () => {
    const { data, target, featureNames, targetNames } = load();
    const wanted = tables[name]!;
    expect([data.shape, featureNames, targetNames]).toEqual([
      wanted.shape,
      wanted.featureNames,
      wanted.targetNames,
    ]);
    expect(data.mean(0).allClose(wanted.mean, { rtol: 1e-12 })).toBe(true);
    expect(data.std(0).allClose(wanted.std, { rtol: 1e-10, atol: 1e-12 })).toBe(true);
    expect([data.at(0).toArray(), data.at(-1).toArray()]).toEqual([wanted.first, wanted.last]);
    expect(np.bincount(target).toArray()).toEqual(wanted.counts);
  });
});

describe("points made by formula", () => {
  const makers = { makeMoons, makeCircles, makeBlobs };
  it.each(made)("$name $options are scikit-learn's for the seed", ({ name, options, x, y }) => {
    const [points, labels] = makers[name](options);
    expect(labels.toArray()).toEqual(y);
    expect(points.flatten().allClose(array(x), { rtol: 1e-12, atol: 1e-12 }), String(points)).toBe(true);
  });

  it("refuses what it cannot make", () => {
    expect(() => makeCircles({ factor: 1 })).toThrow("factor must be in [0, 1)");
    expect(() => makeBlobs({ centers: [1, 2] })).toThrow("shape of centers must be [k, numFeatures]");
    expect(() => makeMoons({ numSamples: 1 })).toThrow("numSamples must be an integer >= 2");
  });
});
