// Who forgets an argument reads what is missing, and no error of JavaScript's.
import {
  ColumnTransformer,
  Figure,
  GridSearchCV,
  HalvingRandomSearchCV,
  KerasClassifier,
  layers,
  NDArray,
  np,
  OneHotEncoder,
  OrdinalEncoder,
  ParameterSampler,
  Pipeline,
  PlaneNetwork,
  plt,
  Sequential,
} from "gradus";
import { expect, it } from "vitest";

const none = undefined as never;
it.each([
  [() => new GridSearchCV(none), "estimator must be an object with fit"],
  [() => new HalvingRandomSearchCV(none), "estimator must be an object with fit"],
  [() => new ParameterSampler(none, none), "numIter must be an integer >= 1"],
  [() => new Pipeline(none), 'steps must be a list as [["scaler", …]'],
  [() => new ColumnTransformer(none), 'transformers must be a list as [["scaled"'],
  [() => new KerasClassifier(none), "buildFn must be a function"],
  [() => new OrdinalEncoder().fitTransform([[]]), "shape of x must be [numSamples, numFeatures]"],
  [() => new OneHotEncoder().fitTransform([]), "shape of x must be [numSamples, numFeatures]"],
  [() => new NDArray(none, none), "memory must be a typed array"],
  [() => new NDArray([1, 2] as never, none), "for nested lists write array([[1, 2], [3, 4]])"],
  [() => new NDArray(new Float64Array(2), none), "shape must be a list of lengths"],
  [() => new Figure(none, none), "spec must be a Vega-Lite specification"],
  [() => plt.xticks(none), "ticks must be a list of numbers"],
  [() => plt.text(none, none, none), "x and y must be two numbers"],
  [() => plt.annotate("here", none), "xy must be two numbers"],
  [() => new PlaneNetwork().loss(none), "points must be points { x, y, count }"],
  [() => new PlaneNetwork().predict(none, none), "the point must be two numbers"],
  [() => np.interp([1], [3, 2, 1], [1, 2, 3]), "points must be rising, current value is [3, 2]"],
  [() => new Sequential().setWeights(none), "values must be a list of arrays, as getWeights() gives"],
  [
    () => layers.flatten({ name: "flat" }).connect([]),
    'Cannot use a layer: the inputs of "flat" must be one tensor at least',
  ],
])("%s", (act, message) => {
  expect(act).toThrow(message);
  expect(act).toThrow(/^Cannot /);
});
