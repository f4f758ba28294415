// The callbacks, each as a class and as a function that makes one.
export { Callback, type CallbackHooks, type FitParams, type Logs } from "./callback.js";
export { earlyStopping, EarlyStopping, type EarlyStoppingOptions } from "./earlyStopping.js";
export { modelCheckpoint, ModelCheckpoint, type ModelCheckpointOptions } from "./modelCheckpoint.js";
export {
  learningRateScheduler,
  LearningRateScheduler,
  reduceLROnPlateau,
  ReduceLROnPlateau,
  type RateOfEpoch,
  type ReduceLROnPlateauOptions,
} from "./learningRate.js";
export { csvLogger, CSVLogger, type CSVLoggerOptions } from "./csvLogger.js";
export { terminateOnNaN, TerminateOnNaN } from "./terminateOnNaN.js";
export { lambdaCallback, LambdaCallback } from "./lambdaCallback.js";
