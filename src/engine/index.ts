// The engine's door: fused training of networks described as plain data. It knows neither Keras nor TensorFlow.js.
export type * from "./types.js";
export { Trainer } from "./trainer.js";
export { supports } from "./supports.js";
export { foldClassWeights } from "./classWeights.js";
