// fit(): options, checks and data; the loops are in epochs.ts.
import type { Verbosity } from "../../display/index.js";
import { checkInteger, checkOptions, complaint } from "../../validation.js";
import { isStream, openStream, readBatch, type BatchReader } from "../data/readers.js";
import type { OneOrNamed, Batch, SampleWeights } from "../data/batch.js";
import type { Model } from "../models/model.js";
import { drawSeed, generator, shuffleInPlace } from "../seed.js";
import { compiledSettings } from "./compiled.js";
import { runEpochs, streamEpochs } from "./epochs.js";
import type { CallbackArgument } from "./hooks.js";
import type { History } from "./history.js";
import { LogKeeper } from "./logKeeper.js";
import {
  buildFromData,
  checkAll,
  checkTokens,
  outputPlaces,
  placesOf,
  prepareSamples,
  withClassWeights,
} from "./prepare.js";
import { readArrays, startingWith } from "./readers.js";
import { during, Telling } from "./telling.js";
import { openValidation, type ValidationData } from "./validation.js";

export interface FitOptions {
  /** Samples in a step; defaults to 32. */
  batchSize?: number;
  /** Number of the last epoch; defaults to 1. */
  epochs?: number;
  /** 0 silent, 1 a progress bar, 2 one line an epoch; defaults to "auto": 1 where there is a screen. */
  verbose?: Verbosity;
  callbacks?: CallbackArgument | readonly CallbackArgument[];
  /** Share of the samples, at the end, that is only evaluated; defaults to 0. */
  validationSplit?: number;
  /** Data that is evaluated after each epoch: `[x, y]`, `[x, y, sampleWeight]` or batches. */
  validationData?: ValidationData;
  /** Evaluates after every so many epochs; defaults to 1. */
  validationFreq?: number;
  /** Samples in an evaluation step; defaults to `batchSize`. */
  validationBatchSize?: number;
  /** New order of the samples at each epoch; defaults to true. Streams bring their own order. */
  shuffle?: boolean;
  /** Weight of each class in the loss, by class number; missing classes count 1. */
  classWeight?: Readonly<Record<number, number>>;
  /** Weight of each sample in the loss. */
  sampleWeight?: SampleWeights;
  /** Number of the first epoch, to go on with a training; defaults to 0. */
  initialEpoch?: number;
  /** Steps in an epoch; defaults to one pass over the data. */
  stepsPerEpoch?: number;
}

const known: readonly (keyof FitOptions)[] = [
  "batchSize",
  "epochs",
  "verbose",
  "callbacks",
  "validationSplit",
  "validationData",
  "validationFreq",
  "validationBatchSize",
  "shuffle",
  "classWeight",
  "sampleWeight",
  "initialEpoch",
  "stepsPerEpoch",
];
const action = "train the model";

function checkFitOptions(options: FitOptions): void {
  checkOptions(action, options, known);
  for (const name of [
    "batchSize",
    "epochs",
    "stepsPerEpoch",
    "validationFreq",
    "validationBatchSize",
  ] as const)
    if (options[name] !== undefined) checkInteger(action, name, options[name], { min: 1 });
  if (options.initialEpoch !== undefined)
    checkInteger(action, "initialEpoch", options.initialEpoch, { min: 0 });
  const { validationSplit = 0 } = options;
  if (!(validationSplit >= 0 && validationSplit < 1)) {
    const parts = { name: "validationSplit", wanted: "a number in [0, 1)", got: validationSplit };
    throw new RangeError(complaint({ action, ...parts }));
  }
}

/** Trains a model; see `Model.fit`. */
export async function fitModel(
  model: Model,
  x: unknown,
  second: unknown,
  third?: FitOptions,
): Promise<History> {
  const streamed = isStream(x);
  const options = (streamed ? (third ?? (second as FitOptions | undefined)) : third) ?? {};
  checkFitOptions(options);
  compiledSettings(action, model);
  return streamed
    ? fitStream(model, openStream(x), options)
    : fitArrays(model, x as OneOrNamed, second as OneOrNamed | undefined, options);
}

async function fitArrays(
  model: Model,
  x: OneOrNamed,
  y: OneOrNamed | undefined,
  options: FitOptions,
): Promise<History> {
  const { batchSize = 32, epochs = 1, initialEpoch = 0, shuffle = true, validationSplit = 0 } = options;
  const given = prepareSamples(action, model, x, y, options.sampleWeight);
  const samples = withClassWeights(action, given, options.classWeight);
  const places = await outputPlaces(model, samples.x);
  const { backend, objective } = await model.backends.forTraining(
    model,
    samples.y,
    places,
    options.stepsPerEpoch !== undefined,
  );
  checkAll(action, samples, places, objective);
  const numTrained = Math.floor(samples.numSamples * (1 - validationSplit));
  if (numTrained < 1) {
    const parts = {
      name: "validationSplit",
      wanted: "small enough to leave samples for training",
      got: validationSplit,
    };
    throw new RangeError(complaint({ action, ...parts }));
  }
  const held = backend.load(samples);
  const split =
    validationSplit > 0 && options.validationData === undefined
      ? () =>
          backend.evaluate(held, { from: numTrained, batchSize: options.validationBatchSize ?? batchSize })
      : undefined;
  const validation = split ? undefined : openValidation(model, backend, options, places, objective);
  const keeper = new LogKeeper(objective);
  const validate = split ?? validation?.run;
  const tell = (steps: number) => new Telling({ model, options, keeper, steps, validate });
  const random = generator(drawSeed());

  try {
    if (options.stepsPerEpoch !== undefined) {
      const reader = readArrays(samples, numTrained, batchSize, shuffle ? random : undefined);
      const telling = tell(options.stepsPerEpoch);
      return await during(telling, () => streamEpochs(telling, backend, reader, (batch) => batch as Batch));
    }
    const run = backend.train(held, {
      batchSize,
      epochs: Math.max(0, epochs - initialEpoch),
      initialEpoch,
      to: numTrained,
      ...(shuffle && { order: (_: number, order: Int32Array) => shuffleInPlace(order, random) }),
    });
    try {
      const telling = tell(run.stepsPerEpoch);
      return await during(telling, () => runEpochs(telling, run, initialEpoch, epochs));
    } finally {
      run.dispose();
    }
  } finally {
    held.dispose();
    validation?.dispose();
  }
}

async function fitStream(model: Model, reader: BatchReader, options: FitOptions): Promise<History> {
  const places = placesOf(model);
  const first = await reader.next();
  if (first.done) throw new RangeError(`Cannot ${action}: x must give at least one batch, it is empty`);
  const sample = readBatch(action, first.value, places, true);
  buildFromData(model, sample.x);
  const outputs = await outputPlaces(model, sample.x);
  const { backend, objective } = await model.backends.forTraining(model, sample.y, outputs, true);
  const validation = openValidation(model, backend, options, outputs, objective);
  const steps = options.stepsPerEpoch ?? reader.steps;
  const telling = new Telling({
    model,
    options,
    keeper: new LogKeeper(objective),
    steps,
    validate: validation?.run,
  });
  const read = (batch: unknown) => {
    const samples = readBatch(action, batch, placesOf(model), true);
    checkTokens(action, model, samples.x);
    checkAll(action, samples, outputs, objective);
    return withClassWeights(action, samples, options.classWeight);
  };
  try {
    return await during(telling, () =>
      streamEpochs(telling, backend, startingWith(reader, first.value), read),
    );
  } finally {
    validation?.dispose();
    reader.restart();
  }
}
