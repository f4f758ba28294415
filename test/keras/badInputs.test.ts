// What layers and data sets cannot take is refused; what they can take gives Keras's numbers, where ours went astray.
import { Dataset, input, layers, Model, np, Sequential, tf } from "gradus";
import { describe, expect, it } from "vitest";

describe("a Dataset", () => {
  it.each([
    [() => Dataset.range(3).batch(2, null as never), "options must be an object { dropRemainder }"],
    [() => Dataset.range(3).shuffle(2, null as never), "options must be an object { seed"],
    [() => Dataset.range(3).batch(2, { drop: true } as never), "an option must be one of dropRemainder"],
    [() => Dataset.range(3).map(undefined as never), "change must be a function"],
    [() => Dataset.range(3).filter(1 as never), "test must be a function"],
    [() => Dataset.fromGenerator([1] as never), "generate must be a generator function"],
  ])("%s", (act, message) => {
    expect(act).toThrow(message);
  });
  it("read by predict from a function that gives no batches", async () => {
    const model = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
    await expect(model.predict((() => 1) as never)).rejects.toThrow("data must be a generator function");
  });
});

describe("a layer", () => {
  it("of texts takes words only from split", () => {
    const vectorize = layers.textVectorization({ split: () => [1, 2] as never });
    expect(() => vectorize.adapt(["a b"])).toThrow("what split() gives must be a list of words");
  });
  it("that normalizes does not name an axis twice", () => {
    expect(() => layers.normalization({ axis: [1, -1] })(np.zeros([2, 3]))).toThrow("with axis 1 named once");
  });
  it.each([layers.globalMaxPooling1d, layers.globalAveragePooling1d])("pools no steps: %o", (layer) => {
    expect(() => layer()(np.zeros([2, 0, 3]))).toThrow("with one step at least"); // Keras: “Cannot compute the max”
  });
  it.each([layers.globalMaxPooling2d, layers.globalAveragePooling2d])("pools no pixels: %o", (layer) => {
    expect(() => layer()(np.zeros([2, 0, 3, 1]))).toThrow("with one pixel at least");
  });
});

describe("attention", () => {
  const query = np.zeros([1, 4, 5]);
  const value = np.zeros([1, 6, 7]);
  const make = () => layers.multiHeadAttention({ numHeads: 2, keyDim: 3 });
  it("takes arrays, and a query of another size than the value", () => {
    const result = make()([query, value] as never) as unknown as { shape: number[] };
    expect(result.shape).toEqual([1, 4, 5]); // as Keras
    const [q, v] = [input({ shape: [4, 5] }), input({ shape: [6, 7] })];
    const model = new Model({ inputs: [q, v], outputs: make()([q, v]) });
    expect(model.outputs[0]!.shape).toEqual([null, 4, 5]);
  });
  it("refuses other sizes than at its first call, and other numbers of samples", () => {
    const attend = make();
    attend([query, value] as never);
    expect(() => attend([np.zeros([1, 4, 7]), value] as never)).toThrow("[n, steps, 5] for the query");
    expect(() => attend([query, np.zeros([1, 6, 5])] as never)).toThrow("[n, steps, 7] for the key");
    expect(() => attend([query, np.zeros([2, 6, 7])] as never)).toThrow("the same in query, value and key");
  });
});

describe("the largest value of a window, while training on TensorFlow.js", () => {
  const pool = layers.maxPooling2d();
  // values and places as TensorFlow's MaxPool and MaxPoolGrad give them
  it.each([
    [[-1e9, 1.25, 1.3, -Infinity], 1.3, [0, 0, 1, 0]],
    [[-3, -1, -2, -4], -1, [0, 1, 0, 0]],
    [[-3.4e38, -3.4e38, -3.4e38, -3.4e38], -3.4e38, [1, 0, 0, 0]],
  ])("%o", (pixels, largest, gradient) => {
    const x = tf.tensor4d(pixels, [1, 2, 2, 1]);
    const { value, grad } = tf.valueAndGrad((image) => pool(image, { training: true }) as never)(
      x,
    ) as unknown as Record<"value" | "grad", { dataSync(): Float32Array }>;
    expect(value.dataSync()[0]).toBe(Math.fround(largest));
    expect([...grad.dataSync()]).toEqual(gradient);
  });
  it("at the edges of padding: same", () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    const same = layers.maxPooling2d({ padding: "same" });
    const { value, grad } = tf.valueAndGrad((image) => same(image, { training: true }) as never)(
      x,
    ) as unknown as Record<"value" | "grad", { dataSync(): Float32Array }>;
    expect([...value.dataSync()]).toEqual([5, 6, 8, 9]);
    expect([...grad.dataSync()]).toEqual([0, 0, 0, 0, 1, 1, 0, 1, 1]);
  });
});
