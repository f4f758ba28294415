// Whether the engine can train a network, asked before anything is made.
import { nearestName } from "../validation.js";
import { buildNetwork, stagesOf } from "./network.js";
import { activationNames, lossNames, metricNames, optimizerNames } from "../formulas/index.js";
import type { ActivationName, ActivationOptions, LayerSpec, TrainerConfig } from "./types.js";

/** Every kind of layer that there is a description for. */
const layerNames = Object.keys(stagesOf);

/**
 * Why the engine cannot train a network, as half a sentence.
 *
 * @returns undefined when it can.
 *
 * @example
 * ```ts
 * import { expect } from "vitest";
 * import { supports } from "../src/engine/index.js";
 *
 * expect(supports({ inputShape: [2], layers: [{ kind: "dense", units: 1 }] })).toBeUndefined();
 * expect(supports({ inputShape: [2], layers: [{ kind: "conv3d" } as never] })).toContain('layers of kind "conv3d" are unknown to it');
 * ```
 */
export function supports(config: TrainerConfig): string | undefined {
  if (config.inputShape.some((n) => !Number.isInteger(n) || n < 1)) {
    return `the input shape [${config.inputShape.join(", ")}] is not fixed`;
  }
  for (const layer of config.layers) {
    const problem = layerProblem(layer);
    if (problem) return problem;
  }
  const { loss = [], optimizer, metrics = [] } = config;
  for (const each of [loss].flat()) {
    if (!each) continue;
    const problem = unknown("losses", each.name, lossNames);
    if (problem) return problem;
  }
  if (optimizer) {
    const problem = unknown("optimizers", optimizer.name, optimizerNames);
    if (problem) return problem;
  }
  for (const { name } of metrics) {
    const problem = unknown("metrics", name, metricNames);
    if (problem) return problem;
  }
  try {
    buildNetwork(config);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

function layerProblem(layer: LayerSpec): string | undefined {
  if (!layerNames.includes(layer.kind)) return unknown("layers of kind", layer.kind, layerNames);
  if (layer.kind === "dropout" && !(layer.rate >= 0 && layer.rate < 1)) {
    return `a dropout rate of ${String(layer.rate)} is not in [0, 1)`;
  }
  const { activation } = layer as { activation?: ActivationName | ActivationOptions };
  if (activation === undefined) return undefined;
  const name = typeof activation === "string" ? activation : activation.name;
  return unknown("activations", name, activationNames);
}

function unknown(what: string, name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const nearest = nearestName(name, known);
  const fix = nearest === undefined ? "" : `; did you mean ${JSON.stringify(nearest)}`;
  return `${what} ${JSON.stringify(name)} are unknown to it${fix}`;
}
