// A network that learns a playground's points on the engine, and what there is to see of it.
import {
  type LayerSpec,
  type LoadedData,
  type OptimizerSpec,
  type RegularizerSpec,
  Trainer,
  type TrainingRun,
} from "../engine/index.js";
import { RandomState } from "../random/index.js";
import { layerOutputs, score, type Score } from "./forward.js";
import { makePoints, type Points, type PointSets } from "./points.js";
import type { PlaygroundSettings } from "./settings.js";

/** One moment of the training. */
export interface Moment {
  epoch: number;
  train: Score;
  test: Score;
}

/** Points the playground has in all. */
const numPoints = 400;
/** Moments kept of the history; beyond, every other one goes. */
const maxMoments = 400;

/** The network under way. Made by {@link PlaygroundNetwork.create}. */
export class PlaygroundNetwork {
  readonly settings: PlaygroundSettings;
  readonly points: PointSets;
  readonly history: Moment[] = [];
  epoch = 0;
  private readonly trainer: Trainer;
  private readonly data: LoadedData;
  private run: TrainingRun;
  private readonly random: RandomState;

  private constructor(settings: PlaygroundSettings, points: PointSets, trainer: Trainer) {
    this.settings = settings;
    this.points = points;
    this.trainer = trainer;
    this.random = new RandomState(settings.seed);
    trainer.setWeights(initialWeights(trainer.weightShapes, this.random));
    this.data = trainer.load({ x: points.train.x, y: points.train.y });
    this.run = this.startRun(settings.batchSize);
    this.record();
  }

  static async create(settings: PlaygroundSettings): Promise<PlaygroundNetwork> {
    const { dataset, noise, trainShare, seed } = settings;
    const numTrain = Math.round(numPoints * trainShare);
    const points = makePoints(dataset, numTrain, numPoints - numTrain, noise, seed);
    const trainer = await Trainer.create({
      inputShape: [2],
      layers: layersOf(settings),
      loss: { name: "binaryCrossentropy" },
      optimizer: optimizerOf(settings),
      threads: 1,
      native: false,
    });
    return new PlaygroundNetwork(settings, points, trainer);
  }

  /**
   * Trains for some epochs, or until the time is up.
   *
   * @param isRecorded - Whether the moment after goes into the history; defaults to true.
   * @returns Epochs finished.
   */
  advance(maxEpochs: number, milliseconds: number, isRecorded = true): number {
    const before = this.epoch;
    const end = performance.now() + milliseconds;
    while (this.epoch - before < maxEpochs && performance.now() < end) {
      const left = { maxEpochs: maxEpochs - (this.epoch - before), milliseconds: end - performance.now() };
      this.epoch += this.run.advance(left).length;
    }
    if (isRecorded && this.now.epoch !== this.epoch) this.record();
    return this.epoch - before;
  }

  /** Changes the learning rate without starting again. */
  setLearningRate(rate: number): void {
    this.settings.learningRate = rate;
    this.trainer.learningRate = rate;
  }

  /** Changes the batch size without starting again. */
  setBatchSize(size: number): void {
    this.settings.batchSize = size;
    this.run.dispose();
    this.run = this.startRun(size);
  }

  /** The last moment recorded. */
  get now(): Moment {
    return this.history[this.history.length - 1]!;
  }

  /** Weights as the engine keeps them: kernel, bias, kernel, bias … */
  get weights(): Float32Array[] {
    return this.trainer.getWeights();
  }

  /**
   * Outputs of every unit at each point, layer by layer; the last layer is the network's answer.
   *
   * @param x - Coordinates, two a point.
   */
  outputs(x: ArrayLike<number>, weights: readonly Float32Array[] = this.weights): Float32Array[][] {
    return layerOutputs(x, weights, this.settings.activation);
  }

  /** The network's answer at each point, from 0 to 1. */
  answers(x: ArrayLike<number>, weights: readonly Float32Array[] = this.weights): Float32Array {
    const layers = this.outputs(x, weights);
    return layers[layers.length - 1]![0]!;
  }

  /** Share of the test points that are right now. */
  testAccuracy(): number {
    const { x, y } = this.points.test;
    return score(this.answers(x), y).accuracy;
  }

  dispose(): void {
    this.trainer.dispose();
  }

  private startRun(batchSize: number): TrainingRun {
    const shuffle = Math.floor(this.random.uniform(0, 2 ** 31));
    return this.trainer.train(this.data, { batchSize, epochs: 1e9, shuffle });
  }

  private record(): void {
    const { weights } = this;
    const scoreOf = ({ x, y }: Points): Score => score(this.answers(x, weights), y);
    this.history.push({
      epoch: this.epoch,
      train: scoreOf(this.points.train),
      test: scoreOf(this.points.test),
    });
    if (this.history.length > maxMoments) {
      for (let i = this.history.length - 2; i > 0; i -= 2) this.history.splice(i, 1);
    }
  }
}

function layersOf({
  hidden,
  activation,
  regularization,
  regularizationRate,
}: PlaygroundSettings): LayerSpec[] {
  const penalty: RegularizerSpec | undefined =
    regularization === "none" ? undefined : { [regularization]: regularizationRate };
  const regularized = penalty && { kernelRegularizer: penalty };
  return [
    ...hidden.map((units): LayerSpec => ({ kind: "dense", units, activation, ...regularized })),
    { kind: "dense", units: 1, activation: "sigmoid", ...regularized },
  ];
}

function optimizerOf({ optimizer, learningRate }: PlaygroundSettings): OptimizerSpec {
  if (optimizer === "momentum") return { name: "sgd", momentum: 0.9, learningRate };
  return { name: optimizer, learningRate };
}

/** Glorot's uniform start: kernels within ±√(6 / (inputs + units)), biases 0. */
function initialWeights(shapes: readonly (readonly number[])[], random: RandomState): Float32Array[] {
  return shapes.map((shape) => {
    if (shape.length === 1) return new Float32Array(shape[0]!);
    const [inputs, units] = shape as [number, number];
    const limit = Math.sqrt(6 / (inputs + units));
    return Float32Array.from({ length: inputs * units }, () => random.uniform(-limit, limit));
  });
}
