// The fast backend: layers trained by the engine.
import {
  Trainer,
  type LoadedData,
  type Logs,
  type OptimizerState,
  type PassOptions,
  type TrainerConfig,
  type TrainingRun,
  type TrainOptions,
} from "../../../engine/index.js";
import { slotStart } from "../../../formulas/index.js";
import type { Batch } from "../../data/batch.js";
import type { Column } from "../../data/columns.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import { handovers } from "../../handovers.js";
import type { Weight } from "../../weight.js";
import type { Objective } from "../../compile/objective.js";
import type { HeldData, Output, Backend } from "../backend.js";
import { RunningMeans } from "./runningMeans.js";

/** An optimizer's state with a fresh memory for weights that did not train until now. */
function filled({ spec, state }: Optimizer, weights: readonly Weight[]): OptimizerState {
  const whole = (list: readonly Float32Array[]) =>
    weights.map(({ size }, i) =>
      list[i]?.length === size ? list[i] : new Float32Array(size).fill(slotStart(spec)),
    );
  const slots = Object.entries(state.slots).map(([name, list]) => [name, whole(list)]);
  return { ...state, slots: Object.fromEntries(slots) as OptimizerState["slots"] };
}

/** Several inputs as one: those of a sample one behind the other. */
function sideBySide(columns: readonly Column[], numSamples: number): Column {
  const widths = columns.map(({ data }) => data.length / numSamples);
  const width = widths.reduce((sum, each) => sum + each, 0);
  const joined = new Float32Array(numSamples * width);
  let from = 0;
  for (const [i, { data }] of columns.entries()) {
    for (let sample = 0; sample < numSamples; sample++)
      joined.set(data.subarray(sample * widths[i]!, (sample + 1) * widths[i]!), sample * width + from);
    from += widths[i]!;
  }
  return { data: joined, shape: [numSamples, width] };
}

/** The other way round: outputs of a sample that lie one behind the other. */
function apart(data: Float32Array, numSamples: number, shapes: readonly number[][]): Output[] {
  const width = data.length / numSamples;
  let from = 0;
  return shapes.map((shape) => {
    const size = shape.slice(1).reduce((product, n) => product * n, 1);
    const values = new Float32Array(numSamples * size);
    for (let i = 0; i < numSamples; i++)
      values.set(data.subarray(i * width + from, i * width + from + size), i * size);
    from += size;
    return { data: values, shape };
  });
}

/** Trainers whose model is gone give their memory back. */
const forgotten = new FinalizationRegistry<Trainer>((trainer) => {
  trainer.dispose();
});

interface EngineData extends HeldData {
  data: LoadedData;
}

export class EngineBackend implements Backend {
  readonly kind = "engine";
  readonly #trainer: Trainer;
  readonly #weights: readonly Weight[];
  readonly #versions: number[];
  readonly #optimizer: Optimizer | undefined;
  readonly #means: RunningMeans;
  #rateVersion = 0;
  /** The count of all hand-overs when the trainer last took everything over. */
  #handovers = -1;
  #batchSize = 1;

  private constructor(
    trainer: Trainer,
    weights: readonly Weight[],
    optimizer: Optimizer | undefined,
    objective: Objective | undefined,
  ) {
    this.#trainer = trainer;
    this.#weights = weights;
    this.#versions = weights.map(() => -1);
    this.#optimizer = optimizer;
    this.#means = new RunningMeans(objective);
    this.#rateVersion = optimizer?.rateVersion ?? 0;
    forgotten.register(this, trainer, this);
  }

  static async create(
    config: TrainerConfig,
    weights: readonly Weight[],
    optimizer?: Optimizer,
    objective?: Objective,
  ): Promise<EngineBackend> {
    return new EngineBackend(await Trainer.create(config), weights, optimizer, objective);
  }

  /** How the trainer computes: threads, native products, memory. */
  get info(): Trainer["info"] {
    return this.#trainer.info;
  }

  get iterations(): number {
    return this.#trainer.iterations;
  }

