import type {
  LoadedData,
  Logs,
  OptimizerState,
  PassOptions,
  SampleData,
  TrainerApi,
  TrainerConfig,
  TrainerInfo,
  TrainingRun,
  TrainOptions,
} from "./types.js";

/** A network in the engine's memory. (The interface is settled; the body follows.) */
export class Trainer implements TrainerApi {
  declare readonly outputShape: readonly number[];
  declare readonly weightShapes: readonly (readonly number[])[];
  declare readonly info: TrainerInfo;
  declare readonly iterations: number;
  declare learningRate: number;
  declare getWeights: () => Float32Array[];
  declare setWeights: (weights: readonly ArrayLike<number>[]) => void;
  declare getOptimizerState: () => OptimizerState;
  declare setOptimizerState: (state: OptimizerState) => void;
  declare load: (data: SampleData) => LoadedData;
  declare train: (data: LoadedData, options?: TrainOptions) => TrainingRun;
  declare evaluate: (data: LoadedData, options?: PassOptions) => Promise<Logs>;
  declare predict: (data: LoadedData, options?: PassOptions) => Promise<Float32Array>;
  declare dispose: () => void;

  static create(config: TrainerConfig): Promise<Trainer> {
    void config;
    return Promise.reject(new Error("Cannot train yet: the engine is being built"));
  }
}
