// Masks that depend on weights, or stand beside steps without one, do not stand in the way of training. Values of Keras 3.
import { expect, it } from "vitest";
import { array, input, type KerasTensor, layers, Model, optimizers } from "gradus";

const wave = (n: number, step: number, of: (x: number) => number) =>
  Array.from({ length: n }, (_, i) => of(i * step));
const x = wave(24, 0.7, Math.sin).map((value, i) => ((i >= 4 && i < 8) || (i >= 14 && i < 16) ? 0 : value));
const y = wave(12, 0.9, Math.cos);

it.each([
  [
    "concatenated with steps that all count",
    (steps: KerasTensor) => {
      const masked = layers.masking()(steps);
      const both = layers.concatenate()([masked, layers.dense({ units: 2 })(masked)]);
      return layers.batchNormalization()(both);
    },
    0.557491,
    [0.612048, 0.588305],
    // prettier-ignore
    [[0.016232, 0.489869, 0.253938, -0.332377], [0.420735, 0.372853], [0.447099, -0.030102, -0.457162, -0.183856], [0.069724, -0.45551, -0.313432, 0.287835], [-0.365976, -0.400453, 0.162964, 0.496799], [0.988989, 0.986039, 0.980503, 0.981203], [-0.113614, 0.414738, 0.310512, -0.224491], [0.334557]],
  ],
  [
    "behind a layer that is trained",
    (steps: KerasTensor) => {
      const masked = layers.masking()(layers.dense({ units: 2, useBias: false })(steps));
      return layers.lstm({ units: 2, returnSequences: true })(masked);
    },
    0.767471,
    [0.767471, 0.674669],
    // prettier-ignore
    [[-0.001588, 0.483484, 0.253176, -0.338502], [0.42033, 0.372743, -0.221436, -0.491266, -0.043215, 0.466999, 0.291816, -0.312648, -0.459301, 0.066728, 0.495171, 0.198331, -0.388247, -0.405424, 0.171864, 0.498429], [0.454529, -0.078887, -0.496926, -0.18696, 0.396295, 0.398582, -0.183499, -0.497314, -0.082826, 0.452976, 0.325127, -0.279031, -0.474532, 0.025074, 0.487861, 0.235814], [0.067123, -0.458705, -0.316421, 0.289014, 0.457694, -0.053279, -0.495418, -0.225425], [-0.357933, -0.413586], [-0.299642]],
  ],
] as const)("%s", async (_, body, evaluated, losses, after) => {
  const steps = input({ shape: [4, 2] });
  const model = new Model({ inputs: steps, outputs: layers.dense({ units: 1 })(body(steps)) });
  const isVariance = (i: number) => model.weights[i]!.name.includes("variance");
  model.setWeights(
    model.getWeights().map((weight, k) => {
      const values = Array.from(weight.data, (_, i) => (isVariance(k) ? 1 : Math.sin(i * 1.3 + k) * 0.5));
      return array(values).reshape(weight.shape);
    }),
  );
  model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 0.1 }) });
  const [data, labels] = [array(x).reshape([3, 4, 2]), array(y).reshape([3, 4, 1])];
  expect(await model.evaluate(data, labels, { verbose: 0 })).toBeCloseTo(evaluated, 5);
  const { history } = await model.fit(data, labels, { epochs: 2, batchSize: 3, shuffle: false, verbose: 0 });
  history["loss"]!.forEach((loss, i) => expect(loss).toBeCloseTo(losses[i]!, 5));
  model.getWeights().forEach((weight, k) => {
    weight.data.forEach((value: number, i: number) => expect(value).toBeCloseTo(after[k]![i]!, 4));
  });
});
