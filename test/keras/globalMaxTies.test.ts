// Equal maxima of a whole series or image share the gradient, as in Keras 3 on TensorFlow, from which the values are: on the engine the
// first had it all, on TensorFlow.js each had all of it.
import { expect, it } from "vitest";
import { array, layers, Sequential, tf } from "gradus";

const x = array([
  [1, 2, 0, 3],
  [0, 1, 1, 2],
  [3, 3, 2, 0],
]);
const y = array([[1], [-1], [0.5]]);
const table = [
  [0.1, 0.4],
  [0.5, 0.1],
  [0.5, 0.4],
  [-0.2, 0.4],
];
const after = [0.1, 0.443, 0.405778, 0.1, 0.599556, 0.443, -0.2, 0.31, 0.803333, -0.597333];
/** A loss of one's own does not run on the engine. */
const own = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.mean(tf.square(tf.sub(yTrue, yPred)), -1);

it.each([
  ["steps", "the engine", [layers.globalMaxPooling1d], "mse"],
  ["steps", "TensorFlow.js", [layers.globalMaxPooling1d], own],
  [
    "an image",
    "the engine",
    [() => layers.reshape({ targetShape: [2, 2, 2] }), layers.globalMaxPooling2d],
    "mse",
  ],
  [
    "an image",
    "TensorFlow.js",
    [() => layers.reshape({ targetShape: [2, 2, 2] }), layers.globalMaxPooling2d],
    own,
  ],
] as const)("of %s on %s", async (_, __, pooling, loss) => {
  const model = new Sequential([
    layers.embedding({ inputDim: 4, outputDim: 2, inputShape: [4] }),
    ...pooling.map((make) => make()),
    layers.dense({ units: 1, useBias: false }),
  ]);
  model.setWeights([array(table), array([[0.8], [-0.6]])]); // prettier-ignore
  model.compile({ loss: loss as "mse", optimizer: "sgd" });
  model.optimizer.learningRate = 0.5;
  await model.fit(x, y, { batchSize: 3, shuffle: false, verbose: 0 });
  const weights = model.getWeights().flatMap((weight) => [...weight.data]);
  expect(weights.length).toBe(after.length);
  weights.forEach((weight, i) => expect(weight).toBeCloseTo(after[i]!, 5));
});
