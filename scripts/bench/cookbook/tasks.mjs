// The recipes' jobs, as tasks.py beside it does them: node tasks.mjs JOB prints seconds and processor seconds as JSON.
// Imports, and reading of MNIST, are not counted.
import { mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import * as gradus from "gradus";

const { concatenate, layers, np, optimizers, Sequential, sequential, tf, utils } = gradus;
const { ColumnTransformer, LabelEncoder, OneHotEncoder, StandardScaler } = gradus;
const { MinMaxScaler, PCA, Pipeline, SimpleImputer } = gradus;
const { readCsv, trainTestSplit } = gradus;
const data = (name) => fileURLToPath(new URL(`../../../notebooks/cookbook/data/${name}`, import.meta.url));
const measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];
const classLoss = "sparse_categorical_crossentropy";

async function csvClassification() {
  const table = await readCsv(data("penguins.csv"));
  const island = new LabelEncoder().fitTransform(table.categories("island"));
  const x = concatenate([table.numbers(measures), island.reshape([-1, 1])], 1);
  const y = new LabelEncoder().fitTransform(table.categories("species"));
  const split = { testSize: 0.25, stratify: y, seed: 0 };
  const [xTrain, xTest, yTrain, yTest] = trainTestSplit(x, y, split);
  const scaled = gradus.makePipeline(new SimpleImputer({ strategy: "median" }), new StandardScaler());
  const columns = new ColumnTransformer({
    transformers: [
      ["measures", scaled, [0, 1, 2, 3]],
      ["island", new OneHotEncoder(), [4]],
    ],
  });
  const [trainX, testX] = [await columns.fitTransform(xTrain), await columns.transform(xTest)];
  const model = sequential([
    layers.dense({ units: 16, activation: "relu", inputShape: [7] }),
    layers.dense({ units: 3, activation: "softmax" }),
  ]);
  model.compile({ optimizer: "adam", loss: classLoss, metrics: ["accuracy"] });
  await model.fit(trainX, yTrain, { epochs: 100, batchSize: 16, verbose: 0 });
  const predicted = (await model.predict(testX)).argmax(1);
  gradus.classificationReport(yTest, predicted);
  gradus.confusionMatrix(yTest, predicted);
}

const block = (filters) => [
  layers.conv2d({ filters, kernelSize: 3, useBias: false }),
  layers.batchNormalization({ momentum: 0.9 }),
  layers.activation({ activation: "relu" }),
  layers.maxPooling2d({ poolSize: 2 }),
];

async function cnn({ train, test }) {
  const [x, y] = train.map((part) => part.slice(0, 12_000));
  const top = [layers.flatten(), layers.dense({ units: 10, activation: "softmax" })];
  const model = new Sequential([gradus.input({ shape: [28, 28, 1] }), ...block(8), ...block(16), ...top]);
  const learningRate = optimizers.schedules.cosineDecay({ initialLearningRate: 0.01, decaySteps: 282 });
  const optimizer = optimizers.adam({ learningRate });
  model.compile({ optimizer, loss: classLoss, metrics: ["accuracy"] });
  await model.fit(x, y, { epochs: 3, batchSize: 128, validationSplit: 0.1, verbose: 0 });
  await model.evaluate(...test, { verbose: 0 });
}

