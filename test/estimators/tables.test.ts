// Tables through transformers, pipelines, splits and searches, as scikit-learn takes pandas'.
import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import {
  ColumnTransformer,
  crossValPredict,
  crossValScore,
  DummyClassifier,
  GridSearchCV,
  KerasClassifier,
  KFold,
  LabelEncoder,
  layers,
  LogisticRegression,
  makePipeline,
  MinMaxScaler,
  type NDArray,
  OneHotEncoder,
  OrdinalEncoder,
  Pipeline,
  RandomizedSearchCV,
  readCsv,
  sequential,
  SimpleImputer,
  StandardScaler,
  StratifiedKFold,
  Table,
  trainTestSplit,
} from "gradus";

// What scikit-learn 1.9 gives for pandas 3.1: fixtures/tables.py.
const fixture = JSON.parse(fs.readFileSync(new URL("fixtures/tables.json", import.meta.url), "utf8"));
const file = path.join(import.meta.dirname, "../../notebooks/cookbook/data/penguins.csv");
const penguins = await readCsv(file);
const sexes = penguins.categories("sex");
const known = penguins.take([...sexes.keys()].filter((i) => sexes[i] !== ""));
const y = new LabelEncoder().fitTransform(known.categories("sex"));
const measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];
const everySeventh = Array.from({ length: 50 }, (_, i) => 7 * i);
const exact = { tol: 1e-12, maxIter: 100_000 };

const rows = (x: NDArray) =>
  x.toArray<number[][]>().map((row) => row.map((value) => (Number.isNaN(value) ? null : value)));
function close(got: NDArray, wanted: (number | null)[][]): void {
  expect(rows(got)).toEqual(
    wanted.map((row) => row.map((value): unknown => (value === null ? null : expect.closeTo(value, 9)))),
  );
}

/** The same columns from last to first, and one more. */
function mixed(table: Table): Table {
  const { names } = table;
  const columns = names.reverse().map((name) => [name, table.column(name)] as const);
  return new Table([...columns, ["new", table.column("year")]]);
}

const makeModel = () =>
  makePipeline(
    new ColumnTransformer({
      transformers: [
        ["num", new StandardScaler(), measures],
        ["cat", new OneHotEncoder({ handleUnknown: "ignore" }), ["species", "island"]],
      ],
    }),
    new LogisticRegression(exact),
  );

