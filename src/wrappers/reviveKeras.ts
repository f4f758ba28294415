// Runs in workers: from a packed fit to an estimator that is ready to be fitted.
import { Model } from "../keras/index.js";
import type { Estimator, LoadFunction } from "../modelSelection/internal.js";
import { complaint } from "../validation.js";
import { KerasClassifier } from "./kerasClassifier.js";
import type { BuildFunction, KerasEstimatorOptions } from "./kerasOptions.js";
import { KerasRegressor } from "./kerasRegressor.js";
import type { PackedFit } from "./packFit.js";
import { unpackModel } from "./packModel.js";

/** The estimator of a packed fit; it trains the model that was sent, or the one that the function it names builds. */
export async function revive(data: unknown, load: LoadFunction): Promise<Estimator> {
  const packed = data as PackedFit;
  const buildFn =
    "model" in packed ? () => unpackModel(packed.model) : await importBuilder(packed.buildFn, load);
  const options = { ...packed.params, buildFn } as KerasEstimatorOptions;
  return packed.kind === "classifier" ? new KerasClassifier(options) : new KerasRegressor(options);
}

/** A second copy of this package would build models that this one's seeds do not reach: another table, without a word. */
async function importBuilder(reference: string, load: LoadFunction): Promise<BuildFunction> {
  const buildFn = (await load("buildFn", reference)) as BuildFunction;
  return async (...args) => {
    const model = await buildFn(...args);
    if (model instanceof Model) return model;
    const wanted = "a model made by the copy of gradus that the worker has loaded";
    const fix = "see that its module finds the same copy of the package";
    throw new TypeError(
      complaint({ action: "build a model", name: `the answer of ${reference}`, wanted, got: model, fix }),
    );
  };
}
