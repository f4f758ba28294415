// Layers as plain data. Names follow Keras in camelCase; defaults are Keras 3's.

import type { ActivationName, ActivationOptions } from "../formulas/index.js";
import type { GRUSpec, LSTMSpec, MaskedSpec, MaskSpec, SimpleRNNSpec } from "./seriesSpecs.js";

/** Penalty added to the loss: `l1 · Σ|w| + l2 · Σw²`. Both default to 0. */
export interface RegularizerSpec {
  l1?: number;
  l2?: number;
}

/** What layers with weights share. */
interface WeightedSpec {
  /** Whether a bias is added; defaults to true. */
  useBias?: boolean;
  /** A layer with `trainable: false` keeps its weights; defaults to true. */
  trainable?: boolean;
  activation?: ActivationName | ActivationOptions;
  kernelRegularizer?: RegularizerSpec;
  biasRegularizer?: RegularizerSpec;
}

/** `y = activation(x · kernel + bias)` over the last axis; kernel `[inputs, units]`, bias `[units]`. */
export interface DenseSpec extends WeightedSpec {
  kind: "dense";
  units: number;
}

export interface ActivationSpec {
  kind: "activation";
  activation: ActivationName | ActivationOptions;
}

export interface FlattenSpec {
  kind: "flatten";
}

/** The same values under a new sample shape; one entry may be −1. */
export interface ReshapeSpec {
  kind: "reshape";
  targetShape: readonly number[];
}

/** Sets a share of the inputs to 0 while training and scales the rest by `1 / (1 − rate)`. */
export interface DropoutSpec {
  kind: "dropout";
  /** Share of the inputs to drop, in [0, 1). */
  rate: number;
  /** Defaults to a number derived from the model's seed and the layer's place. */
  seed?: number;
  /** Whether a channel (the last axis) of a sample is dropped at all positions or at none; defaults to false. */
  wholeChannels?: boolean;
}

/** `y = x · scale + offset`. Right after the input it costs nothing: it happens while samples are gathered. */
export interface RescalingSpec {
  kind: "rescaling";
  scale: number;
  /** Defaults to 0. */
  offset?: number;
}

/** 2D convolution over `[height, width, channels]`; kernel `[kh, kw, inChannels, filters]`, bias `[filters]`. */
export interface Conv2DSpec extends WeightedSpec {
  kind: "conv2d";
  filters: number;
  kernelSize: number | readonly [number, number];
  /** Defaults to 1. */
  strides?: number | readonly [number, number];
  /** Defaults to `"valid"`. */
  padding?: "valid" | "same";
  /** Defaults to 1. */
  dilationRate?: number | readonly [number, number];
}

/** Convolution over the steps of `[steps, channels]`; kernel `[kernelSize, channels, filters]`, bias `[filters]`. */
export interface Conv1DSpec extends WeightedSpec {
  kind: "conv1d";
  filters: number;
  kernelSize: number;
  /** Defaults to 1. */
  strides?: number;
  /** `"causal"`: no step after its own is read. Defaults to `"valid"`. */
  padding?: "valid" | "same" | "causal";
  /** Defaults to 1. */
  dilationRate?: number;
}

/** What convolutions share that take each channel by itself; kernel `[kh, kw, channels, 1]`. */
interface DepthwiseSpec extends Omit<WeightedSpec, "kernelRegularizer"> {
  kernelSize: number | readonly [number, number];
  /** Defaults to 1. */
  strides?: number | readonly [number, number];
  /** Defaults to `"valid"`. */
  padding?: "valid" | "same";
  /** Defaults to 1. */
  dilationRate?: number | readonly [number, number];
  depthwiseRegularizer?: RegularizerSpec;
}

/** 2D convolution of each channel by itself, one output each; bias `[channels]`. */
export interface DepthwiseConv2DSpec extends DepthwiseSpec {
  kind: "depthwiseConv2d";
}

/** The same without bias, then its channels mixed place by place: second kernel `[1, 1, channels, filters]`, bias `[filters]`. */
export interface SeparableConv2DSpec extends DepthwiseSpec {
  kind: "separableConv2d";
  filters: number;
  pointwiseRegularizer?: RegularizerSpec;
}

