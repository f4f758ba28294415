// Gradients against finite differences: the engine's gradient is read off a step of plain SGD.
import { describe, expect, it } from "vitest";
import { Trainer, type LayerSpec, type LossSpec, type TrainerConfig } from "../../src/engine/index.js";
import { normals, randomNumbers } from "./helpers.js";

const RATE = 1e-3;

/** Loss of a network with the given weights. */
async function lossAt(
  trainer: Trainer,
  weights: Float32Array[],
  data: ReturnType<Trainer["load"]>,
  n: number,
) {
  trainer.setWeights(weights);
  return (await trainer.evaluate(data, { batchSize: n })).loss;
}

/** Compares every gradient of a network with central differences along a few random directions. */
async function check(config: TrainerConfig, { samples = 6, ids = 0, h = 1e-2 } = {}): Promise<number> {
  const trainer = await Trainer.create({ ...config, optimizer: { name: "sgd", learningRate: RATE } });
  const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
  const random = randomNumbers(5);
  const x = ids
    ? Int32Array.from({ length: samples * size(config.inputShape) }, () => Math.floor(random() * ids))
    : normals(samples * size(config.inputShape), 1);
  const outputs = size(trainer.outputShapes[0]!);
  const y = Float32Array.from({ length: samples * outputs }, (_, i) => (i % 3 === 0 ? 1 : 0.1));
  const data = trainer.load({ x, y });
  const weights = trainer.weightShapes.map((shape, i) => normals(size(shape), 10 + i, 0.4));
  trainer.setWeights(weights);
  trainer.train(data, { batchSize: samples }).advance();
  const gradients = trainer.getWeights().map((w, i) => w.map((v, k) => (weights[i]![k]! - v) / RATE));

  let worst = 0;
  for (let i = 0; i < weights.length; i++) {
    const direction = normals(weights[i]!.length, 100 + i);
    const norm = Math.hypot(...direction);
    const moved = (sign: number) =>
      weights.map((w, j) => (j === i ? w.map((v, k) => v + (sign * h * direction[k]!) / norm) : w));
    const up = await lossAt(trainer, moved(1), data, samples);
    const down = await lossAt(trainer, moved(-1), data, samples);
    const expected = (up - down) / (2 * h);
    const got = gradients[i]!.reduce((sum, g, k) => sum + (g * direction[k]!) / norm, 0);
    worst = Math.max(worst, Math.abs(got - expected) / Math.max(0.05, Math.abs(expected)));
  }
  trainer.dispose();
  return worst;
}

const mse: LossSpec = { name: "meanSquaredError" };
const smooth = [
  "sigmoid",
  "tanh",
  "softmax",
  "softplus",
  "gelu",
  "geluTanh",
  "silu",
  "softsign",
  "exponential",
  "mish",
] as const;
const kinked = ["relu", "selu", "elu", "leakyRelu", "hardSigmoid", "relu6", "hardSilu"] as const;

const pool = { kind: "maxPooling2d" } as const;
const flat = { kind: "flatten" } as const;
const out = { kind: "dense", units: 3 } as const;
const at = (spec: LayerSpec, ...inputs: number[]): LayerSpec => ({ ...spec, inputs });

