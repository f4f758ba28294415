// Numbers that are none, and probabilities that are none: scikit-learn 1.9 raises ValueError ("Input contains NaN", "y_prob contains
// values greater than 1"), or warns that a score is not defined.
import {
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  r2Score,
  rocAucScore,
  rootMeanSquaredError,
} from "gradus";
import { describe, expect, it } from "vitest";

describe("metrics refuse", () => {
  it.each([meanSquaredError, rootMeanSquaredError, meanAbsoluteError, r2Score])("$name: NaN", (score) => {
    expect(() => score([1, NaN], [1, 2])).toThrow("yTrue must be finite numbers, current value is NaN");
    expect(() => score([1, 2], [1, Infinity])).toThrow(
      "yPred must be finite numbers, current value is Infinity",
    );
    expect(() => score([1, 2], [1, 2], { sampleWeight: [1, NaN] })).toThrow("sampleWeight must be finite");
    expect(score([1, 2], [1, 2])).toBe(score === r2Score ? 1 : 0);
  });

  it("scores that have no order", () => {
    expect(() => rocAucScore([0, 1], [NaN, 1])).toThrow("Cannot compute ROC AUC: yScore must be finite");
  });

  it("the variance of one", () => {
    expect(() => r2Score([1], [1])).toThrow("Cannot compute R²: number of values must be >= 2");
  });

  it.each<[number[] | number[][], string]>([
    [[0.2, 1.2], "yProbability must be from 0 to 1, current value is 1.2"],
    [[-0.2, 0.2], "yProbability must be from 0 to 1, current value is -0.2"],
    [[0.2, NaN], "yProbability must be finite"],
    [
      [
        [0.2, 0.2],
        [0.5, 0.5],
      ],
      "sum of a row of yProbability must be 1, current value is 0.4",
    ],
  ])("what are no probabilities: %j", (probabilities, message) => {
    expect(() => logLoss([0, 1], probabilities)).toThrow(message);
  });
});
