// Masked series and states, against Keras 3: values from fixtures/masks.py.
import { readFileSync } from "node:fs";
import { input, layers, Model, np, optimizers, modelFromJSON, Sequential, tf } from "gradus";
import { describe, expect, it, vi } from "vitest";
import { expectClose, flat } from "./fixtures.js";

interface Net {
  x: number[][];
  y: number[][];
  weights: number[][];
  predict: number[];
  evaluate: number | number[];
  weighted?: number | number[];
  history: Record<string, number[]>;
  after: number[][];
}
interface States {
  weights: number[][];
  plain: number[][];
  begun: number[][];
}
const keras = JSON.parse(readFileSync(new URL("./fixtures/masks.json", import.meta.url), "utf8")) as {
  nets: Record<string, Net>;
  attention: Record<"q" | "v" | "k" | "allowed", number[][]> & {
    weights: number[][];
    shapes: number[][];
    paths: string[];
    key: number[];
    masked: number[];
    causal: number[];
  };
  states: { x: number[][]; h: number[][]; c: number[][]; lstm: States; gru: States };
};

const embed = () => [input({ shape: [5] }), layers.embedding({ inputDim: 5, outputDim: 3, maskZero: true })];
const mask = () => [input({ shape: [5, 3] }), layers.masking()];
const bidirectional = layers.bidirectional;
const nets = {
  mean: () => [
    ...embed(),
    layers.dense({ units: 4, activation: "tanh" }),
    layers.globalAveragePooling1d(),
    layers.dense({ units: 1 }),
  ],
  lstm: () => [
    ...embed(),
    layers.lstm({ units: 3, returnSequences: true }),
    layers.gru({ units: 2 }),
    layers.dense({ units: 1 }),
  ],
  backwards: () => [...mask(), layers.simpleRNN({ units: 3, goBackwards: true }), layers.dense({ units: 1 })],
  both: () => [
    ...embed(),
    bidirectional({ layer: layers.lstm({ units: 2, returnSequences: true }) }),
    bidirectional({ layer: layers.gru({ units: 2 }), mergeMode: "ave" }),
    layers.dense({ units: 1 }),
  ],
  steps: () => [
    ...mask(),
    layers.gru({ units: 3, returnSequences: true }),
    layers.timeDistributed({ layer: layers.dense({ units: 1 }) }),
  ],
  normal: () => [...mask(), layers.batchNormalization(), layers.dense({ units: 1 })],
  tags: () => [
    ...embed(),
    layers.lstm({ units: 3, returnSequences: true }),
    layers.dense({ units: 3, activation: "softmax" }),
  ],
};

describe("masks are carried, and counted, as in Keras", () => {
  it.each(Object.entries(nets))("%s", async (name, make) => {
    const { x, y, weights, ...wanted } = keras.nets[name]!;
    const model = new Sequential(make());
    model.setWeights(weights.map((values, i) => np.array(values).reshape(model.weights[i]!.shape)));
    const metrics = Object.keys(wanted.history).filter((key) => key !== "loss") as "mae"[];
    const loss = name === "tags" ? "sparse_categorical_crossentropy" : "mse";
    model.compile({ loss, optimizer: optimizers.sgd({ learningRate: 0.1 }), metrics });
    const batchSize = 6;
    expectClose(await model.predict(x), wanted.predict);
    expectClose(await model.evaluate(x, y, { batchSize }), [wanted.evaluate].flat());
    const sampleWeight = [1, 2, 3, 4, 5, 6].map((weight) => weight / 3);
    if (wanted.weighted !== undefined)
      expectClose(await model.evaluate(x, y, { batchSize, sampleWeight }), [wanted.weighted].flat());
    const { history } = await model.fit(x, y, { batchSize, epochs: 3, shuffle: false, verbose: 0 });
    for (const [key, values] of Object.entries(wanted.history)) expectClose(history[key], values, 2e-5);
    expectClose(model.getWeights().flatMap(flat), wanted.after.flat(), 2e-5);
  });

  it("a layer that cannot carry a mask on says so once", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const model = new Sequential([...embed(), layers.flatten({ name: "flat" }), layers.dense({ units: 1 })]);
    await model.predict([[1, 2, 0, 0, 0]]);
    await model.predict([[1, 2, 0, 0, 0]]);
    const told = warn.mock.calls
      .map(([text]) => String(text))
      .filter((text) => text.includes("masked steps"));
    expect(told).toEqual([
      'Layer "flat" (Flatten) was given masked steps and does not carry masks on: what comes after it counts them like others',
    ]);
    warn.mockRestore();
  });
});

