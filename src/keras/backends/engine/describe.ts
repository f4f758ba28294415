// A model in the engine's words, or the reason why it cannot say it.
import {
  supports,
  type LayerSpec,
  type LossSpec,
  type OutputMetricSpec,
  type TrainerConfig,
} from "../../../engine/index.js";
import type { Objective } from "../../compile/objective.js";
import type { Layer } from "../../layers/layer.js";
import { Loss } from "../../losses/loss.js";
import { Metric } from "../../metrics.js";
import { layerOf, type Graph } from "../../network/graph.js";
import { Network } from "../../network/network.js";
import type { KerasTensor } from "../../symbolic.js";
import type { ComputedNetwork } from "../backend.js";

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
  const specs = slicesOf(inputs);
  const uses: Use[] = [];
  const outputs = listUses(graph, specs.length === 0 ? [-1] : specs.map((_, i) => i), uses, specs.length);
  /** Places of the first use of each layer with weights. */
  const seen = new Map<Layer, number>();
  for (const { layer, inputs } of uses) {
    if (layer instanceof Network)
      return { reason: `the inner model "${layer.name}" has its own call() or several outputs` };
    if (hasOwnArithmetic(layer)) return { reason: `the engine does not have layer ${named(layer)}` };
    const spec = layer.engineSpec();
    if (!spec) return { reason: `the engine does not have layer ${named(layer)} with these options` };
    const sharesWith = seen.get(layer);
    if (layer.ownWeights.length > 0 && sharesWith === undefined) seen.set(layer, specs.length);
    specs.push({
      ...spec,
      ...(sharesWith !== undefined && { sharesWith }),
      ...("trainable" in spec && { trainable: trainability.trains(layer) }),
      ...(!isNext(inputs, specs.length) && { inputs }),
    });
  }
  const inputShape =
    inputs.length === 1 ? inputs[0]! : [inputs.reduce((sum, shape) => sum + sizeOf(shape), 0)];
  const isLast = outputs.length === 1 && outputs[0] === specs.length - 1;
  const config: TrainerConfig = { inputShape, layers: specs, ...(!isLast && { outputs }) };
  if (objective) {
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

/** `"lstm_1" (LSTM)` */
function named({ name, className }: Layer): string {
  return `"${name}" (${className})`;
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

/** Shapes of the inputs of a sample; undefined if one of them is not fixed. */
function fixedInputs(graph: Graph): number[][] | undefined {
  const shapes = graph.inputs.map(({ shape }) => shape.slice(1));
  return shapes.every((shape) => shape.length > 0 && !shape.includes(null))
    ? (shapes as number[][])
    : undefined;
}

/** Several inputs come to the engine as one, one behind the other in each sample: here they are taken apart again. */
function slicesOf(inputs: readonly number[][]): LayerSpec[] {
  if (inputs.length === 1) return [];
  let from = 0;
  return inputs.map((shape) => {
    const slice: LayerSpec = { kind: "slice", from, shape, inputs: [-1] };
    from += sizeOf(shape);
    return slice;
  });
}

/** One use of a layer: the places of the uses that it reads, −1 for the samples. */
interface Use {
  layer: Layer;
  inputs: readonly number[];
}

/** Whether a layer reads what the one before it gives. */
const isNext = (inputs: readonly number[], place: number) => inputs.length === 1 && inputs[0] === place - 1;

/**
 * Adds the uses of a graph's layers, those of models inside included, in an order in which they can be computed.
 *
 * @param inputs - Places of what the graph reads.
 * @param first - Place of the first use.
 * @returns The places of its outputs.
 */
function listUses(graph: Graph, inputs: readonly number[], uses: Use[], first: number): number[] {
  const places = new Map<KerasTensor, number>(graph.inputs.map((input, i) => [input, inputs[i]!]));
  for (const node of graph.nodes) {
    if (places.has(node.output)) continue;
    const layer = layerOf(node);
    const from = node.inputs.map((tensor) => places.get(tensor)!);
    const inner = layer instanceof Network && layer.graph?.outputs.length === 1 ? layer.graph : undefined;
    const place = inner
      ? listUses(inner, from, uses, first)[0]!
      : first + uses.push({ layer, inputs: from }) - 1;
    places.set(node.output, place);
  }
  return graph.outputs.map((output) => places.get(output)!);
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
