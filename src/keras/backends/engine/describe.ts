// A model in the engine's words, or the reason why it cannot say it.
import { supports, type LossSpec, type OutputMetricSpec, type TrainerConfig } from "../../../engine/index.js";
import type { Objective } from "../../compile/objective.js";
import { Loss } from "../../losses/loss.js";
import { Metric } from "../../metrics.js";
import type { Graph } from "../../network/graph.js";
import type { ComputedNetwork } from "../backend.js";
import { Parts, sizeOf } from "./parts.js";
import { listUses } from "./uses.js";

/** A network the engine can train, or the reason why it cannot. */
export type EngineFit = { config: TrainerConfig } | { reason: string };

/** Describes a model for the engine. */
export function describeForEngine(
  { graph, settings, trainability }: ComputedNetwork,
  objective?: Objective,
): EngineFit {
  if (!graph) return { reason: "the model has its own call()" };
  const inputs = fixedInputs(graph);
  if (!inputs) return { reason: "the shape of a sample is not fixed" };
  const { uses, outputs } = listUses(graph);
  const parts = new Parts(inputs);
  for (const use of uses) {
    const reason = parts.add(use, (layer) => trainability.trains(layer));
    if (reason) return { reason };
  }
  const specs = parts.specs;
  const places = outputs.map((use) => parts.placeOf(use));
  const inputShape =
    inputs.length === 1 ? inputs[0]! : [inputs.reduce((sum, shape) => sum + sizeOf(shape), 0)];
  const isLast = places.length === 1 && places[0] === specs.length - 1;
  const config: TrainerConfig = { inputShape, layers: specs, ...(!isLast && { outputs: places }) };
  if (objective) {
    if (outputs.some((use) => parts.maskOf(use) !== undefined))
      return { reason: "the steps of its output are masked" };
    const losses: (LossSpec | undefined)[] = [];
    for (const loss of objective.losses) {
      if (loss && !(loss instanceof Loss))
        return { reason: `the loss "${loss.name}" is a function of your own` };
      losses.push(loss?.spec);
    }
    const metrics: OutputMetricSpec[] = [];
    for (const { metric, name, output, weighted } of objective.metrics) {
      if (!(metric instanceof Metric) || !metric.spec)
        return { reason: `the engine does not have metric "${name}"` };
      metrics.push({ ...metric.spec, output, weighted });
    }
    Object.assign(config, { loss: losses, lossWeights: objective.lossWeights, metrics });
  }
  if (objective && settings) {
    const { optimizer, engine } = settings;
    config.optimizer = { ...optimizer.spec, learningRate: optimizer.rate };
    Object.assign(config, engine);
  }
  const reason = supports(config);
  return reason === undefined ? { config } : { reason };
}

/** Shapes of the inputs of a sample; undefined if one of them is not fixed. */
function fixedInputs(graph: Graph): number[][] | undefined {
  const shapes = graph.inputs.map(({ shape }) => shape.slice(1));
  return shapes.every((shape) => shape.length > 0 && !shape.includes(null))
    ? (shapes as number[][])
    : undefined;
}
