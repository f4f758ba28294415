// The formulas: one file for each activation, loss, metric and optimizer, in plain arithmetic. Keras's layer, the engine and the
// TensorFlow.js backend take their names, options, slots and defaults from here, and are tested against it.
export { erf } from "./erf.js";
export * from "./activation.js";
export * from "./loss.js";
export type { LossFormula } from "./losses/formula.js";
export * from "./metric.js";
export type { MetricFormula } from "./metrics/formula.js";
export * from "./optimizer.js";
export type * as activations from "./activations/index.js";
export type * as losses from "./losses/index.js";
export type * as metrics from "./metrics/index.js";
export type * as optimizers from "./optimizers/index.js";
export { fillOptions, type OptionsOf } from "./options.js";
