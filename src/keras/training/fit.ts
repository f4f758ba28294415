// fit(): the loop over epochs, the same for both paths.
import { progress, type Progress, type Verbosity } from "../../display/index.js";
import { notebookHost } from "../../display/host.js";
import type { Logs as PathLogs, TrainingRun } from "../../engine/index.js";
import { checkInteger, complaint, nearestName } from "../../validation.js";
import type { Logs } from "../callbacks/callback.js";
import { isStream, openStream, readBatch, type BatchReader } from "../data/batches.js";
import { takeSamples, type OneOrNamed, type SampleWeights, type Samples } from "../data/samples.js";
import type { Model } from "../models/model.js";
import { drawSeed, generator, shuffleInPlace } from "../seed.js";
import { compiledSettings } from "./compiled.js";
import { Hooks, type CallbackArgument } from "./hooks.js";
import { History } from "./history.js";
import { LogKeeper } from "./logKeeper.js";
import { nextTurn, turnInterval } from "./nextTurn.js";
import type { Path } from "./path.js";
import {
  buildFromData,
  checkAll,
  checkTokens,
  outputPlaces,
  placesOf,
  prepareSamples,
  withClassWeights,
} from "./prepare.js";
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

function checkOptions(options: FitOptions): void {
  for (const key of Object.keys(options)) {
    if ((known as readonly string[]).includes(key)) continue;
    const near = nearestName(key, known);
    const wanted = `one of ${known.join(", ")}`;
    throw new TypeError(
      complaint({ action, name: "an option", wanted, got: key, fix: near && `write ${near}` }),
    );
  }
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
  checkOptions(options);
  compiledSettings(action, model);
  return streamed
    ? fitStream(model, openStream(x), options)
    : fitArrays(model, x as OneOrNamed, second as OneOrNamed | undefined, options);
}

/** What is told to callbacks, progress and history, epoch by epoch. */
class Telling {
  readonly model: Model;
  readonly hooks: Hooks;
  readonly keeper: LogKeeper;
  readonly history = new History();
  readonly bar: Progress;
  readonly options: FitOptions;
  /** Steps of an epoch, if known. */
  readonly steps: number | undefined;
  readonly validate: (() => Promise<PathLogs>) | undefined;

  constructor(parts: {
    model: Model;
    options: FitOptions;
    keeper: LogKeeper;
    steps: number | undefined;
    validate: (() => Promise<PathLogs>) | undefined;
  }) {
    const { model, options, keeper, steps, validate } = parts;
    const { epochs = 1, verbose = "auto", initialEpoch = 0 } = options;
    this.model = model;
    this.options = options;
    this.steps = steps;
    this.keeper = keeper;
    this.validate = validate;
    this.hooks = new Hooks(options.callbacks, model, {
      epochs,
      steps,
      verbose: verbose === "auto" ? 1 : verbose,
    });
    const onStop = () => {
      model.stopTraining = true;
    };
    this.bar = progress({ rounds: epochs - initialEpoch, total: steps, verbose, onStop });
  }

  /** Whether somebody wants to see each epoch as it ends. */
  get watchesEpochs(): boolean {
    return this.validate !== undefined || this.hooks.has("onEpochBegin") || this.hooks.has("onEpochEnd");
  }

  get watchesBatches(): boolean {
    return this.hooks.has("onBatchBegin") || this.hooks.has("onBatchEnd");
  }

  /** Hands an epoch's logs on; `undefined` means that nothing has to be waited for. */
  endEpoch(epoch: number, logs: Logs): void | Promise<void> {
    const { validationFreq = 1 } = this.options;
    if (this.validate && (epoch + 1) % validationFreq === 0) {
      return this.validate().then((means) => {
        this.keeper.addValidation(logs, means);
        return this.#tell(epoch, logs);
      });
    }
    return this.#tell(epoch, logs);
  }

