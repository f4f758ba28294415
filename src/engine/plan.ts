// The plan of one network in the arena: records (schema/), weights, and the work space of a batch.
import { isChain } from "./chain.js";
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
import type { Network, Stage } from "./stage.js";
import { layerFields } from "./layerFields.js";
import type { NativeTier } from "./sizing.js";
import {
  layerRecord,
  optimizerRecord,
  outputRecord,
  planRecord,
  type Values,
  writeFields,
} from "./schema/index.js";
import { layStatistics, type Statistics } from "./statistics.js";
import type { TrainerConfig } from "./types.js";
import type { StoredWeight } from "./weights.js";

export class Plan {
  readonly engine: Engine;
  readonly network: Network;
  readonly settings: OptimizerSettings | undefined;
  readonly weights: readonly StoredWeight[];
  /** Loss and metrics, and their columns. */
  readonly statistics: Statistics;
  /** Threads the work space has room for. */
  readonly threads: number;
  readonly native: NativeTier;
  readonly #config: TrainerConfig;
  readonly #needs: Needs;
  readonly #places: ModelPlaces;
  readonly #modelBlock: number;
  readonly #modelBytes: number;
  #workBlock = 0;
  #workBytes = 0;
  #batch = 0;
  #sparse = false;

  constructor(engine: Engine, config: TrainerConfig, network: Network, threads: number, native: NativeTier) {
    this.engine = engine;
    this.#config = config;
    this.network = network;
    this.threads = threads;
    this.native = native;
    this.settings = config.optimizer && optimizerSettings(config.optimizer);

    this.statistics = layStatistics(config, network);
    const { metrics, columns, tableCounts, keepLogits } = this.statistics;
    this.#needs = {
      network,
      tables: network.stages.map((stage) =>
        stage.kind === "conv" ? convTables(stage, native.dense) : undefined,
      ),
      threads,
      numMetrics: metrics.length,
      columns,
      tableCounts,
      slots: this.settings?.slots,
      keepLogits,
    };
    const measure = new Bump(0);
    placeModel(measure, this.#needs);
    this.#modelBytes = measure.top;
    this.#modelBlock = engine.arena.allocate(measure.top);
    this.#places = placeModel(new Bump(this.#modelBlock), this.#needs);
    this.weights = listWeights(network, this.#places);
    const { settings, statistics } = this;
    const places = this.#places;
    const { lossWeights = [] } = config;
    writeModel({ arena: engine.arena, network, settings, statistics, lossWeights, places, threads, native });
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

  /** The plan's own record as integers, for the fields that change from call to call. */
  words(): Int32Array {
    return this.engine.arena.i32(this.#places.plan, planRecord.bytes / 4);
  }

  totals(): Float64Array {
    return this.engine.arena.f64(this.#places.totals, this.statistics.columns + 1);
  }

  /** The metrics' tables, each one a thread. */
  tables(): Float64Array {
    return this.engine.arena.f64(this.#places.tables, this.statistics.tableCounts * this.threads);
  }

  codebook(): Float32Array {
    return this.engine.arena.f32(this.#places.codebook, 256);
  }

  /** Points the outputs at a data set's targets. */
  setTargets(targets: readonly Values<typeof outputRecord>[]): void {
    targets.forEach((fields, i) => {
      writeFields(
        this.engine.arena.buffer,
        this.#places.outputs + i * outputRecord.bytes,
        outputRecord,
        fields,
      );
    });
  }

  setRate(rate: number): void {
    writeFields(this.engine.arena.buffer, this.#places.optimizer, optimizerRecord, { rate, schedule: 0 });
  }

  /** Rates of the next steps, at most `SCHEDULE_STEPS`. */
  setRates(rates: Float32Array): void {
    const { optimizer, schedule } = this.#places;
    this.engine.arena.f32(schedule, SCHEDULE_STEPS).set(rates);
    writeFields(this.engine.arena.buffer, optimizer, optimizerRecord, { schedule });
  }

  /** Whether the first layer could skip zeros: a dense layer of some size on the samples themselves. */
  get canSkipZeros(): boolean {
    const [first, ...later] = this.network.stages as [Stage, ...Stage[]];
    if (later.some(({ sources }) => sources.includes(-1))) return false;
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

  /** The slots of some optimizers do not start at 0. */
  #fillSlots(): void {
    const start = this.settings?.slotStart ?? 0;
    if (start === 0) return;
    this.settings!.slots.forEach((name, slot) => {
      if (name === undefined) return;
      for (const { address, floats } of this.weights)
        this.engine.arena.f32(address + this.slotDistance(slot), floats).fill(start);
    });
  }

  #writeWork({ stages, plan }: WorkPlaces): void {
    const { buffer } = this.engine.arena;
    const { plan: address, layers, stages: placed, zeros } = this.#places;
    const chain = Number(!this.#sparse && isChain(this.network, this.settings, this.#batch));
    writeFields(buffer, address, planRecord, { ...plan, chain });
    placed.forEach((place, l) => {
      const fixed = layerFields(this.network, l, place, zeros, this.#config.seed ?? 1);
      writeFields(buffer, layers + l * layerRecord.bytes, layerRecord, { ...fixed, ...stages[l] });
    });
  }
}
