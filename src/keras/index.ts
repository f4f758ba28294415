// Keras's API: models, layers, losses, metrics, optimizers, callbacks and data, under Keras's names.
export {
  Model,
  modelFromJSON,
  Sequential,
  sequential,
  type FunctionalOptions,
  type ModelOptions,
} from "./models/model.js";
export { plotModel } from "./modelPlot/plotModel.js";
export type { PlotModelOptions } from "./modelPlot/options.js";
export { loadModel } from "./models/loadModel.js";
export type { ModelJSON } from "./saving/structure.js";
export type { SaveOptions } from "./saving/save.js";
export { input, type InputOptions } from "./layers/inputLayer.js";
export { KerasTensor } from "./symbolic.js";
export { History } from "./training/history.js";
export type { CompileOptions } from "./compile/settings.js";
export type { FitOptions } from "./training/fitOptions.js";
export type { EvaluateOptions } from "./training/evaluate.js";
export type { PredictOptions } from "./training/predict.js";
export { Dataset } from "./data/dataset.js";
export { Sequence, type BatchTuple } from "./data/sequence.js";
export { tf } from "./backends/tfjs/tf.js";
export * as layers from "./layers/index.js";
export { losses } from "./losses/index.js";
export { metrics } from "./metrics.js";
export { optimizers } from "./optimizers/index.js";
export { activations } from "./activations.js";
export * as initializers from "./namespaces/initializers.js";
export * as regularizers from "./namespaces/regularizers.js";
export * as callbacks from "./callbacks/index.js";
export * as utils from "./utils.js";
