// The two paths are two programs for the same mathematics: same losses, same weights, and gradients that are slopes.
import { input, layers, Model, Sequential, type losses } from "gradus";
import { describe, expect, it } from "vitest";
import { generator } from "../../src/keras/seed.js";
import { expectClose, flat } from "./fixtures.js";

const backends = ["engine", "tfjs"] as const;
const activations = [
  "relu",
  "tanh",
  "sigmoid",
  "selu",
  "softplus",
  "gelu",
  "elu",
  "silu",
  "softsign",
  "leaky_relu",
] as const;
const optimizers = ["sgd", "rmsprop", "adam", "adagrad", "adamax"] as const;

/** Random networks: dense ones, and images through convolutions, pools and tables. */
function randomNet(seed: number) {
  const random = generator(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const kind = pick(["dense", "dense", "images", "words"] as const);
  const n = between(9, 30);
  const classes = between(2, 4);
  const shape = kind === "images" ? [6, 7, 2] : kind === "words" ? [4] : [between(1, 6)];
  const size = n * shape.reduce((product, s) => product * s, 1);
  const data = Float32Array.from({ length: size }, () =>
    kind === "words" ? between(0, 5) : random() * 2 - 1,
  );
  const makers: (() => layers.Layer)[] = [];
  if (kind === "images") {
    const padding = pick(["valid", "same"] as const);
    const activation = pick(activations);
    const filters = between(1, 4);
    const pool = pick([layers.maxPooling2d, layers.averagePooling2d]);
    makers.push(
      () =>
        layers.conv2d({
          filters,
          kernelSize: 3,
          padding,
          activation,
          inputShape: shape,
          kernelRegularizer: "l2",
        }),
      () => pool(),
      () => layers.flatten(),
    );
  } else if (kind === "words") {
    makers.push(
      () =>
        layers.embedding({
          inputDim: 6,
          outputDim: 3,
          inputShape: shape,
          embeddingsInitializer: "glorot_uniform",
        }),
      () => layers.flatten(),
    );
  }
  for (let i = between(kind === "dense" ? 1 : 0, 2); i > 0; i--) {
    const [units, activation, useBias] = [between(1, 9), pick(activations), random() < 0.8];
    const first = makers.length === 0;
    makers.push(() => layers.dense({ units, activation, useBias, ...(first && { inputShape: shape }) }));
  }
  makers.push(() => layers.dense({ units: classes, activation: "softmax" }));
  const y = Int32Array.from({ length: n }, () => between(0, classes - 1));
  const weights = Float32Array.from({ length: n }, () => 0.5 + random());
  return {
    makers,
    x: { data, shape: [n, ...shape] },
    y,
    weights,
    batchSize: between(3, 12),
    optimizer: pick(optimizers),
    kind,
  };
}

describe("both paths give the same losses and weights", () => {
  it.each(Array.from({ length: 20 }, (_, i) => i))("random network %i", async (seed) => {
    const net = randomNet(100 + seed);
    const models = backends.map(() => new Sequential(net.makers.map((make) => make())));
    const [first] = models;
    const logs = [];
    const start = first!.getWeights();
    for (const [i, model] of models.entries()) {
      model.setWeights(start);
      model.compile({
        loss: "sparse_categorical_crossentropy",
        optimizer: net.optimizer,
        metrics: ["accuracy"],
        backend: backends[i]!,
      });
      const { history } = await model.fit(net.x, net.y, {
        batchSize: net.batchSize,
        epochs: 3,
        shuffle: false,
        verbose: 0,
        sampleWeight: net.weights,
        validationSplit: 0.2,
      });
      logs.push(history);
    }
    for (const name of Object.keys(logs[0]!)) expectClose(logs[0]![name], logs[1]![name], 1e-5);
    const [a, b] = models.map((model) => model.getWeights().flatMap(flat));
    expectClose(a, b, 1e-4);
    expectClose(await models[0]!.predict(net.x), await models[1]!.predict(net.x), 1e-4);
  });
});

describe("normalizations train alike on both paths", () => {
  const { activation, batchNormalization, conv2d, dense, flatten, layerNormalization, maxPooling2d } = layers;
  const relu = () => activation({ activation: "relu" });
  const image = input({ shape: [8, 8, 2] });
  const vector = input({ shape: [5] });
  const frozen = () => batchNormalization({ trainable: false });
  const nets: [string, typeof vector, () => layers.Layer[]][] = [
    ["batch", vector, () => [dense({ units: 6 }), batchNormalization(), relu()]],
    ["batch, first of all", vector, () => [batchNormalization({ momentum: 0.5, scale: false })]],
    ["batch, frozen", vector, () => [dense({ units: 6 }), frozen(), relu()]],
    [
      "batch, on images",
      image,
      () => [conv2d({ filters: 5, kernelSize: 3 }), batchNormalization(), relu(), maxPooling2d(), flatten()],
    ],
    ["batch, over the rows", image, () => [batchNormalization({ axis: 1 }), flatten()]],
    ["rows", vector, () => [dense({ units: 6 }), layerNormalization({ center: false }), relu()]],
    ["rows, over two axes", image, () => [layerNormalization({ axis: [1, 2] }), flatten()]],
  ];
  it.each(nets)("%s", async (_, from, make) => {
    const n = 19;
    const size = from.shape.slice(1).reduce((product: number, s) => product * s!, 1);
    const random = generator(7);
    const x = {
      data: Float32Array.from({ length: n * size }, random),
      shape: [n, ...(from.shape.slice(1) as number[])],
    };
    const y = Array.from({ length: n }, () => [random(), random()]);
    const models = backends.map(() => {
      const last = dense({ units: 2 });
      return new Model({
        inputs: from,
        outputs: [...make(), last].reduce((tensor, layer) => layer(tensor), from),
      });
    });
    const start = models[0]!.getWeights();
    const results = [];
    for (const [i, model] of models.entries()) {
      model.setWeights(start);
      model.compile({ loss: "mse", optimizer: "sgd", backend: i === 0 ? "auto" : "tfjs" });
      // the last batch has three samples
      const { history } = await model.fit(x, y, { batchSize: 8, epochs: 3, shuffle: false, verbose: 0 });
      results.push([history["loss"], ...model.getWeights().map(flat), await model.predict(x)]);
    }
    for (const [i, result] of results[0]!.entries()) expectClose(result, results[1]![i], 1e-5);
  });
});

describe.each(backends)("gradients on the %s are slopes of the loss", (backend) => {
  const x = Array.from({ length: 5 }, (_, i) => [Math.sin(i + 1), Math.cos(3 * i), Math.sin(2 * i + 0.5)]);
  const y = x.map(([a, b]) => [a! * a!, b! * b!].map((part) => part / (a! * a! + b! * b!)));
  const names = [
    "mse",
    "huber",
    "binary_crossentropy",
    "categorical_crossentropy",
    "kl_divergence",
    "poisson",
    "cosine_similarity",
  ] as const;

  it.each(names)("%s", async (loss) => {
    const model = new Sequential([
      layers.dense({ units: 4, inputShape: [3], activation: "tanh" }),
      layers.dense({ units: 2, activation: "sigmoid" }),
    ]);
    model.compile({ loss: loss as unknown as losses.Loss, optimizer: "sgd", backend });
    model.optimizer.learningRate = 1;
    const start = model.getWeights();
    await model.trainOnBatch(x, y);
    const gradients = model.getWeights().map((after, i) => start[i]!.sub(after));
    for (const [i, weight] of start.entries()) {
      for (const at of [0, weight.size - 1]) {
        const slope = async (h: number) => {
          const moved = start.map((w) => w.astype("float32"));
          const copy = moved[i]!.flatten();
          copy.set(copy.item(at) + h, at);
          moved[i] = copy.reshape(weight.shape);
          model.setWeights(moved);
          return (await model.evaluate(x, y))[0]!;
        };
        const h = 1 / 128;
        const wanted = ((await slope(h)) - (await slope(-h))) / (2 * h);
        expect(Math.abs(flat(gradients[i])[at]! - wanted)).toBeLessThan(2e-4);
      }
    }
  });
});

it("a model inside a model, with a skip in each, gives the same numbers on both paths", async () => {
  const make = (backend: "engine" | "tfjs") => {
    const inner = input({ shape: [4] });
    const twin = layers.dense({ units: 4, activation: "relu" })(inner);
    const block = new Model({ inputs: inner, outputs: layers.add()([twin, inner]) });
    const inputs = input({ shape: [3] });
    const hidden = layers.dense({ units: 4, activation: "tanh" })(inputs);
    const joined = layers.concatenate()([block(hidden), inputs, hidden]);
    const model = new Model({ inputs, outputs: layers.dense({ units: 1 })(joined) });
    model.compile({ loss: "mse", optimizer: "adam", backend });
    return model;
  };
  const [engine, tfjs] = [make("engine"), make("tfjs")];
  tfjs.setWeights(engine.getWeights());
  const x = [[1, 2, 3], [3, 2, 1], [0, -1, 2]]; // prettier-ignore
  for (const model of [engine, tfjs])
    await model.fit(x, [[1], [2], [3]], { epochs: 5, verbose: 0, shuffle: false });
  expectClose(engine.getWeights().flatMap(flat), tfjs.getWeights().flatMap(flat), 1e-5);
  expect(engine.backends.current?.kind).toBe("engine");
});
