import { describe, expect, it } from "vitest";
import {
  array,
  crossValidate,
  crossValPredict,
  crossValScore,
  GridSearchCV,
  GroupKFold,
  learningCurve,
  type NDArray,
  ShuffleSplit,
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

  it("crossValPredict() is scikit-learn's", async () => {
    const knn = new Neighbors();
    const wanted = fixture.crossValPredict;
    expect((await crossValPredict(knn, x, y, { cv: 4 })).toArray()).toEqual(wanted.labels);
    expect((await crossValPredict(knn, x, toCategorical(y), { cv: 3 })).toArray()).toEqual(wanted.onehot);
    const probabilities = await crossValPredict(knn, x, y, { cv: 3, method: "predictProba" });
    expect(probabilities.allClose(wanted.probabilities, { atol: 1e-12 })).toBe(true);
    const groups = Array.from({ length: 150 }, (_, i) => Math.floor(i / 7));
    expect((await crossValPredict(knn, x, y, { cv: new GroupKFold(4), groups })).toArray()).toEqual(
      wanted.groups,
    );
    await expect(crossValPredict(knn, x, y, { cv: new ShuffleSplit({ seed: 0 }) })).rejects.toThrow(
      "Cannot predict by cross-validation: cv must be folds that test each sample once",
    );
  });

  it("groups reach the splitter of a search too", async () => {
    const groups = Array.from({ length: 150 }, (_, i) => Math.floor(i / 7));
    const options = {
      estimator: new Neighbors(),
      paramGrid: { p: [2] },
      cv: new GroupKFold(4),
      refit: false,
    };
    const search = await new GridSearchCV(options).fit(x, y, { groups });
    const scores = await crossValScore(new Neighbors(), x, y, { cv: new GroupKFold(4), groups });
    expect(search.cvResults.meanTestScore[0]).toBeCloseTo(scores.reduce((sum, one) => sum + one, 0) / 4, 12);
    await expect(new GridSearchCV(options).fit(x, y)).rejects.toThrow(
      "groups must be the group of each sample",
    );
  });

  it("refuse options that they do not have", async () => {
    const knn = new Neighbors();
    const wrong = { random_state: 1 } as never;
    const fix = 'current value is "random_state"; write seed';
    await expect(crossValScore(knn, x, y, wrong)).rejects.toThrow(fix);
    await expect(crossValPredict(knn, x, y, wrong)).rejects.toThrow(fix);
    await expect(learningCurve(knn, x, y, wrong)).rejects.toThrow(fix);
    await expect(validationCurve(knn, x, y, wrong)).rejects.toThrow(fix);
    const search = new GridSearchCV({ estimator: knn, paramGrid: { p: [2] } });
    await expect(search.fit(x, y, { sampleWeights: [] } as never)).rejects.toThrow("write sampleWeight");
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
