import { array, callbacks, input, layers, losses, metrics, Model, optimizers, Sequential, tf } from "gradus";
import { describe, expect, it, vi } from "vitest";
import { expectClose, flat } from "./fixtures.js";

const x = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i)]);
const classes = x.map(([a, b]) => (a! > b! ? 1 : 0) + (a! > 0 ? 1 : 0));
const oneHot = classes.map((c) => [0, 1, 2].map((k) => Number(k === c)));
const start = new Sequential([
  layers.dense({ units: 4, inputShape: [3] }),
  layers.dense({ units: 3 }),
]).getWeights();

type Backend = "engine" | "tfjs";

function classifier(
  backend: Backend,
  loss: "categorical_crossentropy" | "sparse_categorical_crossentropy" = "categorical_crossentropy",
) {
  const model = new Sequential([
    layers.dense({ units: 4, inputShape: [3], activation: "tanh" }),
    layers.dense({ units: 3, activation: "softmax" }),
  ]);
  model.setWeights(start);
  model.compile({ loss, optimizer: optimizers.sgd({ learningRate: 0.1 }), metrics: ["accuracy"], backend });
  return model;
}

const silent = { verbose: 0, shuffle: false } as const;

describe.each<Backend>(["engine", "tfjs"])("fit on the %s", (backend) => {
  it("takes integer labels as it takes one-hot ones", async () => {
    const a = await classifier(backend).fit(x, oneHot, { ...silent, epochs: 3 });
    const b = await classifier(backend, "sparse_categorical_crossentropy").fit(x, classes, {
      ...silent,
      epochs: 3,
    });
    expectClose(b.history["loss"], a.history["loss"], 1e-6);
    expect(b.history["accuracy"]).toEqual(a.history["accuracy"]);
    expect(Object.keys(a.history)).toEqual(["accuracy", "loss"]);
  });

  it("takes arrays in every form", async () => {
    const forms = [
      x,
      array(x),
      array(x, { dtype: "float32" }),
      x.map((row) => array(row)),
      { data: Float32Array.from(x.flat()), shape: [20, 3] },
      tf.tensor2d(x),
    ];
    const ends = [];
    for (const form of forms) {
      const { history } = await classifier(backend).fit(form, oneHot, { ...silent, epochs: 2 });
      ends.push(history["loss"]![1]!);
    }
    for (const end of ends) expect(end).toBeCloseTo(ends[0]!, 6);
  });

  it("takes bytes, unchanged and scaled in the model", async () => {
    const bytes = array(
      Uint8Array.from({ length: 60 }, (_, i) => (37 * i) % 256),
      { shape: [20, 3] },
    );
    const floats = bytes.astype("float32");
    const model = () => {
      const made = new Sequential([
        layers.rescaling({ scale: 1 / 255, inputShape: [3] }),
        layers.dense({ units: 1 }),
      ]);
      made.setWeights([[[0.1], [0.2], [0.3]], [0]]);
      made.compile({ loss: "mse", optimizer: "sgd", backend });
      return made;
    };
    const [a, b] = [model(), model()];
    await a.fit(bytes, classes, { ...silent, epochs: 2 });
    await b.fit(floats, classes, { ...silent, epochs: 2 });
    expectClose(a.getWeights().flatMap(flat), b.getWeights().flatMap(flat), 1e-6);
  });

  // Classes weigh in training alone, as in Keras.
  it.each([
    ["", {}],
    [", with class weights", { classWeight: { 0: 3, 1: 0.5 } }],
  ])("keeps the last samples for validation, unshuffled, and evaluates given ones%s", async (_, weights) => {
    const options = { ...silent, ...weights, epochs: 2 };
    const split = await classifier(backend).fit(x, oneHot, { ...options, validationSplit: 0.25 });
    const given = await classifier(backend).fit(x.slice(0, 15), oneHot.slice(0, 15), {
      ...options,
      validationData: [x.slice(15), oneHot.slice(15)],
    });
    expect(Object.keys(split.history)).toEqual(["accuracy", "loss", "val_accuracy", "val_loss"]);
    for (const name of Object.keys(split.history))
      expectClose(given.history[name], split.history[name], 1e-6);
  });

  it("counts class weights as sample weights", async () => {
    const classWeight = { 0: 2, 2: 0.5 };
    const a = await classifier(backend).fit(x, oneHot, { ...silent, epochs: 2, classWeight });
    const sampleWeight = classes.map((c) => [2, 1, 0.5][c]!);
    const b = await classifier(backend, "sparse_categorical_crossentropy").fit(x, classes, {
      ...silent,
      epochs: 2,
      sampleWeight,
    });
    expectClose(a.history["loss"], b.history["loss"], 1e-6);
    expect(a.history["loss"]![0]).not.toBeCloseTo(
      (await classifier(backend).fit(x, oneHot, silent)).history["loss"]![0]!,
      3,
    );
  });

  it("evaluates after so many epochs, or after those that are named", async () => {
    const evaluations = async (validationFreq: number | number[]) => {
      const options = { ...silent, epochs: 5, validationSplit: 0.25, validationFreq };
      return (await classifier(backend).fit(x, oneHot, options)).history["val_loss"]!;
    };
    const all = await evaluations(1);
    expect(await evaluations(2)).toEqual([all[1], all[3]]);
    expect(await evaluations([1, 4, 9])).toEqual([all[0], all[3]]);
    for (const odd of [0, [1, 0], ["2"], 1.5])
      await expect(evaluations(odd as number)).rejects.toThrow("validationFreq must be an integer >= 1");
  });

  it("takes weights of classes only by class number, and null for none", async () => {
    for (const odd of ["balanced", 7, Symbol("w")])
      await expect(
        classifier(backend).fit(x, oneHot, { ...silent, classWeight: odd as never }),
      ).rejects.toThrow("classWeight must be an object of weights by class number");
    const none = { classWeight: null, validationFreq: null, validationSplit: 0.25 } as never;
    const { history } = await classifier(backend).fit(x, oneHot, { ...silent, ...(none as object) });
    expect(history["val_loss"]).toHaveLength(1);
  });

  it("weighs the classes of one output only", async () => {
    const inputs = input({ shape: [1] });
    const outputs = ["a", "b"].map((name) => layers.dense({ units: 1, name })(inputs));
    const two = new Model({ inputs, outputs });
    two.compile({ loss: "mse", optimizer: "sgd", backend });
    const labels = [[1], [0]];
    await expect(two.fit([[1], [2]], [labels, labels], { ...silent, classWeight: { 0: 2 } })).rejects.toThrow(
      "classWeight must be left out for several outputs",
    );
  });

  it("goes on from initialEpoch", async () => {
    const epochs: number[] = [];
    const onEpochEnd = (epoch: number) => void epochs.push(epoch);
    const history = await classifier(backend).fit(x, oneHot, {
      ...silent,
      initialEpoch: 2,
      epochs: 5,
      callbacks: [{ onEpochEnd }],
    });
    expect(epochs).toEqual([2, 3, 4]);
    expect(history.epoch).toEqual([2, 3, 4]);
  });

  it("makes stepsPerEpoch steps and goes on with the data where the last epoch stopped", async () => {
    const model = classifier(backend);
    let steps = 0;
    const onBatchEnd = () => void steps++;
    await model.fit(x, oneHot, {
      ...silent,
      batchSize: 5,
      stepsPerEpoch: 3,
      epochs: 2,
      callbacks: { onBatchEnd },
    });
    expect(steps).toBe(6);
    const twice = classifier(backend);
    await twice.fit([...x, ...x.slice(0, 10)], [...oneHot, ...oneHot.slice(0, 10)], {
      ...silent,
      batchSize: 5,
    });
    expectClose(model.getWeights().flatMap(flat), twice.getWeights().flatMap(flat), 1e-6);
  });

  it("shuffles when it is not told otherwise, and sees every sample once an epoch", async () => {
    const model = new Sequential([layers.dense({ units: 1, inputShape: [1], useBias: false })]);
    model.setWeights([[[0]]]);
    model.compile({ loss: "mae", optimizer: optimizers.sgd({ learningRate: 0 }), backend });
    const order: number[] = [];
    const onBatchEnd = (_: number, logs: callbacks.Logs) => void order.push(logs["loss"]!);
    const data = [[0], [1], [2], [3], [4], [5], [6], [7]];
    const { history } = await model.fit(data, data, {
      batchSize: 1,
      verbose: 0,
      callbacks: [{ onBatchEnd }],
    });
    const values = order.map((mean, i) => Math.round(mean * (i + 1) - (order[i - 1] ?? 0) * i));
    expect([...values].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(values).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(history["loss"]![0]).toBeCloseTo(3.5, 6);
  });

  it("adds penalties to the loss", async () => {
    const model = new Sequential([
      layers.dense({
        units: 1,
        inputShape: [3],
        kernelRegularizer: { l1: 0.1, l2: 0.2 },
        kernelInitializer: "ones",
      }),
    ]);
    model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 0 }), metrics: ["mse"], backend });
    const [loss, mse] = await model.evaluate(x, classes);
    expect(loss! - mse!).toBeCloseTo(0.1 * 3 + 0.2 * 3, 5);
  });

  it("trains, tests and predicts on single batches", async () => {
    const [a, b] = [classifier(backend), classifier(backend)];
    const [before] = await a.testOnBatch(x, oneHot);
    const [loss] = await a.trainOnBatch(x, oneHot);
    expect(loss).toBeCloseTo(before!, 6);
    await b.fit(x, oneHot, { ...silent, batchSize: 20 });
    expectClose(a.getWeights().flatMap(flat), b.getWeights().flatMap(flat), 1e-6);
    expect((await a.predictOnBatch(x)).shape).toEqual([20, 3]);
  });

  it("reports weighted metrics", async () => {
    const model = classifier(backend);
    model.compile({
      loss: "categoricalCrossentropy",
      weightedMetrics: [metrics.categoricalAccuracy({ name: "wacc" })],
      backend,
    });
    const p = await model.predict(x);
    const sampleWeight = x.map((_, i) => i + 1);
    const { wacc } = await model.evaluate(x, oneHot, { sampleWeight, returnDict: true });
    const hits = flat(p.argmax(1)).map((guess, i) => Number(guess === classes[i]) * sampleWeight[i]!);
    expect(wacc).toBeCloseTo(hits.reduce((s, h) => s + h) / 210, 6);
  });

  it("stops when a callback says so, and fits again", async () => {
    const model = classifier(backend);
    const onEpochEnd = (epoch: number) => {
      if (epoch === 1) model.stopTraining = true;
    };
    expect((await model.fit(x, oneHot, { ...silent, epochs: 9, callbacks: [{ onEpochEnd }] })).epoch).toEqual(
      [0, 1],
    );
    expect((await model.fit(x, oneHot, { ...silent, epochs: 2 })).epoch).toEqual([0, 1]);
  });

  it("says when the loss stopped being a number", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const model = new Sequential([layers.dense({ units: 1, inputShape: [3] })]);
    model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 1e20 }), backend });
    const history = await model.fit(x, classes, { ...silent, batchSize: 10, epochs: 3 });
    expect(history.nonFinite).toBeDefined();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toMatch(
      /^The loss is not a finite number since epoch \d, step \d: lower the learning rate/,
    );
    warn.mockRestore();
  });
});