  #tell(epoch: number, logs: Logs): void | Promise<void> {
    if (this.steps !== undefined) this.bar.update(this.steps, logs);
    this.bar.endRound(logs);
    const waiting = this.hooks.epoch("onEpochEnd", epoch, logs);
    if (waiting) return waiting.then(() => this.history.push(epoch, logs));
    this.history.push(epoch, logs);
  }

  /** Says once when the loss stopped being a number. */
  noteNonFinite(where: { epoch: number; step: number } | undefined): void {
    if (!where || this.history.nonFinite) return;
    this.history.nonFinite = where;
    console.warn(
      `The loss is not a finite number since epoch ${String(where.epoch + 1)}, step ${String(where.step + 1)}: ` +
        "lower the learning rate, look for NaN in the data, or clip the gradients (clipnorm: 1)",
    );
  }
}

/** Runs a training between its first and last hook; an interrupt ends it after the present step. */
async function during(telling: Telling, train: () => Promise<void>): Promise<History> {
  const { model, hooks, bar, history } = telling;
  model.stopTraining = false;
  model.history = history;
  const unregister = notebookHost()?.onInterrupt(() => {
    model.stopTraining = true;
  });
  try {
    await hooks.train("onTrainBegin", {});
    await train();
    await hooks.train("onTrainEnd", telling.keeper.last);
  } finally {
    unregister?.();
    bar.finish();
  }
  return history;
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
  const { path, objective } = await model.paths.forTraining(
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
  const held = path.load(samples);
  const split =
    validationSplit > 0 && options.validationData === undefined
      ? () => path.evaluate(held, { from: numTrained, batchSize: options.validationBatchSize ?? batchSize })
      : undefined;
  const validation = split ? undefined : openValidation(model, path, options, places, objective);
  const keeper = new LogKeeper(objective);
  const random = generator(drawSeed());

  try {
    if (options.stepsPerEpoch !== undefined) {
      const reader = readArrays(samples, numTrained, batchSize, shuffle ? random : undefined);
      const telling = new Telling({
        model,
        options,
        keeper,
        steps: options.stepsPerEpoch,
        validate: split ?? validation?.run,
      });
      return await during(telling, () => streamEpochs(telling, path, reader, (batch) => batch as Samples));
    }
    const run = path.train(held, {
      batchSize,
      epochs: Math.max(0, epochs - initialEpoch),
      initialEpoch,
      to: numTrained,
      ...(shuffle && { order: (_: number, order: Int32Array) => shuffleInPlace(order, random) }),
    });
    const telling = new Telling({
      model,
      options,
      keeper,
      steps: run.stepsPerEpoch,
      validate: split ?? validation?.run,
    });
    return await during(telling, () => runEpochs(telling, run, initialEpoch, epochs));
  } finally {
    held.dispose();
    validation?.dispose();
  }
}

/** Epochs over samples that a path holds: many at once when nobody looks at each. */
async function runEpochs(
  telling: Telling,
  run: TrainingRun,
  initialEpoch: number,
  epochs: number,
): Promise<void> {
  const { model, hooks, keeper, bar, watchesEpochs, watchesBatches } = telling;
  const step = watchesBatches
    ? { maxSteps: 1 }
    : watchesEpochs
      ? { maxEpochs: 1, milliseconds: turnInterval }
      : { milliseconds: turnInterval };
  let epoch = initialEpoch;
  let begun = false;
  let turn = performance.now();
  while (epoch < epochs && !model.stopTraining) {
    if (!begun) {
      const waiting = hooks.epoch("onEpochBegin", epoch, {});
      if (waiting) await waiting;
      begun = true;
      if (model.stopTraining) break;
    }
    const batch = run.stepsDone;
    if (watchesBatches) await hooks.batch("onBatchBegin", batch, {});
    const ended = run.advance(step);
    if (run.nonFinite) telling.noteNonFinite(run.nonFinite);
    if (watchesBatches) await hooks.batch("onBatchEnd", batch, keeper.toLogs(ended[0] ?? run.logs()));
    for (const means of ended) {
      const waiting = telling.endEpoch(epoch++, keeper.toLogs(means));
      begun = false;
      if (waiting) await waiting;
    }
    const now = performance.now();
    if (now - turn < turnInterval / 2) continue;
    if (run.stepsDone > 0) bar.update(run.stepsDone, keeper.toLogs(run.logs()));
    await nextTurn();
    turn = performance.now();
  }
}

async function fitStream(model: Model, reader: BatchReader, options: FitOptions): Promise<History> {
  const places = placesOf(model);
  const first = await reader.next();
  if (first.done) throw new RangeError(`Cannot ${action}: x must give at least one batch, it is empty`);
  const sample = readBatch(action, first.value, places, true);
  buildFromData(model, sample.x);
  const outputs = await outputPlaces(model, sample.x);
  const { path, objective } = await model.paths.forTraining(model, sample.y, outputs, true);
  const validation = openValidation(model, path, options, outputs, objective);
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
    return await during(telling, () => streamEpochs(telling, path, startingWith(reader, first.value), read));
  } finally {
    validation?.dispose();
    reader.restart();
  }
}

