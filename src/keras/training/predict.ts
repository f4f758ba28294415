// predict(): outputs for inputs.
import { array, concatenate, type NDArray } from "../../array/index.js";
import type { Verbosity } from "../../display/index.js";
import { isStream, openStream, readBatch } from "../data/readers.js";
import type { OneOrNamed, Batch } from "../data/batch.js";
import type { Model } from "../models/model.js";
import { checkTokens, placesOf, prepareInputs, buildFromData } from "./prepare.js";

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
  model: Model,
  x: unknown,
  options: PredictOptions = {},
): Promise<NDArray | NDArray[]> {
  if (!isStream(x))
    return oneOrAll(await outputsOf(model, prepareInputs(action, model, x as OneOrNamed), options));
  const reader = openStream(x);
  const parts: NDArray[][] = [];
  for (let step = 0; step < (options.steps ?? Infinity); step++) {
    const result = await reader.next();
    if (result.done) break;
    const samples = readBatch(action, result.value, placesOf(model), false);
    buildFromData(model, samples.x);
    checkTokens(action, model, samples.x);
    parts.push(await outputsOf(model, samples, options));
  }
  reader.restart();
  return oneOrAll((parts[0] ?? []).map((_, output) => concatenate(parts.map((part) => part[output]!))));
}

async function outputsOf(
  model: Model,
  samples: Batch,
  { batchSize = 32 }: PredictOptions,
): Promise<NDArray[]> {
  const backend = await model.backends.forPrediction(model);
  const held = backend.load(samples);
  try {
    const outputs = await backend.predict(held, { batchSize: Math.min(batchSize, samples.numSamples) });
    return outputs.map(({ data, shape }) => array(data, { shape }));
  } finally {
    held.dispose();
  }
}

function oneOrAll(outputs: NDArray[]): NDArray | NDArray[] {
  return outputs.length === 1 ? outputs[0]! : outputs;
}