async function twoInTwoOut() {
  const table = await readCsv(data("penguins.csv"));
  const all = table.numbers(measures);
  const complete = np.isnan(all).any(1).logicalNot();
  const measured = all.at(complete);
  const encode = (name) => new LabelEncoder().fitTransform(table.categories(name)).at(complete);
  const [islands, species] = [gradus.toCategorical(encode("island"), 3), encode("species")];
  const mass = measured.slice([], [3, 4]).div(1000);
  const split = { stratify: species, seed: 0 };
  const [xTrain, xTest, ...rest] = trainTestSplit(measured.slice([], [0, 3]), islands, species, mass, split);
  const scaler = new StandardScaler().fit(xTrain);
  const inputs = ["measures", "island"].map((name) => gradus.input({ shape: [3], name }));
  const hidden = layers.dense({ units: 16, activation: "relu" })(inputs[0]);
  const both = layers.concatenate()([hidden, inputs[1]]);
  const outputs = [
    layers.dense({ units: 3, activation: "softmax", name: "species" })(both),
    layers.dense({ units: 1, name: "mass" })(both),
  ];
  const model = new gradus.Model({ inputs, outputs });
  model.compile({
    optimizer: optimizers.adam({ learningRate: 0.01 }),
    loss: { species: classLoss, mass: "mean_squared_error" },
    lossWeights: { species: 1, mass: 2 },
    metrics: { species: ["accuracy"], mass: ["mean_absolute_error"] },
  });
  const train = { measures: scaler.transform(xTrain), island: rest[0] };
  const test = { measures: scaler.transform(xTest), island: rest[1] };
  const how = { epochs: 100, batchSize: 32, verbose: 0 };
  await model.fit(train, { species: rest[2], mass: rest[4] }, how);
  await model.evaluate(test, { species: rest[3], mass: rest[5] }, { verbose: 0 });
  await model.predict(test);
}

class Near extends layers.Layer {
  centres = this.addWeight({ shape: [3, 8], initializer: "glorot_normal" });
  call(inputs) {
    return tf.exp(inputs.expandDims(2).sub(this.centres.value).square().sum(1).neg());
  }
}

async function ownParts() {
  const tooLight = (yTrue, yPred) => {
    const error = yTrue.sub(yPred);
    return tf.where(error.greater(0), error.mul(3), error.neg()).mean(-1);
  };
  const within500g = (yTrue, yPred) => yTrue.sub(yPred).abs().less(0.5).cast("float32").mean(-1);
  const rows = (await readCsv(data("penguins.csv"))).numbers(measures);
  const parts = trainTestSplit(new SimpleImputer().fitTransform(rows), { testSize: 0.25, seed: 0 });
  const scaler = new StandardScaler().fit(parts[0].slice([], [0, 3]));
  const [trainX, testX] = parts.map((part) => scaler.transform(part.slice([], [0, 3])));
  const [trainY, testY] = parts.map((part) => part.slice([], [3, 4]).div(1000));
  const model = new Sequential([new Near({ inputShape: [3] }), layers.dense({ units: 1 })]);
  const optimizer = optimizers.adam({ learningRate: 0.05 });
  model.compile({ loss: tooLight, metrics: [within500g], optimizer });
  await model.fit(trainX, trainY, { epochs: 60, batchSize: 32, verbose: 0 });
  await model.evaluate(testX, testY, { verbose: 0 });
}

async function text() {
  const table = await readCsv(data("places.csv"));
  const names = table.categories("name");
  const y = new LabelEncoder().fitTransform(table.categories("language"));
  const split = { testSize: 0.25, stratify: y, seed: 0 };
  const [trainRows, testRows, trainY, testY] = trainTestSplit(np.arange(names.length), y, split);
  const [train, test] = [trainRows, testRows].map((rows) => Array.from(rows.data, (row) => names[row]));
  const letters = layers.textVectorization({
    split: "character",
    standardize: "lower",
    outputSequenceLength: 28,
  });
  letters.adapt(train);
  const [x, testX] = [letters(train), letters(test)];
  const model = new Sequential([
    gradus.input({ shape: [28] }),
    layers.embedding({ inputDim: letters.getVocabulary().length, outputDim: 16, maskZero: true }),
    layers.bidirectional({ layer: layers.gru({ units: 24 }) }),
    layers.dropout({ rate: 0.5 }),
    layers.dense({ units: 6, activation: "softmax" }),
  ]);
  const optimizer = optimizers.adam({ learningRate: 0.005 });
  model.compile({ optimizer, loss: classLoss, metrics: ["accuracy"] });
  await model.fit(x, trainY, { epochs: 30, batchSize: 32, verbose: 0 });
  await model.evaluate(testX, testY, { verbose: 0 });
  await model.predict(testX);
}

function shifted(batch) {
  const padded = np.pad(batch, [[0, 0], [3, 3], [3, 3], [0, 0]]); // prettier-ignore
  const images = [...Array(batch.length).keys()].map((i) => {
    const [down, right] = [gradus.random.randint(7), gradus.random.randint(7)];
    return padded.slice(i, [down, down + 28], [right, right + 28]);
  });
  return np.stack(images);
}

