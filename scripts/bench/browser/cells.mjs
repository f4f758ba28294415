// The cells that are timed, the same on both sides. Each prints its milliseconds as its last line.

export const imports = `import { layers, mnist, optimizers, rescale, Sequential, toCategorical, utils } from "gradus";`;

/** Lesson 05's network: 10,000 epochs of four samples. */
export const xor = `{
  const model = new Sequential([
    layers.input({ shape: [2] }),
    layers.dense({ units: 2, activation: "sigmoid" }),
    layers.dense({ units: 1, activation: "sigmoid" }),
  ]);
  model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 0.3 }) });
  const started = performance.now();
  await model.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]], { batchSize: 1, epochs: 10000, verbose: 0 });
  console.log(performance.now() - started);
}`;

/** Lesson 06's network. */
export const mnistSetUp = `const [[images, labels]] = await mnist.loadData();
const inputs = rescale(images.reshape([60000, 784]), { scale: 1 / 255 });
const targets = toCategorical(labels, 10);
const digits = new Sequential([
  layers.input({ shape: [784] }),
  layers.dense({ units: 512, activation: "relu" }),
  layers.dense({ units: 10, activation: "softmax" }),
]);
digits.compile({ loss: "categorical_crossentropy", optimizer: "rmsprop" });
await digits.fit(inputs, targets, { batchSize: 128, epochs: 1, verbose: 0 });`;

export const mnistEpoch = `{
  const started = performance.now();
  await digits.fit(inputs, targets, { batchSize: 128, epochs: 1, verbose: 0 });
  console.log(performance.now() - started);
}`;

/** A hand-written XOR: loops of plain code, in which checks for an interrupt would cost. */
export const plainLoop = `{
  const w = [0.5, -0.4, 0.3, 0.8, -0.6, 0.2, 0.7, -0.5, 0.1];
  const rows = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]];
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  const started = performance.now();
  for (let epoch = 0; epoch < 200000; epoch++) {
    for (const [a, b, t] of rows as [number, number, number][]) {
      const h = sigmoid(w[0]! * a + w[1]! * b + w[2]!);
      const g = sigmoid(w[3]! * a + w[4]! * b + w[5]!);
      const y = sigmoid(w[6]! * h + w[7]! * g + w[8]!);
      const d = (y - t) * y * (1 - y);
      const dh = d * w[6]! * h * (1 - h);
      const dg = d * w[7]! * g * (1 - g);
      for (const [i, slope] of [dh * a, dh * b, dh, dg * a, dg * b, dg, d * h, d * g, d].entries()) w[i]! -= 0.3 * slope;
    }
  }
  console.log(performance.now() - started);
}`;

/** @param i - Makes each name a new one. */
export const trivial = (i) => `const trivial${i}: number = ${i}; trivial${i} + 1`;
