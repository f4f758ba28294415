// A network in the engine's memory: its weights, its optimizer's memory, and the ways to run it.
import { complaint } from "../validation.js";
import { Belongings, forgotten } from "./belongings.js";
import { runs } from "./commands.js";
import { Engine } from "./engine.js";
import { Sums } from "./logs.js";
import { buildNetwork } from "./network.js";
import { size } from "./networkBuilder.js";
import type { Network } from "./stage.js";
import { Plan } from "./plan.js";
import { defaultThreads } from "./platform.js";
import { Run } from "./run.js";
import { Runner } from "./runner.js";
import { ResidentData } from "./residentData.js";
import {
  PASS_BATCH,
  type NativeTier,
  paysNative,
  paysSkipping,
  paysThreads,
  workPerSample,
} from "./sizing.js";
import { checkWeights, readWeight, writeWeight } from "./weights.js";
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

/**
 * A network that trains in WebAssembly.
 *
 * @example XOR in 10,000 epochs
 * ```ts
 * import { Trainer } from "../src/engine/index.js";
 *
 * const trainer = await Trainer.create({
 *   inputShape: [2],
 *   layers: [
 *     { kind: "dense", units: 2, activation: "sigmoid" },
 *     { kind: "dense", units: 1, activation: "sigmoid" },
 *   ],
 *   loss: { name: "meanSquaredError" },
 *   optimizer: { name: "sgd", learningRate: 0.3 },
 * });
 * trainer.setWeights([[0.5, -0.4, 0.3, 0.8], [0, 0], [1, -1], [0]]);
 * const data = trainer.load({ x: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), y: Float32Array.of(0, 1, 1, 0) });
 * const run = trainer.train(data, { batchSize: 1, epochs: 10_000 });
 * while (!run.done) run.advance();
 * trainer.dispose();
 * ```
 */
export class Trainer implements TrainerApi {
  readonly config: TrainerConfig;
  readonly #network: Network;
  readonly #engine: Engine;
  readonly #plan: Plan;
  readonly #belongings: Belongings;
  readonly #runner: Runner;

  private constructor(
    config: TrainerConfig,
    network: Network,
    engine: Engine,
    threads: number,
    native: NativeTier,
  ) {
    this.config = config;
    this.#network = network;
    this.#engine = engine;
    this.#plan = new Plan(engine, config, network, threads, native);
    this.#belongings = new Belongings(engine, this.#plan);
    this.#runner = new Runner(engine, this.#plan, network, config, this.#belongings);
    forgotten.register(this, this.#belongings, this);
  }

  /**
   * Makes room for a network. Its weights are 0 until `setWeights`.
   *
   * @throws TypeError, RangeError if a layer does not fit the one before it.
   */
  static async create(config: TrainerConfig): Promise<Trainer> {
    const network = buildNetwork(config);
    const engine = await Engine.enter();
    try {
      const work = workPerSample(network);
      const wantsThreads = config.threads ?? (paysThreads(work, PASS_BATCH) ? defaultThreads() : 1);
      const threads = engine.arena.shared ? await engine.team.hire(wantsThreads) : 1;
      const found = (config.native ?? paysNative(work)) ? engine.native() : undefined;
      if (config.native === true && !found?.dense) throw new Error(noBlas());
      const native = { dense: found?.dense !== undefined, kernels: found?.kernels !== undefined };
      return new Trainer(config, network, engine, threads, native);
    } catch (error) {
      engine.leave();
      throw error;
    }
  }

  get outputShapes(): readonly (readonly number[])[] {
    return this.#network.outputs.map(({ shape }) => shape);
  }

  get weightShapes(): readonly (readonly number[])[] {
    return this.#plan.weights.map(({ shape }) => shape);
  }

  get info(): TrainerInfo {
    const { threads, native, bytes } = this.#plan;
    return { threads, native: native.dense, skipsZeros: this.#runner.skipsZeros ?? false, bytes };
  }

  get iterations(): number {
    return this.#runner.iterations;
  }

  get learningRate(): number {
    return this.#runner.learningRate;
  }

  set learningRate(rate: number) {
    this.#runner.learningRate = rate;
  }

  getWeights(): Float32Array[] {
    this.#engine.team.settle();
    return this.#plan.weights.map((weight) => readWeight(this.#engine.arena, weight));
  }

  setWeights(weights: readonly ArrayLike<number>[]): void {
    checkWeights(weights, this.#plan.weights);
    this.#engine.team.settle();
    this.#plan.weights.forEach((weight, i) => {
      writeWeight(this.#engine.arena, weight, weights[i]!);
    });
    this.#plan.prepareWork(1, this.#runner.skipsZeros ?? false);
    this.#engine.exports.prepare(this.#plan.address);
    this.#runner.unbind();
  }

  getOptimizerState(): OptimizerState {
    this.#engine.team.settle();
    const slots: Record<string, Float32Array[]> = {};
    this.#plan.settings?.slots.forEach((name, slot) => {
      if (name === undefined) return;
      const distance = this.#plan.slotDistance(slot);
      slots[name] = this.#plan.weights.map((weight) =>
        weight.trainable ? readWeight(this.#engine.arena, weight, distance) : new Float32Array(0),
      );
    });
    return { iterations: this.iterations, slots };
  }

