// The optimizers as factories; every default is Keras 3's.
import { makeOptimizer, type Optimizer } from "./optimizer.js";
import type { Schedule } from "./schedules.js";

export { Optimizer, type OptimizerArgument } from "./optimizer.js";
export * as schedules from "./schedules.js";

export interface CommonOptions {
  /** Length of a step: a number or a schedule. */
  learningRate?: number | Schedule | ((iteration: number) => number);
  /** Decoupled decay: every step also takes `learningRate · weightDecay · w` off each weight. Defaults to 0. */
  weightDecay?: number;
  /** Scales the gradient of each weight array down to this norm. */
  clipnorm?: number;
  /** Scales all gradients down together to this norm. */
  globalClipnorm?: number;
  /** Cuts every gradient to [−clipvalue, clipvalue]. */
  clipvalue?: number;
  /** Not an option: write `learningRate`. */
  lr?: never;
}

interface EpsilonOptions extends CommonOptions {
  /** Keeps the division from exploding; defaults to 1e-7. */
  epsilon?: number;
}

interface RootOptions extends EpsilonOptions {
  /** Whether ε stands under the root (Keras 3, true) or beside it (tf.keras before 2.11, false). Defaults to true. */
  epsilonInsideRoot?: boolean;
}

export interface SGDOptions extends CommonOptions {
  /** How much of the last step goes on; defaults to 0. */
  momentum?: number;
  /** Looks ahead along the momentum; defaults to false. */
  nesterov?: boolean;
}

export interface AdagradOptions extends RootOptions {
  /** Defaults to 0.1. */
  initialAccumulatorValue?: number;
}

export interface AdadeltaOptions extends EpsilonOptions {
  /** Decay of both averages; defaults to 0.95. */
  rho?: number;
}

export interface RMSpropOptions extends RootOptions {
  /** Decay of the average of squares; defaults to 0.9. */
  rho?: number;
  /** Defaults to 0. */
  momentum?: number;
  /** Divides by the variance in place of the mean square; defaults to false. */
  centered?: boolean;
}

export interface AdamaxOptions extends EpsilonOptions {
  /** Decay of the average gradient; defaults to 0.9. */
  beta1?: number;
  /** Decay of the average of squares (Adamax: of the largest); defaults to 0.999. */
  beta2?: number;
}

export interface AdamOptions extends AdamaxOptions {
  /** Divides by the largest average of squares so far (Reddi et al., 2018); defaults to false. */
  amsgrad?: boolean;
}

/** Gradient descent, with momentum if wanted. Learning rate 0.01. */
export const sgd = (options: SGDOptions = {}): Optimizer => makeOptimizer("sgd", options);
/** Divides by the root of all squares so far (Duchi et al., 2011). Learning rate 0.001. */
export const adagrad = (options: AdagradOptions = {}): Optimizer => makeOptimizer("adagrad", options);
/** Steps as long as the average of past ones (Zeiler, 2012). Learning rate 0.001. */
export const adadelta = (options: AdadeltaOptions = {}): Optimizer => makeOptimizer("adadelta", options);
/** Divides by the root of a moving average of squares (Hinton, 2012). Learning rate 0.001. */
export const rmsprop = (options: RMSpropOptions = {}): Optimizer => makeOptimizer("rmsprop", options);
/** RMSprop with momentum and corrected averages (Kingma and Ba, 2014). Learning rate 0.001. */
export const adam = (options: AdamOptions = {}): Optimizer => makeOptimizer("adam", options);
/** Adam with decoupled weight decay, 0.004 by default (Loshchilov and Hutter, 2017). Learning rate 0.001. */
export const adamw = (options: AdamOptions = {}): Optimizer => makeOptimizer("adamw", options);
/** Adam with Nesterov's look ahead (Dozat, 2016). Learning rate 0.001. */
export const nadam = (options: AdamaxOptions = {}): Optimizer => makeOptimizer("nadam", options);
/** Adam with the largest gradient in place of the root mean square. Learning rate 0.001. */
export const adamax = (options: AdamaxOptions = {}): Optimizer => makeOptimizer("adamax", options);