async function augmentation({ train, test }) {
  const folder = mkdtempSync(path.join(tmpdir(), "digits-"));
  for (let digit = 0; digit < 10; digit++) mkdirSync(path.join(folder, String(digit)));
  for (let i = 0; i < 600; i++) {
    const file = path.join(folder, String(train[1].item(i)), `${String(i)}.png`);
    await gradus.imwrite(file, train[0].at(i).mul(255));
  }
  const names = [...Array(10).keys()].map((k) => readdirSync(path.join(folder, String(k))).sort());
  const files = names.flatMap((list, k) => list.map((file) => path.join(folder, String(k), file)));
  const y = np.array(
    names.flatMap((list, k) => list.map(() => k)),
    { dtype: "int32" },
  );
  const pictures = await Promise.all(files.map((file) => gradus.imread(file, "grayscale")));
  const x = gradus.rescale(np.stack(pictures)).expandDims(-1);
  class Shifted extends gradus.Sequence {
    length = 19;
    order = gradus.random.permutation(600);
    getItem(i) {
      const places = this.order.slice(32 * i, 32 * (i + 1));
      return [shifted(x.take(places)), y.take(places)];
    }
    onEpochEnd() {
      this.order = gradus.random.permutation(600);
    }
  }
  const how = { epochs: 12, verbose: 0 };
  for (const data of [[x, y], [new Shifted()]]) {
    const model = new Sequential([
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 64, activation: "relu" }),
      layers.dense({ units: 10, activation: "softmax" }),
    ]);
    model.compile({ optimizer: "adam", loss: classLoss, metrics: ["accuracy"] });
    await model.fit(...data, how);
    const [testX, testY] = test.map((part) => part.slice(0, 2000));
    await model.evaluate(shifted(testX), testY, { verbose: 0 });
  }
}

/** Scaling and encoding of the penguins whose sex is known, and their split. */
async function sexedPenguins() {
  const table = await readCsv(data("penguins.csv"));
  const codes = ["species", "island"].map((name) =>
    new LabelEncoder().fitTransform(table.categories(name)).reshape([-1, 1]),
  );
  const sex = table.categories("sex");
  const known = [...sex.keys()].filter((i) => sex[i] !== "");
  const x = concatenate([table.numbers(measures), ...codes], 1).take(known);
  const y = new LabelEncoder().fitTransform(known.map((i) => sex[i]));
  const numbers = new Pipeline({
    steps: [
      ["scale", new StandardScaler()],
      ["reduce", new PCA()],
    ],
  });
  const prepare = new ColumnTransformer({
    transformers: [
      ["numbers", numbers, [0, 1, 2, 3]],
      ["words", new OneHotEncoder(), [4, 5]],
    ],
  });
  return { prepare, split: trainTestSplit(x, y, { testSize: 0.25, stratify: y, seed: 0 }) };
}

const pipelineOf = (prepare, name, model) =>
  new Pipeline({
    steps: [
      ["prepare", prepare],
      [name, model],
    ],
  });

async function gridSearch() {
  const { prepare, split } = await sexedPenguins();
  const estimator = pipelineOf(prepare, "model", new gradus.LogisticRegression());
  const paramGrid = {
    prepare__numbers__scale: [new StandardScaler(), new MinMaxScaler()],
    prepare__numbers__reduce__nComponents: [2, 3, 4],
    model__C: [0.01, 0.1, 1, 10, 100],
  };
  const search = new gradus.GridSearchCV({ estimator, paramGrid, cv: 5 });
  await search.fit(split[0], split[2]);
  await search.score(split[1], split[3]);
}

