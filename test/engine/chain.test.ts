import { describe, expect, it } from "vitest";
import { isChain } from "../../src/engine/chain.js";
import { Trainer, type LayerSpec, type OptimizerSpec, type TrainerConfig } from "../../src/engine/index.js";
import { buildNetwork } from "../../src/engine/network.js";
import { optimizerSettings } from "../../src/engine/settings.js";
import { optimizerNames } from "../../src/formulas/index.js";
import { normals } from "./helpers.js";

const dense = (units: number, activation: "sigmoid" | "relu" | "gelu" | "softmax" | "tanh"): LayerSpec => ({
  kind: "dense",
  units,
  activation,
});
const sgd: OptimizerSpec = { name: "sgd", learningRate: 0.3 };
const classes = { name: "sparseCategoricalCrossentropy" } as const;
const small: TrainerConfig = {
  inputShape: [5],
  layers: [dense(7, "tanh"), dense(3, "softmax")],
  loss: classes,
  optimizer: sgd,
  metrics: [{ name: "sparseCategoricalAccuracy" }],
};
const count = 11;
const data = {
  x: normals(count * 5, 3),
  y: Int32Array.from({ length: count }, (_, i) => (i * 7) % 3),
  sampleWeight: Float32Array.from({ length: count }, (_, i) => 0.5 + (i % 4)),
};
const binary = { ...data, y: Float32Array.from({ length: count }, (_, i) => i % 2) };

/** Weights and logs after some epochs, in another order each. */
async function train(config: TrainerConfig, samples: typeof data | typeof binary, batchSize: number) {
  const trainer = await Trainer.create(config);
  trainer.setWeights(
    trainer.weightShapes.map((shape, i) =>
      normals(
        shape.reduce((product, n) => product * n, 1),
        40 + i,
        0.5,
      ),
    ),
  );
  const run = trainer.train(trainer.load(samples), { batchSize, epochs: 9, shuffle: 3 });
  const logs: number[][] = [];
  while (!run.done) {
    const one = run.advanceEpoch();
    if (one) logs.push([...one]);
    else logs.push(...run.advance({ maxEpochs: 1 }).map(({ loss, metrics }) => [loss, ...metrics]));
  }
  const result = { logs, weights: trainer.getWeights(), state: trainer.getOptimizerState() };
  trainer.dispose();
  return result;
}

/** Two threads take the passes of all layers, whose bits are those of one. */
async function expectSameBits(
  config: TrainerConfig,
  samples: typeof data | typeof binary,
  batchSize: number,
) {
  expect(isChain(buildNetwork(config), optimizerSettings(config.optimizer!), batchSize)).toBe(true);
  const chain = await train({ ...config, threads: 1 }, samples, batchSize);
  expect(chain).toEqual(await train({ ...config, threads: 2 }, samples, batchSize));
  expect(chain.logs).toHaveLength(9);
  expect(chain.logs[8]![0]).not.toBe(chain.logs[0]![0]);
}

describe("a small chain of dense layers has the bits of the passes of all layers", () => {
  it.each([1, 4, 11])("in batches of %i", (batchSize) => expectSameBits(small, data, batchSize));

  it.each(optimizerNames)("by %s", (name) =>
    expectSameBits(
      { ...small, optimizer: { name, learningRate: 0.01, weightDecay: 0.01, clipvalue: 0.5 } },
      data,
      4,
    ),
  );

  it("with activations that need their input, without biases, with the loss on the logits", () =>
    expectSameBits(
      {
        inputShape: [5],
        layers: [
          dense(6, "gelu"),
          { kind: "dense", units: 4, useBias: false, activation: "relu" },
          dense(1, "sigmoid"),
        ],
        loss: { name: "binaryCrossentropy" },
        optimizer: sgd,
        metrics: [{ name: "binaryAccuracy" }, { name: "meanAbsoluteError" }, { name: "auc" }],
      },
      binary,
      4,
    ));

  it("at a rate that changes from step to step", () =>
    expectSameBits({ ...small, optimizer: { ...sgd, learningRate: (step) => 0.1 / (1 + step) } }, data, 4));
});

it("leaves what it does not know to them", () => {
  const other = (config: Partial<TrainerConfig>, batchSize = 4) => {
    const whole = { ...small, ...config };
    return isChain(buildNetwork(whole), optimizerSettings(whole.optimizer!), batchSize);
  };
  expect(other({})).toBe(true);
  expect(other({}, 1000)).toBe(false);
  expect(other({ optimizer: { ...sgd, clipnorm: 1 } })).toBe(false);
  expect(other({ optimizer: { ...sgd, globalClipnorm: 1 } })).toBe(false);
  expect(other({ layers: [dense(7, "tanh"), { kind: "dropout", rate: 0.5 }, dense(3, "softmax")] })).toBe(
    false,
  );
  expect(other({ layers: [{ kind: "dense", units: 7, trainable: false }, dense(3, "softmax")] })).toBe(false);
  expect(
    other({ layers: [{ kind: "dense", units: 7, kernelRegularizer: { l2: 0.1 } }, dense(3, "softmax")] }),
  ).toBe(false);
});
