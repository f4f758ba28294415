// One step, or one evaluation, on a batch handed in by hand.
import type { OneOrNamed, SampleWeights } from "../data/batch.js";
import type { Model } from "../models/model.js";
import { compiledSettings } from "./compiled.js";
import { LogKeeper } from "./logKeeper.js";
import { checkAll, outputPlaces, prepareSamples, withClassWeights } from "./prepare.js";

export interface OnBatchOptions {
  /** Weight of each sample in the loss. */
  sampleWeight?: SampleWeights;
  /** Weight of each class in the loss (training only). */
  classWeight?: Readonly<Record<number, number>>;
}

/** Makes one step; see `Model.trainOnBatch`. */
export async function trainOnBatch(
  model: Model,
  x: OneOrNamed,
  y: OneOrNamed,
  options: OnBatchOptions = {},
): Promise<number[]> {
  return onBatch("train on the batch", "step", model, x, y, options);
}

/** Evaluates one batch; see `Model.testOnBatch`. */
export async function testOnBatch(
  model: Model,
  x: OneOrNamed,
  y: OneOrNamed,
  options: OnBatchOptions = {},
): Promise<number[]> {
  return onBatch("evaluate the batch", "test", model, x, y, options);
}

async function onBatch(
  action: string,
  verb: "step" | "test",
  model: Model,
  x: OneOrNamed,
  y: OneOrNamed,
  { sampleWeight, classWeight }: OnBatchOptions,
): Promise<number[]> {
  compiledSettings(action, model);
  const samples = withClassWeights(action, prepareSamples(action, model, x, y, sampleWeight), classWeight);
  const places = await outputPlaces(model, samples.x);
  const { backend, objective } = await model.backends.forTraining(model, samples.y, places);
  checkAll(action, samples, places, objective);
  backend.resetLogs();
  return LogKeeper.toList(await backend[verb](samples));
}
