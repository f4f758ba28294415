import { layers, losses, metrics, np, Sequential } from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, keras } from "./fixtures.js";

type Factory = (options: object) => metrics.Metric;

describe("metrics equal Keras's", () => {
  it.each(
    keras.metrics.map(
      (each, i) => [`${each.name} ${JSON.stringify(each.options)} #${String(i)}`, each] as const,
    ),
  )("%s", (_, { name, options, yTrue, yPred, value, weighted, keras: kerasName }) => {
    const metric = (metrics as unknown as Record<string, Factory>)[name]!(options);
    expect(metric.name).toBe(kerasName.replace(/_\d+$/, ""));
    metric.updateState(yTrue.slice(0, 4), yPred.slice(0, 4));
    metric.updateState(yTrue.slice(4), yPred.slice(4));
    expectClose(metric.result(), value, 1e-6);
    metric.resetState();
    metric.updateState(yTrue, yPred, keras.sampleWeight);
    expectClose(metric.result(), weighted, 1e-6);
  });
});

it("Accuracy compares values, not classes: the trap of lesson 08", () => {
  const oneHot = [
    [1, 0, 0],
    [0, 0, 1],
    [0, 0, 1],
  ];
  const yPred = [
    [0.7, 0.2, 0.1],
    [0.1, 0.3, 0.6],
    [0.2, 0.5, 0.3],
  ];
  expect(metrics.accuracy()(oneHot, yPred)).toBe(0);
  expect(metrics.categoricalAccuracy()(oneHot, yPred)).toBeCloseTo(2 / 3, 12);
  expect(metrics.sparseCategoricalAccuracy()([0, 2, 2], yPred)).toBeCloseTo(2 / 3, 12);
});

it("a last axis of 1 does not count, of a single sample neither", () => {
  const yPred = [[0.1, 0.2, 0.7]];
  for (const yTrue of [[2], [[2]]]) expect(metrics.sparseCategoricalAccuracy()(yTrue, yPred)).toBe(1);
  for (const yTrue of [[0.5], [[0.5]]]) expect(metrics.meanSquaredError()(yTrue, [[1]])).toBe(0.25);
  expect(metrics.meanSquaredError()([[0.5]], [1])).toBe(0.25);
  expect(() => metrics.sparseCategoricalAccuracy()([[[2]]], yPred)).toThrow("yTrue must have shape [1]");
  expect(() => metrics.meanSquaredError()([0.5, 1], [[1]])).toThrow("yTrue must have shape [1, 1]");
});

it("a threshold is the float next to it, as outputs are: Keras 3.15 gives 0.5, 0 and 0 as well", () => {
  const yPred = np.array([0.3, 0.2], { dtype: "float32" });
  const { binaryAccuracy, precision, recall } = metrics;
  expect([binaryAccuracy, precision, recall].map((make) => make({ threshold: 0.3 })([1, 0], yPred))).toEqual([
    0.5, 0, 0,
  ]);
});

it("settings are numbers or flags, and words are no properties of objects", () => {
  for (const odd of [Symbol("t"), "0.3", NaN, null])
    expect(() => metrics.precision({ threshold: odd as number })).toThrow("threshold must be a number");
  expect(() => losses.huber({ delta: "1" as never })).toThrow("delta must be a number");
  expect(() => losses.binaryCrossentropy({ fromLogits: 1 as never })).toThrow(
    "fromLogits must be true or false",
  );
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
  for (const word of ["toString", "constructor"]) {
    expect(() => model.compile({ loss: "mse", metrics: [word as "mae"] })).toThrow("metric must be one of");
    expect(() => model.compile({ loss: word as "mse" })).toThrow("loss must be one of");
  }
});
