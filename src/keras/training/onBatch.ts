// One step, or one evaluation, on a batch handed in by hand.
import { checkOptions } from "../../validation.js";
import type { OneOrNamed, SampleWeights } from "../data/batch.js";
import { openData } from "./data.js";
import { LogKeeper } from "./logKeeper.js";
import { prepare } from "./prepare.js";
import { compiledSettings, type TrainableModel } from "./trainableModel.js";

export interface OnBatchOptions {
  /** Weight of each sample in the loss. */
  sampleWeight?: SampleWeights;
  /** Weight of each class in the loss (training only). */
  classWeight?: Readonly<Record<number, number>>;
}

/** One step (see `Model.trainOnBatch`) or one evaluation (`Model.testOnBatch`). */
export async function runOnBatch(
  verb: "step" | "test",
  model: TrainableModel,
  x: OneOrNamed,
  y: OneOrNamed,
  options: OnBatchOptions = {},
): Promise<number[]> {
  const action = verb === "step" ? "train on the batch" : "evaluate the batch";
  checkOptions(action, options, ["sampleWeight", "classWeight"]);
  const { sampleWeight, classWeight } = options;
  compiledSettings(action, model);
  const data = await openData(action, model, { x, y, sampleWeight }, { classWeight });
  const { backend, checked } = await prepare(model, data);
  const { first } = checked(action, data);
  backend.resetLogs();
  return LogKeeper.toList(await backend[verb](first));
}
