// A small network of images, trained in WebAssembly and by whichever native library the engine finds.
import { expect } from "vitest";
import { Trainer, type LayerSpec, type TrainerConfig } from "../../src/engine/index.js";
import { deviation, normals } from "./helpers.js";

const conv = (filters: number): LayerSpec => ({ kind: "conv2d", filters, kernelSize: 3, activation: "relu" });
export const config: TrainerConfig = {
  inputShape: [28, 28, 1],
  layers: [
    conv(32),
    { kind: "maxPooling2d" },
    conv(64),
    { kind: "maxPooling2d" },
    { kind: "flatten" },
    { kind: "dense", units: 256, activation: "tanh" },
    { kind: "dense", units: 10, activation: "softmax" },
  ],
  loss: { name: "sparseCategoricalCrossentropy" },
  optimizer: { name: "sgd", learningRate: 0.01 },
};

async function train(extra: Partial<TrainerConfig>) {
  const trainer = await Trainer.create({ ...config, ...extra });
  trainer.setWeights(
    trainer.weightShapes.map((shape, i) =>
      normals(
        shape.reduce((product, n) => product * n, 1),
        i,
        0.05,
      ),
    ),
  );
  const y = Int32Array.from({ length: 96 }, (_, i) => (i * 7) % 10);
  const run = trainer.train(trainer.load({ x: normals(28 * 28 * 96, 50), y }), { batchSize: 32 });
  while (!run.done) run.advance();
  const weights = trainer.getWeights();
  const { native } = trainer.info;
  trainer.dispose();
  return { weights, native };
}

/** The results of WebAssembly but for rounding, and the same bits with 1, 2 and 3 threads. */
export async function expectSameTraining(): Promise<void> {
  const [wasm, one, two, three] = [
    await train({ native: false }),
    await train({ native: true, threads: 1 }),
    await train({ native: true, threads: 2 }),
    await train({ native: true, threads: 3 }), // whose images stand at other places of a product than those of one
  ];
  expect([wasm.native, one.native]).toEqual([false, true]);
  expect(two.weights).toEqual(one.weights);
  expect(three.weights).toEqual(one.weights);
  one.weights.forEach((w, i) => {
    expect(deviation(w, wasm.weights[i]!)).toBeLessThan(1e-5);
  });
  expect(one.weights).not.toEqual(wasm.weights); // or the library was never asked
}
