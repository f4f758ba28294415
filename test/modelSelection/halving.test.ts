import { describe, expect, it } from "vitest";
import {
  accuracyScore,
  distributions,
  type Estimator,
  HalvingGridSearchCV,
  HalvingRandomSearchCV,
  KFold,
  type NDArray,
  StratifiedKFold,
} from "gradus";
import { Grows, Neighbors } from "./estimators.js";
import { expectTable, fixture, x, y } from "./fixture.js";

const small = { n_neighbors: [1, 2, 3, 4, 5, 6, 7], p: [1, 2] };

describe("halving gives scikit-learn's rounds", () => {
  const cv = new StratifiedKFold(3);
  // No ties: how NumPy sorts them depends on the processor.
  const scoring = async (estimator: Estimator, a: NDArray, b: NDArray | undefined) => {
    const { n_neighbors, p } = estimator.getParams() as { n_neighbors: number; p: number };
    return accuracyScore(b!, await estimator.predict(a)) - 1e-5 * n_neighbors - 1e-6 * p;
  };
  const common = { estimator: new Neighbors(), cv, scoring };
  it.each([
    [
      "samples",
      () =>
        new HalvingGridSearchCV({
          ...common,
          paramGrid: { n_neighbors: [1, 2, 3, 4, 5, 6, 7, 9, 11] },
          seed: 0,
        }),
    ],
    [
      "factor",
      () => new HalvingGridSearchCV({ ...common, paramGrid: small, seed: 5, factor: 2, minResources: 20 }),
    ],
    [
      "smallest",
      () =>
        new HalvingGridSearchCV({
          ...common,
          paramGrid: small,
          seed: 5,
          factor: 2,
          minResources: "smallest",
          maxResources: 100,
        }),
    ],
    [
      "aggressive",
      () =>
        new HalvingGridSearchCV({
          ...common,
          paramGrid: small,
          seed: 1,
          factor: 2,
          maxResources: 60,
          aggressiveElimination: true,
        }),
    ],
    [
      "budget",
      () =>
        new HalvingGridSearchCV({
          estimator: new Grows(),
          cv,
          paramGrid: { k: [1, 3, 5, 7, 9, 11] },
          resource: "budget",
          maxResources: 4,
          factor: 2,
          seed: 0,
        }),
    ],
    [
      "random",
      () =>
        new HalvingRandomSearchCV({
          ...common,
          paramDistributions: { n_neighbors: distributions.randint(1, 8), p: [1, 2] },
          seed: 2,
        }),
    ],
    [
      "counted",
      () =>
        new HalvingRandomSearchCV({
          ...common,
          paramDistributions: { n_neighbors: distributions.randint(1, 8) },
          numCandidates: 10,
          minResources: "exhaust",
          factor: 2,
          seed: 2,
        }),
    ],
  ] as const)("%s", async (name, make) => {
    const wanted = fixture.halving[name];
    const search = await make().fit(x, y);
    expect(search.numResources).toEqual(wanted.numResourcesList);
    expect(search.numCandidates).toEqual(wanted.numCandidatesList);
    expect(search.numRemainingCandidates).toBe(wanted.remaining);
    expectTable(search, wanted);
    expect(search.bestIndex).toBe(wanted.bestIndex);
    expect(search.bestScore).toBeCloseTo(wanted.bestScore, 10);
  });

  it("says what does not fit", async () => {
    const halve = (options: object) =>
      new HalvingGridSearchCV({ ...common, paramGrid: small, ...options }).fit(x, y);
    await expect(halve({ resource: "budget" })).rejects.toThrow(
      'resource must be "numSamples" or a parameter of the estimator, current value is "budget"',
    );
    await expect(halve({ resource: "p", maxResources: 4 })).rejects.toThrow(
      "resource must be a parameter that is not searched",
    );
    await expect(halve({ cv: new KFold({ shuffle: true }) })).rejects.toThrow(
      "cv must split the same way each time",
    );
    await expect(halve({ minResources: 200 })).rejects.toThrow(
      "minResources must be from 1 to maxResources (150), current value is 200",
    );
  });
});
