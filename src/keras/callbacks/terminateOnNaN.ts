import { checkTable, flag } from "../layers/options.js";
import { Callback, type Logs } from "./callback.js";
import { checkLogs, checkModel, checkPlace } from "./checkHook.js";

export interface TerminateOnNaNOptions {
  /** Throws instead of stopping; defaults to false. */
  raiseError?: boolean;
}

/** Stops training when the loss is no longer a finite number. */
export class TerminateOnNaN extends Callback {
  readonly raiseError: boolean;

  constructor(options: TerminateOnNaNOptions = {}) {
    super();
    checkTable("make a TerminateOnNaN", options, { raiseError: flag });
    this.raiseError = options.raiseError ?? false;
  }

  override onBatchEnd(batch: number, logs: Logs): void {
    checkPlace(this, "onBatchEnd", batch);
    checkLogs(this, "onBatchEnd", logs);
    const { loss } = logs;
    if (loss === undefined || Number.isFinite(loss)) return;
    if (this.raiseError)
      throw new Error(
        `Cannot go on training: the loss of batch ${String(batch)} must be finite, current value is ${String(loss)}`,
      );
    checkModel(this, "onBatchEnd");
    console.warn(`Batch ${String(batch)}: Invalid loss, terminating training`);
    this.model.stopTraining = true;
  }
}

/** @see Keras `keras.callbacks.TerminateOnNaN` */
export const terminateOnNaN = (options: TerminateOnNaNOptions = {}): TerminateOnNaN =>
  new TerminateOnNaN(options);
