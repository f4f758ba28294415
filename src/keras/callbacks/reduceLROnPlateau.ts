import { checkTable, integer, number, type OptionTable } from "../layers/options.js";
import { Callback, type Logs } from "./callback.js";
import { checkLogs, checkModel, checkPlace } from "./checkHook.js";
import { Monitor, monitorOptions, verbose, type MonitorOptions } from "./monitor.js";

export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied by; defaults to 0.1. */
  factor?: number;
  /** Epochs without improvement that are waited for; defaults to 10. */
  patience?: number;
  /** Smaller changes do not count as better; defaults to 1e-4. */
  minDelta?: number;
  /** Epochs to wait after a reduction; defaults to 0. */
  cooldown?: number;
  /** The learning rate never falls below it; defaults to 0. */
  minLr?: number;
  /** Says when it lowers the rate, with 1; defaults to 0. */
  verbose?: 0 | 1;
}

const table: OptionTable = {
  ...monitorOptions,
  factor: { wanted: "a number < 1", accepts: (value) => number.accepts(value) && (value as number) < 1 },
  patience: integer(0),
  minDelta: number,
  cooldown: integer(0),
  minLr: number,
  verbose,
};

/** Lowers the learning rate when a number has stopped getting better. */
export class ReduceLROnPlateau extends Callback {
  readonly options: ReduceLROnPlateauOptions;
  readonly #monitor: Monitor;
  #wait = 0;
  #cooldown = 0;

  constructor(options: ReduceLROnPlateauOptions = {}) {
    super();
    checkTable("make a ReduceLROnPlateau", options, table);
    this.options = options;
    this.#monitor = new Monitor(options, options.minDelta ?? 1e-4);
  }

  override onTrainBegin(): void {
    this.#monitor.reset();
    this.#wait = this.#cooldown = 0;
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    checkPlace(this, "onEpochEnd", epoch);
    checkLogs(this, "onEpochEnd", logs);
    checkModel(this, "onEpochEnd");
    const { factor = 0.1, patience = 10, cooldown = 0, minLr = 0, verbose = 0 } = this.options;
    const { optimizer } = this.model;
    logs["learning_rate"] = optimizer.learningRate;
    const value = this.#monitor.read("ReduceLROnPlateau", logs, this.model);
    if (value === undefined) return;
    if (this.#cooldown > 0) {
      this.#cooldown--;
      this.#wait = 0;
    }
    if (this.#monitor.improves(value)) {
      this.#monitor.best = value;
      this.#wait = 0;
    } else if (this.#cooldown === 0 && ++this.#wait >= patience && optimizer.learningRate > minLr) {
      optimizer.learningRate = Math.max(optimizer.learningRate * factor, minLr);
      if (verbose)
        console.log(
          `Epoch ${String(epoch + 1)}: ReduceLROnPlateau reducing learning rate to ${String(optimizer.learningRate)}.`,
        );
      this.#cooldown = cooldown;
      this.#wait = 0;
    }
  }
}

/** @see Keras `keras.callbacks.ReduceLROnPlateau` */
export const reduceLROnPlateau = (options: ReduceLROnPlateauOptions = {}): ReduceLROnPlateau =>
  new ReduceLROnPlateau(options);
