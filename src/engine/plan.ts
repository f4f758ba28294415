// The plan of one network in the arena: tables of words (words.ts), weights, and the work space of a batch.
import type { Engine } from "./engine.js";
import { convTables } from "./convTables.js";
import { needsClearing, type Activation, type Network, type Stage } from "./stage.js";
import {
  Bump,
  SCHEDULE_STEPS,
  placeModel,
  placeWork,
  type ModelPlaces,
  type Needs,
  type WorkPlaces,
} from "./placement.js";
import { lossSettings, metricSettings, optimizerSettings, type OptimizerSettings } from "./settings.js";
import { kernelPlaces, type StoredWeight } from "./weights.js";
import {
  activationNames,
  layerKinds,
  layerWords,
  lossWords,
  metricWords,
  optimizerWords,
  parameterWords,
  planWords,
  writeWords,
  type Words,
} from "./words.js";
import type { TrainerConfig } from "./types.js";

export class Plan {
  readonly engine: Engine;
  readonly network: Network;
  readonly settings: OptimizerSettings | undefined;
  readonly weights: StoredWeight[] = [];
  /** Threads the work space has room for. */
  readonly threads: number;
  readonly native: boolean;
  /** Columns of the statistics: weighted loss, weight, then the metrics'. */
  readonly columns: number;
  /** Buckets of all AUC metrics of one thread, and the metrics' first columns and buckets. */
  readonly buckets: number;
  readonly metricColumns: { column: number; bucket: number }[] = [];
  readonly #config: TrainerConfig;
  readonly #needs: Needs;
  readonly #places: ModelPlaces;
  readonly #modelBlock: number;
  readonly #modelBytes: number;
  readonly #metricWords: Words[] = [];
  readonly #lossWords: Words | undefined;
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

    const last = network.stages.at(-1)!;
    const act: Activation = last.fused ? { name: "linear", alpha: 0 } : last.activation;
    this.#lossWords = config.loss && lossSettings(config.loss, act, last.output.n);
    let column = 2;
    let bucket = 0;
    for (const metric of config.metrics ?? []) {
      const { words, columns, buckets } = metricSettings(metric, act, last.output.n);
      this.#metricWords.push({ ...words, column });
      this.metricColumns.push({ column, bucket });
      column += columns;
      bucket += buckets;
    }
    this.columns = column;
    this.buckets = bucket;

    this.#needs = {
      network,
      tables: network.stages.map((stage) => (stage.kind === "conv" ? convTables(stage, native) : undefined)),
      threads,
      numMetrics: this.#metricWords.length,
      columns: column,
      buckets: bucket,
      slots: this.settings?.slots,
      keepsLogits: [this.#lossWords, ...this.#metricWords].some((words) => (words?.logits ?? 0) >= 2),
    };
    const measure = new Bump(0);
    placeModel(measure, this.#needs);
    this.#modelBytes = measure.top;
    this.#modelBlock = engine.arena.allocate(measure.top);
    this.#places = placeModel(new Bump(this.#modelBlock), this.#needs);
    this.#listWeights();
    this.#writeModel();
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
    return this.engine.arena.f64(this.#places.totals, this.columns + 1);
  }

  /** Buckets of the AUC metrics, one table a thread. */
  bucketCounts(): Float64Array {
    return this.engine.arena.f64(this.#places.buckets, this.buckets * 2 * this.threads);
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

  #listWeights(): void {
    const { stages, input } = this.network;
    stages.forEach((stage, l) => {
      const { kernel, bias, tables } = this.#places.stages[l]!;
      if (stage.kernel) {
        const source = l === 0 ? input : stages[l - 1]!.output;
        const place = kernelPlaces(stage, source, tables?.patchLength ?? 0);
        const floats = (kernel!.rows * kernel!.rowBytes) / 4;
        const { shape, trainable } = stage.kernel;
        this.weights.push({ shape, address: kernel!.w, floats, trainable, place });
      }
      if (stage.bias) {
        const floats = (bias!.rows * bias!.rowBytes) / 4;
        const { shape, trainable } = stage.bias;
        this.weights.push({ shape, address: bias!.w, floats, trainable, place: undefined });
      }
    });
  }

  /** The first slot of some optimizers does not start at 0. */
  #fillSlots(): void {
    const initial = this.settings?.initial ?? 0;
    if (initial === 0) return;
    for (const { address, floats } of this.weights)
      this.engine.arena.f32(address + this.slotDistance(0), floats).fill(initial);
  }

  #write(address: number, names: readonly string[], words: Words): void {
    writeWords(this.engine.arena.memory.buffer, address, names, words);
  }

