// From a wrapper's parameters to a model that is built and compiled.
import { getOptimizer, Optimizer, type OptimizerArgument } from "../keras/internal.js";
import type { Model } from "../keras/index.js";
import type { Params } from "../modelSelection/internal.js";
import { complaint } from "../validation.js";
import type { BuildInfo, KerasEstimatorOptions } from "./kerasOptions.js";
import { routed } from "./routing.js";

/**
 * Builds and compiles; the model knows its input's shape afterwards.
 *
 * @throws TypeError if `buildFn` returns no model, or one that is not compiled and there is no loss to compile it with.
 */
export async function buildModel(action: string, params: Params, info: BuildInfo): Promise<Model> {
  const { buildFn, optimizer, loss, metrics } = params as unknown as KerasEstimatorOptions;
  const model = await buildFn(routed(params, "model") as never, info);
  if (typeof model?.fit !== "function")
    throw new TypeError(
      complaint({
        action,
        name: "what buildFn returns",
        wanted: "a model",
        got: model,
        fix: "end it with return model",
      }),
    );
  if (!model.graph) model.buildFor([[null, ...info.inputShape]]);
  const settings = routed(params, "optimizer");
  const changes = optimizer !== undefined || Object.keys(settings).length > 0;
  if (!model.settings) {
    if (loss === undefined)
      throw new TypeError(
        complaint({
          action,
          name: "loss",
          wanted: "a loss, as buildFn returned a model that is not compiled",
          got: loss,
        }),
      );
    model.compile({
      optimizer: freshOptimizer(optimizer ?? "rmsprop", settings),
      loss,
      ...(metrics && { metrics }),
    });
  } else if (changes) {
    const { losses, metrics: own, weightedMetrics, lossWeights, backend } = model.settings;
    model.compile({
      optimizer: freshOptimizer(optimizer ?? model.settings.optimizer, settings),
      loss: losses as never,
      metrics: own as never,
      weightedMetrics: weightedMetrics.flat(),
      lossWeights,
      backend,
    });
  }
  return model;
}

/** An optimizer of its own for each fit: it remembers what it trained. */
function freshOptimizer(optimizer: OptimizerArgument, settings: Params): Optimizer {
  const { spec, rate } = getOptimizer("compile the model", optimizer);
  return new Optimizer({ ...spec, learningRate: rate, ...settings });
}

/** Keras's name of a model's only loss. */
export function lossName(model: Model): string | undefined {
  const loss = model.settings?.losses[0];
  return loss && "spec" in loss ? loss.name : undefined;
}