describe("gradients equal finite differences", () => {
  it.each([...smooth, ...kinked])("%s", async (activation) => {
    const layers: LayerSpec[] = [
      { kind: "dense", units: 6, activation },
      { kind: "dense", units: 3 },
    ];
    expect(await check({ inputShape: [5], layers, loss: mse }, { h: 3e-3 })).toBeLessThan(2e-2);
  });

  const losses: LossSpec[] = [
    mse,
    { name: "meanAbsoluteError" },
    { name: "huber", delta: 0.5 },
    { name: "binaryCrossentropy" },
    { name: "binaryCrossentropy", labelSmoothing: 0.2 },
    { name: "categoricalCrossentropy" },
    { name: "klDivergence" },
    { name: "poisson" },
    { name: "cosineSimilarity" },
  ];
  it.each(losses)("$name behind softplus and sigmoid", async (loss) => {
    for (const activation of ["softplus", "sigmoid"] as const) {
      const layers: LayerSpec[] = [{ kind: "dense", units: 4, activation }];
      // predictions above 1 are clipped by these two, which finite differences do not see well
      if (activation === "softplus" && ["binaryCrossentropy", "klDivergence"].includes(loss.name)) continue;
      expect(await check({ inputShape: [5], layers, loss }, { h: 3e-3 })).toBeLessThan(2e-2);
    }
  });

  // several classes at once: rows of labels that do not sum to 1
  it.each<[string, LossSpec]>([
    ["softmax", { name: "categoricalCrossentropy" }],
    ["softmax", { name: "categoricalCrossentropy", labelSmoothing: 0.2 }],
    ["linear", { name: "categoricalCrossentropy", fromLogits: true }],
    ["softmax", { name: "binaryCrossentropy" }],
    ["softmax", { name: "binaryFocalCrossentropy" }],
    ["sigmoid", { name: "binaryFocalCrossentropy", gamma: 1.5 }],
  ])("cross-entropies behind %s, %o", async (activation, loss) => {
    const layers: LayerSpec[] = [{ kind: "dense", units: 5, activation: activation as "softmax" }];
    expect(await check({ inputShape: [5], layers, loss }, { h: 3e-3 })).toBeLessThan(2e-2);
  });

  const image: [string, LayerSpec[], number[]][] = [
    ["convolution, Winograd, pooling", [conv(8, 3), pool, conv(8, 3), pool, flat, out], [12, 12, 1]],
    ["same padding, pooling", [conv(6, 3, "same"), pool, conv(5, 3, "same"), pool, flat, out], [9, 8, 3]],
    [
      "three convolutions",
      [conv(8, 3), { ...conv(16, 3, "same"), strides: 2 }, conv(24, 3), flat, out],
      [14, 14, 1],
    ],
    [
      "dilation under pooling",
      [conv(8, 3), { ...conv(5, 2), dilationRate: 2 }, pool, flat, out],
      [12, 11, 2],
    ],
    ["stride under pooling", [conv(8, 2), { ...conv(5, 3), strides: [2, 1] }, pool, flat, out], [12, 11, 2]],
    [
      "average pooling",
      [conv(5, 3), { kind: "averagePooling2d", poolSize: 3, strides: 2, padding: "same" }, flat, out],
      [9, 8, 2],
    ],
    ["global average", [conv(5, 3), { kind: "globalAveragePooling" }, out], [9, 8, 2]],
    [
      "repacked",
      [{ kind: "dense", units: 12 }, { kind: "reshape", targetShape: [2, 2, 3] }, conv(5, 2), flat, out],
      [7],
    ],
    [
      "sequence",
      [
        { kind: "dense", units: 5, activation: "tanh" },
        { kind: "dense", units: 3 },
      ],
      [4, 6],
    ],
  ];
  it.each(image)("%s", async (_, layers, inputShape) => {
    expect(await check({ inputShape, layers, loss: mse }, { h: 5e-3 })).toBeLessThan(3e-2);
  });

  it("embedding with repeated ids", async () => {
    const layers: LayerSpec[] = [{ kind: "embedding", inputDim: 4, outputDim: 5 }, flat, out];
    expect(await check({ inputShape: [6], layers, loss: mse }, { ids: 4 })).toBeLessThan(2e-2);
  });

  const recurrent = ["simpleRnn", "lstm", "gru"] as const;
  it.each(recurrent)("%s, one behind the other, with and without bias", async (kind) => {
    const layers: LayerSpec[] = [
      { kind, units: 5, returnSequences: true },
      { kind, units: 3, goBackwards: true, returnSequences: true, useBias: false },
      { kind, units: 6, goBackwards: true },
      out,
    ];
    expect(await check({ inputShape: [7, 4], layers, loss: mse }, { h: 5e-3 })).toBeLessThan(2e-2);
  });

  it.each(recurrent)("%s both ways on masked ids, one of them twice", async (kind) => {
    const backwards = { units: 3, returnSequences: true, goBackwards: true, timeOrder: true };
    const layers: LayerSpec[] = [
      at({ kind: "mask", value: 0 }, -1),
      at({ kind: "embedding", inputDim: 3, outputDim: 5 }, -1),
      at({ kind, units: 3, returnSequences: true, zeroOutputForMask: true }, 1, 0),
      at({ kind, ...backwards, zeroOutputForMask: true }, 1, 0),
      at({ kind: "concatenate" }, 2, 3),
      at({ kind, units: 4 }, 4, 0),
      at({ kind: "dense", units: 3 }, 4),
      at({ kind, units: 3, returnSequences: true, zeroOutputForMask: true }, 6, 0),
      at({ kind: "globalAveragePooling" }, 7, 0),
      at({ kind: "concatenate" }, 5, 8),
      at(out, 9),
    ];
    expect(await check({ inputShape: [6], layers, loss: mse }, { ids: 3, h: 5e-3 })).toBeLessThan(2e-2);
    const twice: LayerSpec[] = [
      at({ kind: "dense", units: 3 }, -1),
      at({ kind: "mask", value: 0 }, 0),
      at({ kind: "masked" }, 0, 1),
      at({ kind, units: 3, returnSequences: true }, 2, 1),
      { kind, units: 3, returnSequences: true, sharesWith: 3, inputs: [3, 1] },
      at(flat, 4),
      at(out, 5),
    ];
    expect(await check({ inputShape: [4, 2], layers: twice, loss: mse }, { h: 5e-3 })).toBeLessThan(2e-2);
  });

  it("layers that branch and join", async () => {
    const layers: LayerSpec[] = [
      at(conv(5, 3, "same"), -1),
      at(conv(5, 1), 0),
      at({ kind: "multiply" }, 0, 1),
      at(conv(3, 3, "same"), -1),
      at({ kind: "concatenate" }, 2, 3, -1),
      at({ kind: "average" }, 0, 1, 2),
      at({ kind: "concatenate", axis: 0 }, 5, 1),
      at(flat, 6),
      at({ kind: "globalAveragePooling" }, 4),
      at({ kind: "dense", units: 4, activation: "tanh" }, 7),
      at({ kind: "dense", units: 4, activation: "sigmoid" }, 8),
      at({ kind: "subtract" }, 9, 10),
      at(out, 11),
    ];
    expect(await check({ inputShape: [4, 5, 2], layers, loss: mse }, { h: 5e-3 })).toBeLessThan(3e-2);
  });

  it("regularization", async () => {
    const layers: LayerSpec[] = [
      {
        kind: "dense",
        units: 6,
        activation: "tanh",
        kernelRegularizer: { l1: 0.02, l2: 0.3 },
        biasRegularizer: { l2: 0.2 },
      },
      out,
    ];
    expect(await check({ inputShape: [5], layers, loss: mse })).toBeLessThan(2e-2);
  });
});

function conv(filters: number, kernelSize: number, padding: "valid" | "same" = "valid") {
  return { kind: "conv2d", filters, kernelSize, padding, activation: "tanh" } as const;
}
