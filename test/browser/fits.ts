// Fits whose numbers must be the same in a page, on its workers, and in Node.
import { array, GridSearchCV, iris, KerasClassifier, layers, Sequential } from "gradus";

/** A small network for the iris flowers. */
export function flowers() {
  const model = new Sequential([
    layers.input({ shape: [4] }),
    layers.dense({ units: 8, activation: "relu" }),
    layers.dense({ units: 3, activation: "softmax" }),
  ]);
  model.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy", metrics: ["accuracy"] });
  return model;
}

/** Mean scores of a search over batch sizes. */
export async function scoresOf(nJobs: number) {
  const { data, target } = iris();
  const search = new GridSearchCV({
    estimator: new KerasClassifier({ buildFn: flowers, epochs: 5 }),
    ...{ paramGrid: { batchSize: [8, 16] }, cv: 3, nJobs, seed: 1, verbose: 0 },
  });
  await search.fit(data, target);
  return [...search.cvResults.meanTestScore];
}

/** Numbers from −1 to 1 that are the same on every machine. */
const wave = (i: number) => ((i * 7919) % 2003) / 1001 - 1;

/** Weights of a network that was trained on 300 samples. */
export async function weightsOf(threads: number) {
  const x = array(
    Array.from({ length: 300 }, (_, i) => Array.from({ length: 40 }, (_, j) => wave(i * 40 + j))),
  );
  const t = array(Array.from({ length: 300 }, (_, i) => [wave(i)]));
  const model = new Sequential([
    layers.input({ shape: [40] }),
    layers.dense({ units: 64, activation: "tanh", kernelInitializer: "ones" }),
    layers.dense({ units: 1, kernelInitializer: "ones" }),
  ]);
  model.compile({ optimizer: "adam", loss: "meanSquaredError", engine: { threads } });
  await model.fit(x, t, { epochs: 3, shuffle: false, verbose: 0 });
  return model.getWeights().flatMap((weight) => [...weight.data]);
}
