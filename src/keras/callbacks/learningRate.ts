// Callbacks that change the learning rate between epochs.
import { checkOptions, complaint } from "../../validation.js";
import { Callback, type Logs } from "./callback.js";
import { checkEpochs, Monitor, type MonitorOptions } from "./monitor.js";

/** The learning rate for an epoch (from 0), given the present one. */
export type RateOfEpoch = (epoch: number, learningRate: number) => number;

/** Sets the learning rate before each epoch. */
export class LearningRateScheduler extends Callback {
  readonly schedule: RateOfEpoch;
  readonly verbose: 0 | 1;

  constructor(schedule: RateOfEpoch, options: { verbose?: 0 | 1 } = {}) {
    super();
    checkOptions("make a LearningRateScheduler", options, ["verbose"]);
    const { verbose = 0 } = options;
    if (typeof schedule !== "function") {
      const wanted = "a function of the epoch and the learning rate";
      throw new TypeError(
        complaint({ action: "make a LearningRateScheduler", name: "schedule", wanted, got: schedule }),
      );
    }
    this.schedule = schedule;
    this.verbose = verbose;
  }

  override onEpochBegin(epoch: number): void {
    const { optimizer } = this.model;
    optimizer.learningRate = this.schedule(epoch, optimizer.learningRate);
    if (this.verbose)
      console.log(`Epoch ${String(epoch + 1)}: learning rate ${String(optimizer.learningRate)}`);
  }

  override onEpochEnd(_epoch: number, logs: Logs): void {
    logs["learning_rate"] = this.model.optimizer.learningRate;
  }
}

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
  verbose?: 0 | 1;
}

/** Lowers the learning rate when a number has stopped getting better. */
export class ReduceLROnPlateau extends Callback {
  readonly options: ReduceLROnPlateauOptions;
  readonly #monitor: Monitor;
  #wait = 0;
  #cooldown = 0;

  constructor(options: ReduceLROnPlateauOptions = {}) {
    super();
    const action = "make a ReduceLROnPlateau";
    const known = ["monitor", "mode", "factor", "patience", "minDelta", "cooldown", "minLr", "verbose"];
    checkOptions(action, options, known);
    checkEpochs(action, options, ["patience", "cooldown"]);
    if ((options.factor ?? 0.1) >= 1) {
      const parts = {
        action,
        name: "factor",
        wanted: "a number < 1",
        got: options.factor,
      };
      throw new RangeError(complaint(parts));
    }
    this.options = options;
    this.#monitor = new Monitor(options, options.minDelta ?? 1e-4);
  }

  override onTrainBegin(): void {
    this.#monitor.reset();
    this.#wait = this.#cooldown = 0;
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    const { factor = 0.1, patience = 10, cooldown = 0, minLr = 0, verbose = 0 } = this.options;
    const { optimizer } = this.model;
    logs["learning_rate"] = optimizer.learningRate;
    const value = this.#monitor.read("ReduceLROnPlateau", logs);
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
        console.log(`Epoch ${String(epoch + 1)}: learning rate reduced to ${String(optimizer.learningRate)}`);
      this.#cooldown = cooldown;
      this.#wait = 0;
    }
  }
}

/** @see Keras `keras.callbacks.LearningRateScheduler` */
export const learningRateScheduler = (
  schedule: RateOfEpoch,
  options: { verbose?: 0 | 1 } = {},
): LearningRateScheduler => new LearningRateScheduler(schedule, options);

/** @see Keras `keras.callbacks.ReduceLROnPlateau` */
export const reduceLROnPlateau = (options: ReduceLROnPlateauOptions = {}): ReduceLROnPlateau =>
  new ReduceLROnPlateau(options);
