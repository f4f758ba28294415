// fit(): data are made ready (data.ts), a backend is chosen (prepare.ts), and the loops run (epochs.ts).
import { complaint } from "../../validation.js";
import type { Batch } from "../data/batch.js";
import { cutBatches, type BatchReader } from "../data/readers.js";
import { drawSeed, generator } from "../seed.js";
import { openData, readArguments } from "./data.js";
import { runEpochs, streamEpochs } from "./epochs.js";
import { evaluateHeld, type Evaluation } from "./evaluate.js";
import { checkFitOptions, type FitOptions } from "./fitOptions.js";
import type { History } from "./history.js";
import { LogKeeper } from "./logKeeper.js";
import { prepare, type Prepared } from "./prepare.js";
import { during, Telling } from "./telling.js";
import { compiledSettings, type TrainableModel } from "./trainableModel.js";
import { openValidation } from "./validation.js";

const action = "train the model";

/** Trains a model; see `Model.fit`. */
export async function fitModel(
  model: TrainableModel,
  x: unknown,
  second: unknown,
  third?: FitOptions,
): Promise<History> {
  const { given, options } = readArguments(x, second, third);
  checkFitOptions(options);
  compiledSettings(action, model);
  tellOfLateFreezing(model);
  const data = await openData(action, model, given, {
    classWeight: options.classWeight,
    countTrained: (batch) => countTrained(batch, options),
  });
  const prepared = await prepare(
    model,
    data,
    data.batches !== undefined || options.stepsPerEpoch !== undefined,
  );
  const { first, batches } = prepared.checked(action, data);
  return batches
    ? fitBatches(model, prepared, batches, options)
    : fitSamples(model, prepared, first, options);
}

/** `trainable` counts when the model is compiled: a change that has no effect yet is not passed over. */
function tellOfLateFreezing({ name, trainability }: TrainableModel): void {
  const [layer] = trainability.changed;
  if (!layer) return;
  console.warn(
    `Model "${name}": trainable of layer "${layer.name}" was set to ${String(layer.trainable)} after compile() and has no effect yet; ` +
      "call model.compile(…) again",
  );
}

/** Trains on samples that the backend holds; with `stepsPerEpoch`, on batches cut from them without end. */
async function fitSamples(
  model: TrainableModel,
  prepared: Prepared,
  samples: Batch,
  options: FitOptions,
): Promise<History> {
  const { batchSize = 32, epochs = 1, initialEpoch = 0, shuffle = true, stepsPerEpoch } = options;
  const { backend, objective } = prepared;
  const to = countTrained(samples, options);
  const held = backend.load(samples);
  let validation: Evaluation | undefined;
  try {
    validation =
      to < samples.numSamples
        ? evaluateHeld(backend, held, { batchSize: options.validationBatchSize ?? batchSize, from: to })
        : await openValidation(model, prepared, options);
    const tell = (steps: number) =>
      new Telling({ model, options, keeper: new LogKeeper(objective), steps, validate: validation?.run });
    const seed = drawSeed();
    if (stepsPerEpoch !== undefined) {
      const telling = tell(stepsPerEpoch);
      const batches = cutBatches(samples, to, batchSize, shuffle ? generator(seed) : undefined);
      return await during(telling, () => streamEpochs(telling, backend, batches));
    }
    const run = backend.train(held, {
      batchSize,
      epochs: Math.max(0, epochs - initialEpoch),
      initialEpoch,
      to,
      ...(shuffle && { shuffle: seed }),
    });
    try {
      const telling = tell(run.stepsPerEpoch);
      return await during(telling, () => runEpochs(telling, run, initialEpoch, epochs));
    } finally {
      run.dispose();
    }
  } finally {
    validation?.dispose();
    held.dispose();
  }
}

/** Samples that are trained on: all but the share at the end that is split off; `validationData` overrides the split. */
function countTrained({ numSamples }: Batch, { validationSplit = 0, validationData }: FitOptions): number {
  if (validationData !== undefined) return numSamples;
  const count = Math.floor(numSamples * (1 - validationSplit));
  if (count >= 1) return count;
  const wanted = "small enough to leave samples for training";
  throw new RangeError(complaint({ action, name: "validationSplit", wanted, got: validationSplit }));
}

/** Trains on batches that come one by one. */
async function fitBatches(
  model: TrainableModel,
  prepared: Prepared,
  batches: BatchReader<Batch>,
  options: FitOptions,
): Promise<History> {
  refuseForStreams(options);
  const { backend, objective } = prepared;
  const validation = await openValidation(model, prepared, options);
  const steps = options.stepsPerEpoch ?? batches.steps;
  const keeper = new LogKeeper(objective);
  const telling = new Telling({ model, options, keeper, steps, validate: validation?.run });
  try {
    return await during(telling, () => streamEpochs(telling, backend, batches));
  } finally {
    validation?.dispose();
    batches.restart();
  }
}

/** What only arrays have: a known end to split off, and samples to put weights beside. */
function refuseForStreams(options: FitOptions): void {
  const fixes = {
    validationSplit: "hand in validationData",
    sampleWeight: "yield [x, y, sampleWeight]",
  };
  for (const [name, fix] of Object.entries(fixes)) {
    const got = options[name as keyof typeof fixes];
    if (!got) continue;
    throw new TypeError(complaint({ action, name, wanted: "left out for data in batches", got, fix }));
  }
}
