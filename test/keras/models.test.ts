import { input, layers, losses, Model, optimizers, Sequential, tf, utils } from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, flat } from "./fixtures.js";

const x = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [[0], [1], [1], [0]];

class SimpleMLP extends Model {
  dense1 = layers.dense({ units: 32, activation: "sigmoid" });
  dense2;
  constructor(numClasses: number) {
    super({ name: "mlp" });
    this.dense2 = layers.dense({ units: numClasses, activation: "sigmoid" });
  }
  override call(inputs: tf.Tensor) {
    return this.dense2(this.dense1(inputs));
  }
}

const xorLayers = () => [
  layers.dense({ units: 2, inputShape: [2], activation: "sigmoid" }),
  layers.dense({ units: 1, activation: "sigmoid" }),
];

describe("Sequential", () => {
  it("counts the lesson's parameters", () => {
    const count = (...units: number[]) => {
      const model = new Sequential([input({ shape: [2] })]);
      for (const unit of units) model.add(layers.dense({ units: unit, activation: "sigmoid" }));
      return model.countParams();
    };
    expect([count(2, 1), count(2, 4, 1), count(4, 1)]).toEqual([9, 23, 17]);
  });
  it("adds, pops and finds layers", () => {
    const model = new Sequential(xorLayers());
    model.add(layers.dense({ units: 3, name: "extra" }));
    expect(model.getLayer("extra").countParams()).toBe(6);
    expect(model.getLayer(0)).toBe(model.layers[0]);
    model.pop();
    expect(model.countParams()).toBe(9);
    expect(() => model.getLayer("extra")).toThrow("which must be one of");
  });
  it("learns its input's shape from the data", async () => {
    const model = new Sequential([layers.dense({ units: 1 })]);
    expect(() => model.countParams()).toThrow("it has none before it knows its input's shape");
    expect((await model.predict(x)).shape).toEqual([4, 1]);
    expect(model.countParams()).toBe(3);
  });
  it("keeps what it had when a layer does not fit", () => {
    const model = new Sequential(xorLayers());
    expect(() => model.add(layers.conv2d({ filters: 1, kernelSize: 3 }))).toThrow(
      "images must not be flattened",
    );
    expect(model.layers.length).toBe(2);
    expect(model.countParams()).toBe(9);
  });
  it("may hold another model", async () => {
    const inner = new Sequential(xorLayers());
    const outer = new Sequential([inner, layers.dense({ units: 2 })]);
    expect(outer.countParams()).toBe(13);
    outer.compile({ loss: "mse", optimizer: "sgd" });
    await outer.fit(
      x,
      [
        [0, 1],
        [1, 0],
        [1, 0],
        [0, 1],
      ],
      { verbose: 0 },
    );
    expect(outer.backends.current?.kind).toBe("engine");
  });
});

describe("three ways to one network", () => {
  it("gives the same outputs, and the same loss after 200 steps", async () => {
    const inputs = input({ shape: [2] });
    const hidden = layers.dense({ units: 32, activation: "sigmoid" })(inputs);
    const functional = new Model({
      inputs,
      outputs: layers.dense({ units: 1, activation: "sigmoid" })(hidden),
    });
    const sequential = new Sequential([
      layers.dense({ units: 32, inputShape: [2], activation: "sigmoid" }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ]);
    const subclassed = new SimpleMLP(1);
    expect(() => subclassed.countParams()).toThrow();
    await subclassed.predict(x);
    expect(subclassed.countParams()).toBe(96 + 33);
    const models = [functional, sequential, subclassed];
    for (const model of models) {
      model.setWeights(functional.getWeights());
      model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 0.5 }) });
    }
    const before = await Promise.all(models.map((model) => model.predict(x)));
    for (const p of before) expectClose(p, before[0], 1e-6);
    const losses: number[] = [];
    for (const model of models) {
      const { history } = await model.fit(x, y, { batchSize: 4, epochs: 200, shuffle: false, verbose: 0 });
      losses.push(Number(history["loss"]?.at(-1)));
    }
    expect(Math.max(...losses) - Math.min(...losses)).toBeLessThan(1e-6);
    expect(models.map((model) => model.backends.current?.kind)).toEqual(["engine", "engine", "tfjs"]);
  });
});

