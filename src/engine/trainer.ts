// A network in the engine's memory: its weights, its optimizer's memory, and the ways to run it.
import { complaint } from "../validation.js";
import { runs, type Run as Command } from "./commands.js";
import { Engine } from "./engine.js";
import { readLogs, Sums } from "./logs.js";
import { buildNetwork, type Network } from "./network.js";
import { SCHEDULE_STEPS } from "./placement.js";
import { Plan } from "./plan.js";
import { defaultThreads } from "./platform.js";
import { Run } from "./run.js";
import { Samples } from "./samples.js";
import { defaultLearningRate } from "./settings.js";
import { readWeight, writeWeight, type StoredWeight } from "./weights.js";
import { planWords } from "./words.js";
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

/** Multiply-adds a step above which a second thread pays. */
const THREADS_FROM = 2_000_000;
/** Multiply-adds a sample above which OpenBLAS is worth loading. */
const NATIVE_FROM = 100_000;
/** Share of non-zero inputs below which the first layer skips zeros; BLAS is harder to beat. */
const SKIP_ZEROS_BELOW = { wasm: 0.4, native: 0.25 };
/** Samples a turn of a prediction, at least. */
const PASS_BATCH = 128;
const SLICE_MILLISECONDS = 50;

const wordIndex = Object.fromEntries(planWords.map((name, i) => [name, i]));

/** What must be given back when a trainer goes, also when it is merely forgotten. */
interface Belongings {
  engine: Engine;
  plan: Plan;
  blocks: Set<number>;
  gone: boolean;
}

function giveBack(belongings: Belongings): void {
  if (belongings.gone) return;
  belongings.gone = true;
  for (const address of belongings.blocks) belongings.engine.arena.free(address);
  belongings.blocks.clear();
  belongings.plan.dispose();
  belongings.engine.leave();
}

