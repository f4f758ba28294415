// The lecture's search: epochs 1, 2, 3 × batch size 32, 64, three folds, 784-512-10, on all 60,000 images with one-hot labels.
// Usage, after `npm run build`: node scripts/bench/search/grid.mjs [images] [nJobs]; the peer is grid.py beside it.
import fs from "node:fs";
import {
  flatten,
  GridSearchCV,
  KerasClassifier,
  layers,
  mnist,
  rescale,
  Sequential,
  toCategorical,
} from "gradus";

const [images = 60_000, nJobs = -1] = process.argv.slice(2).map(Number);
async function loadData() {
  const [[xTrain, yTrain]] = await mnist.loadData();
  return [rescale(flatten(xTrain)).slice(0, images), toCategorical(yTrain.slice(0, images), 10)];
}
const [x, y] = await loadData();

function buildModel() {
  const model = new Sequential([
    layers.dense({ units: 512, activation: "relu", inputShape: [784] }),
    layers.dense({ units: 10, activation: "sigmoid" }),
  ]);
  model.compile({ optimizer: "rmsprop", loss: "categorical_crossentropy", metrics: ["accuracy"] });
  return model;
}

const search = new GridSearchCV({
  estimator: new KerasClassifier({ buildFn: buildModel }),
  paramGrid: { epochs: [1, 2, 3], batchSize: [32, 64] },
  cv: 3,
  nJobs,
  seed: 0,
});
const start = performance.now();
await search.fit(x, y);
const seconds = (performance.now() - start) / 1000;
const peak = Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0) / 1024;
console.log(String(search.cvResults));
console.log(
  JSON.stringify({
    images,
    nJobs,
    seconds: Number(seconds.toFixed(1)),
    peakMb: Math.round(peak),
    refit: Number(search.refitTime.toFixed(1)),
    bestScore: search.bestScore,
    bestParams: search.bestParams,
  }),
);