async function randomSearch() {
  const { prepare, split } = await sexedPenguins();
  const buildFn = ({ units = 8 }) =>
    sequential([
      layers.dense({ units, activation: "relu", inputShape: [10] }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ]);
  const how = { loss: "binary_crossentropy", optimizer: "adam", epochs: 40, batchSize: 16, seed: 0 };
  const estimator = pipelineOf(prepare, "net", new gradus.KerasClassifier({ buildFn, ...how }));
  const paramDistributions = {
    net__model__units: [4, 8, 16, 32],
    net__optimizer__learningRate: gradus.distributions.logUniform(1e-3, 1e-1),
  };
  const options = { estimator, paramDistributions, numIter: 8, cv: 5, seed: 0 };
  const search = new gradus.RandomizedSearchCV(options);
  await search.fit(split[0], split[2]);
  await search.score(split[1], split[3]);
}

function digitsFrom(from, [x, y], count) {
  const kept = [...y.data.keys()].filter((i) => y.data[i] >= from && y.data[i] < from + 5).slice(0, count);
  return [x.take(kept), y.take(kept).sub(from)];
}

async function transfer({ train, test }) {
  const [low, high] = [digitsFrom(0, train, 6000), digitsFrom(5, train, 200)];
  const how = { loss: classLoss, metrics: ["accuracy"] };
  const head = () => layers.dense({ units: 5, activation: "softmax" });
  const base = new Sequential([
    layers.conv2d({ filters: 16, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.conv2d({ filters: 16, kernelSize: 3, activation: "relu" }),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.flatten(),
  ]);
  const reader = new Sequential([base, head()]);
  reader.compile({ ...how, optimizer: "adam" });
  await reader.fit(...low, { epochs: 2, batchSize: 64, verbose: 0 });
  base.trainable = false;
  const model = new Sequential([base, head()]);
  model.compile({ ...how, optimizer: optimizers.adam({ learningRate: 0.005 }) });
  await model.fit(...high, { epochs: 20, batchSize: 10, verbose: 0 });
  base.trainable = true;
  model.compile({ ...how, optimizer: optimizers.adam({ learningRate: 1e-4 }) });
  await model.fit(...high, { epochs: 10, batchSize: 10, verbose: 0 });
  await model.evaluate(...digitsFrom(5, test, 2000), { verbose: 0 });
}

async function saveAndServe() {
  const model = await gradus.loadModel(data("iris.keras"));
  const file = path.join(mkdtempSync(path.join(tmpdir(), "iris-")), "iris.keras");
  await model.save(file);
  const again = await gradus.loadModel(file);
  const server = createServer(async (request, response) => {
    const probabilities = await again.predict(await json(request));
    response.end(JSON.stringify(probabilities.toArray()));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}`;
  for (let i = 0; i < 100; i++) {
    const answer = await fetch(address, { method: "POST", body: JSON.stringify([[5.1, 3.5, 1.4, 0.2]]) });
    await answer.json();
  }
  server.close();
  server.closeAllConnections();
}

function numpyWork({ digits: { data: x, target: y } }) {
  for (let i = 0; i < 10; i++) {
    const z = x.sub(x.mean(0));
    np.linalg.lstsq(np.hstack([x, np.ones([x.length, 1])]), y);
    np.linalg.eigh(np.einsum("ni,nj->ij", z, z).div(z.length));
    np.linalg.svd(z);
    x.at(x.slice([], 20).greater(8)).mean(0);
    np.unique(y, { returnCounts: true });
    np.histogram(x, 16);
    np.where(x.greater(15));
    z.reshape(-1, 8, 8).slice([], [undefined, undefined, -1], [1, 7]).sum();
  }
}

const jobs = {
  csvClassification,
  cnn,
  twoInTwoOut,
  ownParts,
  text,
  augmentation,
  gridSearch,
  randomSearch,
  transfer,
  saveAndServe,
  numpyWork,
};

/** What a job reads beforehand. */
async function prepare(name) {
  if (name === "numpyWork") return { digits: gradus.digits() };
  if (!["cnn", "augmentation", "transfer"].includes(name)) return {};
  const parts = await gradus.mnist.loadData();
  const [train, test] = parts.map(([x, y]) => [gradus.rescale(x).expandDims(-1), y]);
  return { train, test };
}

const name = process.argv[2];
const given = await prepare(name);
utils.setRandomSeed(0);
const [start, processor] = [performance.now(), process.cpuUsage()];
await jobs[name](given);
const { user, system } = process.cpuUsage(processor);
const seconds = (performance.now() - start) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, processor: (user + system) / 1e6 })}\n`);