/** Puts a batch that was read already in front of its reader. */
function startingWith(reader: BatchReader, first: unknown): BatchReader {
  let waiting = true;
  return {
    steps: reader.steps,
    restart: () => reader.restart(),
    endEpoch: () => reader.endEpoch(),
    next: () => {
      if (!waiting) return reader.next();
      waiting = false;
      return { done: false, value: first };
    },
  };
}

/** Samples in random order as a stream without end. */
function readArrays(
  samples: Samples,
  to: number,
  batchSize: number,
  random: (() => number) | undefined,
): BatchReader {
  const order = Int32Array.from({ length: to }, (_, i) => i);
  let place = to;
  return {
    steps: undefined,
    restart: () => true,
    endEpoch: () => undefined,
    next: () => {
      if (place >= to) {
        place = 0;
        if (random) shuffleInPlace(order, random);
      }
      const rows = order.subarray(place, (place += batchSize));
      return { done: false, value: takeSamples(samples, rows) };
    },
  };
}

/** Epochs over batches that come one by one. */
async function streamEpochs(
  telling: Telling,
  path: Path,
  reader: BatchReader,
  read: (batch: unknown) => Samples,
): Promise<void> {
  const { model, hooks, keeper, bar, options } = telling;
  const { epochs = 1, initialEpoch = 0, stepsPerEpoch } = options;
  let turn = performance.now();
  for (let epoch = initialEpoch; epoch < epochs && !model.stopTraining; epoch++) {
    await hooks.epoch("onEpochBegin", epoch, {});
    path.resetLogs();
    let batch = 0;
    let means: PathLogs | undefined;
    let ended = false;
    while (!model.stopTraining && batch < (stepsPerEpoch ?? Infinity)) {
      let result = await reader.next();
      if (result.done && stepsPerEpoch !== undefined && reader.restart()) result = await reader.next();
      if (result.done) {
        ended = true;
        break;
      }
      await hooks.batch("onBatchBegin", batch, {});
      means = await path.step(read(result.value));
      if (!Number.isFinite(means.loss)) telling.noteNonFinite({ epoch, step: batch });
      batch++;
      if (telling.watchesBatches) await hooks.batch("onBatchEnd", batch - 1, keeper.toLogs(means));
      if (performance.now() - turn > turnInterval) {
        bar.update(batch, keeper.toLogs(means));
        await nextTurn();
        turn = performance.now();
      }
    }
    if (!means) {
      if (epoch > initialEpoch) warnExhausted(epoch, epochs);
      break;
    }
    reader.endEpoch();
    await telling.endEpoch(epoch, keeper.toLogs(means));
    if (ended && !reader.restart()) {
      if (epoch + 1 < epochs) warnExhausted(epoch + 1, epochs);
      break;
    }
    if (ended) reader.restart();
  }
}

function warnExhausted(epoch: number, epochs: number): void {
  console.warn(
    `The generator ended after ${String(epoch)} of ${String(epochs)} epochs: hand in the generator function itself, ` +
      "so that each epoch can start it again",
  );
}
