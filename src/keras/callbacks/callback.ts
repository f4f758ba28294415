// What can look in while a model trains.
import type { NDArray } from "../../array/index.js";
import type { CompileSettings } from "../compile/settings.js";
import type { OneOrNamed } from "../data/batch.js";
import type { StreamData } from "../data/readers.js";
import type { Network } from "../network/network.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { History } from "../training/history.js";

/** Numbers of an epoch or batch by name: `loss`, `accuracy`, `val_loss`, …. */
export type Logs = Record<string, number>;

/** A hook's result; fit waits for promises. */
export type Hook = void | Promise<void>;

/** Facts about the training under way. */
export interface FitParams {
  epochs: number;
  /** Steps of an epoch, if known. */
  steps: number | undefined;
  verbose: number;
}

/** A model as a callback meets it: what can be looked at and changed while it trains. Every `Model` is one. */
export interface CallbackModel extends Network {
  /** Set it to true to end training after the present step. */
  stopTraining: boolean;
  /** The record of the training under way. */
  history: History | undefined;
  /** What compile() settled. */
  readonly settings: CompileSettings | undefined;
  /** The optimizer given to compile(). */
  readonly optimizer: Optimizer;
  predict(x: OneOrNamed | StreamData, options?: { batchSize?: number }): Promise<NDArray | NDArray[]>;
  evaluate(x: OneOrNamed, y: OneOrNamed, options?: { batchSize?: number }): Promise<number[]>;
  save(path: string): Promise<void>;
  saveWeights(path: string): Promise<void>;
  summary(): void;
}

/**
 * Base of callbacks: override the hooks you need. A hook that is not overridden costs nothing.
 *
 * @example Stops when the loss is small
 * ```ts
 * import { callbacks, layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * class StopBelow extends callbacks.Callback {
 *   override onEpochEnd(epoch: number, logs: callbacks.Logs) {
 *     if (logs.loss! < 0.1) this.model.stopTraining = true;
 *   }
 * }
 * const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
 * model.compile({ loss: "mse", optimizer: "sgd" });
 * const history = await model.fit([[0], [1]], [[0], [0]], { epochs: 500, verbose: 0, callbacks: [new StopBelow()] });
 * expect(history.epoch.length).toBeLessThan(500);
 * ```
 *
 * @see Keras `keras.callbacks.Callback`
 */
export class Callback {
  /** The model in training. */
  model!: CallbackModel;
  params!: FitParams;

  onTrainBegin?(logs: Logs): Hook;
  onTrainEnd?(logs: Logs): Hook;
  onEpochBegin?(epoch: number, logs: Logs): Hook;
  onEpochEnd?(epoch: number, logs: Logs): Hook;
  onBatchBegin?(batch: number, logs: Logs): Hook;
  onBatchEnd?(batch: number, logs: Logs): Hook;
}

/** Hooks as an object, without a class. */
export type CallbackHooks = Partial<
  Pick<
    Callback,
    "onTrainBegin" | "onTrainEnd" | "onEpochBegin" | "onEpochEnd" | "onBatchBegin" | "onBatchEnd"
  >
>;
