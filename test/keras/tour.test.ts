// What the tour of the classes (lesson 08) once claimed and only proves the library; values of Keras 3.15.
import { describe, expect, it } from "vitest";
import { activations, array, layers, losses, metrics, optimizers, Sequential } from "gradus";

const probabilities = array([
  [0.7, 0.2, 0.1],
  [0.1, 0.3, 0.6],
  [0.2, 0.5, 0.3],
]);
const classes = array([0, 2, 2], { dtype: "int32" });

describe("the classes of the tour", () => {
  it("the lecture's layers have Keras's shapes", () => {
    const model = new Sequential([
      layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 10, activation: "softmax" }),
    ]);
    const shapes: string[] = [];
    let shape: readonly (number | null)[] = [null, 28, 28, 1];
    for (const layer of model.layers)
      shapes.push((shape = layer.computeOutputShape([shape])).slice(1).join("×"));
    expect(shapes).toEqual(["26×26×32", "13×13×32", "11×11×64", "5×5×64", "1600", "10"]);
    expect(model.countParams()).toBe(34826);
  });

  it("an embedding of 1,000 words in 64 places has 64,000 parameters", () => {
    const words = new Sequential([layers.embedding({ inputDim: 1000, outputDim: 64, inputShape: [10] })]);
    expect(words.countParams()).toBe(64000);
  });

  it("the losses' values", () => {
    const binary = losses.binaryCrossentropy()(array([[1], [0], [1]]), array([[0.9], [0.2], [0.4]]));
    expect(Number(binary)).toBeCloseTo(0.414932, 5);
    expect(Number(losses.meanSquaredError()(array([[0, 1]]), array([[0.25, 0.5]])))).toBeCloseTo(0.15625, 6);
  });

  it("the metrics' values", () => {
    const integer = metrics.sparseCategoricalAccuracy();
    integer.updateState(classes, probabilities);
    const afterArgmax = metrics.accuracy();
    afterArgmax.updateState(classes, probabilities.argmax(1));
    const binary = metrics.binaryAccuracy();
    binary.updateState(array([[1], [0], [1]]), array([[0.9], [0.2], [0.4]]));
    for (const metric of [integer, afterArgmax, binary]) expect(metric.result()).toBeCloseTo(2 / 3, 6);
  });

  it("the optimizers' first step on a gradient of 1, at the defaults", () => {
    const step = (optimizer: ReturnType<typeof optimizers.sgd>) => {
      const weight = [0];
      optimizer.apply([[1]], [weight]);
      return -weight[0]!;
    };
    const [epsilon, root] = [1e-7, Math.sqrt(0.001)];
    expect(step(optimizers.sgd())).toBeCloseTo(0.01, 9);
    expect(step(optimizers.rmsprop())).toBeCloseTo(0.001 / Math.sqrt(0.1 + epsilon), 9);
    expect(step(optimizers.adadelta())).toBeCloseTo(
      (0.001 * Math.sqrt(epsilon)) / Math.sqrt(0.05 + epsilon),
      9,
    );
    expect(step(optimizers.adam())).toBeCloseTo((0.001 * root) / (root + epsilon), 9);
  });

  it("the activations at −2 and 1", () => {
    const at = array([-2, 1]);
    const wanted = {
      sigmoid: [0.119203, 0.731059],
      tanh: [-0.964028, 0.761594],
      gelu: [-0.0455, 0.841345],
    };
    for (const [name, values] of Object.entries(wanted)) {
      const got = Array.from(activations[name as keyof typeof wanted](at).data);
      got.forEach((value, i) => expect(value, name).toBeCloseTo(values[i]!, 5));
    }
    expect(activations.softmax(array([[-2, -1, 0, 1, 2]])).item(0, 4)).toBeCloseTo(0.636409, 5);
  });
});
