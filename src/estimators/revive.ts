// Runs in workers: from packed data to an estimator that is ready to be fitted.
import type { Estimator } from "../modelSelection/internal.js";
import { DummyClassifier } from "./dummyClassifier.js";
import { LogisticRegression } from "./logisticRegression.js";

const estimators = { DummyClassifier, LogisticRegression };

/** The estimator of a packed fit. */
export function revive(data: unknown): Estimator {
  const { name, params } = data as { name: keyof typeof estimators; params: object };
  return new estimators[name](params);
}
