// The room's door: Keras models as scikit-learn's estimators.
export { fromModule } from "./fromModule.js";
export { KerasClassifier } from "./kerasClassifier.js";
export type { BuildFunction, BuildInfo, KerasEstimatorOptions } from "./kerasOptions.js";
export { KerasRegressor } from "./kerasRegressor.js";
