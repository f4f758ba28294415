// Data that is evaluated after each epoch.
import { complaint } from "../../validation.js";
import type { OneOrNamed, SampleWeights } from "../data/batch.js";
import { openReader } from "../data/readers.js";
import { openData, type GivenData } from "./data.js";
import { openEvaluation, type Evaluation } from "./evaluate.js";
import type { FitOptions, ValidationData } from "./fitOptions.js";
import type { Prepared } from "./prepare.js";
import type { TrainableModel } from "./trainableModel.js";

const action = "evaluate the validation data";

/** Checks validation data and hands it to the backend; undefined when there is none. */
export async function openValidation(
  model: TrainableModel,
  { backend, checked }: Prepared,
  { validationData, validationBatchSize, batchSize = 32 }: FitOptions,
): Promise<Evaluation | undefined> {
  if (validationData === undefined) return undefined;
  const given = readValidation(validationData);
  const open = async () => {
    const data = await openData(action, model, given);
    return openEvaluation(backend, checked(action, data), { batchSize: validationBatchSize ?? batchSize });
  };
  if (!("next" in given)) return open();
  let opened: Promise<Evaluation> | undefined; // a stream is not touched before it is needed
  return {
    steps: given.steps,
    run: async () => (await (opened ??= open())).run(),
    dispose: () => undefined,
  };
}

function readValidation(validationData: ValidationData): GivenData {
  const reader = openReader(validationData);
  if (reader) return reader;
  if (!Array.isArray(validationData) || validationData.length < 2 || validationData.length > 3) {
    const wanted = "[x, y] or [x, y, sampleWeight]";
    throw new TypeError(complaint({ action, name: "validationData", wanted, got: validationData }));
  }
  const [x, y, sampleWeight] = validationData as unknown as [OneOrNamed, OneOrNamed, SampleWeights?];
  return { x, y, sampleWeight };
}
