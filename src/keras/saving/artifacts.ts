// A model as TensorFlow.js stores it: structure, a list of weights, and their numbers in one block.
import { crc32 } from "../../crc32.js";
import type { OptimizerState } from "../../engine/index.js";
import type { CompileSettings } from "../compile/settings.js";
import type { Layer } from "../layers/layer.js";
import type { Weight } from "../weight.js";
import { Network } from "../network/network.js";
import { compileToConfig, type CompileConfig } from "./compileConfig.js";
import { modelToJSON, type ModelJSON } from "./structure.js";

/** Who wrote a file. */
export const generatedBy = "Gradus 0.1";

/** One array in the block of numbers. */
export interface WeightSpec {
  name: string;
  shape: readonly number[];
  dtype: "float32";
  /** TensorFlow.js keeps the optimizer's arrays apart by this mark. */
  group?: "optimizer";
}

/** What only we read: how to compile the model again, and the optimizer's step count. */
export interface GradusMetadata {
  compile?: CompileConfig;
  iterations?: number;
  slots?: string[];
}

/**
 * CRC-32 of all that a folder's two files say of a model: a bit that is another one in a number, or in a layer's setting, would
 * give another model without a word.
 */
export function checksumOf(
  topology: unknown,
  weights: readonly WeightSpec[],
  metadata: unknown,
  numbers: Uint8Array,
): number {
  return crc32(numbers, crc32(new TextEncoder().encode(JSON.stringify([topology, weights, metadata]))));
}

export interface Artifacts {
  modelTopology: ModelJSON;
  weightSpecs: WeightSpec[];
  weightData: ArrayBuffer;
  metadata: GradusMetadata;
}

/** A network as compile() left it. */
export interface CompiledNetwork extends Network {
  readonly settings: CompileSettings | undefined;
}

/** Everything about a model that can be stored. */
export function artifactsOf(model: CompiledNetwork, includeOptimizer: boolean): Artifacts {
  const modelTopology = modelToJSON(model);
  const weightSpecs: WeightSpec[] = [];
  const arrays: Float32Array[] = [];
  const add = (spec: WeightSpec, data: Float32Array) => {
    weightSpecs.push(spec);
    arrays.push(data);
  };
  for (const { name, weight } of namedWeights(model))
    add({ name, shape: weight.shape, dtype: "float32" }, weight.data);
  const settings = includeOptimizer ? model.settings : undefined;
  const compile = settings && compileToConfig(settings);
  const metadata: GradusMetadata = {};
  if (compile) {
    const { iterations, slots }: OptimizerState = settings.optimizer.state;
    Object.assign(metadata, { compile, iterations, slots: Object.keys(slots) });
    for (const [slot, list] of Object.entries(slots))
      for (const [i, data] of list.entries())
        add(
          { name: `${slot}/${String(i)}`, shape: [data.length], dtype: "float32", group: "optimizer" },
          data,
        );
  }
  return { modelTopology, weightSpecs, weightData: joined(arrays), metadata };
}

/** All weights under the names of their layers; those of a layer inside one of your own by its place there. */
export function namedWeights(model: Network): { name: string; weight: Weight }[] {
  const ofLayer = (layer: Layer, prefix: string): { name: string; weight: Weight }[] => [
    ...layer.ownWeights.map((weight) => ({ name: `${prefix}/${weight.name}`, weight })),
    ...layer.sublayers.flatMap((inner, i) => ofLayer(inner, `${prefix}/${String(i)}`)),
  ];
  return leafLayers(model).flatMap((layer) => ofLayer(layer, layer.name));
}

/** Layers without the models around them, each once. */
function leafLayers(model: Network): Layer[] {
  const leaves = model.layers.flatMap((layer) => (layer instanceof Network ? leafLayers(layer) : [layer]));
  return [...new Set(leaves)];
}

function joined(arrays: readonly Float32Array[]): ArrayBuffer {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const array of arrays) {
    all.set(array, place);
    place += array.length;
  }
  return all.buffer;
}
