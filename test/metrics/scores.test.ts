import fs from "node:fs";
import { describe, expect, it } from "vitest";
import {
  accuracyScore,
  array,
  type ArrayLike,
  balancedAccuracyScore,
  confusionMatrix,
  f1Score,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  precisionScore,
  r2Score,
  recallScore,
  rocAucScore,
  rootMeanSquaredError,
  typeOfTarget,
} from "gradus";

// From scikit-learn 1.9: fixtures/scores.py.
type Case<Names extends string> = Record<Names, ArrayLike> & Record<string, ArrayLike>;
const fixture = JSON.parse(fs.readFileSync(new URL("fixtures/scores.json", import.meta.url), "utf8")) as {
  labels: Case<"t" | "p" | "w">[];
  onehot: Case<"t" | "p" | "accuracy" | "f1_macro" | "f1_micro" | "recall_weighted">;
  probabilities: (Case<"t" | "q" | "loss"> & { auc: number | null })[];
  regression: (Case<"t" | "p" | "mse" | "rmse" | "mae"> & { r2: number | null })[];
  types: [ArrayLike, string][];
};

const near = (got: number | ArrayLike, wanted: ArrayLike, name: string) =>
  expect(
    array(got).allClose(wanted, { rtol: 1e-12, atol: 1e-15 }),
    `${name}: ${JSON.stringify(got)} for ${JSON.stringify(wanted)}`,
  ).toBe(true);

describe("scores of labels", () => {
  it("are scikit-learn's", () => {
    for (const { t, p, w, ...wanted } of fixture.labels) {
      const value = (name: string) => wanted[name]!;
      near(accuracyScore(t, p), value("accuracy"), "accuracy");
      near(accuracyScore(t, p, { sampleWeight: w }), value("weighted"), "weighted accuracy");
      near(accuracyScore(t, p, { normalize: false }), value("count"), "count");
      near(balancedAccuracyScore(t, p), value("balanced"), "balanced accuracy");
      near(confusionMatrix(t, p), value("confusion"), "confusion");
      near(confusionMatrix(t, p, { sampleWeight: w }), value("confusionWeighted"), "weighted confusion");
      for (const normalize of ["true", "pred", "all"] as const)
        near(confusionMatrix(t, p, { normalize }), value(`confusion_${normalize}`), normalize);
      for (const [name, score] of Object.entries({
        precision: precisionScore,
        recall: recallScore,
        f1: f1Score,
      })) {
        for (const average of ["macro", "micro", "weighted"] as const)
          near(score(t, p, { average }), value(`${name}_${average}`), `${name} ${average}`);
        near(score(t, p, { average: null }), value(`${name}_None`), name);
        if (`${name}_binary` in wanted) near(score(t, p), value(`${name}_binary`), `${name} binary`);
      }
    }
  });

  it("of one-hot rows count a row as right when all of it is", () => {
    const { t, p, accuracy, f1_macro, f1_micro, recall_weighted } = fixture.onehot;
    near(accuracyScore(t, p), accuracy, "accuracy");
    near(f1Score(t, p, { average: "macro" }), f1_macro, "f1 macro");
    near(f1Score(t, p, { average: "micro" }), f1_micro, "f1 micro");
    near(recallScore(t, p, { average: "weighted" }), recall_weighted, "recall");
  });

  it("confusionMatrix() takes labels in the order given", () => {
    expect(confusionMatrix([0, 1, 2], [0, 2, 2], { labels: [2, 0] }).toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(() => confusionMatrix([0, 1], [0, 1], { labels: [5] })).toThrow(
      "Cannot make a confusion matrix: labels must be a list in which at least one label of yTrue occurs",
    );
  });

  it("say what does not fit", () => {
    expect(() => accuracyScore([0, 1], [0])).toThrow(
      "Cannot compute accuracy: number of predictions must be 2, as of labels, current value is 1",
    );
    expect(() => accuracyScore([], [])).toThrow("number of labels must be >= 1, current value is 0");
    expect(() => accuracyScore([0, 1], [0.2, 0.8])).toThrow(
      'Cannot compute accuracy: y must be class labels of one kind on both sides, current value is "binary and continuous"; class numbers come from probabilities by argmax(p, 1)',
    );
    expect(() => f1Score([0, 1, 2], [0, 1, 2])).toThrow(
      'average must be another than "binary" for multiclass labels',
    );
    expect(() => precisionScore([0, 2], [0, 2])).toThrow(
      "posLabel must be one of the labels 0, 2, current value is 1",
    );
    // two labels on either side, three together
    for (const score of [precisionScore, recallScore, f1Score])
      expect(() => score([1, 0], [3, 3])).toThrow('another than "binary" for multiclass labels');
  });

  it("of one class alone: none is of the other, as in scikit-learn, so that a fold without it has a score", () => {
    for (const score of [precisionScore, recallScore, f1Score])
      expect([score([0, 0], [0, 0]), score([0, 0], [0, 0], { zeroDivision: 1 })]).toEqual([0, 1]);
  });
});

describe("scores of probabilities and values", () => {
  it("logLoss() and rocAucScore() are scikit-learn's", () => {
    for (const { t, q, loss, auc } of fixture.probabilities) {
      near(logLoss(t, q), loss, "log loss");
      if (auc !== null) near(rocAucScore(t, array(q).take(1, 1).round(1)), auc, "auc");
    }
    expect(() => rocAucScore([1, 1], [0.1, 0.2])).toThrow(
      "Cannot compute ROC AUC: number of classes in yTrue must be 2, current value is 1",
    );
    expect(() =>
      logLoss(
        [0, 1],
        [
          [0.5, 0.3, 0.2],
          [0.5, 0.3, 0.2],
        ],
      ),
    ).toThrow("number of classes in yTrue must be 3, as in the predictions, current value is 2; pass labels");
  });

  it("scores of regression are scikit-learn's", () => {
    for (const { t, p, mse, rmse, mae, r2 } of fixture.regression) {
      near(meanSquaredError(t, p), mse, "mse");
      near(rootMeanSquaredError(t, p), rmse, "rmse");
      near(meanAbsoluteError(t, p), mae, "mae");
      if (r2 !== null) near(r2Score(t, p), r2, "r2");
    }
    expect(r2Score([1, 1], [1, 1])).toBe(1);
    expect(() => meanSquaredError([1, 2], [1])).toThrow(
      "shape of yPred must be [2], as of yTrue, current value is [1]",
    );
  });
});

describe("typeOfTarget()", () => {
  it.each(fixture.types)("of %j is %s", (y, type) => {
    expect(typeOfTarget(y)).toBe(type);
  });
});
