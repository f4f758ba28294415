import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  array,
  crossValidate,
  flatten,
  GridSearchCV,
  iris,
  KerasClassifier,
  KerasRegressor,
  layers,
  mnist,
  optimizers,
  random,
  rescale,
  Sequential,
  Table,
  toCategorical,
} from "gradus";

afterEach(() => {
  vi.restoreAllMocks();
});

function build({
  units = 8,
  activation = "relu" as const,
  loss = "sparse_categorical_crossentropy" as const,
  outputs = 3,
  learningRate = 0.01,
} = {}) {
  const model = new Sequential([
    layers.dense({ units, activation, inputShape: [4] }),
    layers.dropout({ rate: 0.1 }),
    layers.dense({ units: outputs, activation: outputs === 1 ? "sigmoid" : "softmax" }),
  ]);
  model.compile({ optimizer: optimizers.adam({ learningRate }), loss, metrics: ["accuracy"] });
  return model;
}
const { data, target } = iris();

describe("KerasClassifier", () => {
  it("gives predictions in the form of the targets", async () => {
    const odd = target.mul(3).add(5);
    const numbers = await new KerasClassifier({ buildFn: build, epochs: 60, seed: 0 }).fit(data, odd);
    expect(numbers.classes.toArray()).toEqual([5, 8, 11]);
    expect(await numbers.score(data, odd)).toBeGreaterThan(0.9);
    const oneHot = await new KerasClassifier({
      buildFn: build,
      model__loss: "categorical_crossentropy",
      epochs: 60,
      seed: 0,
    }).fit(data, toCategorical(target));
    expect((await oneHot.predict(data)).shape).toEqual([150, 3]);
    expect(
      (await oneHot.predictProba(data)).sum(1).allClose(new Float32Array(150).fill(1), { atol: 1e-5 }),
    ).toBe(true);
    expect(await oneHot.score(data, toCategorical(target))).toBeGreaterThan(0.9);
    const two = data.slice(0, 100);
    const binary = await new KerasClassifier({
      buildFn: build,
      model__outputs: 1,
      model__loss: "binary_crossentropy",
      epochs: 60,
      seed: 0,
    }).fit(two, target.slice(0, 100));
    expect((await binary.predictProba(two)).shape).toEqual([100, 2]);
    expect(await binary.score(two, target.slice(0, 100))).toBeGreaterThan(0.9);
  });

  it("remembers a table's columns and refuses others, as scikit-learn", async () => {
    const { data, target } = iris();
    const names = ["a", "b", "c", "d"];
    const [a, b, c, d] = names.map((_, i) => data.T.at(i));
    const table = new Table<string>({ a: a!, b: b!, c: c!, d: d! });
    const other = new Table<string>({ a: a!, b: b!, c: c!, e: d! });
    const made = [
      await new KerasClassifier({ buildFn: build, seed: 1 }).fit(table, target),
      await new KerasRegressor({ buildFn: build, model__outputs: 1, model__loss: "mse", seed: 1 }).fit(
        table,
        target,
      ),
    ];
    for (const estimator of made) {
      expect(estimator.featureNamesIn).toEqual(names);
      expect(estimator.clone().featureNamesIn).toBeUndefined();
      const restored = estimator.clone();
      await restored.restore(estimator.packFitted());
      for (const one of [estimator, restored]) {
        expect((await one.predict(table)).toJSON()).toEqual((await one.predict(data)).toJSON());
        await expect(one.predict(table.select(["b", "a", "c", "d"]))).rejects.toThrow(
          'Cannot predict: column 0 must be a, as in fit, current value is "b"; table.select(names) puts columns in order',
        );
        await expect(one.predict(other)).rejects.toThrow("column 3 must be d, as in fit");
        await expect(one.score(table.select(["a", "b", "c"]), target)).rejects.toThrow("column 3 must be d");
      }
      await estimator.fit(data, target);
      expect(estimator.featureNamesIn).toBeUndefined();
    }
  });

  it("routes parameters and compiles what is not compiled", async () => {
    const seen = vi.fn();
    const buildFn = (args: { units: number }, info: object) => {
      seen(args, info);
      return new Sequential([layers.dense({ units: 3, activation: "softmax" })]);
    };
    const classifier = new KerasClassifier({
      buildFn,
      model__units: 7,
      loss: "sparse_categorical_crossentropy",
      optimizer: "sgd",
      optimizer__learningRate: 0.5,
      fit__epochs: 2,
    });
    await classifier.fit(data, target);
    expect(seen).toHaveBeenCalledWith({ units: 7 }, { inputShape: [4], numClasses: 3, numOutputs: 3 });
    expect(classifier.model.optimizer.learningRate).toBe(0.5);
    expect(classifier.history.epoch.length).toBe(2);
    const compiled = await new KerasClassifier({ buildFn: build, optimizer__learningRate: 0.123 }).fit(
      data,
      target,
    );
    expect([compiled.model.optimizer.name, compiled.model.optimizer.learningRate]).toEqual(["adam", 0.123]);
  });

  it("is copied unfitted and refuses unknown parameters with the nearest name", async () => {
    const classifier = new KerasClassifier({ buildFn: build, epochs: 3 });
    expect(classifier.clone().getParams()).toEqual(classifier.getParams());
    expect(inspect(new KerasClassifier({ buildFn: build, epochs: 3, batchSize: 32 }))).toBe(
      "KerasClassifier({ epochs: 3, buildFn: [Function: build] })",
    );
    expect(() => classifier.setParams({ epoch: 3 })).toThrow(
      /current value is "epoch"; did you mean epochs\?/,
    );
    expect(() => classifier.setParams({ units: 3 })).toThrow("arguments of buildFn are written model__units");
    expect(() => classifier.setParams({ optimiser__learningRate: 3 })).toThrow(
      "did you mean optimizer__learningRate?",
    );
    expect(() => new KerasClassifier({ buildFn: 3 as never })).toThrow(
      "buildFn must be a function that returns a model",
    );
    await expect(classifier.predict(data)).rejects.toThrow(
      "this KerasClassifier is not fitted yet; await its fit(x, y) first",
    );
    await expect(classifier.fit(data, data)).rejects.toThrow(
      'y must be class numbers or rows of 0 and 1, current value is "continuous-multioutput"',
    );
    await classifier.fit(data, target);
    await expect(classifier.predict([[1, 2]])).rejects.toThrow(
      "shape of x must be [n, 4], as in fit, current value is [1, 2]",
    );
    await expect(
      new KerasClassifier({ buildFn: () => new Sequential([layers.dense({ units: 3 })]) }).fit(data, target),
    ).rejects.toThrow("loss must be a loss");
  });

  it("begins the same with the same seed", async () => {
    const losses = await Promise.all(
      [1, 1, 2].map(
        async (seed) =>
          (await new KerasClassifier({ buildFn: build, seed }).fit(data, target)).history.history.loss,
      ),
    );
    expect(losses[1]).toEqual(losses[0]);
    expect(losses[2]).not.toEqual(losses[0]);
  });
});

