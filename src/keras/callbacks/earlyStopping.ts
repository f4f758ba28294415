import type { NDArray } from "../../array/index.js";
import { Callback, type Logs } from "./callback.js";
import { checkLogs, checkModel, checkPlace } from "./checkHook.js";
import { checkTable, flag, integer, number, type OptionTable } from "../layers/options.js";
import { Monitor, monitorOptions, verbose, type MonitorOptions } from "./monitor.js";

export interface EarlyStoppingOptions extends MonitorOptions {
  /** Smaller changes do not count as better; defaults to 0. */
  minDelta?: number;
  /** Epochs without improvement that are waited for; defaults to 0. */
  patience?: number;
  /** Says when it stops and which weights it puts back, with 1; defaults to 0. */
  verbose?: 0 | 1;
  /** A value that must be reached at all. */
  baseline?: number;
  /** Puts the weights of the best epoch back at the end; defaults to false. */
  restoreBestWeights?: boolean;
  /** First epoch that counts; defaults to 0. */
  startFromEpoch?: number;
}

const table: OptionTable = {
  ...monitorOptions,
  minDelta: number,
  patience: integer(0),
  verbose,
  baseline: number,
  restoreBestWeights: flag,
  startFromEpoch: integer(0),
};

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
    checkTable("make an EarlyStopping", options, table);
    this.options = options;
    this.#monitor = new Monitor(options, options.minDelta);
  }

  /** The best value so far; undefined before the first. */
  get best(): number | undefined {
    return this.#monitor.best;
  }

  override onTrainBegin(): void {
    this.#wait = this.stoppedEpoch = this.bestEpoch = 0;
    this.#weights = undefined;
    this.#monitor.reset();
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    checkPlace(this, "onEpochEnd", epoch);
    checkLogs(this, "onEpochEnd", logs);
    checkModel(this, "onEpochEnd");
    const { patience = 0, baseline, restoreBestWeights = false, startFromEpoch = 0 } = this.options;
    const value = this.#monitor.read("EarlyStopping", logs, this.model);
    if (value === undefined || epoch < startFromEpoch) return;
    if (restoreBestWeights && !this.#weights) {
      this.#weights = this.model.getWeights();
      this.bestEpoch = epoch;
    }
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
    if (!restoreBestWeights || !this.#weights) return;
    if (verbose)
      console.log(`Restoring model weights from the end of the best epoch: ${String(this.bestEpoch + 1)}.`);
    this.model.setWeights(this.#weights);
  }
}

/**
 * @example
 * ```ts
 * import fs from "node:fs";
 * import os from "node:os";
 * import path from "node:path";
 * import { callbacks, layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
 * model.compile({ optimizer: "sgd", loss: "mse" });
 * const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
 * const { earlyStopping, reduceLROnPlateau, learningRateScheduler, lambdaCallback, terminateOnNaN } = callbacks;
 * const { history } = await model.fit([[1], [2]], [[2], [4]], {
 *   epochs: 50,
 *   verbose: 0,
 *   callbacks: [
 *     earlyStopping({ monitor: "loss", patience: 2, restoreBestWeights: true }),
 *     reduceLROnPlateau({ monitor: "loss", factor: 0.5, patience: 1 }),
 *     learningRateScheduler((epoch, rate) => (epoch < 10 ? rate : rate * 0.9)),
 *     lambdaCallback({ onEpochEnd: (epoch) => void epoch }),
 *     terminateOnNaN(),
 *     callbacks.csvLogger(path.join(folder, "losses.csv")),
 *     callbacks.modelCheckpoint({ filepath: path.join(folder, "best"), monitor: "loss", saveBestOnly: true }),
 *   ],
 * });
 * expect(history["loss"]!.length).toBeGreaterThan(1);
 * fs.rmSync(folder, { recursive: true });
 * ```
 *
 * @see Keras `keras.callbacks.EarlyStopping`
 */
export const earlyStopping = (options: EarlyStoppingOptions = {}): EarlyStopping =>
  new EarlyStopping(options);
