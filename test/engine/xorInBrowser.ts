// The worker's script of browser.test.ts; the test runs the same function in Node.
import { Trainer } from "../../src/engine/index.js";

/** XOR in 2,000 epochs. */
export async function xorInBrowser(Engine: typeof Trainer): Promise<{ loss: number; outputs: number[] }> {
  const trainer = await Engine.create({
    inputShape: [2],
    layers: [
      { kind: "dense", units: 2, activation: "tanh" },
      { kind: "dense", units: 1, activation: "sigmoid" },
    ],
    loss: { name: "binaryCrossentropy" },
    optimizer: { name: "adam", learningRate: 0.05 },
  });
  trainer.setWeights([[0.9, -0.6, 0.7, -0.8], [0, 0], [1, 1], [0]]);
  const data = trainer.load({ x: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), y: Float32Array.of(0, 1, 1, 0) });
  const run = trainer.train(data, { batchSize: 1, epochs: 2000 });
  let loss = NaN;
  while (!run.done) loss = run.advance().at(-1)?.loss ?? loss;
  const outputs = [...(await trainer.predict(data))];
  trainer.dispose();
  return { loss, outputs };
}

if (typeof WorkerGlobalScope !== "undefined") {
  const { crossOriginIsolated: isolated } = globalThis;
  void xorInBrowser(Trainer).then(
    (result) => {
      postMessage({ ...result, isolated });
    },
    (error: unknown) => {
      postMessage(String(error));
    },
  );
}

declare const WorkerGlobalScope: unknown;
