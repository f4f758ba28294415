// Checked by the compiler (npm run types): string arguments are known words, in both spellings.
import {
  Dataset,
  input,
  type KerasTensor,
  layers,
  loadModel,
  metrics,
  Model,
  modelFromJSON,
  type NDArray,
  optimizers,
  plotModel,
  Sequential,
  type tf,
  zeros,
} from "gradus";
import { expect, expectTypeOf, it } from "vitest";

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

it("predictions are typed by the model's outputs, and are what the type says", async () => {
  const x = input({ shape: [2] });
  const dense = () => layers.dense({ units: 1 })(x);
  const one = new Model({ inputs: x, outputs: dense() });
  expectTypeOf(one.predict([[1, 2]])).resolves.toEqualTypeOf<NDArray>();
  const listed = new Model({ inputs: [x], outputs: [dense()] });
  expectTypeOf(listed.predict([[1, 2]])).resolves.toEqualTypeOf<NDArray>();
  expect((await listed.predict([[1, 2]])).shape).toEqual([1, 1]);
  const two = new Model({ inputs: x, outputs: [dense(), dense()] });
  expectTypeOf(two.predict([[1, 2]])).resolves.toEqualTypeOf<[NDArray, NDArray]>();
  const [a, b] = await two.predict([[1, 2]]);
  expect([a.shape, b.shape]).toEqual([[1, 1], [1, 1]]); // prettier-ignore
  expectTypeOf(two.predictOnBatch([[1, 2]])).resolves.toEqualTypeOf<[NDArray, NDArray]>();
  // @ts-expect-error -- two arrays, not one
  expect((await two.predict([[1, 2]])).shape).toBeUndefined();
  const some: KerasTensor[] = [dense(), dense()];
  const unknown = new Model({ inputs: x, outputs: some });
  expectTypeOf(unknown.predict([[1, 2]])).resolves.toEqualTypeOf<NDArray | NDArray[]>();
  const sequential = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
  expectTypeOf(sequential.predict([[1, 2]])).resolves.toEqualTypeOf<NDArray>();
  expectTypeOf(loadModel<1>).returns.resolves.toEqualTypeOf<Model>();
  expectTypeOf(loadModel<2>).returns.resolves.toEqualTypeOf<Model<[KerasTensor, KerasTensor]>>();
  expectTypeOf(loadModel<"any">).returns.resolves.toEqualTypeOf<
    Model<KerasTensor | readonly KerasTensor[]>
  >();
  const copy = modelFromJSON(two.toJSON(), { outputs: 2 });
  expectTypeOf(copy.predict([[1, 2]])).resolves.toEqualTypeOf<[NDArray, NDArray]>();
  expect(await copy.predict([[1, 2]])).toHaveLength(2);
  expect(() => modelFromJSON(two.toJSON())).toThrow(
    "Cannot load the model: outputs must be 2, as many as the model has, current value is 1; write { outputs: 2 }",
  );
  expectTypeOf(modelFromJSON(two.toJSON(), { outputs: "any" }).predict([[1, 2]])).resolves.toEqualTypeOf<
    NDArray | NDArray[]
  >();
  expect(() => plotModel(two)).not.toThrow();
});

it("rows of a Dataset are typed by its arrays, and are what the type says", async () => {
  const images = [[0, 255], [51, 102]]; // prettier-ignore
  const set = Dataset.fromTensorSlices([images, [0, 1], new Float32Array(2), zeros([2, 3])]);
  expectTypeOf(set).toEqualTypeOf<Dataset<[NDArray, number, number, number | NDArray]>>();
  const scaled = await set.map(([x, y]) => [x.div(255), y * 2] as const).toArray();
  expect(scaled[1]![1]).toBe(2);
  expect(scaled[0]![0].toArray()).toEqual([0, 1]);
  expectTypeOf(set.batch(2)).toEqualTypeOf<Dataset<[NDArray, NDArray, NDArray, NDArray]>>();
  expectTypeOf(Dataset.fromArrays(images, [0, 1])).toEqualTypeOf<Dataset<[NDArray, number]>>();
  expectTypeOf(Dataset.fromTensorSlices(zeros([2, 3]))).toEqualTypeOf<Dataset<number | NDArray>>();
  // @ts-expect-error -- a row of a table is no number
  expect((await set.map(([x]) => x / 2).toArray())[0]).toBeNaN();
});
