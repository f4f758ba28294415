// The plan of one network in the arena: tables of words (words.ts), weights, and the work space of a batch.
import { convTables } from "./convTables.js";
import type { Engine } from "./engine.js";
import { listWeights, writeModel } from "./modelTables.js";
import {
  Bump,
  SCHEDULE_STEPS,
  placeModel,
  placeWork,
  type ModelPlaces,
  type Needs,
  type WorkPlaces,
} from "./placement.js";
import { optimizerSettings, type OptimizerSettings } from "./settings.js";
import type { Network } from "./stage.js";
import { stageWords } from "./stageWords.js";
import { layStatistics, type Statistics } from "./statistics.js";
import type { TrainerConfig } from "./types.js";
import type { StoredWeight } from "./weights.js";
import { layerWords, optimizerWords, planWords, writeWords } from "./words.js";

export class Plan {
  readonly engine: Engine;
  readonly network: Network;
  readonly settings: OptimizerSettings | undefined;
  readonly weights: readonly StoredWeight[];
  /** Loss and metrics, and their columns. */
  readonly statistics: Statistics;
  /** Threads the work space has room for. */
  readonly threads: number;
  readonly native: boolean;
  readonly #config: TrainerConfig;
  readonly #needs: Needs;
  readonly #places: ModelPlaces;
  readonly #modelBlock: number;
  readonly #modelBytes: number;
  #workBlock = 0;
  #workBytes = 0;
  #batch = 0;
  #sparse = false;

  constructor(engine: Engine, config: TrainerConfig, network: Network, threads: number, native: boolean) {
    this.engine = engine;
    this.#config = config;
    this.network = network;
    this.threads = threads;
    this.native = native;
    this.settings = config.optimizer && optimizerSettings(config.optimizer);

    this.statistics = layStatistics(config, network);
    const { metrics, columns, buckets, keepsLogits } = this.statistics;
    this.#needs = {
      network,
      tables: network.stages.map((stage) => (stage.kind === "conv" ? convTables(stage, native) : undefined)),
      threads,
      numMetrics: metrics.length,
      columns,
      buckets,
      slots: this.settings?.slots,
      keepsLogits,
    };
    const measure = new Bump(0);
    placeModel(measure, this.#needs);
    this.#modelBytes = measure.top;
    this.#modelBlock = engine.arena.allocate(measure.top);
    this.#places = placeModel(new Bump(this.#modelBlock), this.#needs);
    this.weights = listWeights(network, this.#places);
    const { settings, statistics } = this;
    const places = this.#places;
    writeModel({ arena: engine.arena, network, settings, statistics, places, threads, native });
    if (settings) this.setProduct(0);
    this.#fillSlots();
  }

  /** Address that the interpreter is called with. */
  get address(): number {
    return this.#places.plan;
  }

  get barrier(): number {
    return this.#places.barrier;
  }

  get bytes(): number {
    return this.#modelBytes + this.#workBytes;
  }

  get sparse(): boolean {
    return this.#sparse;
  }

  /** Byte distance from a weight to its place in an optimizer slot. */
  slotDistance(slot: number): number {
    return this.#places.toSlots[slot]!;
  }

  /** The plan's own words, for those that change from call to call. */
  words(): Int32Array {
    return this.engine.arena.i32(this.#places.plan, planWords.length);
  }

  totals(): Float64Array {
    return this.engine.arena.f64(this.#places.totals, this.statistics.columns + 1);
  }

  /** Buckets of the AUC metrics, one table a thread. */
  bucketCounts(): Float64Array {
    return this.engine.arena.f64(this.#places.buckets, this.statistics.buckets * 2 * this.threads);
  }

  palette(): Float32Array {
    return this.engine.arena.f32(this.#places.palette, 256);
  }

  get paletteAddress(): number {
    return this.#places.palette;
  }

  setRate(rate: number): void {
    this.engine.arena.f32(this.#places.optimizer + 4 * optimizerWords.indexOf("rate"), 1)[0] = rate;
    this.engine.arena.i32(this.#places.optimizer + 4 * optimizerWords.indexOf("schedule"), 1)[0] = 0;
  }

  /** Rates of the next steps, at most `SCHEDULE_STEPS`. */
  setRates(rates: Float32Array): void {
    this.engine.arena.f32(this.#places.schedule, SCHEDULE_STEPS).set(rates);
    this.engine.arena.i32(this.#places.optimizer + 4 * optimizerWords.indexOf("schedule"), 1)[0] =
      this.#places.schedule;
  }

  /** Nadam's product of momentum factors after `iterations` steps. */
  setProduct(iterations: number): void {
    const beta1 = Math.fround(this.settings?.words.decay1 ?? 0);
    let product = 1;
    for (let t = 1; t <= iterations; t++) product *= beta1 * (1 - 0.5 * Math.fround(0.96) ** t);
    this.engine.arena.f64(this.#places.product, 1)[0] = product;
  }

  /** Whether the first layer could skip zeros: a dense layer of some size on the samples themselves. */
  get canSkipZeros(): boolean {
    const first = this.network.stages[0]!;
    return (
      first.kind === "dense" && first.output.positions === 1 && first.input.n * first.output.stored >= 4096
    );
  }

  /** Makes room for batches of `batch` samples, and for lists of non-zeros if wanted. */
  prepareWork(batch: number, sparse: boolean): void {
    if (batch <= this.#batch && sparse === this.#sparse) return;
    this.#batch = Math.max(batch, this.#batch);
    this.#sparse = sparse;
    this.engine.arena.free(this.#workBlock);
    const measure = new Bump(0);
    placeWork(measure, this.#needs, this.#batch, sparse);
    this.#workBytes = measure.top;
    this.#workBlock = this.engine.arena.allocate(measure.top);
    this.#writeWork(placeWork(new Bump(this.#workBlock), this.#needs, this.#batch, sparse));
  }

  dispose(): void {
    this.engine.arena.free(this.#workBlock);
    this.engine.arena.free(this.#modelBlock);
  }

  /** The first slot of some optimizers does not start at 0. */
  #fillSlots(): void {
    const initial = this.settings?.initial ?? 0;
    if (initial === 0) return;
    for (const { address, floats } of this.weights)
      this.engine.arena.f32(address + this.slotDistance(0), floats).fill(initial);
  }

  #writeWork({ stages, plan }: WorkPlaces): void {
    const words = this.words();
    for (const [name, value] of Object.entries(plan)) words[planWords.indexOf(name)] = value;
    const { layers, stages: placed, zeros } = this.#places;
    placed.forEach((place, l) => {
      const fixed = stageWords(this.network, l, place, zeros, this.#config.seed ?? 1);
      const address = layers + l * layerWords.length * 4;
      writeWords(this.engine.arena.buffer, address, layerWords, { ...fixed, ...stages[l] });
    });
  }
}
