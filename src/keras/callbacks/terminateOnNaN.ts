import { Callback, type Logs } from "./callback.js";

/** Stops training when the loss is no longer a finite number. */
export class TerminateOnNaN extends Callback {
  override onBatchEnd(batch: number, logs: Logs): void {
    if (logs["loss"] === undefined || Number.isFinite(logs["loss"])) return;
    console.warn(`Batch ${String(batch)}: Invalid loss, terminating training`);
    this.model.stopTraining = true;
  }
}

/** @see Keras `keras.callbacks.TerminateOnNaN` */
export const terminateOnNaN = (): TerminateOnNaN => new TerminateOnNaN();
