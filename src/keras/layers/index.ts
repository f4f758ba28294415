// The layers, each as a class and as a function that makes one.
export { Layer, type LayerOptions } from "./layer.js";
export { input, InputLayer, type InputOptions } from "./inputLayer.js";
export { dense, Dense, type DenseOptions } from "./dense.js";
export { activation, Activation, type ActivationLayerOptions } from "./activation.js";
export { flatten, Flatten } from "./flatten.js";
export { reshape, Reshape, type ReshapeOptions } from "./reshape.js";
export { dropout, Dropout, type DropoutOptions } from "./dropout.js";
export { spatialDropout1d, SpatialDropout1D, spatialDropout2d, SpatialDropout2D } from "./spatialDropout.js";
export { lambda, Lambda, type LambdaFunction, type LambdaOptions } from "./lambda.js";
export { rescaling, Rescaling, type RescalingOptions } from "./rescaling.js";
export { embedding, Embedding, type EmbeddingOptions } from "./embedding.js";
export { conv2d, Conv2D, type Conv2DOptions } from "./conv2d.js";
export {
  averagePooling2d,
  AveragePooling2D,
  maxPooling2d,
  MaxPooling2D,
  type Pooling2DOptions,
} from "./pooling2d.js";
export {
  globalAveragePooling2d,
  GlobalAveragePooling2D,
  globalMaxPooling2d,
  GlobalMaxPooling2D,
} from "./globalPooling2d.js";
export {
  batchNormalization,
  BatchNormalization,
  type BatchNormalizationOptions,
} from "./batchNormalization.js";
export {
  layerNormalization,
  LayerNormalization,
  type LayerNormalizationOptions,
} from "./layerNormalization.js";
export {
  add,
  Add,
  average,
  Average,
  concatenate,
  Concatenate,
  maximum,
  Maximum,
  minimum,
  Minimum,
  multiply,
  Multiply,
  subtract,
  Subtract,
  type ConcatenateOptions,
} from "./merge.js";
export { simpleRNN, SimpleRNN } from "./simpleRNN.js";
export { lstm, LSTM, type LSTMOptions } from "./lstm.js";
export { gru, GRU, type GRUOptions } from "./gru.js";
export type { RecurrentOptions } from "./recurrent.js";
