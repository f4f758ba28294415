// Who forgets an argument reads what is missing, and no error of JavaScript's.
import {
  ColumnTransformer,
  GridSearchCV,
  HalvingRandomSearchCV,
  KerasClassifier,
  layers,
  OneHotEncoder,
  OrdinalEncoder,
  ParameterSampler,
  Pipeline,
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
  [() => new Sequential().setWeights(none), "values must be a list of arrays, as getWeights() gives"],
  [
    () => layers.flatten({ name: "flat" }).connect([]),
    'Cannot use a layer: the inputs of "flat" must be one tensor at least',
  ],
])("%s", (act, message) => {
  expect(act).toThrow(message);
  expect(act).toThrow(/^Cannot /);
});
