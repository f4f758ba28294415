import { input, layers, Model, modelFromJSON, plotModel, Sequential, utils } from "gradus";
import { beforeAll, describe, expect, it } from "vitest";
import { keras } from "./fixtures.js";

const wide = { lineLength: 88 };
const name = "a_rather_long_name_for_a_layer_of_ten_outputs";

describe("summary() prints Keras's table", () => {
  beforeAll(() => utils.clearSession());

  it("of models made in the same order as in fixtures/make.py", async () => {
    const xor = new Sequential([
      layers.dense({ units: 2, inputShape: [2], activation: "sigmoid" }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ]);
    expect(xor.summaryText(wide).trim()).toBe(keras.summaries["xor"]!.trim());

    const cnn = new Sequential([
      input({ shape: [28, 28, 1] }),
      layers.conv2d({ filters: 32, kernelSize: 3 }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 64, kernelSize: 3 }),
      layers.maxPooling2d(),
      layers.flatten(),
      layers.dense({ units: 10, name }),
    ]);
    expect(cnn.countParams()).toBe(34_826);
    cnn.compile({ optimizer: "adam", loss: "mse" });
    const zeros = { data: new Float32Array(2 * 784), shape: [2, 28, 28, 1] };
    await cnn.fit(zeros, { data: new Float32Array(20), shape: [2, 10] }, { verbose: 0 });
    expect(cnn.summaryText(wide).trim()).toBe(keras.summaries["cnn"]!.trim());

    const unbuilt = new Sequential([layers.dense({ units: 3 })]);
    expect(unbuilt.summaryText(wide).trim()).toBe(keras.summaries["unbuilt"]!.trim());

    const inputs = input({ shape: [2] });
    const hidden = layers.dense({ units: 3 })(inputs);
    const chain = new Model({ inputs, outputs: hidden });
    expect(normal(chain.summaryText(wide))).toBe(normal(keras.summaries["chain"]!));

    const outputs = layers.dense({ units: 1 })(layers.concatenate()([hidden, inputs]));
    const branches = new Model({ inputs, outputs });
    expect(normal(branches.summaryText({ lineLength: 108 }))).toBe(normal(keras.summaries["branches"]!));

    const frozen = new Sequential([
      layers.dense({ units: 3, inputShape: [4], trainable: false }),
      layers.batchNormalization(),
    ]);
    expect(normal(frozen.summaryText(wide))).toBe(normal(keras.summaries["frozen"]!));
    expect(normal(batched().summaryText(wide))).toBe(normal(keras.summaries["batch"]!));
  });
});

/** A model whose input says how many samples are in a batch. */
function batched(): Model {
  const inputs = input({ shape: [6, 6, 1], batchSize: 4, name: "digits" });
  const convolved = layers.conv2d({ filters: 3, kernelSize: 3 })(inputs);
  const rows = layers.flatten()(layers.maxPooling2d()(convolved));
  return new Model({ inputs, outputs: layers.dense({ units: 2 })(rows) });
}

describe("input({ batchSize })", () => {
  it("takes batches of another size, as Keras does", async () => {
    for (const backend of ["engine", "tfjs"] as const) {
      const model = batched();
      model.compile({ optimizer: "sgd", loss: "mse", backend });
      const zeros = (...shape: number[]) => ({
        data: new Float32Array(shape.reduce((a, b) => a * b)),
        shape,
      });
      await model.fit(zeros(6, 6, 6, 1), zeros(6, 2), { batchSize: 3, verbose: 0 });
      expect((await model.predict(zeros(5, 6, 6, 1))).shape).toEqual([5, 2]);
    }
  });

  it("is in the drawing and in the file, and comes back from it", () => {
    expect(plotModel(batched(), { showShapes: true }).text).toContain("(4, 2)");
    expect(modelFromJSON(batched().toJSON()).graph!.outputs[0]!.shape).toEqual([4, 2]);
    const stack = new Sequential([input({ shape: [2], batchSize: 4 }), layers.dense({ units: 1 })]);
    expect(modelFromJSON(stack.toJSON()).graph!.outputs[0]!.shape).toEqual([4, 1]);
  });

  it("goes through layers whose shape is tried out, and is any size when it is null", () => {
    const double = layers.lambda({ function: (x) => x.mul(2) });
    expect(double(input({ shape: [2], batchSize: 4 })).shape).toEqual([4, 2]);
    const given = layers.lambda({ function: (x) => x.mul(2), outputShape: [2] });
    expect(given(input({ shape: [2], batchSize: 4 })).shape).toEqual([4, 2]);
    expect(input({ shape: [2], batchSize: null }).shape).toEqual([null, 2]);
  });

  it("must be a size", () => {
    expect(() => input({ shape: [2], batchSize: 0 })).toThrow(
      "Cannot make an Input layer: batchSize must be an integer >= 1 or null, current value is 0",
    );
  });
});

/** Without the numbers of automatic names, which count inputs differently, and without the spaces they take. */
function normal(text: string): string {
  return text.replace(/_\d+/g, "").replace(/ +/g, " ").trim();
}