  #writeModel(): void {
    const places = this.#places;
    const { stages } = this.network;
    const { arena } = this.engine;
    const first = stages.findIndex((stage) => stage.kernel?.trainable);
    if (this.#lossWords) this.#write(places.loss, lossWords, this.#lossWords);
    if (this.settings) {
      const [toSlot1 = 0, toSlot2 = 0, toSlot3 = 0] = places.toSlots;
      const { toGradient, product } = places;
      this.#write(places.optimizer, optimizerWords, {
        ...this.settings.words,
        toGradient,
        toSlot1,
        toSlot2,
        toSlot3,
        product,
      });
      this.setProduct(0);
    }
    this.#metricWords.forEach((words, i) => {
      const table = places.buckets + this.metricColumns[i]!.bucket * 16 * this.threads;
      this.#write(places.metrics + i * metricWords.length * 4, metricWords, { ...words, table });
    });
    for (const { tables, addresses } of places.stages) {
      if (!tables) continue;
      for (const name of ["origins", "runs", "rowOrigins", "rowRuns"] as const) {
        arena.i32(addresses[name]!, tables[name].length).set(tables[name]);
      }
      if (tables.tileOrigins)
        arena.i32(addresses.tileOrigins!, tables.tileOrigins.length).set(tables.tileOrigins);
    }
    const { penalized, count } = this.#writeParameters();
    this.#write(places.plan, planWords, {
      numLayers: stages.length,
      layers: places.layers,
      first: first < 0 ? stages.length : first,
      loss: places.loss,
      optimizer: places.optimizer,
      numMetrics: this.#metricWords.length,
      metrics: places.metrics,
      numParameters: count,
      parameters: places.parameters,
      native: Number(this.native),
      threads: 1,
      barrier: places.barrier,
      ids: Number(this.network.ids),
      palette: places.palette,
      inN: this.network.input.n,
      inLd: this.network.input.ld,
      columns: this.columns,
      totals: places.totals,
      badStep: -1,
      penalized: Number(penalized),
      normed: Number(
        (this.settings?.words.clipnorm ?? 0) > 0 || (this.settings?.words.globalClipnorm ?? 0) > 0,
      ),
      penaltyRows: places.penaltyRows,
      normRows: places.normRows,
    });
  }

  /** The table of trained or regularized parameters; each stage's addresses of its own. */
  #writeParameters(): { penalized: boolean; count: number } {
    const places = this.#places;
    let row0 = 0;
    let count = 0;
    let penalized = false;
    this.network.stages.forEach((stage, l) => {
      const place = places.stages[l]!;
      for (const role of ["kernel", "bias"] as const) {
        const parameter = place[role];
        const spec = stage[role];
        if (!parameter || !spec) continue;
        const { l1, l2 } = spec.regularizer;
        const address = places.parameters + count * parameterWords.length * 4;
        this.#write(address, parameterWords, { ...parameter, l1, l2, row0 });
        if (spec.trainable) place.addresses[role] = address;
        penalized ||= l1 !== 0 || l2 !== 0;
        row0 += parameter.rows;
        count++;
      }
    });
    return { penalized, count };
  }

  #writeWork({ stages, plan }: WorkPlaces): void {
    const words = this.words();
    for (const [name, value] of Object.entries(plan)) words[planWords.indexOf(name)] = value;
    this.network.stages.forEach((stage, l) => {
      const address = this.#places.layers + l * layerWords.length * 4;
      this.#write(address, layerWords, { ...this.#stageWords(stage, l), ...stages[l] });
    });
  }

  #stageWords(stage: Stage, l: number): Words {
    const { kernel, bias, tables, addresses } = this.#places.stages[l]!;
    const { input, output, geometry, activation } = stage;
    const seed =
      stage.seed ?? (Math.imul(this.#config.seed ?? 1, 0x9e3779b1) ^ Math.imul(l + 1, 0x85ebca6b)) | 0;
    return {
      kind: layerKinds[stage.kind],
      ...output,
      inPositions: input.positions,
      inN: input.n,
      inStored: input.stored,
      inLd: input.ld,
      act: activationNames.indexOf(activation.name),
      alpha: activation.alpha,
      clean: Number(needsClearing(this.network.stages, l)),
      w: kernel?.w ?? 0,
      b: bias?.w ?? this.#places.zeros,
      rate: stage.rate ?? 0,
      seed,
      scale: stage.scale ?? 1,
      offset: stage.offset ?? 0,
      ...tables?.words,
      ...addresses,
      ...(geometry && {
        height: geometry.height,
        width: geometry.width,
        channels: geometry.channels,
        kernelHeight: geometry.kernel[0],
        kernelWidth: geometry.kernel[1],
        strideY: geometry.strides[0],
        strideX: geometry.strides[1],
        top: geometry.top,
        left: geometry.left,
        outHeight: geometry.outHeight,
        outWidth: geometry.outWidth,
        paddedHeight: geometry.paddedHeight,
        paddedWidth: geometry.paddedWidth,
      }),
    };
  }
}