describe("functional models", () => {
  it("take several inputs and outputs, by list or by name, and share layers", async () => {
    const [a, b] = [input({ shape: [2], name: "a" }), input({ shape: [2], name: "b" })];
    const shared = layers.dense({ units: 3, activation: "tanh" });
    const joined = layers.concatenate()([shared(a), shared(b)]);
    const one = layers.dense({ units: 1, name: "one" })(joined);
    const two = layers.dense({ units: 2, activation: "softmax", name: "two" })(joined);
    const model = new Model({ inputs: [a, b], outputs: [one, two] });
    expect(model.countParams()).toBe(9 + 7 + 14);
    model.compile({
      optimizer: "adam",
      loss: { one: "mse", two: losses.sparseCategoricalCrossentropy() },
      lossWeights: { one: 0.5 },
      metrics: { two: ["accuracy"] },
    });
    const [first, second] = [
      [[1], [2], [3], [4]],
      [0, 1, 1, 0],
    ];
    const { history } = await model.fit([x, x], [first, second], { epochs: 3, verbose: 0, shuffle: false });
    expect(Object.keys(history).sort()).toEqual(["loss", "one_loss", "two_accuracy", "two_loss"]);
    expect(history["loss"]![0]).toBeCloseTo(0.5 * history["one_loss"]![0]! + history["two_loss"]![0]!, 5);
    const byName = await model.evaluate({ a: x, b: x }, { one: first, two: second }, { returnDict: true });
    expect(Object.keys(byName).length).toBe(4);
    const outputs = (await model.predict([x, x])) as unknown as { shape: number[] }[];
    expect(outputs.map(({ shape }) => shape)).toEqual([
      [4, 1],
      [4, 2],
    ]);
  });
  it("say which input is missing", () => {
    const [a, b] = [input({ shape: [2], name: "left" }), input({ shape: [2], name: "right" })];
    const outputs = layers.add()([a, b]);
    expect(() => new Model({ inputs: a, outputs })).toThrow('add the input "right"');
  });
});

describe("weights", () => {
  it("follow from the engine to the layers and back", async () => {
    utils.setRandomSeed(1);
    const model = new Sequential(xorLayers());
    model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 1 }) });
    await model.fit(x, y, { epochs: 3, verbose: 0 });
    const trained = model.getWeights();
    expectClose(model.layers[0]!.getWeights()[0], trained[0], 0);
    model.setWeights(trained.map((w) => w.mul(0)));
    expectClose(await model.predict(x), [0.5, 0.5, 0.5, 0.5], 1e-7);
    await model.fit(x, [[1], [1], [1], [1]], { epochs: 1, verbose: 0 });
    expect(flat(model.getWeights()[3])).not.toEqual([0]);
  });
  it("are shared by models that share layers", async () => {
    const parts = xorLayers();
    const [a, b] = [new Sequential(parts), new Sequential(parts)];
    a.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 1 }) });
    b.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 1 }), backend: "tfjs" });
    await a.fit(x, y, { epochs: 5, verbose: 0 });
    expectClose(await b.predict(x), await a.predict(x), 1e-6);
    await b.fit(x, y, { epochs: 5, verbose: 0 });
    expectClose(await a.predict(x), await b.predict(x), 1e-6);
  });
  it("stay as they are in a layer that is not trainable", async () => {
    for (const backend of ["engine", "tfjs"] as const) {
      const [first, second] = xorLayers();
      first!.trainable = false;
      const model = new Sequential([first!, second!]);
      model.compile({ loss: "mse", optimizer: "sgd", backend });
      const before = model.getWeights();
      await model.fit(x, y, { epochs: 2, verbose: 0 });
      const after = model.getWeights();
      expectClose(after[0], before[0], 0);
      expect(flat(after[2])).not.toEqual(flat(before[2]));
    }
  });
  it("repeat with setRandomSeed, shuffles and dropout included, on both paths", async () => {
    for (const backend of ["engine", "tfjs"] as const) {
      const run = async () => {
        utils.setRandomSeed(42);
        const model = new Sequential([
          layers.dense({ units: 8, inputShape: [2], activation: "relu" }),
          layers.dropout({ rate: 0.5 }),
          layers.dense({ units: 1 }),
        ]);
        model.compile({ loss: "mse", optimizer: "adam", backend });
        await model.fit(x, y, { epochs: 5, batchSize: 2, verbose: 0 });
        return model.getWeights().flatMap(flat);
      };
      expect(await run()).toEqual(await run());
    }
  });
});

describe("own losses and metrics", () => {
  it("are functions of tensors, and go to tfjs", async () => {
    const own = new Sequential(xorLayers());
    const given = new Sequential(xorLayers());
    given.setWeights(own.getWeights());
    const mine = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.mean(tf.square(tf.sub(yTrue, yPred)), -1);
    own.compile({ loss: mine, optimizer: "sgd", metrics: [mine] });
    given.compile({ loss: "mse", optimizer: "sgd", metrics: ["mse"] });
    const a = await own.fit(x, y, { epochs: 3, shuffle: false, verbose: 0 });
    const b = await given.fit(x, y, { epochs: 3, shuffle: false, verbose: 0 });
    expectClose(a.history["loss"], b.history["loss"], 1e-6);
    expectClose(a.history["mine"], b.history["mse"], 1e-6);
    expect(own.backends.current?.kind).toBe("tfjs");
  });
});
