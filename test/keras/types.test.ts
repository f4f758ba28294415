// Checked by the compiler (npm run types): string arguments are known words, in both spellings.
import { input, layers, metrics, Model, optimizers, Sequential, type tf } from "gradus";
import { expect, it } from "vitest";

it("a misspelt word is a type error", () => {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [2], activation: "leaky_relu" })]);
  model.compile({
    loss: "mean_squared_error",
    optimizer: "RMSprop",
    metrics: ["accuracy", "mse", metrics.auc()],
  });
  model.compile({
    loss: "meanSquaredError",
    optimizer: "adam",
    metrics: ["binaryAccuracy", "top_k_categorical_accuracy"],
  });
  // @ts-expect-error -- no such loss
  expect(() => model.compile({ loss: "mean_sqared_error" })).toThrow();
  // @ts-expect-error -- no such optimizer
  expect(() => model.compile({ loss: "mse", optimizer: "adm" })).toThrow();
  // @ts-expect-error -- no such metric
  expect(() => model.compile({ loss: "mse", metrics: ["acuracy"] })).toThrow();
  // @ts-expect-error -- no such activation
  expect(() => layers.dense({ units: 1, activation: "sigmoit" })).toThrow();
  // @ts-expect-error -- no such option
  expect(() => layers.dense({ unit: 1 })).toThrow();
  // @ts-expect-error -- it is learningRate
  expect(() => optimizers.sgd({ lr: 0.3 })).toThrow();
});

it("what layers give is typed by what they get", () => {
  const symbolic = layers.dense({ units: 1 })(input({ shape: [2] }));
  expect(symbolic.shape).toEqual([null, 1]);
  class Own extends Model {
    dense = layers.dense({ units: 3 });
    override call(x: tf.Tensor): tf.Tensor {
      return this.dense(x);
    }
  }
  expect(new Own().layers.length).toBe(1);
});
