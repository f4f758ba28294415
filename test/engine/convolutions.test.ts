// Convolutions over steps and of each channel by itself, trained as Keras trains them: values from fixtures/convolutions.py.
import { describe, expect, it } from "vitest";
import { Trainer, type LayerSpec, type TrainerConfig } from "../../src/engine/index.js";
import { deviation, fit, fixture } from "./helpers.js";

interface Case {
  name: string;
  inputShape: number[];
  layers: LayerSpec[];
  weights: number[][];
  x: number[];
  y: number[];
  loss: number[];
  predict: number[];
  after: number[][];
}

const cases = fixture<Case[]>("convolutions.json");

function train({ inputShape, layers, weights, x, y }: Case, threads: number) {
  const config: TrainerConfig = {
    inputShape,
    layers,
    loss: { name: "meanSquaredError" },
    optimizer: { name: "sgd", learningRate: 0.01 },
    threads,
  };
  const data = { x: Float32Array.from(x), y: Float32Array.from(y) };
  return fit(config, weights, data, { batchSize: 4, epochs: 3 });
}

describe("training equals Keras's", () => {
  it.each(cases.map((c) => [c.name, c] as const))("%s", async (_, c) => {
    const { trainer, history } = await train(c, 1);
    const losses = history.map(({ loss }) => loss);
    expect(deviation(losses, c.loss)).toBeLessThan(1e-5);
    trainer.getWeights().forEach((weight, i) => {
      expect(deviation(weight, c.after[i]!)).toBeLessThan(1e-5);
    });
    const loaded = trainer.load({ x: Float32Array.from(c.x) });
    expect(deviation(await trainer.predict(loaded), c.predict)).toBeLessThan(1e-5);

    const shared = await train(c, 3); // the number of threads does not change a bit
    expect(shared.history).toEqual(history);
    expect(shared.trainer.getWeights()).toEqual(trainer.getWeights());
    trainer.dispose();
    shared.trainer.dispose();
  });
});

it("has the shapes of Keras's weights", async () => {
  const layers: LayerSpec[] = [
    { kind: "separableConv2d", filters: 5, kernelSize: [2, 3] },
    { kind: "reshape", targetShape: [4, 5] },
    { kind: "conv1d", filters: 3, kernelSize: 2 },
  ];
  const trainer = await Trainer.create({ inputShape: [3, 4, 6], layers });
  expect(trainer.weightShapes).toEqual([[2, 3, 6, 1], [1, 1, 6, 5], [5], [2, 5, 3], [3]]);
  trainer.dispose();
});
