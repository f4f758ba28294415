import { layers, np, optimizers, Sequential, tf } from "gradus";
import { describe, expect, it } from "vitest";
import { activationNames } from "../../src/formulas/index.js";
import { expectClose, flat, keras, layerCases } from "./fixtures.js";

type Factory = (options: object) => layers.Layer;

describe("layers compute what Keras's compute", () => {
  it.each(
    keras.layers.map(
      (each, i) => [`${each.name} ${JSON.stringify(each.options)} #${String(i)}`, each] as const,
    ),
  )("%s", (_, { name, options, inputs, weights, output, trainingOutput, weightsAfter }) => {
    const layer = (layers as unknown as Record<string, Factory>)[name]!(options);
    const tensors = inputs.map((input) => tf.tensor(input));
    const given = tensors.length > 1 ? tensors : tensors[0]!;
    layer(given);
    expect(layer.weights.map(({ shape }) => shape)).toEqual(weights.map((weight) => tf.tensor(weight).shape));
    layer.setWeights(weights);
    const result = layer(given);
    expect(result.shape).toEqual(tf.tensor(output).shape);
    expect(layer.computeOutputShape(tensors.map(({ shape }) => shape))).toEqual(result.shape);
    expectClose(result.dataSync(), output);
    if (!trainingOutput) return;
    expectClose(layer(given, { training: true }).dataSync(), trainingOutput);
    expectClose(layer.getWeights().flatMap(flat), weightsAfter);
  });
});

/** A layer of layers.json, where a layer inside another stands as its function's name and options. */
function make(name: string, { layer, ...options }: { layer?: [string, object] }): layers.Layer {
  const inner = layer && { layer: make(...layer) };
  return (layers as unknown as Record<string, Factory>)[name]!({ ...options, ...inner });
}

describe("layers of layers.py compute what Keras's compute", () => {
  it.each(
    layerCases.map(
      (each, i) => [`${each.name} ${JSON.stringify(each.options)} #${String(i)}`, each] as const,
    ),
  )("%s", (_, { name, options, shapes, inputs, weights, weightShapes, outputShape, output }) => {
    const layer = make(name, options);
    const tensors = inputs.map((values, i) => tf.tensor(values, shapes[i]));
    const given = tensors.length > 1 ? tensors : tensors[0]!;
    layer(given);
    expect(layer.weights.map(({ shape }) => shape)).toEqual(weightShapes);
    layer.setWeights(weights.map((values, i) => np.array(values).reshape(weightShapes[i]!)));
    const result = layer(given);
    expect(result.shape).toEqual(outputShape);
    expect(layer.computeOutputShape(shapes)).toEqual(outputShape);
    expectClose(result.dataSync(), output);
  });
});

it.each([
  ["1D", [2, 1], () => layers.maxPooling1d()],
  ["2D", [1, 2, 1], () => layers.maxPooling2d({ poolSize: [1, 2] })],
] as const)("max pooling in %s trains windows whose values are all below 0", async (_, inputShape, pool) => {
  const product = layers.dense({ units: 1, useBias: false, inputShape });
  const model = new Sequential([product, pool(), layers.flatten()]);
  model.setWeights([[[1]]]);
  model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 0.01 }), backend: "tfjs" });
  await model.trainOnBatch(np.array([-3, -2]).reshape([1, ...inputShape]), [[0]]);
  expectClose(model.getWeights()[0], [1 - 0.01 * 2 * (-2) ** 2], 1e-6); // the loss is (−2 w)²
});

describe("a layer", () => {
  it("computes on plain numbers: an Embedding looks its rows up", () => {
    const table = layers.embedding({ inputDim: 3, outputDim: 2 });
    expect(flat(table([[2]]))).toEqual(flat(table.getWeights()[0]!.at(2)));
  });

  it("embedding refuses what is no row of its table", () => {
    const table = layers.embedding({ inputDim: 3, outputDim: 2 });
    for (const row of [3, -1, NaN]) expect(() => table([[row]])).toThrow(/must be an integer from 0 to 2/);
  });

  it("recurrent layers take no samples", () => {
    const none = np.zeros([0, 4, 3]);
    for (const layer of [layers.simpleRNN({ units: 2 }), layers.lstm({ units: 2 }), layers.gru({ units: 2 })])
      expect(layer(none).shape).toEqual([0, 2]);
  });
  it("gets Keras's automatic names and weights' order", () => {
    const layer = layers.dense({ units: 2, name: "first" });
    layer([[1, 2, 3]]);
    expect(layer.name).toBe("first");
    expect(layer.weights.map(({ name, shape }) => [name, ...shape])).toEqual([
      ["kernel", 3, 2],
      ["bias", 2],
    ]);
    expect(layers.maxPooling2d().name).toMatch(/^max_pooling2d(_\d+)?$/);
  });
  it("is a class, too", () => {
    expect(new layers.Dense({ units: 2 })).toBeInstanceOf(layers.Layer);
    expect(layers.dense({ units: 2 }).className).toBe("Dense");
  });
});

