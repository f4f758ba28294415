// A model as TensorFlow.js stores it: structure, a list of weights, and their numbers in one block.
import type { OptimizerState } from "../../engine/index.js";
import type { Model } from "../models/model.js";
import { compileToConfig, type CompileConfig } from "./compileConfig.js";
import { modelToJSON, type ModelJSON } from "./topology.js";

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

export interface Artifacts {
  modelTopology: ModelJSON;
  weightSpecs: WeightSpec[];
  weightData: ArrayBuffer;
  metadata: GradusMetadata;
}

/** Everything about a model that can be stored. */
export function artifactsOf(model: Model, includeOptimizer: boolean): Artifacts {
  const modelTopology = modelToJSON(model);
  const weightSpecs: WeightSpec[] = [];
  const arrays: Float32Array[] = [];
  const add = (spec: WeightSpec, data: Float32Array) => {
    weightSpecs.push(spec);
    arrays.push(data);
  };
  for (const layer of leafLayers(model))
    for (const { name, shape, data } of layer.weights)
      add({ name: `${layer.name}/${name}`, shape, dtype: "float32" }, data);
  const compile = includeOptimizer && model.settings ? compileToConfig(model.settings) : undefined;
  const metadata: GradusMetadata = {};
  if (compile) {
    const { iterations, slots }: OptimizerState = model.optimizer.state;
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

/** Layers without the models around them, each once. */
export function leafLayers(model: Model): Model["layers"][number][] {
  const leaves = model.layers.flatMap((layer) => ("graph" in layer ? leafLayers(layer as Model) : [layer]));
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
