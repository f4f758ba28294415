// Data that is evaluated after each epoch.
import type { Logs } from "../../engine/index.js";
import { complaint } from "../../validation.js";
import { isStream, openStream, type StreamData } from "../data/readers.js";
import type { OneOrNamed, SampleWeights } from "../data/batch.js";
import type { Model } from "../models/model.js";
import { evaluateStream } from "./evaluate.js";
import type { FitOptions } from "./fit.js";
import type { Objective, OutputPlace } from "../compile/objective.js";
import type { Backend } from "../backends/backend.js";
import { checkAll, prepareSamples } from "./prepare.js";

/** `[x, y]`, `[x, y, sampleWeight]`, or batches. */
export type ValidationData =
  | readonly [x: OneOrNamed, y: OneOrNamed]
  | readonly [x: OneOrNamed, y: OneOrNamed, sampleWeight: SampleWeights]
  | StreamData;

/** Validation data ready to be evaluated again and again. */
export interface Validation {
  run: () => Promise<Logs>;
  dispose(): void;
}

/** Checks validation data and hands it to the backend; undefined when there is none. */
export function openValidation(
  model: Model,
  backend: Backend,
  { validationData, validationBatchSize, batchSize = 32 }: FitOptions,
  places: readonly OutputPlace[],
  objective: Objective,
): Validation | undefined {
  if (validationData === undefined) return undefined;
  const action = "evaluate the validation data";
  if (isStream(validationData)) {
    const reader = openStream(validationData);
    return {
      run: () => evaluateStream(action, model, backend, reader, places, objective),
      dispose: () => undefined,
    };
  }
  if (!Array.isArray(validationData) || validationData.length < 2 || validationData.length > 3) {
    const wanted = "[x, y] or [x, y, sampleWeight]";
    throw new TypeError(complaint({ action, name: "validationData", wanted, got: validationData }));
  }
  const [x, y, sampleWeight] = validationData as unknown as [OneOrNamed, OneOrNamed, SampleWeights?];
  const samples = prepareSamples(action, model, x, y, sampleWeight);
  checkAll(action, samples, places, objective);
  const held = backend.load(samples);
  return {
    run: () => backend.evaluate(held, { batchSize: validationBatchSize ?? batchSize }),
    dispose: () => held.dispose(),
  };
}
