// What a training backend can do. There are two: the engine and TensorFlow.js; the loops above them do not care which.
import type { Logs, PassOptions, TrainingRun, TrainOptions } from "../../engine/index.js";
import type { CompileSettings } from "../compile/settings.js";
import type { Batch } from "../data/batch.js";
import type { Network } from "../network/network.js";
import type { Trainability } from "../network/trainability.js";

/** What a backend computes: layers and how to train them. Every `Model` is one. */
export interface ComputedNetwork extends Network {
  readonly settings: CompileSettings | undefined;
  readonly trainability: Trainability;
}

/** Samples that a backend holds. */
export interface HeldData {
  readonly numSamples: number;
  dispose(): void;
}

/** Outputs for all samples, in one flat array. */
export interface Output {
  data: Float32Array;
  shape: number[];
}

export interface Backend {
  readonly kind: "engine" | "tfjs";
  /** Takes over what changed elsewhere since the last step: weights, learning rate, the optimizer's memory. */
  sync(): void;
  /** Starts the running means of {@link step} and {@link test} anew. */
  resetLogs(): void;
  /** One step on one batch; the means since `resetLogs`. */
  step(batch: Batch): Promise<Logs>;
  /** Loss and metrics of one batch without training; the means since `resetLogs`. */
  test(batch: Batch): Promise<Logs>;
  load(samples: Batch): HeldData;
  train(data: HeldData, options: TrainOptions): TrainingRun;
  evaluate(data: HeldData, options: PassOptions): Promise<Logs>;
  /** One array an output. */
  predict(data: HeldData, options: PassOptions): Promise<Output[]>;
  dispose(): void;
}
