import type { NDArray } from "../../array/index.js";
import { checkOptions } from "../../validation.js";
import { Callback, type Logs } from "./callback.js";
import { checkEpochs, Monitor, type MonitorOptions } from "./monitor.js";

export interface EarlyStoppingOptions extends MonitorOptions {
  /** Smaller changes do not count as better; defaults to 0. */
  minDelta?: number;
  /** Epochs without improvement that are waited for; defaults to 0. */
  patience?: number;
  /** Says when it stops, with 1; defaults to 0. */
  verbose?: 0 | 1;
  /** A value that must be reached at all. */
  baseline?: number;
  /** Puts the weights of the best epoch back at the end; defaults to false. */
  restoreBestWeights?: boolean;
  /** First epoch that counts; defaults to 0. */
  startFromEpoch?: number;
}

/** Stops training when a number has stopped getting better. */
export class EarlyStopping extends Callback {
  readonly options: EarlyStoppingOptions;
  /** Epoch (from 0) after which training stopped; 0 if it did not. */
  stoppedEpoch = 0;
  /** Epoch (from 0) with the best value. */
  bestEpoch = 0;
  readonly #monitor: Monitor;
  #wait = 0;
  #weights: NDArray[] | undefined;

  constructor(options: EarlyStoppingOptions = {}) {
    super();
    checkOptions("make an EarlyStopping", options, [
      "monitor",
      "mode",
      "minDelta",
      "patience",
      "verbose",
      "baseline",
      "restoreBestWeights",
      "startFromEpoch",
    ]);
    checkEpochs("make an EarlyStopping", options, ["patience", "startFromEpoch"]);
    this.options = options;
    this.#monitor = new Monitor(options, options.minDelta);
  }

  /** The best value so far. */
  get best(): number {
    return this.#monitor.best;
  }

  override onTrainBegin(): void {
    this.#wait = this.stoppedEpoch = this.bestEpoch = 0;
    this.#weights = undefined;
    this.#monitor.reset();
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    const { patience = 0, baseline, restoreBestWeights = false, startFromEpoch = 0 } = this.options;
    const value = this.#monitor.read("EarlyStopping", logs);
    if (value === undefined || epoch < startFromEpoch) return;
    if (restoreBestWeights && !this.#weights) this.#weights = this.model.getWeights();
    this.#wait++;
    if (this.#monitor.improves(value)) {
      this.#monitor.best = value;
      this.bestEpoch = epoch;
      if (restoreBestWeights) this.#weights = this.model.getWeights();
      if (baseline === undefined || this.#monitor.improves(value, baseline)) this.#wait = 0;
      return;
    }
    if (this.#wait >= patience && epoch > 0) {
      this.stoppedEpoch = epoch;
      this.model.stopTraining = true;
    }
  }

  override onTrainEnd(): void {
    const { verbose = 0, restoreBestWeights = false } = this.options;
    if (verbose && this.stoppedEpoch > 0)
      console.log(`Epoch ${String(this.stoppedEpoch + 1)}: early stopping`);
    if (restoreBestWeights && this.#weights) this.model.setWeights(this.#weights);
  }
}

/** @see Keras `keras.callbacks.EarlyStopping` */
export const earlyStopping = (options: EarlyStoppingOptions = {}): EarlyStopping =>
  new EarlyStopping(options);
