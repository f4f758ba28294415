// A model in the engine's words, or the reason why it cannot say it.
import {
  supports,
  type LayerSpec,
  type LossSpec,
  type MetricSpec,
  type TrainerConfig,
} from "../../../engine/index.js";
import type { Objective } from "../../compile/objective.js";
import type { Layer } from "../../layers/layer.js";
import { Loss } from "../../losses/loss.js";
import { Metric } from "../../metrics.js";
import type { Graph } from "../../network/graph.js";
import { Network } from "../../network/network.js";
import type { ComputedNetwork } from "../backend.js";

/** A network the engine can train, or the reason why it cannot. */
export type EngineFit = { config: TrainerConfig } | { reason: string };

/** Describes a model for the engine. */
export function describeForEngine(
  { graph, settings, trainability }: ComputedNetwork,
  objective?: Objective,
): EngineFit {
  if (!graph) return { reason: "the model has its own call()" };
  const layers = chainOf(graph);
  if (!layers) return { reason: "the layers are not one chain" };
  const specs: LayerSpec[] = [];
  for (const layer of layers) {
    if (hasOwnArithmetic(layer)) return { reason: `layer ${named(layer)} computes by a call() of its own` };
    const spec = layer.engineSpec();
    if (!spec) return { reason: `the engine does not have layer ${named(layer)}` };
    specs.push("trainable" in spec ? { ...spec, trainable: trainability.trains(layer) } : spec);
  }
  const sizes = graph.inputs[0]!.shape.slice(1);
  if (sizes.length === 0 || sizes.includes(null)) return { reason: "the shape of a sample is not fixed" };
  const config: TrainerConfig = { inputShape: sizes as number[], layers: specs };
  if (objective) {
    const loss = objective.losses[0];
    if (!(loss instanceof Loss))
      return { reason: `the loss "${loss?.name ?? ""}" is a function of your own` };
    const metrics: MetricSpec[] = [];
    for (const { metric, name, weighted } of objective.metrics) {
      if (!(metric instanceof Metric) || !metric.spec)
        return { reason: `the engine does not have metric "${name}"` };
      metrics.push({ ...metric.spec, weighted });
    }
    config.loss = loss.spec satisfies LossSpec;
    config.metrics = metrics;
  }
  if (objective && settings) {
    const { optimizer, engine } = settings;
    config.optimizer = { ...optimizer.spec, learningRate: optimizer.rate };
    Object.assign(config, engine);
  }
  const reason = supports(config);
  return reason === undefined ? { config } : { reason };
}

/** `"lstm_1" (LSTM)` */
function named({ name, className }: Layer): string {
  return `"${name}" (${className})`;
}

/** The layers one after the other, those of models inside included; undefined if they are not one chain. */
function chainOf({ chain }: Graph): Layer[] | undefined {
  const layers: Layer[] = [];
  for (const layer of chain ?? []) {
    const inner = layer instanceof Network ? layer.graph && chainOf(layer.graph) : [layer];
    if (!inner) return undefined;
    layers.push(...inner);
  }
  return chain && layers;
}

/** Whether a class of the user's computes otherwise than the class of ours that it extends. */
function hasOwnArithmetic(layer: Layer): boolean {
  for (
    let type = Object.getPrototypeOf(layer) as object;
    type;
    type = Object.getPrototypeOf(type) as object
  ) {
    if (Object.hasOwn(type, "engineSpec")) return false;
    if (["forward", "call", "compute"].some((name) => Object.hasOwn(type, name))) return true;
  }
  return false;
}
