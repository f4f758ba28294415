// What a training path can do. There are two: the engine and TensorFlow.js; the loops above them do not care which.
import type { Logs, PassOptions, TrainingRun, TrainOptions } from "../../engine/index.js";
import type { Samples } from "../data/samples.js";

/** Samples that a path holds. */
export interface HeldSamples {
  readonly numSamples: number;
  dispose(): void;
}

/** Where a model computes. */
export type Backend = "auto" | "engine" | "tfjs";

/** Outputs for all samples, in one flat array. */
export interface Output {
  data: Float32Array;
  shape: number[];
}

export interface Path {
  readonly kind: "engine" | "tfjs";
  /** Takes over what changed elsewhere since the last step: weights, learning rate, the optimizer's memory. */
  sync(): void;
  /** Starts the running means of {@link step} and {@link test} anew. */
  resetLogs(): void;
  /** One step on one batch; the means since `resetLogs`. */
  step(batch: Samples): Promise<Logs>;
  /** Loss and metrics of one batch without training; the means since `resetLogs`. */
  test(batch: Samples): Promise<Logs>;
  load(samples: Samples): HeldSamples;
  train(data: HeldSamples, options: TrainOptions): TrainingRun;
  evaluate(data: HeldSamples, options: PassOptions): Promise<Logs>;
  /** One array an output. */
  predict(data: HeldSamples, options: PassOptions): Promise<Output[]>;
  dispose(): void;
}
