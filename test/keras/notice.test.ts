// A model that leaves the engine says so in one line, once: which part of it, why, what it costs, what helps.
import { layers, Model, Sequential, tf, type CompileOptions } from "gradus";
import { expect, it, vi } from "vitest";

process.env["GRADUS_TFJS_NODE"] = "0"; // where it was built, too

const x = [[1, 2], [3, 4]]; // prettier-ignore
const y = [[1], [0]];

/** What a training of a model writes to the standard error. */
async function wordsOf(model: Model, options: CompileOptions = {}, data: unknown = x): Promise<string[]> {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  model.compile({ loss: "mse", optimizer: "sgd", ...options });
  await model.fit(data as number[][], y, { verbose: 0 });
  await model.fit(data as number[][], y, { verbose: 0 });
  await model.predict(data as number[][]);
  const words = warn.mock.calls.map(([text]) => String(text));
  warn.mockRestore();
  return words;
}

const small = () => new Sequential([layers.dense({ units: 1, inputShape: [2] })]);

class Twice extends layers.Layer {
  override call(inputs: tf.Tensor): tf.Tensor {
    return inputs.mul(2);
  }
}

class Own extends Model {
  #dense = layers.dense({ units: 1 });
  dense = this.#dense;
  override call(inputs: tf.Tensor): tf.Tensor {
    return this.#dense(inputs);
  }
}

it("says nothing of a model on the engine, or on TensorFlow.js by the user's own word", async () => {
  expect(await wordsOf(small())).toEqual([]);
  const loss = (a: tf.Tensor, b: tf.Tensor) => a.sub(b).square();
  expect(await wordsOf(small(), { backend: "tfjs", loss })).toEqual([]);
});

it.each<[string, RegExp, () => [Model, CompileOptions?, unknown?]]>([
  [
    "a layer that the engine does not have",
    /the engine does not have layer "lstm(_\d+)?" \(LSTM\) with these options/,
    () => {
      const recurrent = layers.lstm({ units: 2, activation: "relu", inputShape: [2, 1] });
      return [
        new Sequential([recurrent, layers.dense({ units: 1 })]),
        {},
        x.map((row) => row.map((v) => [v])),
      ];
    },
  ],
  [
    "a layer of the user's",
    /the engine does not have layer "twice" \(Twice\)/,
    () => [new Sequential([new Twice({ name: "twice", inputShape: [2] }), layers.dense({ units: 1 })])],
  ],
  ["a model with its own call()", /the model has its own call\(\)/, () => [new Own()]],
  [
    "an own loss",
    /the loss "squared" is a function of your own/,
    () => [small(), { loss: function squared(a: tf.Tensor, b: tf.Tensor) { return a.sub(b).square(); } }], // prettier-ignore
  ],
  [
    "an own metric",
    /the engine does not have metric "spread"/,
    () => [small(), { metrics: [function spread(_: tf.Tensor, p: tf.Tensor) { return p.abs().mean(); }] }], // prettier-ignore
  ],
])("names %s, once", async (_, reason, make) => {
  const words = await wordsOf(...make());
  expect(words).toHaveLength(1);
  expect(words[0]).toMatch(
    /^Model "[^"]+" does not run on the engine but on TensorFlow\.js, where .+ as long: [^\n]+$/,
  );
  expect(words[0]).toMatch(reason);
  expect(words[0]).not.toContain("tfjs-node"); // it helps convolutions only
  expect(await wordsOf(...make())).toEqual([]); // another model, the same reason
});

it("says what convolutions cost, and what helps", async () => {
  const images = x.map(([a, b]) => [[[a], [b]], [[b], [a]], [[a], [a]]]); // prettier-ignore
  const model = new Sequential([layers.conv2d({ filters: 1, kernelSize: 2, inputShape: [3, 2, 1] }), layers.reshape({ targetShape: [2, 1] }), layers.gru({ units: 1, resetAfter: false })]); // prettier-ignore
  const [line] = await wordsOf(model, {}, images);
  expect(line).toContain("where a step with convolutions takes ten to thirty times as long");
  if (process.platform === "linux")
    expect(line).toContain("`npx gradus tfjs-node` builds TensorFlow's own library");
});