describe("states", () => {
  const { x, h, c } = keras.states;
  it.each([
    ["lstm", layers.lstm({ units: 3, returnState: true }), [h, c]],
    ["gru", layers.gru({ units: 3, returnState: true, returnSequences: true }), [h]],
  ] as const)("of %s come out and go in", (name, layer, begin) => {
    const { weights, plain, begun } = keras.states[name];
    const run = layer as unknown as (x: tf.Tensor, options?: object) => tf.Tensor[];
    run(tf.tensor(x));
    layer.setWeights(weights);
    expectClose(
      run(tf.tensor(x)).flatMap((each) => [...each.dataSync()]),
      plain.flatMap(flat),
    );
    const initialState = begin.map((state) => tf.tensor(state));
    expectClose(
      run(tf.tensor(x), { initialState }).flatMap((each) => [...each.dataSync()]),
      begun.flatMap(flat),
    );
  });

  it("Bidirectional's output is as long as that of both ways", () => {
    const [layer, backwardLayer] = [layers.lstm({ units: 2 }), layers.lstm({ units: 3, goBackwards: true })];
    const both = layers.bidirectional({ layer, backwardLayer });
    expect(both(input({ shape: [4, 3] })).shape).toEqual([null, 5]);
    expect(both(tf.tensor(x)).shape[1]).toBe(5);
  });

  it("connect an encoder with a decoder", async () => {
    const [question, answer] = [input({ shape: [4, 3] }), input({ shape: [2, 3] })];
    const [, ...state] = layers.lstm({ units: 3, returnState: true })(question);
    const decoder = layers.lstm({ units: 3, returnSequences: true });
    const model = new Model({
      inputs: [question, answer],
      outputs: decoder(answer, { initialState: state }),
    });
    const again = modelFromJSON(JSON.stringify(model.toJSON()));
    again.setWeights(model.getWeights());
    const data = [x, x.map((steps) => steps.slice(0, 2))];
    const predicted = await model.predict(data);
    expect(predicted.shape).toEqual([2, 2, 3]);
    expectClose(await again.predict(data), predicted, 0);
    expect(() => decoder(answer, { initialState: state[0] })).toThrow(
      "must have shape [n, steps, 3], and initialState [n, 3], [n, 3]",
    );
    const stack = [layers.lstm({ units: 3, returnState: true, name: "state" }), layers.dense({ units: 1 })];
    expect(() => new Sequential([input({ shape: [4, 3] }), ...stack])).toThrow(
      'the output of layer "state" must be one tensor',
    );
  });
});

describe("MultiHeadAttention", () => {
  const { q, v, k, allowed, weights, shapes, paths, ...wanted } = keras.attention;
  const layer = layers.multiHeadAttention({ numHeads: 2, keyDim: 3, valueDim: 2, outputShape: 5 });
  const inputs = [q, v, k].map((values) => tf.tensor(values));
  const flatten = (tensors: readonly tf.Tensor[]) => tensors.flatMap((tensor) => [...tensor.dataSync()]);

  it("has Keras's weights and gives its values, with each kind of mask", () => {
    layer(inputs);
    expect(layer.weights.map(({ shape }) => shape)).toEqual(shapes);
    const names = layer.sublayers.flatMap((inner) =>
      inner.weights.map((weight) => `${inner.name}/${weight.name}`),
    );
    expect(names).toEqual(paths);
    layer.setWeights(weights.map((values, i) => np.array(values).reshape(shapes[i]!)));
    expectClose(flatten([layer(inputs)]), flat(wanted.key));
    expectClose(flatten([layer(inputs, { attentionMask: tf.tensor(allowed) })]), flat(wanted.masked));
    const both = layer(inputs, { useCausalMask: true, returnAttentionScores: true });
    expectClose(flatten(both), wanted.causal.flatMap(flat));
  });

  it("looks at no masked step, and passes the query's mask on", async () => {
    const words = input({ shape: [4] });
    const x = layers.embedding({ inputDim: 5, outputDim: 4, maskZero: true })(words);
    const y = layers.multiHeadAttention({ numHeads: 1, keyDim: 4 })([x, x]);
    const model = new Model({ inputs: words, outputs: layers.globalAveragePooling1d()(y) });
    const [short, long] = [await model.predict([[1, 2, 0, 0]]), await model.predict([[1, 2, 3, 4]])];
    const table = flat(model.layers[1]!.getWeights()[0]).fill(9, 0, 4);
    model.layers[1]!.setWeights([np.array(table).reshape([5, 4])]);
    expectClose(await model.predict([[1, 2, 0, 0]]), short, 1e-6); // what stands under token 0 counts nowhere
    expect(flat(long)).not.toEqual(flat(short));
  });

  it("takes one mask for all steps of the query", () => {
    const other = layers.multiHeadAttention({ numHeads: 1, keyDim: 2 });
    const [x, mask] = [tf.randomNormal([2, 3, 2]), tf.tensor([[[1, 0, 1]], [[1, 1, 0]]])];
    const [one, each] = [mask, mask.tile([1, 3, 1])].map((attentionMask) =>
      flatten([other([x, x], { attentionMask })]),
    );
    expect(one).toEqual(each);
  });

  it.each<[string, () => unknown]>([
    ["must have shape of query and value", () => layer([inputs[0]!])],
    ["[n, steps, features] for query, value and key", () => layer([tf.zeros([2, 3]), tf.zeros([2, 3])])],
    [
      "[n, querySteps, valueSteps] for attentionMask",
      () => layer(inputs, { attentionMask: tf.ones([2, 3]) }),
    ],
    ["[n, steps, 4] for the query, as at its first call", () => layer([tf.zeros([2, 3, 2]), inputs[1]!])],
    ["write returnAttentionScores", () => layer(inputs, { return_attention_scores: true } as never)],
  ])("%s", (message, work) => {
    expect(work).toThrow(message);
  });
});
