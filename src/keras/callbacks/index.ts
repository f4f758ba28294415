// The callbacks, each as a class and as a function that makes one. There is no TensorBoard: its logs need a viewer in Python;
// livePlot() and plotHistory() draw in the notebook, and csvLogger() writes the numbers for any other tool.
export { Callback, type CallbackHooks, type FitParams, type Logs } from "./callback.js";
export { earlyStopping, EarlyStopping, type EarlyStoppingOptions } from "./earlyStopping.js";
export { modelCheckpoint, ModelCheckpoint, type ModelCheckpointOptions } from "./modelCheckpoint.js";
export { learningRateScheduler, LearningRateScheduler, type RateOfEpoch } from "./learningRateScheduler.js";
export { reduceLROnPlateau, ReduceLROnPlateau, type ReduceLROnPlateauOptions } from "./reduceLROnPlateau.js";
export { csvLogger, CSVLogger, type CSVLoggerOptions } from "./csvLogger.js";
export { terminateOnNaN, TerminateOnNaN, type TerminateOnNaNOptions } from "./terminateOnNaN.js";
export { lambdaCallback, LambdaCallback } from "./lambdaCallback.js";
