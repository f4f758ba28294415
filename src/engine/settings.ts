// Optimizers, losses and metrics as the interpreter's words, with Keras 3's defaults.
import type { Activation } from "./stage.js";
import { lossNames, metricKinds, optimizerFlags, optimizerKinds, type Words } from "./words.js";
import type { LossSpec, MetricSpec, OptimizerName, OptimizerSpec } from "./types.js";

/** An optimizer without its addresses, and its memory: one slot name for each copy of the weights that it keeps. */
export interface OptimizerSettings {
  words: Words;
  /** Slots in the order of the interpreter; undefined where one is not used. */
  slots: (string | undefined)[];
  /** What the first slot starts with. */
  initial: number;
}

/** The interpreter's learning rate before any is set. */
export function defaultLearningRate(name: OptimizerName): number {
  return name === "sgd" ? 0.01 : 0.001;
}

export function optimizerSettings(spec: OptimizerSpec): OptimizerSettings {
  const { name } = spec;
  const isAdam = name === "adam" || name === "adamw";
  const momentum = spec.momentum ?? 0;
  const decay1 = isAdam || name === "adamax" || name === "nadam" ? (spec.beta1 ?? 0.9) : rhoOf(spec);
  const decay2 = spec.beta2 ?? 0.999;
  const outside = (name === "rmsprop" || name === "adagrad") && spec.epsilonInsideRoot === false;
  const centered = name === "rmsprop" && spec.centered === true;
  const amsgrad = isAdam && spec.amsgrad === true;
  const withMomentum = name === "rmsprop" && momentum > 0;
  const clipnorm = spec.clipnorm ?? 0;
  const globalClipnorm = clipnorm > 0 ? 0 : (spec.globalClipnorm ?? 0);
  return {
    words: {
      kind: kindOf(spec, momentum),
      flags:
        (outside ? optimizerFlags.epsilonOutside : 0) |
        (centered ? optimizerFlags.centered : 0) |
        (amsgrad ? optimizerFlags.amsgrad : 0) |
        (withMomentum ? optimizerFlags.withMomentum : 0),
      momentum,
      decay1,
      rest1: 1 - decay1,
      decay2,
      rest2: 1 - decay2,
      epsilon: Math.max(spec.epsilon ?? 1e-7, 1e-30), // 0 / 0 would turn padding into NaN
      weightDecay: spec.weightDecay ?? (name === "adamw" ? 0.004 : 0),
      clipnorm,
      globalClipnorm,
      clipvalue: clipnorm > 0 || globalClipnorm > 0 ? 0 : (spec.clipvalue ?? 0),
    },
    slots: slotsOf(name, { momentum, centered, amsgrad }),
    initial: name === "adagrad" ? (spec.initialAccumulatorValue ?? 0.1) : 0,
  };
}

function rhoOf(spec: OptimizerSpec): number {
  return spec.rho ?? (spec.name === "adadelta" ? 0.95 : 0.9);
}

function kindOf(spec: OptimizerSpec, momentum: number): number {
  if (spec.name === "adamw") return optimizerKinds.adam;
  if (spec.name !== "sgd") return optimizerKinds[spec.name];
  if (momentum === 0) return optimizerKinds.sgd;
  return spec.nesterov === true ? optimizerKinds.nesterov : optimizerKinds.momentum;
}

/** Keras's names of the optimizer's variables. */
function slotsOf(
  name: OptimizerName,
  { momentum, centered, amsgrad }: { momentum: number; centered: boolean; amsgrad: boolean },
): (string | undefined)[] {
  switch (name) {
    case "sgd":
      return momentum > 0 ? ["momentum"] : [];
    case "adagrad":
      return ["accumulator"];
    case "adadelta":
      return ["accumulatedGradient", "accumulatedDelta"];
    case "rmsprop":
      return ["velocity", centered ? "averageGradient" : undefined, momentum > 0 ? "momentum" : undefined];
    case "adam":
    case "adamw":
      return ["momentum", "velocity", amsgrad ? "velocityHat" : undefined];
    case "adamax":
      return ["momentum", "norm"];
    case "nadam":
      return ["momentum", "velocity"];
  }
}

interface LossLike {
  fromLogits?: boolean;
  labelSmoothing?: number;
  delta?: number;
}

/**
 * Cross-entropy behind softmax or sigmoid is computed from their inputs, as Keras does: exact also where the
 * probability is rounded to 0. Keras does not ask which of the two it was, so categorical cross-entropy behind a
 * sigmoid is that of softmax(z). 2: the inputs are kept, the output is what the loss needs of them; 3: kept, but the
 * output is the other function's; 1: the output itself holds logits; 0: probabilities.
 *
 * @see Keras `keras/src/backend/tensorflow/nn.py`, `_get_logits`
 */
function logitsOf(kind: number, fromLogits: boolean, last: Activation): number {
  const isBinary = kind === lossNames.indexOf("binaryCrossentropy");
  const isCategorical = kind === lossNames.indexOf("categoricalCrossentropy");
  const isSparse = kind === lossNames.indexOf("sparseCategoricalCrossentropy");
  if (!isBinary && !isCategorical && !isSparse) return 0;
  if (last.name === (isBinary ? "sigmoid" : "softmax")) return 2;
  if (last.name === (isBinary ? "softmax" : "sigmoid")) return 3;
  return fromLogits ? 1 : 0;
}

function lossLike(kind: number, spec: LossLike, last: Activation, n: number): Words {
  const isBinary = kind === lossNames.indexOf("binaryCrossentropy");
  const isCategorical = kind === lossNames.indexOf("categoricalCrossentropy");
  const smoothing = isBinary || isCategorical ? (spec.labelSmoothing ?? 0) : 0;
  return {
    kind,
    logits: logitsOf(kind, spec.fromLogits ?? false, last),
    keep: 1 - smoothing,
    spread: smoothing / (isBinary ? 2 : n),
    delta: spec.delta ?? 1,
  };
}

/** Words of a loss over rows of n values behind the activation `last`. */
export function lossSettings(spec: LossSpec, last: Activation, n: number): Words {
  return lossLike(lossNames.indexOf(spec.name), spec, last, n);
}

/** Keras's number of thresholds for AUC. */
const AUC_THRESHOLDS = 200;

/** Words of a metric, and how many columns of the statistics and buckets it takes. */
export function metricSettings(
  spec: MetricSpec,
  last: Activation,
  n: number,
): { words: Words; columns: number; buckets: number } {
  const buckets = spec.name === "auc" ? AUC_THRESHOLDS + 1 : 0;
  const counts = spec.name === "precision" || spec.name === "recall";
  return {
    words: {
      ...lossLike(metricKinds[spec.name], spec, last, n),
      threshold: spec.threshold ?? 0.5,
      k: spec.k ?? 5,
      weighted: Number(spec.weighted ?? false),
      buckets,
    },
    columns: spec.name === "auc" ? 0 : counts ? 2 : 1,
    buckets,
  };
}
