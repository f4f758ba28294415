// Runs in workers: from a packed fit to an estimator that is ready to be fitted.
import type { Estimator } from "../modelSelection/types.js";
import { KerasClassifier } from "./kerasClassifier.js";
import type { KerasEstimatorOptions } from "./kerasOptions.js";
import { KerasRegressor } from "./kerasRegressor.js";
import type { PackedFit } from "./packFit.js";
import { unpackModel } from "./packModel.js";

/** The estimator of a packed fit; it trains the model that was sent. */
export function revive(data: unknown): Estimator {
  const { kind, model, params } = data as PackedFit;
  const options = { ...params, buildFn: () => unpackModel(model) } as KerasEstimatorOptions;
  return kind === "classifier" ? new KerasClassifier(options) : new KerasRegressor(options);
}