/** Maximum or mean of each window of `[steps, channels]`. */
export interface Pooling1DSpec {
  kind: "maxPooling1d" | "averagePooling1d";
  /** Defaults to 2. */
  poolSize?: number;
  /** Defaults to `poolSize`. */
  strides?: number;
  /** Defaults to `"valid"`. */
  padding?: "valid" | "same";
}

/** Maximum or mean of each window of `[height, width, channels]`. */
export interface Pooling2DSpec {
  kind: "maxPooling2d" | "averagePooling2d";
  /** Defaults to 2. */
  poolSize?: number | readonly [number, number];
  /** Defaults to `poolSize`. */
  strides?: number | readonly [number, number];
  /** Defaults to `"valid"`. */
  padding?: "valid" | "same";
}

/**
 * Maximum or mean over all positions: `[height, width, channels]` or `[steps, channels]` to `[channels]`. A second input of the mean
 * is a mask: only the steps that count are looked at, and where none does, it is 0.
 */
export interface GlobalPoolingSpec {
  kind: "globalMaxPooling" | "globalAveragePooling";
}

/** Rows of a table `[inputDim, outputDim]`; inputs are integers in `[0, inputDim)`: samples, or one of several inputs. */
export interface EmbeddingSpec {
  kind: "embedding";
  inputDim: number;
  outputDim: number;
  trainable?: boolean;
  embeddingsRegularizer?: RegularizerSpec;
}

/** What normalizations share: `y = γ · (x − mean) / √(variance + ε) + β` over the last axis; γ and β `[channels]`. */
interface NormalizationSpec {
  /** Defaults to 0.001. */
  epsilon?: number;
  /** Whether there is β; defaults to true. */
  center?: boolean;
  /** Whether there is γ; defaults to true. */
  scale?: boolean;
  trainable?: boolean;
}

/**
 * With the batch's mean and variance while training, with moving averages otherwise and where `trainable` is false. Weights:
 * γ, β (where they are), moving mean, moving variance.
 */
export interface BatchNormalizationSpec extends NormalizationSpec {
  kind: "batchNormalization";
  /** Defaults to 0.99. */
  momentum?: number;
}

/** With the mean and variance of each row. */
export interface LayerNormalizationSpec extends NormalizationSpec {
  kind: "layerNormalization";
}

/** Joins two or more inputs of one shape, number by number; `subtract` takes two. */
export interface MergeSpec {
  kind: "add" | "subtract" | "multiply" | "average" | "maximum" | "minimum";
}

/** Its inputs side by side. */
export interface ConcatenateSpec {
  kind: "concatenate";
  /** Axis of a sample, from 0 or (negative) from the end; defaults to −1. */
  axis?: number;
}

/** Some of the samples' values, from place `from` on: one input of a network that has several. */
export interface SliceSpec {
  kind: "slice";
  from: number;
  shape: readonly number[];
}

/** One layer of a network. */
export type LayerSpec = Connected &
  (
    | DenseSpec
    | ActivationSpec
    | FlattenSpec
    | ReshapeSpec
    | DropoutSpec
    | RescalingSpec
    | Conv1DSpec
    | Conv2DSpec
    | DepthwiseConv2DSpec
    | SeparableConv2DSpec
    | Pooling1DSpec
    | Pooling2DSpec
    | GlobalPoolingSpec
    | EmbeddingSpec
    | BatchNormalizationSpec
    | LayerNormalizationSpec
    | MergeSpec
    | ConcatenateSpec
    | SliceSpec
    | SimpleRNNSpec
    | LSTMSpec
    | GRUSpec
    | MaskSpec
    | MaskedSpec
  );

interface Connected {
  /** Places of the layers whose values it takes, −1 for the samples themselves; defaults to the layer before. */
  inputs?: readonly number[];
  /** Place of an earlier layer, otherwise the same, whose weights this one uses, too: a layer called at several places. */
  sharesWith?: number;
}
