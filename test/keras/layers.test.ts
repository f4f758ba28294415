import { layers, tf } from "gradus";
import { describe, expect, it } from "vitest";
import { activationNames } from "../../src/formulas/index.js";
import { expectClose, flat, keras } from "./fixtures.js";

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

describe("a layer", () => {
  it("computes on plain numbers: an Embedding looks its rows up", () => {
    const table = layers.embedding({ inputDim: 3, outputDim: 2 });
    expect(flat(table([[2]]))).toEqual(flat(table.getWeights()[0]!.at(2)));
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