  setOptimizerState({ iterations, slots }: OptimizerState): void {
    this.#engine.team.settle();
    this.#plan.settings?.slots.forEach((name, slot) => {
      const values = name === undefined ? undefined : slots[name];
      if (!values) return;
      const distance = this.#plan.slotDistance(slot);
      this.#plan.weights.forEach((weight, i) => {
        if (weight.trainable) writeWeight(this.#engine.arena, weight, values[i]!, distance);
      });
    });
    this.#runner.iterations = iterations;
    this.#runner.unbind();
  }

  load(data: SampleData): LoadedData {
    const samples = new ResidentData(this.#belongings, this.#network, this.config, data);
    this.#runner.skipsZeros ??= this.#plan.canSkipZeros && paysSkipping(samples.density, this.#plan.native);
    return samples;
  }

  train(data: LoadedData, options: TrainOptions = {}): TrainingRun {
    const samples = this.#samplesOf(data, "train", true);
    if (!this.config.optimizer) {
      const wanted = "given in the configuration";
      throw new TypeError(complaint({ action: "train", name: "optimizer", wanted, got: undefined }));
    }
    return new Run(this.#runner, samples, options);
  }

  async evaluate(data: LoadedData, options: PassOptions = {}): Promise<Logs> {
    const samples = this.#samplesOf(data, "evaluate", true);
    const { from = 0, to = samples.numSamples, batchSize = 32 } = options;
    const runner = this.#runner;
    const sums = new Sums(this.#plan, this.config.metrics);
    await runner.inSlices(samples, from, to, batchSize, (start, end) => {
      const totals = this.#plan.totals();
      sums.resume(totals);
      runner.perform(runs.evaluate, start, end, batchSize, 0);
      sums.collect(totals);
    });
    const logs = sums.logs(to - from);
    return { ...logs, loss: logs.loss + this.#engine.exports.penalty(this.#plan.address) };
  }

  async predict(data: LoadedData, options: PassOptions = {}): Promise<Float32Array> {
    const samples = this.#samplesOf(data, "predict", false);
    const { from = 0, to = samples.numSamples } = options;
    const batch = Math.min(Math.max(options.batchSize ?? 32, PASS_BATCH), to - from);
    const width = this.outputShapes.reduce((sum, shape) => sum + size(shape), 0);
    const outputs = new Float32Array((to - from) * width);
    await this.#runner.inSlices(samples, from, to, batch, (start, end) => {
      const block = this.#belongings.allocate((end - start) * width * 4);
      this.#runner.setOutput(block);
      this.#runner.perform(runs.predict, start, end, batch, 0);
      outputs.set(this.#engine.arena.f32(block, (end - start) * width), (start - from) * width);
      this.#belongings.release(block);
    });
    return outputs;
  }

  dispose(): void {
    forgotten.unregister(this);
    this.#belongings.giveBack();
  }

  #samplesOf(data: LoadedData, action: string, targets: boolean): ResidentData {
    const samples = data as ResidentData;
    if (this.#belongings.gone) {
      throw new Error(complaint({ action, name: "the trainer", wanted: "in use", got: "disposed of" }));
    }
    if (targets && (!samples.hasTargets || !this.config.loss)) {
      const name = samples.hasTargets ? "loss" : "y";
      throw new TypeError(complaint({ action, name, wanted: "given", got: undefined }));
    }
    return samples;
  }
}

function noBlas(): string {
  const fix =
    "install the PyPI package scipy-openblas32 into .venv, or a C compiler and build again, or leave `native` out";
  return complaint({
    action: "multiply natively",
    name: "OpenBLAS or the library of the build",
    wanted: "installed",
    got: undefined,
    fix,
  });
}
