// Convolutions over steps and of each channel by itself: on the engine as on TensorFlow.js, whose values test/keras/layers.test.ts
// holds against Keras's.
import { input, layers, Model, random, Sequential, utils } from "gradus";
import { expect, it, vi } from "vitest";

const { separableConv2d } = layers;

/** One layer called at two places of different sizes. */
function calledTwice(): Model {
  const image = input({ shape: [8, 8, 3] });
  const shared = separableConv2d({ filters: 3, kernelSize: 3, padding: "same", activation: "tanh" });
  const half = layers.averagePooling2d()(shared(image));
  return new Model({ inputs: image, outputs: layers.dense({ units: 1 })(layers.flatten()(shared(half))) });
}

const models: Record<string, { shape: number[]; make: () => Model; onEngine?: boolean }> = {
  series: {
    shape: [20, 4],
    make: () =>
      new Sequential([
        layers.conv1d({
          filters: 6,
          kernelSize: 3,
          padding: "causal",
          activation: "relu",
          inputShape: [20, 4],
        }),
        layers.maxPooling1d(),
        layers.conv1d({ filters: 5, kernelSize: 3, strides: 2, padding: "same", activation: "tanh" }),
        layers.averagePooling1d({ poolSize: 3, strides: 1 }),
        layers.flatten(),
        layers.dense({ units: 1 }),
      ]),
  },
  "channels by themselves": {
    shape: [8, 8, 3],
    make: () =>
      new Sequential([
        layers.conv2d({ filters: 10, kernelSize: 3, inputShape: [8, 8, 3] }),
        layers.depthwiseConv2d({ kernelSize: 3, padding: "same", useBias: false }),
        layers.batchNormalization(),
        layers.activation({ activation: "relu" }),
        separableConv2d({ filters: 7, kernelSize: 3, strides: 2, padding: "same", activation: "relu" }),
        layers.flatten(),
        layers.dense({ units: 1 }),
      ]),
  },
  "a layer called at two places": { shape: [8, 8, 3], make: calledTwice },
  "several outputs of a channel": {
    shape: [8, 8, 3],
    make: () =>
      new Sequential([
        separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2, inputShape: [8, 8, 3] }),
        layers.flatten(),
        layers.dense({ units: 1 }),
      ]),
    onEngine: false,
  },
};

it.each(Object.entries(models))("%s", async (_, { shape, make, onEngine = true }) => {
  random.seed(3);
  const [x, y] = [random.randn(12, ...shape), random.randn(12, 1)];
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const train = async (backend: "auto" | "tfjs") => {
    utils.setRandomSeed(5);
    const model = make();
    model.compile({ loss: "mse", optimizer: "sgd", backend });
    const { history } = await model.fit(x, y, { batchSize: 4, epochs: 3, shuffle: false, verbose: 0 });
    return [...history.loss!, ...(await model.predict(x)).data];
  };
  const ours = await train("auto");
  const words = warn.mock.calls.map(([text]) => String(text)).filter((text) => text.includes("engine"));
  warn.mockRestore();
  expect(words).toEqual(onEngine ? [] : [expect.stringMatching(/with these options/)]);
  const theirs = await train("tfjs");
  for (const [i, value] of ours.entries()) expect(value).toBeCloseTo(theirs[i]!, 3);
});
