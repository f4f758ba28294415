// Methods that once passed over what they were given; each with what scikit-learn or Keras says.
import {
  array,
  Dataset,
  DummyClassifier,
  KFold,
  layers,
  makePipeline,
  metrics,
  OneHotEncoder,
  optimizers,
  ParameterGrid,
  RepeatedKFold,
  Sequential,
  ShuffleSplit,
  StandardScaler,
} from "gradus";
import { describe, expect, it } from "vitest";

type Any = (...args: unknown[]) => unknown;
const x = [[0, 1], [1, 0], [2, 1], [1, 2]]; // prettier-ignore

describe("splitters", () => {
  it.each([new KFold({ numSplits: 2 }), new RepeatedKFold({ numSplits: 2 }), new ShuffleSplit()])(
    "refuse labels of other data, as scikit-learn: %o",
    (cv) => {
      expect(() => [...cv.split(x, [0, 1])]).toThrow("length of y must be 4, as of x");
      expect(() => [...cv.split(x, "abcd" as never)]).toThrow("y must be one value a sample");
      expect(() => [...cv.split("abcd")]).toThrow("x must be samples");
      expect(() => [...cv.split({ length: -1 })]).toThrow("x must be samples");
    },
  );
  it("refuse groups of other data", () => {
    expect(() => [...new KFold({ numSplits: 2 }).split(x, undefined, [1])]).toThrow(
      "length of groups must be 4",
    );
  });
  it.each([NaN, -1, 1.5, "x", undefined])("number no folds of %o samples", (numSamples) => {
    const folds = new KFold({ numSplits: 2 }) as unknown as { foldOf: Any };
    expect(() => folds.foldOf(numSamples)).toThrow("Cannot make folds: numSamples must be an integer >= 0");
  });
});

describe("a grid of parameters", () => {
  it.each([-1, 0.5, NaN, "0", null, 2])("has nothing at %o", (index) => {
    expect(() => new ParameterGrid({ a: [1, 2] }).at(index as never)).toThrow(
      "index must be an integer from 0 to 1",
    );
  });
});

describe("transformers", () => {
  it.each([new StandardScaler(), new OneHotEncoder()])("name columns by as many words: %o", (transformer) => {
    transformer.fit(x);
    const name = transformer.getFeatureNamesOut.bind(transformer) as Any;
    expect(() => name(["a"])).toThrow("names must be 2 words, one for each column");
    expect(() => name("ab")).toThrow("names must be a list of words");
    expect(() => name([1, 2])).toThrow("names must be a list of words");
    expect(name(["a", "b"])).toContain(transformer instanceof OneHotEncoder ? "a_0" : "a");
  });
});

describe("a pipeline", () => {
  it("whose fit failed half-way answers nothing, rather than of two data sets", async () => {
    const pipeline = await makePipeline(new StandardScaler(), new DummyClassifier()).fit(x, [0, 1, 0, 1]);
    await expect(pipeline.fit(x, [0, 1])).rejects.toThrow("length of y must be 4");
    expect((await pipeline.predict(x)).length).toBe(4); // nothing had begun
    await expect(pipeline.fit(x, [0, 1, 0.5, 1])).rejects.toThrow("Cannot fit a DummyClassifier");
    await expect(pipeline.predict(x)).rejects.toThrow("not fitted yet");
  });
});

describe("models and layers", () => {
  const model = () => {
    const made = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
    made.compile({ loss: "mse" });
    return made;
  };
  it("take no null for options", async () => {
    await expect(model().fit(x, [0, 1, 2, 3], null as never)).rejects.toThrow("options must be an object");
    await expect(model().evaluate(x, [0, 1, 2, 3], null as never)).rejects.toThrow(
      "options must be an object",
    );
    expect(() => model().summary(null as never)).toThrow("options must be an object");
  });
  it.each(["false", 0, null, {}])("are not trainable: %o", (value) => {
    const layer = layers.dense({ units: 1 });
    expect(() => Object.assign(layer, { trainable: value })).toThrow("trainable must be true or false");
    expect(layer.trainable).toBe(true);
  });
});

describe("data sets and metrics", () => {
  it.each([-1, 1.5, NaN, "2", null])("repeat nothing %o times", (count) => {
    expect(() => Dataset.range(3).repeat(count as never)).toThrow("count must be an integer >= 0");
  });
  it("are not named by numbers", () => {
    expect(() => metrics.meanSquaredError().renamed(1 as never)).toThrow("name must be a text");
  });
});

describe("optimizers", () => {
  const sgd = () => optimizers.sgd({ learningRate: 0.5 });
  it("apply gradients to variables, and nothing else", () => {
    const apply =
      (...args: unknown[]) =>
      () =>
        (sgd().apply as Any)(...args);
    expect(apply([[1]])).toThrow("variables must be a list");
    expect(apply("x", [[1]])).toThrow("gradients must be a list");
    expect(apply([["x"]], [[1]])).toThrow("gradients[0] must be a list or an array of numbers");
    expect(apply([[1]], [["1"]])).toThrow("variables[0] must be a list or an array of numbers");
    expect(apply([[1], [2]], [[1]])).toThrow("gradients[1] must be left out: it has no variable");
    expect(() => (sgd().applyGradients as Any)([[1], [1]])).toThrow("pairs must be a list of pairs");
    const w = array([1, 2]);
    sgd().apply([[2, 2]], [w]);
    expect(w.toArray()).toEqual([0, 1]);
  });
  it("have a finite learning rate, and a memory that is one", () => {
    expect(() => (sgd().learningRate = Infinity)).toThrow("learningRate must be a number >= 0");
    for (const state of [null, 1, {}, { iterations: -1, slots: {} }, { iterations: 1, slots: null }])
      expect(() => Object.assign(sgd(), { state })).toThrow("state must be { iterations, slots }");
  });
});
