// Every metric but the losses: one line each, and nothing else that is a value.
export * from "./binaryAccuracy.js";
export * from "./categoricalAccuracy.js";
export * from "./sparseCategoricalAccuracy.js";
export * from "./topKCategoricalAccuracy.js";
export * from "./sparseTopKCategoricalAccuracy.js";
export * from "./rootMeanSquaredError.js";
export * from "./precision.js";
export * from "./recall.js";
export * from "./auc.js";
