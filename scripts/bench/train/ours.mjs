// One measurement of ours: node ours.mjs CASE THREADS NATIVE DENSE → a line of JSON.
import { callbacks, layers, mnist, optimizers, rescale, Sequential, utils } from "gradus";

const [name, threads, native, dense] = process.argv.slice(2);
/** Epochs measured, of which the least counts; the same for the peers. */
const epochs = { mnist: 5, mnist32: 2 };
const engine = { threads: Number(threads), native: native === "1" };
utils.setRandomSeed(1);

/** As lesson 06 prepares them: pixels scaled to [0, 1]. */
function images([pixels, y], shape) {
  const offset = dense === "1" ? 0.001 : 0; // no pixel is 0: nothing can be skipped
  return { x: rescale(pixels.reshape([-1, ...shape]), { scale: 1 / 255, offset }), y };
}

function mlp() {
  const model = new Sequential([
    layers.dense({ units: 512, activation: "relu", inputShape: [784] }),
    layers.dense({ units: 10, activation: "softmax" }),
  ]);
  model.compile({
    loss: "sparse_categorical_crossentropy",
    optimizer: "rmsprop",
    metrics: ["accuracy"],
    engine,
  });
  return model;
}

function cnn() {
  const model = new Sequential([
    layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
    layers.maxPooling2d(),
    layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
    layers.maxPooling2d(),
    layers.flatten(),
    layers.dense({ units: 10, activation: "softmax" }),
  ]);
  model.compile({
    loss: "sparse_categorical_crossentropy",
    optimizer: "adam",
    metrics: ["accuracy"],
    engine,
  });
  return model;
}

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

async function measure() {
  if (name === "xor") {
    const model = new Sequential([
      layers.dense({ units: 2, activation: "sigmoid", inputShape: [2] }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ]);
    model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 0.3 }), metrics: ["accuracy"] });
    let epochs = 0;
    const watch = callbacks.lambdaCallback({ onEpochEnd: () => void epochs++ });
    const [x, y] = [[[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]]; // prettier-ignore
    return timed(() => model.fit(x, y, { batchSize: 1, epochs: 10_000, verbose: 0, callbacks: [watch] }));
  }
  const options = { epochs: 1, verbose: 0, batchSize: name === "mnist32" ? 32 : 128 };
  const [training, testing] = await mnist.loadData();
  if (name === "cnn") {
    const model = cnn();
    const train = images(training, [28, 28, 1]);
    return timed(() => model.fit(train.x, train.y, options));
  }
  const model = mlp();
  if (name === "predict") {
    const { x } = images(testing, [784]);
    await model.predict(x);
    return best(await repeat(5, () => timed(() => model.predict(x))));
  }
  const train = images(training, [784]);
  await model.fit(train.x, train.y, options);
  return best(await repeat(epochs[name], () => timed(() => model.fit(train.x, train.y, options))));
}

async function repeat(times, work) {
  const results = [];
  for (let i = 0; i < times; i++) results.push(await work());
  return results;
}

/** The least of each. */
function best(results) {
  const least = (key) => Math.min(...results.map((result) => result[key]));
  return { seconds: least("seconds"), cpu: least("cpu") };
}

console.log(JSON.stringify({ ...(await measure()), megabytes: process.resourceUsage().maxRSS / 1024 }));