  sync(): void {
    for (let i = 0; i < this.#weights.length; i++) {
      const weight = this.#weights[i]!;
      if (weight.lender === this || (weight.lender === undefined && weight.version === this.#versions[i]))
        continue;
      this.#trainer.setWeights(this.#weights.map((each) => each.data));
      for (let j = 0; j < this.#weights.length; j++) this.#versions[j] = this.#weights[j]!.version;
      break;
    }
    const optimizer = this.#optimizer;
    if (!optimizer) return;
    if (optimizer.lender !== this) {
      const { state } = optimizer;
      if (state.iterations > 0 || this.#trainer.iterations > 0)
        this.#trainer.setOptimizerState(filled(optimizer, this.#weights));
      optimizer.lender = this;
    }
    if (optimizer.rateVersion !== this.#rateVersion) {
      this.#trainer.learningRate = optimizer.learningRate;
      this.#rateVersion = optimizer.rateVersion;
    }
  }

  /** The optimizer's memory, for files and for another backend. */
  takeState(): OptimizerState {
    return this.#trainer.getOptimizerState();
  }

  /** Hands the trained numbers to the weights. */
  bringBack(): void {
    const values = this.#trainer.getWeights();
    for (const [i, weight] of this.#weights.entries()) {
      if (weight.lender !== this) continue;
      weight.write(values[i]!);
      this.#versions[i] = weight.version;
    }
  }

  load({ x, y, sampleWeight, numSamples }: Batch): EngineData {
    const inputs = x.length === 1 ? x[0] : sideBySide(x, numSamples);
    const palette = inputs!.palette;
    const data = this.#trainer.load({
      x: palette?.indices ?? inputs!.data,
      codebook: palette?.values,
      ...(y.length > 0 && { y: y.map((targets) => targets.data) }),
      sampleWeight,
    });
    return { data, numSamples: data.numSamples, dispose: () => data.dispose() };
  }

  train(samples: HeldData, options: TrainOptions): TrainingRun {
    this.sync();
    const beforeAdvance = this.#borrow;
    return this.#trainer.train((samples as EngineData).data, { ...options, beforeAdvance });
  }

  /** Takes over what others have changed; from here on the trainer has the weights' numbers. An epoch of a tiny network mostly finds that it has. */
  readonly #borrow = (): void => {
    if (handovers.count === this.#handovers) return;
    this.sync();
    for (const weight of this.#weights) if (weight.lender !== this) weight.lender = this;
    this.#handovers = handovers.count;
  };

  evaluate(samples: HeldData, options: PassOptions): Promise<Logs> {
    this.sync();
    return this.#trainer.evaluate((samples as EngineData).data, options);
  }

  async predict(samples: HeldData, options: PassOptions): Promise<Output[]> {
    this.sync();
    const { numSamples } = samples;
    const data = await this.#trainer.predict((samples as EngineData).data, options);
    const shapes = this.#trainer.outputShapes.map((shape) => [numSamples, ...shape]);
    return shapes.length === 1 ? [{ data, shape: shapes[0]! }] : apart(data, numSamples, shapes);
  }

  resetLogs(): void {
    this.#means.reset();
  }

  step(batch: Batch): Promise<Logs> {
    const held = this.load(batch);
    const run = this.train(held, { batchSize: this.#largest(batch) });
    let logs: Logs | undefined;
    while (!run.done) [logs = logs] = run.advance({ maxSteps: 1 });
    held.dispose();
    return Promise.resolve(this.#means.add(logs ?? run.logs(), batch));
  }

  async test(batch: Batch): Promise<Logs> {
    const held = this.load(batch);
    const logs = await this.evaluate(held, { batchSize: this.#largest(batch) });
    held.dispose();
    return this.#means.add(logs, batch);
  }

  /** The largest batch so far: one size for all lets the engine keep its tables. */
  #largest({ numSamples }: Batch): number {
    return (this.#batchSize = Math.max(this.#batchSize, numSamples));
  }

  dispose(): void {
    forgotten.unregister(this);
    for (const weight of this.#weights) if (weight.lender === this) this.bringBack();
    if (this.#optimizer?.lender === this) this.#optimizer.state = this.takeState();
    this.#trainer.dispose();
  }
}
