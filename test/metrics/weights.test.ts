// Weights of samples count, or are refused: they are never passed over. Numbers are scikit-learn's 1.9.1.
import {
  DummyClassifier,
  GridSearchCV,
  LogisticRegression,
  losses,
  makePipeline,
  meanAbsoluteError,
  meanSquaredError,
  metrics,
  r2Score,
  rootMeanSquaredError,
} from "gradus";
import { describe, expect, it } from "vitest";

const truth = [[3, 1], [-0.5, 2], [2, 0], [7, 4]]; // prettier-ignore
const guess = [[2.5, 1.5], [0, 2], [2, -1], [8, 3]]; // prettier-ignore
const sampleWeight = [1, 2, 0.5, 3];

describe("metrics of measured values", () => {
  it("weigh samples as scikit-learn", () => {
    expect(meanSquaredError(truth, guess, { sampleWeight })).toBeCloseTo(0.5769230769230769, 14);
    expect(meanAbsoluteError(truth, guess, { sampleWeight })).toBeCloseTo(0.6538461538461539, 14);
    expect(rootMeanSquaredError(truth, guess, { sampleWeight })).toBeCloseTo(0.7595545253127499, 14);
    expect(r2Score(truth, guess, { sampleWeight })).toBeCloseTo(0.8236301832387372, 14);
  });
  it.each([meanSquaredError, meanAbsoluteError, rootMeanSquaredError, r2Score])("%o", (metric) => {
    const one = { sampleWeight: [1, 1, 1, 1] };
    expect(metric(truth, guess, one)).toBeCloseTo(metric(truth, guess), 14);
    expect(() => metric(truth, guess, sampleWeight as never)).toThrow("write { sampleWeight: … }");
    expect(() => metric(truth, guess, { sampleWeight: [1] })).toThrow("length of sampleWeight must be 4");
    expect(() => metric(truth, guess, { sampleWeight: [0, 0, 0, 0] })).toThrow("the sum of sampleWeight");
  });
});

describe("estimators", () => {
  const [x, y] = [
    [[0], [1], [2], [3], [4], [5]],
    [0, 0, 1, 0, 1, 1],
  ];
  const weights = [1, 1, 5, 1, 1, 1];
  it("weigh samples in score as scikit-learn, also behind a pipeline", async () => {
    const model = new LogisticRegression().fit(x, y);
    expect(model.score(x, y)).toBeCloseTo(2 / 3, 14);
    expect(model.score(x, y, { sampleWeight: weights })).toBeCloseTo(0.4, 14);
    const pipeline = await makePipeline(new LogisticRegression()).fit(x, y);
    expect(await pipeline.score!(x, y, { sampleWeight: weights })).toBeCloseTo(0.4, 14);
  });
  it("weigh samples in fit, from a plain list too", () => {
    const model = new LogisticRegression().fit(x, y, { sampleWeight: weights as never });
    expect(model.coef.data[0]).toBeCloseTo(0.72380573, 4);
  });
  it.each([() => new LogisticRegression(), () => new DummyClassifier()])(
    "refuse weights that they would pass over: %o",
    (make) => {
      expect(() => make().fit(x, y, weights as never)).toThrow("write fit(x, y, { sampleWeight })");
      expect(() => make().fit(x, y, { sample_weight: weights } as never)).toThrow("write sampleWeight");
      expect(() => make().fit(x, y, { sampleWeight: [1, 2] as never })).toThrow(
        "length of sampleWeight must be 6",
      );
      expect(() => make().fit(x, y, { sampleWeight: [1, NaN, 1, 1, 1, 1] as never })).toThrow("finite");
      const fitted = make().fit(x, y);
      expect(() => fitted.score(x, y, weights as never)).toThrow("write score(x, y, { sampleWeight })");
      expect(() => fitted.score(x, y, { sample_weight: weights } as never)).toThrow("write sampleWeight");
    },
  );
  it("are asked themselves where a search would have to pass weights over", async () => {
    const options = { estimator: new LogisticRegression(), paramGrid: { C: [1] }, cv: 2 };
    const search = await new GridSearchCV(options).fit(x, y);
    const score = search.score.bind(search) as (...args: unknown[]) => Promise<number>;
    await expect(score(x, y, { sampleWeight: weights })).rejects.toThrow("search.bestEstimator.score");
  });
});

describe("Keras's losses and metrics", () => {
  it.each([losses.meanSquaredError(), metrics.meanSquaredError()])(
    "refuse weights of other data: %o",
    (of) => {
      expect(() => of([[1], [2]], [[1], [3]], [1, 1, 1])).toThrow("length of sampleWeight must be 2");
      expect(() => of([[1], [2]], [[1], [3]], [])).toThrow("length of sampleWeight must be 2");
      expect(() => of([[1], [2]], [[1], [3]], [1, Infinity])).toThrow("sampleWeight must be finite");
      expect(of([[1], [2]], [[1], [3]], [1])).toBe(0.5);
    },
  );
});
