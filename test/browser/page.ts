// What a page does with the library; the test runs `compute` in Node too, and compares.
import {
  array,
  bullmq,
  GridSearchCV,
  imread,
  imwrite,
  iris,
  KerasClassifier,
  layers,
  mnist,
  optimizers,
  plotHistory,
  readCsv,
  resize,
  Sequential,
  wine,
  xor,
} from "gradus";
import { flowers } from "./fits.js";

/** Numbers that must be the same everywhere, to the last bit. */
export async function compute() {
  const [x, t] = xor();
  const model = new Sequential([
    layers.input({ shape: [2] }),
    layers.dense({ units: 4, activation: "tanh" }),
    layers.dense({ units: 1, activation: "sigmoid" }),
  ]);
  model.setWeights([
    array([
      [0.9, -0.6, 0.3, 0.1],
      [0.7, -0.8, -0.2, 0.4],
    ]),
    array([0, 0, 0, 0]),
    array([[1], [1], [-1], [0.5]]),
    array([0]),
  ]);
  model.compile({ optimizer: optimizers.adam({ learningRate: 0.05 }), loss: "binaryCrossentropy" });
  const { history } = await model.fit(x, t, { epochs: 300, batchSize: 1, shuffle: false, verbose: 0 });
  const search = new GridSearchCV({
    estimator: new KerasClassifier({ buildFn: flowers, epochs: 5 }),
    paramGrid: { batchSize: [8, 16] },
    cv: 3,
    nJobs: -1,
    seed: 1,
    verbose: 0,
  });
  const { data, target } = iris();
  await search.fit(data, target);
  const scan = array(
    [
      [0, 100],
      [200, 100],
    ],
    { dtype: "uint8" },
  );
  return {
    loss: history.loss!.at(-1),
    outputs: [...(await model.predict(x)).data],
    scores: [...search.cvResults.meanTestScore],
    resized: resize(scan, [3, 3]).toArray(),
  };
}

/** What a page reads by its own means. */
export async function read() {
  const [gray, color] = [await imread("/scan.png", "grayscale"), await imread("/scan.png")];
  const table = await readCsv("/cats.csv");
  return {
    gray: [...gray.data],
    color: [...color.data],
    small: (await imread("/scan.png", "color", { maxLength: 2 })).shape,
    names: table.names,
    weights: table.numbers().toArray(),
  };
}

/** Offers a picture as a download. */
export async function write(file: string, picture: number[][][]) {
  await imwrite(file, array(picture, { dtype: "uint8" }));
}

/** The values of a picture, read from its URL. */
export async function valuesOf(url: string) {
  return (await imread(url)).toArray();
}

/** What only Node has, and what is said there. */
export async function refusals() {
  const attempts: Record<string, () => unknown> = {
    mnist: () => mnist.loadData(),
    missing: () => readCsv("/nothing.csv"),
    unchanged: () => imread("/scan.png", "unchanged"),
    wine: () => wine(),
    figure: () => plotHistory({ loss: [1, 0.5] }).toSvg(),
    save: () => new Sequential([layers.input({ shape: [2] }), layers.dense({ units: 1 })]).save("model"),
    redis: () =>
      new GridSearchCV({
        estimator: new KerasClassifier({ buildFn: flowers }),
        paramGrid: { epochs: [1] },
        backend: bullmq({ connection: "redis://localhost" }),
      }).fit(iris().data, iris().target),
  };
  const said: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt();
      said[name] = "nothing";
    } catch (error) {
      said[name] = (error as Error).message;
    }
  }
  return said;
}
