import { input, layers, Model, Sequential, utils } from "gradus";
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
  });
});

/** Without the numbers of automatic names, which count inputs differently, and without the spaces they take. */
function normal(text: string): string {
  return text.replace(/_\d+/g, "").replace(/ +/g, " ").trim();
}
