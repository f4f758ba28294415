import { complaint } from "../../validation.js";
import { checkTable } from "../layers/options.js";
import { Callback, type Logs } from "./callback.js";
import { checkLogs, checkModel, checkPlace } from "./checkHook.js";
import { verbose } from "./monitor.js";

/** The learning rate for an epoch (from 0), given the present one. */
export type RateOfEpoch = (epoch: number, learningRate: number) => number;

/** Sets the learning rate before each epoch. */
export class LearningRateScheduler extends Callback {
  readonly schedule: RateOfEpoch;
  readonly verbose: 0 | 1;

  constructor(schedule: RateOfEpoch, options: { verbose?: 0 | 1 } = {}) {
    super();
    checkTable("make a LearningRateScheduler", options, { verbose });
    if (typeof schedule !== "function") {
      const wanted = "a function of the epoch and the learning rate";
      throw new TypeError(
        complaint({ action: "make a LearningRateScheduler", name: "schedule", wanted, got: schedule }),
      );
    }
    this.schedule = schedule;
    this.verbose = options.verbose ?? 0;
  }

  override onEpochBegin(epoch: number): void {
    checkPlace(this, "onEpochBegin", epoch);
    checkModel(this, "onEpochBegin");
    const { optimizer } = this.model;
    const rate: unknown = this.schedule(epoch, optimizer.learningRate);
    if (typeof rate !== "number" || !Number.isFinite(rate)) {
      const parts = { action: `set the learning rate of epoch ${String(epoch + 1)}`, wanted: "a number" };
      throw new TypeError(complaint({ ...parts, name: "what the schedule gives", got: rate }));
    }
    optimizer.learningRate = rate;
    if (this.verbose)
      console.log(
        `Epoch ${String(epoch + 1)}: LearningRateScheduler setting learning rate to ${String(rate)}.`,
      );
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    checkPlace(this, "onEpochEnd", epoch);
    checkLogs(this, "onEpochEnd", logs);
    checkModel(this, "onEpochEnd");
    logs["learning_rate"] = this.model.optimizer.learningRate;
  }
}

/** @see Keras `keras.callbacks.LearningRateScheduler` */
export const learningRateScheduler = (
  schedule: RateOfEpoch,
  options: { verbose?: 0 | 1 } = {},
): LearningRateScheduler => new LearningRateScheduler(schedule, options);
