// The symbolic tensors of layers and models, and models cut out of models, against Keras 3 (fixtures/graphAccess.py).
import { readFileSync } from "node:fs";
import { input, layers, Model, modelFromJSON, np, Sequential, type KerasTensor } from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, flat } from "./fixtures.js";

const keras = JSON.parse(readFileSync(new URL("./fixtures/graphAccess.json", import.meta.url), "utf8")) as {
  x: number[][][];
  weights: number[][];
  features: number[][];
  first_call_of_shared: number[][];
  input_of_shared: string;
  inputs_of_both: number;
  tail_x: number[][];
  tail: number[][];
  tail_layers: string[];
  from_behind: string[];
  stack_shapes: (number | null)[][];
};

function build(): Model {
  const [a, b] = [input({ shape: [3], name: "a" }), input({ shape: [3], name: "b" })];
  const shared = layers.dense({ units: 4, activation: "tanh", name: "shared" });
  const both = layers.concatenate({ name: "both" })([shared(a), shared(b)]);
  const hidden = layers.dense({ units: 5, activation: "relu", name: "hidden" })(both);
  const model = new Model({ inputs: [a, b], outputs: layers.dense({ units: 2, name: "last" })(hidden) });
  const shapes = model.weights.map(({ shape }) => shape);
  model.setWeights(keras.weights.map((data, i) => np.array(data).reshape(shapes[i]!)));
  return model;
}

const close = async (model: Model, x: unknown, wanted: number[][]) => {
  expectClose(flat(await model.predict(x as number[][])), wanted.flat());
  // and on the other backend, where a model trains that the engine cannot
  model.compile({ loss: "mse", optimizer: "sgd", backend: "tfjs" });
  expectClose(flat(await model.predict(x as number[][])), wanted.flat());
};

describe("a model cut out of a model", () => {
  it("ends at a hidden layer", async () => {
    const model = build();
    const features = new Model({ inputs: model.inputs, outputs: model.getLayer("hidden").output });
    expect(features.getLayer("shared")).toBe(model.getLayer("shared"));
    await close(features, keras.x, keras.features);
  });

  it("a shared layer's output is that of its first call, as in Keras 3", async () => {
    const model = build();
    const shared = model.getLayer("shared");
    expect(shared.nodes).toHaveLength(2);
    expect(shared.input.name).toBe(keras.input_of_shared);
    const first = new Model({ inputs: model.inputs, outputs: shared.output });
    await close(first, keras.x, keras.first_call_of_shared);
  });

  it("begins in the middle", async () => {
    const model = build();
    const tail = new Model({ inputs: model.getLayer("hidden").input, outputs: model.outputs[0]! });
    expect(tail.layers.map(({ className }) => className)).toEqual(keras.tail_layers);
    await close(tail, keras.tail_x, keras.tail);
    const copy = modelFromJSON(tail.toJSON());
    copy.setWeights(tail.getWeights());
    await close(copy, keras.tail_x, keras.tail);
    expect(tail.summaryText()).not.toContain("both");
  });
});

describe("inputs and outputs", () => {
  it("are there as soon as a Sequential knows its input", () => {
    const stack = new Sequential([
      layers.dense({ units: 2, inputShape: [3], name: "one" }),
      layers.dense({ units: 1, name: "two" }),
    ]);
    const found = [stack.inputs[0]!, stack.outputs[0]!, stack.getLayer("one").output];
    expect(found.map(({ shape }) => shape)).toEqual(keras.stack_shapes);
    expect(stack.output).toBe(stack.getLayer(-1).output);
    expect(() => new Sequential([layers.dense({ units: 1 })], { name: "bare" }).inputs).toThrow(
      'Cannot get the inputs of model "bare": it has no defined inputs; a Sequential has them once its first layer has an inputShape',
    );
  });

  it("of a layer that was never called, or has several, are errors that say what to do", () => {
    expect(() => layers.dense({ units: 1, name: "alone" }).output).toThrow(
      'Cannot get the output of "alone": it has never been called; call it on a tensor of input()',
    );
    const both = build().getLayer("both");
    expect(both.inputs).toHaveLength(keras.inputs_of_both);
    expect(() => both.input).toThrow(
      'Cannot get the input of "both": it has 2 inputs; its inputs is the list of them',
    );
  });

  it("a model's own are those it was made from, also after it was called as a layer", () => {
    const model = build();
    const again: KerasTensor[] = [input({ shape: [3] }), input({ shape: [3] })];
    const outer = model(again);
    expect(model.output).not.toBe(outer);
    expect(model.inputs.map(({ name }) => name)).toEqual(["a", "b"]);
  });
});

describe("getLayer", () => {
  it("counts from behind with negative numbers, as Keras does", () => {
    const model = build();
    expect(model.layers.map((_, i) => model.getLayer(-1 - i).name)).toEqual(keras.from_behind);
  });

  it("says which places and names there are", () => {
    const model = build();
    for (const which of [6, -7, 0.5, NaN])
      expect(() => model.getLayer(which)).toThrow(
        `Cannot get a layer: which must be an integer from -6 to 5, current value is ${String(which)}`,
      );
    expect(() => model.getLayer("none")).toThrow("which must be one of a, b, shared, both, hidden, last");
    expect(() => model.getLayer(undefined as never)).toThrow("which must be one of");
  });
});
