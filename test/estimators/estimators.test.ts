import fs from "node:fs";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import {
  array,
  ColumnTransformer,
  crossValScore,
  DummyClassifier,
  GridSearchCV,
  KerasClassifier,
  layers,
  LogisticRegression,
  type LogisticRegressionOptions,
  makePipeline,
  type NDArray,
  Pipeline,
  Sequential,
  StandardScaler,
  zeros,
} from "gradus";

// What scikit-learn 1.9 gives: fixtures/estimators.py.
const fixture = JSON.parse(
  fs.readFileSync(new URL("fixtures/estimators.json", import.meta.url), "utf8"),
) as Record<string, ReturnType<typeof JSON.parse>>;
const { x, y, bx, by } = fixture.data;
const exact = { tol: 1e-12, maxIter: 100_000 };
const close = (got: NDArray, wanted: unknown, atol: number) =>
  expect(got.allClose(wanted as number[], { atol, rtol: atol }), JSON.stringify(got.toArray())).toBe(true);
let warn: MockInstance;
beforeEach(() => {
  warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("LogisticRegression", () => {
  it("finds scikit-learn's weights", () => {
    for (const { data, options, weights, ...wanted } of fixture.logistic) {
      const [samples, targets] = data === "x" ? [x, y] : [bx, by];
      const model = new LogisticRegression({ ...options, ...exact });
      model.fit(samples, targets, { sampleWeight: weights && array(weights) });
      close(model.coef, wanted.coef, 2e-5);
      close(model.intercept, wanted.intercept, 2e-5);
      expect(model.predict(samples).toArray()).toEqual(wanted.predicted);
      close(model.predictProba(samples.slice(0, 20)), wanted.probabilities, 1e-5);
      expect(model.score(samples, targets)).toBe(wanted.score);
    }
    expect(warn).not.toHaveBeenCalled();
  });

  it("says when its steps were not enough, and what it cannot learn from", () => {
    new LogisticRegression({ maxIter: 2 }).fit(x, y);
    expect(warn.mock.calls[0]![0]).toContain("has not come to its end after 2 steps");
    expect(() => new LogisticRegression({ max_iter: 5 } as never)).toThrow("write maxIter");
    expect(() => new LogisticRegression({ C: 0 }).fit(x, y)).toThrow(
      "C must be a number > 0, current value is 0",
    );
    expect(() => new LogisticRegression().fit(x, zeros(150))).toThrow("number of classes must be >= 2");
    expect(() => new LogisticRegression().fit([1, 2], [0, 1])).toThrow(
      "shape of x must be [numSamples, numFeatures]",
    );
    expect(() => new LogisticRegression().fit([[1], [NaN]], [0, 1])).toThrow(
      "x must be finite, current value is NaN; SimpleImputer fills in what is missing",
    );
    expect(() => new LogisticRegression().fit([[1], [2]], [0, 1]).predict([[Infinity]])).toThrow(
      "x must be finite, current value is Infinity",
    );
    const weighted = (sampleWeight: NDArray) => () =>
      new LogisticRegression().fit([[1], [2]], [0, 1], { sampleWeight });
    expect(weighted(array([1]))).toThrow("length of sampleWeight must be 2, as of x, current value is 1");
    expect(weighted(array([1, NaN]))).toThrow("sampleWeight must be finite, current value is NaN");
    expect(() => new LogisticRegression().predict(x)).toThrow("is not fitted yet");
    expect(() => new LogisticRegression().fit(x, y).predict(bx)).toThrow(
      "number of columns must be 4, as in fit",
    );
  });

  it("weighs classes as scikit-learn 1.9 does", () => {
    const sampleWeight = array([1, 3, 2, 1, 0.5]);
    const learned = (classWeight: LogisticRegressionOptions["classWeight"], context = {}) => {
      const model = new LogisticRegression({ classWeight, ...exact });
      model.fit([[0], [1], [2], [3], [4]], [0, 0, 1, 0, 1], context);
      return array([model.coef.item(), model.intercept.item()]);
    };
    close(learned("balanced", { sampleWeight }), [0.7788051464524515, -1.385929361763593], 1e-6);
    close(learned({ 0: 2 }), [0.6862424419273483, -2.5159670612667373], 1e-6);
    close(learned({ 0: 1, 1: 3, 7: 1 }), [0.798158169843531, -1.0969265367700032], 1e-6);
    for (const odd of [{ 7: 2 }, { 0: 2, 7: 1 }])
      expect(() => learned(odd)).toThrow("classWeight must be a weight for each of the classes 0, 1");
    for (const odd of ["none", { 0: -1 }, { 0: NaN }, [1, "2"]])
      expect(() => learned(odd as never)).toThrow('classWeight must be "balanced" or');
  });
});

describe("DummyClassifier", () => {
  it("guesses as scikit-learn's does", () => {
    const { y: targets, cases, two, weighted } = fixture.dummy;
    for (const { strategy, seed, ...wanted } of cases) {
      const dummy = new DummyClassifier({ strategy, seed, ...(strategy === "constant" && { constant: 7 }) });
      dummy.fit(zeros([10, 1]), targets);
      expect(dummy.predict(zeros([40, 1])).toArray(), strategy).toEqual(wanted.predicted);
      close(dummy.predictProba(zeros([5, 1])), wanted.probabilities, 1e-12);
      expect(dummy.score(zeros([10, 1]), targets)).toBeCloseTo(wanted.score, 12);
    }
    const stratified = new DummyClassifier({ strategy: "stratified", seed: 1 }).fit(zeros([3, 1]), [0, 1, 1]);
    expect(stratified.predict(zeros([30, 1])).toArray()).toEqual(two);
    const heavy = new DummyClassifier().fit(zeros([3, 1]), [0, 1, 1], { sampleWeight: array([5, 1, 1]) });
    close(heavy.classPrior, weighted, 1e-12);
  });

  it("refuses what it does not know", () => {
    expect(() => new DummyClassifier({ strategy: "mean" as never })).toThrow(
      'strategy must be one of "prior"',
    );
    expect(() => new DummyClassifier({ strategy: "constant", constant: 9 }).fit(x, y)).toThrow(
      "constant must be one of the classes 0, 1, 2, current value is 9",
    );
  });
});

describe("Pipeline", () => {
  const make = () =>
    new Pipeline({
      steps: [
        ["scaler", new StandardScaler()],
        ["model", new LogisticRegression(exact)],
      ],
    });

  it("learns in the folds what scikit-learn's learns", async () => {
    const { scores, means, best, names } = fixture.pipeline;
    expect(Array.from(await crossValScore(make(), x, y, { cv: 5 }))).toEqual(scores);
    const search = new GridSearchCV({
      estimator: make(),
      paramGrid: { model__C: [0.01, 1, 50], scaler: [new StandardScaler(), "passthrough"] },
      cv: 4,
    });
    await search.fit(x, y);
    close(array(Array.from(search.cvResults.meanTestScore)), means, 1e-12);
    expect(search.bestParams.model__C).toBe(best);
    expect((await search.predictProba(x)).shape).toEqual([150, 3]);
    const made = makePipeline(new StandardScaler(), new StandardScaler(), new LogisticRegression());
    expect(Object.keys(made.namedSteps)).toEqual(names);
  });

  it("holds a network too", async () => {
    const buildFn = ({ units = 8 } = {}) => {
      const model = new Sequential([
        layers.dense({ units, activation: "relu", inputShape: [4] }),
        layers.dense({ units: 3, activation: "softmax" }),
      ]);
      model.compile({ optimizer: "adam", loss: "sparse_categorical_crossentropy" });
      return model;
    };
    const pipeline = makePipeline(new StandardScaler(), new KerasClassifier({ buildFn, epochs: 30 }));
    const search = new GridSearchCV({
      estimator: pipeline,
      paramGrid: { kerasclassifier__model__units: [1, 16] },
      cv: 2,
      seed: 0,
    });
    await search.fit(x, y);
    expect(search.bestParams).toEqual({ kerasclassifier__model__units: 16 });
  });

  it("copies its steps, and changes them by name", () => {
    const pipeline = make();
    const copy = pipeline.clone().setParams({ model__C: 7, scaler__withMean: false });
    expect(copy.getParams()).toMatchObject({ model__C: 7, scaler__withMean: false });
    expect(pipeline.getParams()).toMatchObject({ model__C: 1, scaler__withMean: true });
  });

  it("names what it does not have before anything is fitted", async () => {
    const search = (paramGrid: Record<string, unknown[]>) =>
      new GridSearchCV({ estimator: make(), paramGrid }).fit(x, y);
    await expect(search({ modle__C: [1] })).rejects.toThrow(
      'Cannot set parameters of a Pipeline: parameter must be one of scaler, model, or scaler__parameter, current value is "modle__C"; did you mean model__C?',
    );
    await expect(search({ model__c: [1] })).rejects.toThrow('current value is "c"; write C');
    await expect(search({ scaler: [5] })).rejects.toThrow(
      "step scaler must be an object with fit and transform",
    );
    expect(() => new Pipeline({ steps: [["a__b", new StandardScaler()]] })).toThrow("a text without __");
    expect(
      () =>
        new Pipeline({
          steps: [
            ["a", new StandardScaler()],
            ["a", new StandardScaler()],
          ],
        }),
    ).toThrow('names must be all different, current value is "a"');
    await expect(makePipeline(new StandardScaler()).predict(x)).rejects.toThrow("must be an estimator");
    await expect(make().predict(x)).rejects.toThrow("is not fitted yet");
  });
});

describe("ColumnTransformer", () => {
  it("gives scikit-learn's columns", async () => {
    const columns = new ColumnTransformer({
      transformers: [
        ["scaled", new StandardScaler(), [2, 0]],
        ["same", "passthrough", -1],
        ["gone", "drop", [1]],
      ],
      remainder: "passthrough",
    });
    await columns.fit(x.slice(0, 100));
    close(await columns.transform(x.slice(100, 110)), fixture.columns.transformed, 1e-12);
    const one = new ColumnTransformer({
      transformers: [["scaled", new StandardScaler({ withMean: false }), [3]]],
    });
    close((await one.fitTransform(x)).slice(0, 5), fixture.columns.dropped, 1e-12);
  });

  it("is a step of a pipeline whose parameters a search reaches", async () => {
    const columns = new ColumnTransformer({ transformers: [["scaled", new StandardScaler(), [0, 1]]] });
    const search = new GridSearchCV({
      estimator: new Pipeline({
        steps: [
          ["columns", columns],
          ["model", new LogisticRegression()],
        ],
      }),
      paramGrid: { columns__remainder: ["drop", "passthrough"], columns__scaled__withMean: [true, false] },
      cv: 3,
    });
    await search.fit(x, y);
    expect(search.bestParams.columns__remainder).toBe("passthrough");
  });

  it("says what does not fit", async () => {
    const make = (columns: number[]) =>
      new ColumnTransformer({ transformers: [["scaled", new StandardScaler(), columns]] });
    await expect(make([4]).fit(x)).rejects.toThrow(
      "columns of scaled must be integers from -4 to 3, current value is [4]",
    );
    await expect(make([0]).transform(x)).rejects.toThrow("is not fitted yet");
    expect(() => new ColumnTransformer({ transformers: [["scaled", 5 as never, [0]]] })).toThrow(
      "transformer scaled must be an object with fit and transform",
    );
  });
});
