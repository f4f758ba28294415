// The text of summary(), letter by letter Keras's, with each of its options (fixtures/summary.py).
import { readFileSync } from "node:fs";
import { input, layers, Model, Sequential } from "gradus";
import { expect, it } from "vitest";

interface Case {
  model: keyof typeof models;
  options: { line_length?: number; expand_nested?: boolean; show_trainable?: boolean };
  text: string;
}
const { texts } = JSON.parse(readFileSync(new URL("./fixtures/summary.json", import.meta.url), "utf8")) as {
  texts: Case[];
};

function branches(): Model {
  const [a, b] = [input({ shape: [4], name: "a" }), input({ shape: [4], name: "b" })];
  const shared = layers.dense({ units: 8, name: "shared" });
  const both = layers.concatenate({ name: "both" })([shared(a), shared(b), a]);
  const inner = new Sequential(
    [
      input({ shape: [20] }),
      layers.dense({ units: 5, name: "first" }),
      layers.dropout({ rate: 0.5, name: "drop" }),
    ],
    { name: "inner" },
  );
  const x = input({ shape: [5], name: "x" });
  const straight = layers.dense({ units: 5, name: "straight" })(x);
  const residual = new Model({
    inputs: x,
    outputs: layers.add({ name: "sum" })([straight, x]),
    name: "residual",
  });
  const outputs = layers.dense({ units: 1, name: "last" })(residual(inner(both)));
  return new Model({ inputs: [a, b], outputs, name: "branches" });
}

const models = {
  plain: () =>
    new Sequential(
      [
        input({ shape: [28, 28, 1], name: "image" }),
        layers.conv2d({ filters: 8, kernelSize: 3, name: "conv" }),
        layers.batchNormalization({ name: "norm" }),
        layers.flatten({ name: "flat" }),
        layers.dense({ units: 10, name: "digits", trainable: false }),
      ],
      { name: "plain" },
    ),
  branches,
  frozen: () => {
    const model = branches();
    model.getLayer("inner").trainable = false;
    return model;
  },
  long_names: () =>
    new Sequential(
      [
        input({ shape: [3] }),
        layers.dense({
          units: 2,
          name: "a_layer_whose_name_is_much_longer_than_its_column_is_wide_in_any_table",
        }),
      ],
      { name: "long_names" },
    ),
};

it.each(texts)("$model with $options", ({ model, options, text }) => {
  const { line_length: lineLength = 100, expand_nested = false, show_trainable = false } = options;
  const given = { lineLength, expandNested: expand_nested, showTrainable: show_trainable };
  let printed = "";
  models[model]().summary({ ...given, printFn: (line) => void (printed += line) });
  expect(printed.trimEnd()).toBe(text.trimEnd());
});
