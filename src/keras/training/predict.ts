// predict(): outputs for inputs.
import { array, concatenate, type NDArray } from "../../array/index.js";
import type { Verbosity } from "../../display/index.js";
import { checkInteger, checkOptions } from "../../validation.js";
import type { Backend } from "../backends/backend.js";
import type { Batch } from "../data/batch.js";
import { openData, readArguments } from "./data.js";
import type { TrainableModel } from "./trainableModel.js";

export interface PredictOptions {
  /** Samples computed at once; defaults to 32. The outputs do not depend on it. */
  batchSize?: number;
  /** Accepted for Keras's sake; predictions are quick and silent. */
  verbose?: Verbosity;
  /** Batches to read from a stream; defaults to all. */
  steps?: number;
}

const action = "predict";

/** Predicts; see `Model.predict`. */
export async function predictModel(
  model: TrainableModel,
  x: unknown,
  options: PredictOptions = {},
): Promise<NDArray | NDArray[]> {
  checkOptions(action, options, ["batchSize", "verbose", "steps"]);
  const { batchSize = 32 } = options;
  if (batchSize !== Infinity) checkInteger(action, "batchSize", batchSize, { min: 1 });
  const { given } = readArguments(x, undefined, {});
  const { first, batches } = await openData(action, model, given, { labels: false });
  const backend = await model.backends.forPrediction(model);
  if (!batches) return oneOrAll(await outputsOf(backend, first, options));
  const parts: NDArray[][] = [];
  for (let step = 0; step < (options.steps ?? Infinity); step++) {
    const result = await batches.next();
    if (result.done) break;
    parts.push(await outputsOf(backend, result.value, options));
  }
  batches.restart();
  return oneOrAll((parts[0] ?? []).map((_, output) => concatenate(parts.map((part) => part[output]!))));
}

async function outputsOf(
  backend: Backend,
  batch: Batch,
  { batchSize = 32 }: PredictOptions,
): Promise<NDArray[]> {
  const held = backend.load(batch);
  try {
    const outputs = await backend.predict(held, { batchSize: Math.min(batchSize, batch.numSamples) });
    return outputs.map(({ data, shape }) => array(data, { shape }));
  } finally {
    held.dispose();
  }
}

function oneOrAll(outputs: NDArray[]): NDArray | NDArray[] {
  return outputs.length === 1 ? outputs[0]! : outputs;
}
