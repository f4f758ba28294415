import { Dataset, input, layers, Model, Sequential } from "gradus";
import { describe, expect, it } from "vitest";
import { flat } from "./fixtures.js";

const dense = () => {
  const model = new Sequential([
    layers.dense({ units: 3, inputShape: [2], activation: "softmax", name: "last" }),
  ]);
  model.compile({ loss: "categorical_crossentropy", optimizer: "sgd" });
  return model;
};
const sparse = () => {
  const model = dense();
  model.compile({ loss: "sparse_categorical_crossentropy", optimizer: "sgd" });
  return model;
};
const tokens = () => {
  const model = new Sequential([
    layers.embedding({ inputDim: 5, outputDim: 2, inputShape: [2], name: "words" }),
  ]);
  model.compile({ loss: "mse" });
  return model;
};
const images = () => {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [4] })]);
  model.compile({ loss: "mse" });
  return model;
};
const x = [
  [0, 1],
  [1, 0],
];
const y = [
  [1, 0, 0],
  [0, 1, 0],
];
const o = { verbose: 0 } as const;

describe("an error names the shapes and the usual cause", () => {
  it.each<[string, () => unknown]>([
    [
      "Cannot predict: x must have shape [n, 2], current shape is [2]; wrap a single sample in a list: [sample]",
      () => dense().predict([0, 1]),
    ],
    ["Cannot predict: x must have shape [n, 2], current shape is [2, 3]", () => dense().predict(y)],
    [
      "Cannot train the model: x must have shape [n, 4], current shape is [2, 2, 2]; flatten the samples: flatten(x), or add layers.flatten()",
      () => images().fit([x, x], [0, 1], o),
    ],
    [
      'Cannot train the model: y must have shape [n, 3], current shape is [2]; class numbers go with "sparse_categorical_crossentropy", or make them one-hot: toCategorical(y, 3)',
      () => dense().fit(x, [0, 1], o),
    ],
    [
      'Cannot train the model: y must have shape [n], current shape is [2, 3]; one-hot labels go with "categorical_crossentropy", or turn them into class numbers: y.argmax(1)',
      () => sparse().fit(x, y, o),
    ],
    [
      "Cannot train the model: y[1] must be an integer from 0 to 2, current value is 3; the last layer has 3 outputs, one for each class",
      () => sparse().fit(x, [0, 3], o),
    ],
    [
      'Cannot train the model: y must have shape [n, 3], current shape is [2, 2]; the last layer "last" has 3 outputs, y has 2 a sample',
      () => dense().fit(x, x, o),
    ],
    [
      "Cannot train the model: y must be as many samples as x (2), current value is 1 samples",
      () => dense().fit(x, [[1, 0, 0]], o),
    ],
    [
      'Cannot predict: x (value 1) must be an integer from 0 to 4, current value is 5; inputDim of layer "words" counts the rows of its table: the largest integer + 1',
      () => tokens().predict([[0, 5]]),
    ],
    [
      "Cannot train the model: y must be the labels of x, current value is undefined",
      () => dense().fit(x, undefined as never, o),
    ],
    ["Cannot predict: x must have at least one sample", () => dense().predict([])],
    [
      "Cannot train the model: x must be nested lists of numbers of one shape",
      () => dense().fit([[1, 2], [3]], y, o),
    ],
    [
      'Cannot train the model: the model is not compiled; call model.compile({ loss: "mse", optimizer: "adam" }) first',
      () => new Sequential([layers.dense({ units: 1, inputShape: [2] })]).fit(x, [0, 1], o),
    ],
    [
      "Cannot train the model: epochs must be an integer >= 1, current value is 0",
      () => dense().fit(x, y, { ...o, epochs: 0 }),
    ],
    ["write batchSize", () => dense().fit(x, y, { batchsize: 3 } as never)],
    [
      "Cannot train the model: validationSplit must be a number in [0, 1)",
      () => dense().fit(x, y, { ...o, validationSplit: 1 }),
    ],
    [
      "Cannot train the model: callbacks must be a callback",
      () => dense().fit(x, y, { ...o, callbacks: [3 as never] }),
    ],
    [
      "Cannot evaluate the validation data: x must have shape [n, 2], current shape is [1, 1]",
      () => dense().fit(x, y, { ...o, validationData: [[[1]], [[1, 0, 0]]] }),
    ],
    [
      "Cannot train the model: each batch must be [x, y] or [x, y, sampleWeight]",
      () =>
        dense().fit(
          Dataset.fromGenerator(() => [[x]] as never),
          o,
        ),
    ],
  ])("%s", async (message, work) => {
    await expect(Promise.resolve().then(work)).rejects.toThrow(message);
  });
});

describe("compile() knows its words", () => {
  const compile = (options: object) => () => dense().compile(options);
  it.each<[string, () => void]>([
    ['did you mean "mean_squared_error"?', compile({ loss: "mean_sqared_error" })],
    ['did you mean "meanSquaredError"?', compile({ loss: "meanSqaredError" })],
    ['current value is "adm"; did you mean "adam"?', compile({ loss: "mse", optimizer: "adm" })],
    ['did you mean "accuracy"?', compile({ loss: "mse", metrics: ["acuracy"] })],
    [
      'metrics must be a list, current value is "accuracy"; write metrics: [...] with brackets',
      compile({ loss: "mse", metrics: "accuracy" }),
    ],
    ["write optimizer", compile({ optimiser: "sgd" })],
    ['backend must be "auto", "engine" or "tfjs"', compile({ loss: "mse", backend: "gpu" })],
  ])("%s", (message, work) => {
    expect(work).toThrow(message);
  });
});

it("nothing is trained half-way on bad input", async () => {
  for (const work of [
    (model: Sequential) => model.fit(x, [0, 7], o),
    (model: Sequential) => model.fit(x, [0, 1], { ...o, validationData: [x, [0, 9]] }),
    (model: Sequential) => model.fit(x, [0, 1, 2], o),
  ]) {
    const model = sparse();
    const before = flat(model.getWeights()[0]);
    await expect(work(model)).rejects.toThrow();
    expect(flat(model.getWeights()[0])).toEqual(before);
    expect(model.optimizer.iterations).toBe(0);
  }
});

it("a model says what inputs and outputs must be", () => {
  expect(() => new Model({ inputs: [1] as never, outputs: input({ shape: [1] }) })).toThrow(
    "Cannot make a Model: inputs must be what input() gives, current value is 1",
  );
  expect(() => new Sequential([3 as never])).toThrow(
    "Cannot add to the model: layer must be a layer, current value is 3",
  );
});
