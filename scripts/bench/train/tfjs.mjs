// One measurement of TensorFlow.js as it comes (WebAssembly backend): node tfjs.mjs CASE DATA → a line of JSON.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const require = createRequire(import.meta.url);
console.warn = () => undefined;
const tf = require("@tensorflow/tfjs");
require("@tensorflow/tfjs-backend-wasm");
const [name, data] = process.argv.slice(2);
await tf.setBackend(name === "xor" ? "cpu" : "wasm");

/** Time on the clock and time on the processor (which a busy machine does not stretch). */
async function timed(work) {
  const start = performance.now();
  const { user, system } = process.cpuUsage();
  await work();
  const used = process.cpuUsage();
  return {
    seconds: (performance.now() - start) / 1000,
    cpu: (used.user + used.system - user - system) / 1e6,
  };
}

const times = (factor, { seconds, cpu }) => ({ seconds: factor * seconds, cpu: factor * cpu });

async function measure() {
  if (name === "xor") {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 2, activation: "sigmoid", inputShape: [2] }),
        tf.layers.dense({ units: 1, activation: "sigmoid" }),
      ],
    });
    model.compile({ loss: "meanSquaredError", optimizer: tf.train.sgd(0.3), metrics: ["accuracy"] });
    const [x, y] = [tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]), tf.tensor2d([[0], [1], [1], [0]])]; // prettier-ignore
    await model.fit(x, y, { batchSize: 1, epochs: 20, verbose: 0 });
    return times(50, await timed(() => model.fit(x, y, { batchSize: 1, epochs: 200, verbose: 0 })));
  }
  const count = 3000; // a twentieth of an epoch, scaled up
  const pixels = new Uint8Array(fs.readFileSync(path.join(data, "train.x")).subarray(0, count * 784));
  const x = tf.tensor2d(
    Float32Array.from(pixels, (p) => p / 255),
    [count, 784],
  );
  const y = tf.oneHot(
    tf.tensor1d([...fs.readFileSync(path.join(data, "train.y")).subarray(0, count)], "int32"),
    10,
  );
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 512, activation: "relu", inputShape: [784] }),
      tf.layers.dense({ units: 10, activation: "softmax" }),
    ],
  });
  model.compile({
    loss: "categoricalCrossentropy",
    optimizer: tf.train.rmsprop(0.001),
    metrics: ["accuracy"],
  });
  const batchSize = name === "mnist32" ? 32 : 128;
  if (name === "predict")
    return times(10_000 / count, await timed(() => model.predict(x, { batchSize: 32 }).data()));
  return times(60_000 / count, await timed(() => model.fit(x, y, { epochs: 1, batchSize, verbose: 0 })));
}

const best = await measure();
console.log(JSON.stringify({ ...best, megabytes: process.resourceUsage().maxRSS / 1024 }));
