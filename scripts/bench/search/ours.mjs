// Our side of grid.mjs: node scripts/bench/search/ours.mjs [images] [nJobs]
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
const { bestScore, bestParams, refitTime } = search;
console.log(String(search.cvResults));
console.log(JSON.stringify({ seconds, refit: refitTime, bestScore, bestParams }));
