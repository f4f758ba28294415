// The options of fit(), checked.
import type { Verbosity } from "../../display/index.js";
import { checkInteger, checkOptions, complaint } from "../../validation.js";
import type { OneOrNamed, SampleWeights } from "../data/batch.js";
import type { StreamData } from "../data/readers.js";
import type { CallbackArgument } from "./hooks.js";

/** `[x, y]`, `[x, y, sampleWeight]`, or batches. */
export type ValidationData =
  | readonly [x: OneOrNamed, y: OneOrNamed]
  | readonly [x: OneOrNamed, y: OneOrNamed, sampleWeight: SampleWeights]
  | StreamData;

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
  /** Evaluates after every so many epochs, or after these, counted from 1; defaults to 1. */
  validationFreq?: number | readonly number[];
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
  /** Steps in an epoch: each goes on where the last one stopped, from the end to the start. Defaults to one pass over the data. */
  stepsPerEpoch?: number;
}

export const fitOptionNames: readonly (keyof FitOptions)[] = [
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

/** @throws TypeError for an unknown option, RangeError for a number that cannot be. */
export function checkFitOptions(options: FitOptions): void {
  checkOptions(action, options, fitOptionNames);
  for (const name of ["batchSize", "epochs", "stepsPerEpoch", "validationBatchSize"] as const)
    if (options[name] !== undefined) checkInteger(action, name, options[name], { min: 1 });
  for (const epochs of [options.validationFreq ?? 1].flat())
    checkInteger(action, "validationFreq", epochs, { min: 1 });
  if (options.initialEpoch !== undefined)
    checkInteger(action, "initialEpoch", options.initialEpoch, { min: 0 });
  const { validationSplit = 0 } = options;
  if (!(validationSplit >= 0 && validationSplit < 1)) {
    const parts = { name: "validationSplit", wanted: "a number in [0, 1)", got: validationSplit };
    throw new RangeError(complaint({ action, ...parts }));
  }
}
