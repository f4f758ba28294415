import { describe, expect, it } from "vitest";
import {
  array,
  crossValidate,
  crossValScore,
  learningCurve,
  type NDArray,
  toCategorical,
  validationCurve,
  zeros,
} from "gradus";
import { Neighbors } from "./estimators.js";
import { fixture, x, y } from "./fixture.js";

describe("cross-validation and curves", () => {
  it("crossValScore() and crossValidate() are scikit-learn's", async () => {
    const close = (got: ArrayLike<number> | undefined, wanted: number[]) =>
      expect(array(Array.from(got!)).allClose(wanted, { atol: 1e-12 })).toBe(true);
    const knn = new Neighbors();
    close(await crossValScore(knn, x, y), fixture.crossVal.score);
    close(await crossValScore(knn, x, y, { cv: 3, scoring: "f1_macro" }), fixture.crossVal.f1);
    close(await crossValScore(knn, x, toCategorical(y), { cv: 3 }), fixture.crossVal.onehot);
    const several = await crossValidate(knn, x, y, {
      cv: 3,
      scoring: ["accuracy", "recall_macro"],
      returnTrainScore: true,
      returnEstimator: true,
    });
    close(several.testAccuracy as Float64Array, fixture.crossVal.several.test_accuracy);
    close(several.trainRecall_macro as Float64Array, fixture.crossVal.several.train_recall_macro);
    expect(several.estimator!.length).toBe(3);
    expect(knn.fits).toBe(0);
    await expect(crossValScore(knn, x, zeros(3))).rejects.toThrow(
      "Cannot cross-validate: length of y must be 150, as of x, current value is 3",
    );
    await expect(crossValScore(knn, x, y, { sampleWeight: zeros(3) })).rejects.toThrow(
      "Cannot cross-validate: length of sampleWeight must be 150, as of x, current value is 3",
    );
  });

  it("learningCurve() and validationCurve() are scikit-learn's", async () => {
    const knn = new Neighbors();
    const same = (
      got: { trainScores: NDArray; testScores: NDArray },
      wanted: { train: number[][]; test: number[][] },
    ) => {
      expect(got.trainScores.allClose(wanted.train, { atol: 1e-12 })).toBe(true);
      expect(got.testScores.allClose(wanted.test, { atol: 1e-12 })).toBe(true);
    };
    const plain = await learningCurve(knn, x, y, { cv: 3 });
    expect([...plain.trainSizes]).toEqual(fixture.learning.sizes);
    same(plain, fixture.learning);
    same(
      await learningCurve(knn, x, y, { cv: 4, trainSizes: [10, 50, 100], shuffle: true, seed: 8 }),
      fixture.learningShuffled,
    );
    same(
      await validationCurve(knn, x, y, { paramName: "n_neighbors", paramRange: [1, 5, 20], cv: 3 }),
      fixture.validation,
    );
    await expect(learningCurve(knn, x, y, { trainSizes: [0.5, 2] })).rejects.toThrow("trainSizes must be");
  });
});