describe("the choice of path", () => {
  it("is the engine for what it covers, tfjs for the rest, and can be forced", async () => {
    const model = new Sequential([
      layers.reshape({ targetShape: [3, 1], inputShape: [3] }),
      layers.lstm({ units: 2, activation: "relu" }),
    ]);
    model.compile({ loss: "mse" });
    await model.predict(x);
    expect(model.backends.current?.kind).toBe("tfjs");
    model.compile({ loss: "mse", backend: "engine" });
    await expect(model.predict(x)).rejects.toThrow(
      'Cannot train on the engine: backend must be "auto" or "tfjs" for this model, current value is "engine"; the engine does not have layer "lstm" (LSTM)',
    );
  });
  it("may change with training going on: the optimizer's memory goes along", async () => {
    const ends = [];
    for (const change of [true, false]) {
      const model = classifier("engine");
      const optimizer = optimizers.adam({ learningRate: 0.05 });
      for (const backend of ["engine", "tfjs", "engine"] as const) {
        model.compile({
          loss: losses.categoricalCrossentropy(),
          optimizer,
          backend: change ? backend : "engine",
        });
        await model.fit(x, oneHot, { ...silent, epochs: 2, batchSize: 7 });
      }
      expect(optimizer.iterations).toBe(18);
      ends.push(model.getWeights().flatMap(flat));
    }
    expectClose(ends[0], ends[1], 1e-5);
  });
});

describe("History", () => {
  it("prints as a small table", async () => {
    const history = await classifier("engine").fit(x, oneHot, { ...silent, epochs: 2 });
    const [head, first] = history.toString().split("\n");
    expect(head).toMatch(/^epoch +accuracy +loss$/);
    expect(first).toMatch(/^ +1 +\d\.\d{4} +\d\.\d{4}$/);
    const bundle = (history as unknown as Record<symbol, () => Record<string, string>>)[
      Symbol.for("Jupyter.display")
    ]!();
    expect(bundle["text/html"]).toContain("<th");
  });
});

it("a loop of models keeps the memory flat", async () => {
  const round = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const model = classifier("engine");
      await model.fit(x, oneHot, silent);
      model.dispose();
    }
  };
  await round(100);
  const before = process.memoryUsage();
  await round(500);
  const after = process.memoryUsage();
  expect((after.rss - before.rss) / 1e6).toBeLessThan(60);
});
