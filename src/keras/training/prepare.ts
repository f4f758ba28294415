// What a training or an evaluation needs beside the data: the backend, what is minimized, and a check of the labels.
import type { Backend } from "../backends/backend.js";
import type { Objective, OutputPlace } from "../compile/objective.js";
import type { Batch } from "../data/batch.js";
import type { Column } from "../data/columns.js";
import { mapBatches } from "../data/readers.js";
import type { Network } from "../network/network.js";
import { checkLabels } from "./checkLabels.js";
import type { ModelData } from "./data.js";
import type { TrainableModel } from "./trainableModel.js";

export interface Prepared {
  backend: Backend;
  objective: Objective;
  /** Checks labels before they are used: those of arrays at once, of a stream batch by batch. */
  checked: (action: string, data: ModelData) => ModelData;
}

/** Settles the backend and the objective by the first samples; `streamed` data reach the backend batch by batch. */
export async function prepare(
  model: TrainableModel,
  { first, batches }: ModelData,
  streamed = batches !== undefined,
): Promise<Prepared> {
  const outputs = await outputPlaces(model, first.x);
  const { backend, objective } = await model.backends.forTraining(model, first.y, outputs, streamed);
  const checked = (action: string, data: ModelData): ModelData => {
    const check = (batch: Batch): Batch => {
      checkLabels(action, batch.y, outputs, objective);
      return batch;
    };
    return { first: check(data.first), batches: data.batches && mapBatches(data.batches, check) };
  };
  return { backend, objective, checked };
}

/** Outputs by name and shape; a subclassed model is called once on one sample to see them. */
async function outputPlaces(model: Network, x: readonly Column[]): Promise<OutputPlace[]> {
  if (model.graph) return model.graph.outputs.map(({ name, shape }) => ({ name, shape }));
  const { probeOutputs } = await import("../backends/tfjs/probe.js");
  const shapes = await probeOutputs(model, x);
  return shapes.map((shape, i) => ({ name: model.outputNames[i] ?? `output_${String(i)}`, shape }));
}