describe("KerasRegressor", () => {
  it("predicts in the shape of the targets and scores by R²", async () => {
    random.seed(0);
    const x = random.randn(200, 2);
    const y = x.dot(array([2, -1])).add(3);
    const buildFn = () => new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
    const regressor = await new KerasRegressor({
      buildFn,
      loss: "mse",
      optimizer: "sgd",
      optimizer__learningRate: 0.05,
      epochs: 30,
      seed: 0,
    }).fit(x, y);
    expect((await regressor.predict(x)).shape).toEqual([200]);
    expect(await regressor.score(x, y)).toBeGreaterThan(0.99);
  });
});

describe("a search over Keras models", () => {
  const search = (options: object) =>
    new GridSearchCV({
      estimator: new KerasClassifier({ buildFn: build, epochs: 3 }),
      paramGrid: { model__units: [4, 8], batchSize: [16, 32] },
      cv: 3,
      seed: 7,
      refit: false,
      ...options,
    });

  it("gives the same table in this process, with two worker threads and with three", async () => {
    const tables = [];
    for (const nJobs of [1, 2, 3])
      tables.push((await search({ nJobs, returnTrainScore: true }).fit(data, target)).cvResults);
    expect(tables[1]!.meanTestScore).toEqual(tables[0]!.meanTestScore);
    expect(tables[2]!.meanTestScore).toEqual(tables[0]!.meanTestScore);
    expect(tables[2]!.meanTrainScore).toEqual(tables[0]!.meanTrainScore);
  });

  it("checks every key of its grid before the first fit", async () => {
    let builds = 0;
    const estimator = new KerasClassifier({
      buildFn: (options: object) => (builds++, build(options)),
      epochs: 1,
    });
    for (const [paramGrid, message] of [
      [{ optimizer__learningrate: [0.1] }, "write learningRate"],
      [
        { optimizer: ["adam"], optimizer__momentum: [0.9] },
        'the adam optimizer: it has no option "momentum"',
      ],
      [{ fit__batchsize: [8] }, "write batchSize"],
      [{ predict__batch_size: [8] }, "write batchSize"],
      [{ epoch: [8] }, "did you mean epochs?"],
    ] as const)
      await expect(search({ estimator, paramGrid }).fit(data, target)).rejects.toThrow(message);
    expect(builds).toBe(0);
    await search({ estimator, paramGrid: { optimizer: ["sgd"], optimizer__momentum: [0.9] } }).fit(
      data,
      target,
    );
  });

  it("leaves its threads to the next search that wants as many", async () => {
    const threadsOf = async (nJobs: number) => {
      const { fits } = await search({ nJobs }).fit(data, target);
      return new Set(fits.map(({ worker }) => worker));
    };
    const [first, second, three] = [await threadsOf(2), await threadsOf(2), await threadsOf(3)];
    expect(new Set([...first, ...second]).size).toBe(2);
    expect([...three].filter((thread) => first.has(thread))).toEqual([]);
  });

  it("sends rescaled images as bytes", async () => {
    const [[images, labels]] = await mnist.loadData();
    const x = rescale(flatten(images)).slice(0, 600);
    const buildFn = () => {
      const model = new Sequential([layers.dense({ units: 10, activation: "softmax", inputShape: [784] })]);
      model.compile({ loss: "sparse_categorical_crossentropy" });
      return model;
    };
    const fit = (nJobs: number) =>
      new GridSearchCV({
        estimator: new KerasClassifier({ buildFn }),
        paramGrid: { epochs: [1, 2] },
        cv: 2,
        seed: 1,
        refit: false,
        nJobs,
      }).fit(x, labels.slice(0, 600));
    const [here, there] = [await fit(1), await fit(2)];
    expect(there.cvResults.meanTestScore).toEqual(here.cvResults.meanTestScore);
    expect(there.fits.every(({ worker }) => worker.startsWith("thread"))).toBe(true);
    expect(x.palette).toBeDefined();
  });

  it("fetches what was learned for scores that cannot travel, and for estimators", async () => {
    const scoring = async (estimator: KerasClassifier, x: typeof data, y: typeof target) =>
      -(await estimator.predict(x)).notEqual(y).mean();
    const here = await search({ scoring }).fit(data, target);
    const there = await search({ scoring, nJobs: 2 }).fit(data, target);
    expect(there.cvResults.meanTestScore).toEqual(here.cvResults.meanTestScore);
    const { estimator } = await crossValidate(new KerasClassifier({ buildFn: build }), data, target, {
      cv: 2,
      returnEstimator: true,
      nJobs: 2,
      seed: 0,
    });
    expect((await (estimator![0] as KerasClassifier).predict(data)).shape).toEqual([150]);
  });

  it("runs in this process, and says why, what cannot travel", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const callbacks = { onEpochEnd: () => undefined };
    const done = await search({
      estimator: new KerasClassifier({ buildFn: build, callbacks }),
      nJobs: 2,
    }).fit(data, target);
    expect(done.fits[0]!.worker).toBe("this process");
    expect(warn.mock.calls[0]![0]).toBe(
      "12 fits run in this process, not on 2 worker threads: callbacks are functions of this process",
    );
  });

  it("goes on when a fit fails or takes too long", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const failing = await search({ paramGrid: { model__units: [0, 4] }, nJobs: 2 }).fit(data, target);
    expect(failing.cvResults.meanTestScore[0]).toBeNaN();
    expect(warn.mock.calls.at(-1)![0]).toMatch(/1 of 2 candidates/);
    const slow = await search({ paramGrid: { epochs: [1, 1_000_000] }, nJobs: 2, timeout: 8 }).fit(
      data,
      target,
    );
    expect(slow.bestIndex).toBe(0);
    expect(warn.mock.calls.some(([text]) => String(text).includes("TimeoutError"))).toBe(true);
  });
});