describe("complaints of layers", () => {
  it.each<[string, () => unknown]>([
    [
      "Cannot make a Dense layer: units must be an integer >= 1, current value is 0",
      () => layers.dense({ units: 0 }),
    ],
    [
      `Cannot make a Dense layer: activation must be one of ${activationNames.join(", ")}, current value is "sigmoit"; did you mean "sigmoid"?`,
      () => layers.dense({ units: 1, activation: "sigmoit" as never }),
    ],
    [
      "Cannot make a Dropout layer: rate must be a number in [0, 1), current value is 1",
      () => layers.dropout({ rate: 1 }),
    ],
    [
      'Cannot use layer "c" (Conv2D): its input must have shape [n, height, width, channels], current shape is [n, 28, 28]; add the channel axis: layers.reshape({ targetShape: [28, 28, 1] })',
      () => layers.conv2d({ filters: 2, kernelSize: 3, name: "c" })(tf.zeros([1, 28, 28])),
    ],
    [
      'Cannot use layer "s" (SpatialDropout1D): its input must have shape [n, steps, channels], current shape is [n, 3]',
      () => layers.spatialDropout1d({ rate: 0.5, name: "s" })(tf.zeros([1, 3])),
    ],
    [
      'Cannot use layer "c1" (Conv1D): its input must have shape [n, steps, channels], current shape is [n, 9]; a series of single numbers has one channel: layers.reshape({ targetShape: [9, 1] })',
      () => layers.conv1d({ filters: 2, kernelSize: 3, name: "c1" })(tf.zeros([1, 9])),
    ],
    [
      'Cannot use layer "c2" (Conv1D): its input must have shape [n, steps, channels] with at least 5 steps, current shape is [n, 4, 1]',
      () => layers.conv1d({ filters: 2, kernelSize: 3, dilationRate: 2, name: "c2" })(tf.zeros([1, 4, 1])),
    ],
    [
      "Cannot make a Conv1D layer: dilationRate must be 1 where strides are more than 1, current value is 2",
      () => layers.conv1d({ filters: 2, kernelSize: 3, dilationRate: 2, strides: 2 }),
    ],
    [
      'Cannot make a Conv1D layer: padding must be "valid", "same" or "causal", current value is "full"',
      () => layers.conv1d({ filters: 2, kernelSize: 3, padding: "full" as never }),
    ],
    [
      'Cannot use layer "p" (MaxPooling1D): its input must have shape [n, steps, channels] with at least 3 steps, current shape is [n, 2, 1]',
      () => layers.maxPooling1d({ poolSize: 3, name: "p" })(tf.zeros([1, 2, 1])),
    ],
    [
      'Cannot use layer "p2" (MaxPooling2D): its input must have shape [n, height, width, channels] with images of at least 3 × 2, current shape is [n, 2, 2, 1]',
      () => layers.maxPooling2d({ poolSize: [3, 2], name: "p2" })(tf.zeros([1, 2, 2, 1])),
    ],
    [
      "its input must have shape with an axis 2, current shape is [n, 2], [n, 2]; axis is from -2 to 1, 0 being the batch's",
      () => layers.concatenate({ axis: 2 })([tf.zeros([1, 2]), tf.zeros([1, 2])]),
    ],
    [
      "its input must have shape with an axis -4, current shape is [n, 2], [n, 2]",
      () => layers.concatenate({ axis: -4 })([tf.zeros([1, 2]), tf.zeros([1, 2])]),
    ],
    [
      'Cannot use layer "g" (GlobalMaxPooling1D): its input must have shape [n, steps, channels], current shape is [n, 2, 2, 1]',
      () => layers.globalMaxPooling1d({ name: "g" })(tf.zeros([1, 2, 2, 1])),
    ],
    [
      'Cannot use layer "s2" (SeparableConv2D): its input must have shape [n, height, width, channels] with images of at least 3 × 3, current shape is [n, 2, 9, 1]',
      () => layers.separableConv2d({ filters: 2, kernelSize: 3, name: "s2" })(tf.zeros([1, 2, 9, 1])),
    ],
    [
      'Cannot use layer "crop" (Cropping2D): its input must have shape [n, height, width, channels] with images of at least 5 × 5, current shape is [n, 4, 9, 1]',
      () => layers.cropping2d({ cropping: 2, name: "crop" })(tf.zeros([1, 4, 9, 1])),
    ],
    [
      "Cannot make a ZeroPadding2D layer: padding must be an integer >= 0, [vertical, horizontal] or [[top, bottom], [left, right]], current value is [1, 2, 3, 4]",
      () => layers.zeroPadding2d({ padding: [1, 2, 3, 4] as never }),
    ],
    [
      'Cannot use layer "a" (Add): its input must have shape [n, 2] for all inputs, current shape is [n, 2], [n, 3]',
      () => layers.add({ name: "a" })([tf.zeros([1, 2]), tf.zeros([1, 3])]),
    ],
    [
      'Cannot set the weights of "d": values[0] (kernel) must have shape [2, 1], current shape is [1, 2]',
      () => {
        const layer = layers.dense({ units: 1, name: "d" });
        layer([[1, 2]]);
        layer.setWeights([[[1, 2]], [0]]);
      },
    ],
  ])("%s", (message, work) => {
    expect(work).toThrow(message);
  });
});