let warn: MockInstance;
beforeEach(() => {
  warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("ColumnTransformer", () => {
  it("takes a table's columns by name, in whichever order they come", async () => {
    const prepare = new ColumnTransformer({
      transformers: [
        [
          "num",
          makePipeline(new SimpleImputer({ strategy: "median" }), new StandardScaler()),
          ["flipper_length_mm", "bill_length_mm"],
        ],
        ["sex", new OneHotEncoder(), "sex"],
        [
          "place",
          makePipeline(new SimpleImputer({ strategy: "mostFrequent" }), new OrdinalEncoder()),
          ["island", "sex"],
        ],
        ["gone", "drop", ["species", "body_mass_g"]],
      ],
      remainder: "passthrough",
    });
    await prepare.fit(penguins);
    expect(prepare.getFeatureNamesOut()).toEqual(fixture.prepare.names);
    close(await prepare.transform(mixed(penguins).take(everySeventh)), fixture.prepare.transformed);
  });

  it("finds columns by name that were asked for by number", async () => {
    const numbers = new ColumnTransformer({
      transformers: [
        ["last", new MinMaxScaler(), [-1, 2]],
        ["one", "passthrough", 4],
      ],
    });
    await numbers.fit(penguins);
    expect(numbers.getFeatureNamesOut()).toEqual(fixture.numbers.names);
    close(await numbers.transform(mixed(penguins).take(everySeventh)), fixture.numbers.transformed);
  });

  it("names the column that is not there", async () => {
    const make = (columns: (string | number)[], remainder: "drop" | "passthrough" = "drop") =>
      new ColumnTransformer({ transformers: [["num", new StandardScaler(), columns]], remainder });
    await expect(make(["yaer"]).fit(penguins)).rejects.toThrow(
      'columns of num must be one of species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex, year, current value is "yaer"; did you mean "year"?',
    );
    await expect(make(["year", "year"]).fit(penguins)).rejects.toThrow(
      "columns of num must be all different",
    );
    await expect(make([8]).fit(penguins)).rejects.toThrow("must be integers from -8 to 7");
    await expect(make(["year"]).fit([[1, 2]])).rejects.toThrow(
      'columns of num must be numbers for an array, current value is "year"; names need a table',
    );
    await expect(make(["sex"]).fit(penguins)).rejects.toThrow(
      'column sex must be of numbers, current value is "category"; encode it',
    );
    const fitted = await make(["year"]).fit(penguins);
    await expect(fitted.transform(penguins.select(measures))).rejects.toThrow(
      "x must be a table with column year, as in fit",
    );
    await expect(fitted.transform([[1, 2, 3, 4, 5, 6, 7, 8]])).rejects.toThrow(
      "x must be a table with the columns year, as in fit, current value is a NDArray",
    );
    const whole = await make(["year"], "passthrough").fit(penguins.select([...measures, "year"]));
    await expect(whole.transform(penguins.select(["year", "body_mass_g"]))).rejects.toThrow(
      "x must be a table with column bill_length_mm, as in fit",
    );
    await expect(make(["year"], "passthrough").fitTransform(penguins)).rejects.toThrow(
      "column species must be of numbers",
    );
  });
});

describe("transformers of tables", () => {
  it("encode and fill in words as scikit-learn does", () => {
    const words = penguins.select(["species", "sex"]);
    expect(rows(new OrdinalEncoder().fitTransform(words).slice(0, 12))).toEqual(fixture.ordinal);
    const filled = new SimpleImputer({ strategy: "constant" }).fitTransform(penguins.select(["sex"]));
    expect(filled.categories("sex").slice(0, 5)).toEqual(fixture.constant);
    const sex = new SimpleImputer({ strategy: "mostFrequent" }).fit(penguins.select(["sex"]));
    expect(sex.transform(new Table({ sex: [null] })).categories("sex")).toEqual(["male"]);
  });

  it("say which column they cannot fill in or encode", () => {
    const fit = (options: object, table: object) => () =>
      new SimpleImputer(options).fit(new Table(table as never));
    expect(fit({}, { town: ["x"] })).toThrow(
      'column town must be of numbers for strategy "mean", current value is "category"; use strategy "mostFrequent"',
    );
    expect(fit({ strategy: "constant", fillValue: 1 }, { town: ["x"] })).toThrow(
      "fillValue must be a text for column town",
    );
    expect(fit({}, { age: [null, NaN] })).toThrow("column age must be known in at least one sample");
    expect(fit({}, { age: [] })).toThrow("x must be at least 1 sample");
    expect(fit({}, { born: [new Date(0)] })).toThrow("column born must be of numbers or categories");
    const imputer = new SimpleImputer().fit(new Table({ age: [1] }));
    expect(() => imputer.transform(new Table({ age: ["old"] }))).toThrow(
      "column age must be of numbers, as in fit",
    );
    expect(
      () => new SimpleImputer({ strategy: "mostFrequent" }).fit(new Table({ a: ["x"] })).statistics,
    ).toThrow('all of them must be numbers, current value is "x"');
    expect(() => new OneHotEncoder().fit(new Table({ born: [new Date(0)] }))).toThrow(
      "column born must be of categories or numbers",
    );
    const encoder = new OneHotEncoder().fit(new Table({ town: ["x"] }));
    expect(() => encoder.transform(new Table({ town: ["y"] }))).toThrow(
      "category of column town must be one",
    );
    expect(() => new OneHotEncoder().fit(new Table({ town: [] }))).toThrow("x must be at least 1 sample");
  });

  it("refuse a table with other columns, or in another order, as scikit-learn does", () => {
    const table = new Table({ a: [1, 2], b: [3, 5] });
    const other = table.select(["b", "a"]);
    for (const made of [
      new StandardScaler(),
      new MinMaxScaler(),
      new SimpleImputer(),
      new OneHotEncoder(),
      new OrdinalEncoder(),
    ]) {
      made.fit(table);
      expect(made.featureNamesIn).toEqual(["a", "b"]);
      expect(() => made.transform(other), made.constructor.name).toThrow(
        'column 0 must be a, as in fit, current value is "b"; table.select(names) puts columns in order',
      );
      expect(() => made.transform(table.select(["a"])), made.constructor.name).toThrow(
        'column 1 must be b, as in fit, current value is "none"',
      );
    }
    const model = new LogisticRegression().fit(table, [0, 1]);
    expect(() => model.predict(other)).toThrow("column 0 must be a, as in fit");
  });
});

describe("tables in model selection", () => {
  it("are split as scikit-learn splits them", () => {
    const [train, test, yTrain] = trainTestSplit(known, y, { testSize: 0.25, stratify: y, seed: 0 });
    expect([...train.numbers(["bill_length_mm"]).data.slice(0, 20)]).toEqual(fixture.split.bills);
    expect(test.categories("species").slice(0, 20)).toEqual(fixture.split.species);
    expect(yTrain.length).toBe(train.length);
    const [first, last] = trainTestSplit(known, { shuffle: false, testSize: 3 });
    expect([first.length, last.names]).toEqual([330, known.names]);
    expect([...new KFold(3).split(known)][0]![1].length).toBe(111);
    expect(() => trainTestSplit(known, y.slice(0, 5))).toThrow("length of y must be 333, as of x");
  });

  it("give scikit-learn's scores and predictions", async () => {
    expect([...(await crossValScore(makeModel(), known, y, { cv: 4 }))]).toEqual(fixture.scores);
    expect((await crossValPredict(makeModel(), known, y, { cv: 4 })).toArray()).toEqual(fixture.predicted);
  });

  it("are searched on threads, with the same results", async () => {
    const grid = { logisticregression__C: [0.01, 1], columntransformer__num: [new StandardScaler(), "drop"] };
    const search = async (nJobs: number) => {
      const made = new GridSearchCV({ estimator: makeModel(), paramGrid: grid, cv: 3, nJobs });
      return made.fit(known, y);
    };
    const [here, threads] = [await search(1), await search(2)];
    const means = (from: typeof here) => [...from.cvResults.meanTestScore];
    expect(new Set(threads.fits.map(({ worker }) => worker.split(" ")[0]))).toEqual(new Set(["thread"]));
    expect(means(here)).toEqual(fixture.means.map((mean: number): unknown => expect.closeTo(mean, 12)));
    expect(means(threads)).toEqual(means(here));
    const [, test, , yTest] = trainTestSplit(known, y, { testSize: 0.25, stratify: y, seed: 0 });
    expect(await threads.score(test, yTest)).toBeCloseTo(fixture.score, 12);
    expect(warn).not.toHaveBeenCalled();
  });

  it("reach a network at the end of a pipeline, on threads too", async () => {
    const buildFn = ({ units = 4 }) =>
      sequential([
        layers.dense({ units, activation: "relu", inputShape: [10] }),
        layers.dense({ units: 1, activation: "sigmoid" }),
      ]);
    const model = new KerasClassifier({ buildFn, loss: "binary_crossentropy", epochs: 3, seed: 0 });
    const [prepare] = Object.values(makeModel().namedSteps) as [ColumnTransformer];
    const estimator = new Pipeline({
      steps: [
        ["prepare", prepare],
        ["net", model],
      ],
    });
    const cv = new StratifiedKFold({ numSplits: 2, shuffle: true, seed: 0 }); // the file is sorted by species
    const scores = async (nJobs: number) => {
      const options = { paramDistributions: { net__model__units: [2, 3, 4] }, numIter: 2, cv, seed: 0 };
      const search = await new RandomizedSearchCV({ estimator, ...options, nJobs }).fit(known, y);
      return [search.fits[0]!.worker.split(" ")[0], [...search.cvResults.meanTestScore]];
    };
    const [[here, alone], [there, together]] = [await scores(1), await scores(2)];
    expect([here, there]).toEqual(["this", "thread"]);
    expect(together).toEqual(alone);
  });

  it("stay in this process, and say so, with a transformer of one's own", async () => {
    class Own extends StandardScaler {}
    const pipeline = makePipeline(new Own(), new DummyClassifier());
    await crossValScore(pipeline, known.select(measures), y, { cv: 2, nJobs: 2 });
    expect(warn.mock.calls[0]![0]).toContain("own, a Own, exists in this process only");
  });

  it("go on after an interrupt only with the same table", async () => {
    const resume = path.join(
      fs.mkdtempSync(path.join(import.meta.dirname, "../../node_modules/.cache-")),
      "fits",
    );
    const search = (table: Table) =>
      new GridSearchCV({
        estimator: makeModel(),
        paramGrid: { logisticregression__C: [1] },
        cv: 2,
        resume,
      }).fit(table, y);
    try {
      await search(known);
      await search(known);
      const words = known.categories("island");
      const changed = new Table([...known.columns, ["extra", words] as const]);
      await expect(search(changed)).rejects.toThrow("it belongs to another search");
    } finally {
      fs.rmSync(path.dirname(resume), { recursive: true });
    }
  });
});
