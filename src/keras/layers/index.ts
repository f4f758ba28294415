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
export { conv1d, Conv1D, type Conv1DOptions } from "./conv1d.js";
export { conv2d, Conv2D, type Conv2DOptions } from "./conv2d.js";
export { conv2dTranspose, Conv2DTranspose, type Conv2DTransposeOptions } from "./conv2dTranspose.js";
export { depthwiseConv2d, DepthwiseConv2D, type DepthwiseOptions } from "./depthwiseConv2d.js";
export { separableConv2d, SeparableConv2D, type SeparableConv2DOptions } from "./separableConv2d.js";
export {
  cropping2d,
  Cropping2D,
  type Cropping2DOptions,
  type Edges,
  zeroPadding2d,
  ZeroPadding2D,
  type ZeroPadding2DOptions,
} from "./edges2d.js";
export { upSampling2d, UpSampling2D, type UpSampling2DOptions } from "./upSampling2d.js";
export {
  averagePooling1d,
  AveragePooling1D,
  maxPooling1d,
  MaxPooling1D,
  type Pooling1DOptions,
} from "./pooling1d.js";
export {
  globalAveragePooling1d,
  GlobalAveragePooling1D,
  globalMaxPooling1d,
  GlobalMaxPooling1D,
} from "./globalPooling1d.js";
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
  maximum,
  Maximum,
  minimum,
  Minimum,
  multiply,
  Multiply,
  subtract,
  Subtract,
} from "./merge.js";
export { concatenate, Concatenate, type ConcatenateOptions } from "./concatenate.js";
export { dot, Dot, type DotOptions } from "./dot.js";
export {
  multiHeadAttention,
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from "./multiHeadAttention.js";
export { masking, Masking, type MaskingOptions } from "./masking.js";
export { bidirectional, Bidirectional, type BidirectionalOptions, type MergeMode } from "./bidirectional.js";
export { timeDistributed, TimeDistributed, type TimeDistributedOptions } from "./timeDistributed.js";
export { textVectorization, TextVectorization, type TextVectorizationOptions } from "./textVectorization.js";
export { normalization, Normalization, type NormalizationOptions } from "./normalization.js";
export { randomFlip, RandomFlip, type RandomFlipOptions } from "./randomFlip.js";
export { randomRotation, RandomRotation, type RandomRotationOptions } from "./randomRotation.js";
export { randomTranslation, RandomTranslation, type RandomTranslationOptions } from "./randomTranslation.js";
export { randomZoom, RandomZoom, type RandomZoomOptions } from "./randomZoom.js";
export {
  randomBrightness,
  RandomBrightness,
  randomContrast,
  RandomContrast,
  type RandomColorOptions,
} from "./randomColors.js";
export {
  centerCrop,
  CenterCrop,
  resizing,
  Resizing,
  type ResizingOptions,
  type SizeOptions,
} from "./resizing.js";
export { simpleRNN, SimpleRNN } from "./simpleRNN.js";
export { lstm, LSTM, type LSTMOptions } from "./lstm.js";
export { gru, GRU, type GRUOptions } from "./gru.js";
export type { RecurrentCall, RecurrentOptions } from "./recurrent.js";
