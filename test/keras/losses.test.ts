import { layers, losses, np, Sequential, tf } from "gradus";
import { describe, expect, it } from "vitest";
import { lossTensor } from "../../src/keras/backends/tfjs/losses.js";
import { expectClose, keras } from "./fixtures.js";

type Factory = (options: object) => losses.Loss;

describe("losses equal Keras's", () => {
  it.each(
    keras.losses.map(
      (each, i) => [`${each.name} ${JSON.stringify(each.options)} #${String(i)}`, each] as const,
    ),
  )("%s", (_, { name, options, yTrue, yPred, value, weighted }) => {
    const loss = (losses as unknown as Record<string, Factory>)[name]!(options);
    expectClose(loss(yTrue, yPred), value, 1e-6);
    expectClose(loss(yTrue, yPred, keras.sampleWeight), weighted, 1e-6);
    const [y, p] = [tf.tensor(yTrue), tf.tensor(yPred)];
    expectClose(lossTensor(tf, loss.spec, y, p).mean().dataSync(), value, 1e-5);
  });
});

describe("the lesson's examples by hand", () => {
  const yPred = [
    [0.7, 0.2, 0.1],
    [0.1, 0.3, 0.6],
    [0.2, 0.5, 0.3],
  ];
  const byHand = -(Math.log(0.7) + Math.log(0.6) + Math.log(0.3)) / 3;

  it("one-hot and integer labels give the same loss, −mean ln p", () => {
    const oneHot = [
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
    ];
    expect(losses.categoricalCrossentropy()(oneHot, yPred)).toBeCloseTo(byHand, 12);
    expect(losses.sparseCategoricalCrossentropy()([0, 2, 2], yPred)).toBeCloseTo(byHand, 12);
  });
  it("cross-entropy divides each row by its sum", () => {
    const halved = yPred.map((row) => row.map((p) => p / 2));
    expect(losses.sparseCategoricalCrossentropy()([0, 2, 2], halved)).toBeCloseTo(byHand, 12);
  });
  it("outputs above 1 are clipped before the sparse loss divides them, after it in the categorical one: Keras's values", () => {
    const doubled = yPred.map((row) => row.map((p) => 2 * p));
    expect(losses.sparseCategoricalCrossentropy()([0, 2, 2], doubled)).toBeCloseTo(0.753921, 6);
    const oneHot = [0, 2, 2].map((label) => [0, 1, 2].map((j) => Number(j === label)));
    expect(losses.categoricalCrossentropy()(oneHot, doubled)).toBeCloseTo(byHand, 12);
  });
  it("binary cross-entropy and mse", () => {
    expect(losses.binaryCrossentropy()([1, 0, 1], [0.9, 0.2, 0.4])).toBeCloseTo(0.414932, 6);
    expect(losses.meanSquaredError()([0, 1], [0.25, 0.5])).toBe(0.15625);
  });
  it("shapes that do not fit are named", () => {
    expect(() => losses.meanSquaredError()([1, 2, 3], [[1, 2]])).toThrow(
      "Cannot compute mean_squared_error: yTrue must have shape [1, 2], current shape is [3]",
    );
  });
});

// Keras 3.15: BinaryFocalCrossentropy(**options)(y, p). In training Keras takes the softmax's input for that of a sigmoid.
it.each([
  [{}, 0.4209628999233246],
  [{ gamma: 1, applyClassBalancing: true }, 0.26145318150520325],
])("focal cross-entropy behind a softmax is that of its outputs, %o", async (options, wanted) => {
  const y = [[0, 1, 0], [1, 0, 0], [0, 0, 1]]; // prettier-ignore
  const p = [
    [0.15880437195301056, 0.30272176861763, 0.5384738445281982],
    [0.1463218331336975, 0.006923337001353502, 0.8467548489570618],
    [0.2877192795276642, 0.22746936976909637, 0.484811395406723],
  ];
  const loss = losses.binaryFocalCrossentropy(options);
  expect(loss(y, p)).toBeCloseTo(wanted, 6);
  for (const backend of ["engine", "tfjs"] as const) {
    const model = new Sequential([layers.activation({ activation: "softmax", inputShape: [3] })]);
    model.compile({ loss, optimizer: "sgd", backend });
    const [value] = await model.evaluate(np.log(np.array(p)), y, { verbose: 0 });
    expect(value, backend).toBeCloseTo(wanted, 5);
  }
});