const forgotten = new FinalizationRegistry(giveBack);

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
  readonly plan: Plan;
  iterations = 0;
  readonly #network: Network;
  readonly #engine: Engine;
  readonly #belongings: Belongings;
  readonly #workPerSample: number;
  #rate: number | ((iteration: number) => number);
  #skipsZeros: boolean | undefined;
  #threads = 1;
  /** The step after which Nadam's product stands in memory; an interrupt leaves it unknown. */
  #productAt: number | undefined = 0;

  private constructor(
    config: TrainerConfig,
    network: Network,
    engine: Engine,
    threads: number,
    native: boolean,
  ) {
    this.config = config;
    this.#network = network;
    this.#engine = engine;
    this.plan = new Plan(engine, config, network, threads, native);
    this.#workPerSample = workPerSample(network);
    this.#rate = config.optimizer?.learningRate ?? defaultLearningRate(config.optimizer?.name ?? "sgd");
    this.#belongings = { engine, plan: this.plan, blocks: new Set(), gone: false };
    forgotten.register(this, this.#belongings, this);
    this.#resetSlots();
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
      const wantsThreads = config.threads ?? (work * PASS_BATCH < THREADS_FROM ? 1 : defaultThreads());
      const threads = engine.arena.shared ? await engine.team.hire(wantsThreads) : 1;
      const native = config.native ?? work > NATIVE_FROM;
      const hasNative = native && engine.useBlas();
      if (config.native === true && !hasNative) {
        const fix = "install the PyPI package scipy-openblas32 into .venv, or leave `native` out";
        throw new Error(
          complaint({
            action: "use OpenBLAS",
            name: "the library",
            wanted: "installed",
            got: undefined,
            fix,
          }),
        );
      }
      return new Trainer(config, network, engine, threads, hasNative);
    } catch (error) {
      engine.leave();
      throw error;
    }
  }

  get outputShape(): readonly number[] {
    return this.#network.outputShape;
  }

  get weightShapes(): readonly (readonly number[])[] {
    return this.plan.weights.map(({ shape }) => shape);
  }

  get info(): TrainerInfo {
    const { plan } = this;
    return {
      threads: plan.threads,
      native: plan.native,
      skipsZeros: this.#skipsZeros ?? false,
      bytes: plan.bytes,
    };
  }

  get learningRate(): number {
    return typeof this.#rate === "number" ? this.#rate : this.#rate(this.iterations);
  }

  set learningRate(rate: number) {
    this.#rate = rate;
  }

  /** @internal */
  get hasSchedule(): boolean {
    return typeof this.#rate === "function";
  }

  getWeights(): Float32Array[] {
    return this.plan.weights.map((weight) => readWeight(this.#engine.arena, weight));
  }

  setWeights(weights: readonly ArrayLike<number>[]): void {
    this.#checkWeights(weights, this.plan.weights);
    this.plan.weights.forEach((weight, i) => {
      writeWeight(this.#engine.arena, weight, weights[i]!);
    });
    this.plan.prepareWork(1, this.#skipsZeros ?? false);
    this.#engine.exports.prepare(this.plan.address);
  }

  getOptimizerState(): OptimizerState {
    const slots: Record<string, Float32Array[]> = {};
    this.plan.settings?.slots.forEach((name, slot) => {
      if (name === undefined) return;
      const distance = this.plan.slotDistance(slot);
      slots[name] = this.plan.weights.map((weight) =>
        weight.trainable ? readWeight(this.#engine.arena, weight, distance) : new Float32Array(0),
      );
    });
    return { iterations: this.iterations, slots };
  }

  setOptimizerState({ iterations, slots }: OptimizerState): void {
    this.plan.settings?.slots.forEach((name, slot) => {
      const values = name === undefined ? undefined : slots[name];
      if (!values) return;
      const distance = this.plan.slotDistance(slot);
      this.plan.weights.forEach((weight, i) => {
        if (weight.trainable) writeWeight(this.#engine.arena, weight, values[i]!, distance);
      });
    });
    this.iterations = iterations;
  }

  load(data: SampleData): LoadedData {
    const samples = new Samples(
      this.#engine.arena,
      this.#belongings.blocks,
      this.#network,
      this.config,
      data,
    );
    const limit = this.plan.native ? SKIP_ZEROS_BELOW.native : SKIP_ZEROS_BELOW.wasm;
    this.#skipsZeros ??= this.plan.canSkipZeros && samples.density < limit;
    return samples;
  }

  train(data: LoadedData, options: TrainOptions = {}): TrainingRun {
    const samples = this.#samplesOf(data, "train", true);
    if (!this.config.optimizer) {
      const wanted = "given in the configuration";
      throw new TypeError(complaint({ action: "train", name: "optimizer", wanted, got: undefined }));
    }
    return new Run(this, samples, options);
  }

  async evaluate(data: LoadedData, options: PassOptions = {}): Promise<Logs> {
    const samples = this.#samplesOf(data, "evaluate", true);
    const { from = 0, to = samples.numSamples, batchSize = 32 } = options;
    const sums = new Sums(this.plan);
    await this.#inSlices(samples, from, to, batchSize, (start, end) => {
      this.perform(runs.evaluate, start, end, batchSize, 0);
      sums.collect(this.plan.totals());
    });
    const logs = readLogs(this.plan, this.config.metrics ?? [], sums, to - from);
    return { ...logs, loss: logs.loss + this.#engine.exports.penalty(this.plan.address) };
  }

  async predict(data: LoadedData, options: PassOptions = {}): Promise<Float32Array> {
    const samples = this.#samplesOf(data, "predict", false);
    const { from = 0, to = samples.numSamples } = options;
    const batch = Math.min(Math.max(options.batchSize ?? 32, PASS_BATCH), to - from);
    const width = this.outputShape.reduce((product, n) => product * n, 1);
    const outputs = new Float32Array((to - from) * width);
    await this.#inSlices(samples, from, to, batch, (start, end) => {
      const block = this.allocate((end - start) * width * 4);
      this.plan.words()[wordIndex.output!] = block;
      this.perform(runs.predict, start, end, batch, 0);
      outputs.set(this.#engine.arena.f32(block, (end - start) * width), (start - from) * width);
      this.release(block);
    });
    return outputs;
  }

  dispose(): void {
    forgotten.unregister(this);
    giveBack(this.#belongings);
  }

  /** @internal Memory that goes with the trainer. */
  allocate(bytes: number): number {
    const address = this.#engine.arena.allocate(bytes, { dirty: true });
    this.#belongings.blocks.add(address);
    return address;
  }

  /** @internal */
  release(address: number): void {
    if (this.#belongings.blocks.delete(address)) this.#engine.arena.free(address);
  }

  /** @internal Points the plan at a data set, in the order listed at `order` (0: as it is). */
  bind(samples: Samples, batch: number, order: number): void {
    const { plan } = this;
    plan.prepareWork(batch, this.#skipsZeros ?? false);
    this.#threads =
      this.#workPerSample * batch < THREADS_FROM && this.config.threads === undefined ? 1 : plan.threads;
    const integers = plan.words();
    const set = (name: string, value: number) => (integers[wordIndex[name]!] = value);
    for (const [name, value] of Object.entries(samples.words)) set(name, value);
    set("order", order);
    set("threads", this.#threads);
    set("badStep", -1);
    const floats = new Float32Array(integers.buffer, integers.byteOffset, integers.length);
    floats[wordIndex.xScale!] = this.#network.scale;
    floats[wordIndex.xOffset!] = this.#network.offset;
    if (samples.palette) plan.palette().set(samples.palette);
    plan.totals().fill(0);
    if (this.config.optimizer) {
      if (typeof this.#rate === "number") plan.setRate(this.#rate);
      if (this.config.optimizer.name === "nadam" && this.#productAt !== this.iterations)
        plan.setProduct(this.iterations);
      if (integers[wordIndex.penalized!]) this.#engine.exports.penalty(plan.address);
    }
  }

  /** @internal Runs the interpreter over places [from, to): `steps` training steps, or a pass. */
  perform(what: Command["what"], from: number, to: number, batch: number, steps: number): void {
    if (steps > 0 && typeof this.#rate === "function") {
      const schedule = this.#rate;
      const count = Math.min(steps, SCHEDULE_STEPS);
      this.plan.setRates(Float32Array.from({ length: count }, (_, k) => schedule(this.iterations + k)));
    }
    const { address, barrier } = this.plan;
    this.#productAt = undefined;
    this.#engine.run(what, address, from, to, batch, this.iterations, this.#threads, barrier);
    this.iterations += steps;
    this.#productAt = this.iterations;
  }

  /** Places [from, to) in turns of whole batches; after every 50 ms the event loop has its turn. */
  async #inSlices(
    samples: Samples,
    from: number,
    to: number,
    batch: number,
    turn: (start: number, end: number) => void,
  ): Promise<void> {
    let batches = 1;
    this.bind(samples, batch, 0);
    for (let start = from, slice = performance.now(); start < to;) {
      const end = Math.min(to, start + batches * batch);
      const before = performance.now();
      turn(start, end);
      const now = performance.now();
      start = end;
      if (now - before < SLICE_MILLISECONDS / 4) batches *= 2;
      if (start < to && now - slice > SLICE_MILLISECONDS) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        this.bind(samples, batch, 0); // meanwhile others may have used the plan
        slice = performance.now();
      }
    }
  }

  #samplesOf(data: LoadedData, action: string, targets: boolean): Samples {
    const samples = data as Samples;
    if (this.#belongings.gone) {
      throw new Error(complaint({ action, name: "the trainer", wanted: "in use", got: "disposed of" }));
    }
    if (targets && (!samples.hasTargets || !this.config.loss)) {
      const name = samples.hasTargets ? "loss" : "y";
      throw new TypeError(complaint({ action, name, wanted: "given", got: undefined }));
    }
    return samples;
  }

  #checkWeights(weights: readonly ArrayLike<number>[], stored: readonly StoredWeight[]): void {
    if (weights.length !== stored.length) {
      const wanted = `${String(stored.length)} arrays`;
      const got = `${String(weights.length)} arrays`;
      throw new TypeError(complaint({ action: "set weights", name: "weights", wanted, got }));
    }
    stored.forEach(({ shape }, i) => {
      const length = shape.reduce((product, n) => product * n, 1);
      if (weights[i]!.length === length) return;
      const wanted = `of shape [${shape.join(", ")}]`;
      const got = `${String(weights[i]!.length)} values`;
      throw new TypeError(complaint({ action: "set weights", name: `weights[${String(i)}]`, wanted, got }));
    });
  }

  #resetSlots(): void {
    const initial = this.plan.settings?.initial ?? 0;
    if (initial === 0) return;
    for (const weight of this.plan.weights) {
      this.#engine.arena.f32(weight.address + this.plan.slotDistance(0), weight.floats).fill(initial);
    }
  }
}

/** Multiply-adds of one sample's forward pass. */
function workPerSample(network: Network): number {
  return network.stages.reduce((sum, { kind, kernel, output, fused }) => {
    if (!kernel || kind === "embedding") return sum;
    const positions = output.positions * (fused ? 4 : 1);
    return sum + positions * kernel.shape.reduce((product, n) => product * n, 1);
  }, 0);
}
