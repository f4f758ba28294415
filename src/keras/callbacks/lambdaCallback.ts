import { checkKind, nearestName } from "../../validation.js";
import { Callback, type CallbackHooks } from "./callback.js";

/** Names of a callback's hooks. */
export const hookNames = [
  "onTrainBegin",
  "onTrainEnd",
  "onEpochBegin",
  "onEpochEnd",
  "onBatchBegin",
  "onBatchEnd",
] as const;

/** A callback made of functions. */
export class LambdaCallback extends Callback {
  constructor(functions: CallbackHooks = {}) {
    super();
    checkKind("make a LambdaCallback", "functions", functions, { kind: "object" });
    for (const [name, hook] of Object.entries(functions)) {
      if (!(hookNames as readonly string[]).includes(name)) {
        const near = nearestName(name, hookNames);
        throw new TypeError(
          `Cannot make a LambdaCallback: there is no hook "${name}", only ${hookNames.join(", ")}${near ? `; write ${near}` : ""}`,
        );
      }
      if (hook !== undefined) Object.assign(this, { [name]: hook });
    }
  }
}

/** @see Keras `keras.callbacks.LambdaCallback` */
export const lambdaCallback = (functions: CallbackHooks): LambdaCallback => new LambdaCallback(functions);
