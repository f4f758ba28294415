// Losses, metrics and optimizers as plain data. Names follow Keras in camelCase; defaults are Keras 3's.

export type LossName =
  | "meanSquaredError"
  | "meanAbsoluteError"
  | "binaryCrossentropy"
  | "categoricalCrossentropy"
  | "sparseCategoricalCrossentropy"
  | "huber"
  | "klDivergence"
  | "hinge"
  | "poisson"
  | "cosineSimilarity";

export interface LossSpec {
  name: LossName;
  /** Cross-entropies: the model's output is not yet a probability; defaults to false. */
  fromLogits?: boolean;
  /** Cross-entropies but the sparse one, in [0, 1]; defaults to 0. */
  labelSmoothing?: number;
  /** Huber: where the loss turns from square to line; defaults to 1. */
  delta?: number;
}

/** Accuracies, and any loss as a mean over the samples; `rootMeanSquaredError` is the root of that mean. */
export type MetricName =
  | "binaryAccuracy"
  | "categoricalAccuracy"
  | "sparseCategoricalAccuracy"
  | "topKCategoricalAccuracy"
  | "sparseTopKCategoricalAccuracy"
  | "rootMeanSquaredError"
  | "precision"
  | "recall"
  | "auc"
  | LossName;

export interface MetricSpec {
  name: MetricName;
  /** Binary accuracy, precision and recall: outputs above it count as 1; defaults to 0.5. */
  threshold?: number;
  /** Top-k accuracies: how many guesses; defaults to 5. */
  k?: number;
  fromLogits?: boolean;
  labelSmoothing?: number;
  delta?: number;
  /** Whether sample weights count, as in Keras's `weighted_metrics`; defaults to false. */
  weighted?: boolean;
}

export type OptimizerName =
  "sgd" | "adagrad" | "adadelta" | "rmsprop" | "adam" | "adamw" | "nadam" | "adamax";

/** An optimizer and its settings. Settings that it does not have are ignored. */
export interface OptimizerSpec {
  name: OptimizerName;
  /** A number, or a schedule called with the count of finished steps. Default 0.01 for SGD, else 0.001. */
  learningRate?: number | ((iteration: number) => number);
  /** SGD, RMSprop: default 0. */
  momentum?: number;
  /** SGD: default false. */
  nesterov?: boolean;
  /** RMSprop (default 0.9), Adadelta (default 0.95). */
  rho?: number;
  /** RMSprop: default false. */
  centered?: boolean;
  /** Adam family: default 0.9. */
  beta1?: number;
  /** Adam family: default 0.999. */
  beta2?: number;
  /** Adam, AdamW: default false. */
  amsgrad?: boolean;
  /** Default 1e-7. */
  epsilon?: number;
  /** RMSprop, Adagrad: `true` divides by `√(v + ε)` as Keras 3, `false` by `√v + ε` as the old tf.keras. Default true. */
  epsilonInsideRoot?: boolean;
  /** Adagrad: default 0.1. */
  initialAccumulatorValue?: number;
  /** Decoupled decay: `w −= learningRate · weightDecay · w` before the step. Default 0.004 for AdamW, else 0. */
  weightDecay?: number;
  /** Scales the gradient of each weight array down to this norm. */
  clipnorm?: number;
  /** Scales all gradients down together to this norm. */
  globalClipnorm?: number;
  /** Cuts every gradient to [−clipvalue, clipvalue]. */
  clipvalue?: number;
}
