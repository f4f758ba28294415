// The fast backend: a chain of layers trained by the engine.
import {
  supports,
  Trainer,
  type LayerSpec,
  type LoadedData,
  type Logs,
  type LossSpec,
  type MetricSpec,
  type OptimizerState,
  type PassOptions,
  type TrainerConfig,
  type TrainingRun,
  type TrainOptions,
} from "../../../engine/index.js";
import type { Batch } from "../../data/batch.js";
import { Loss } from "../../losses/loss.js";
import { Metric } from "../../metrics.js";
import type { Graph } from "../../network/graph.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import type { Weight } from "../../weight.js";
import type { CompileSettings } from "../../compile/settings.js";
import type { Objective } from "../../compile/objective.js";
import type { HeldData, Output, Backend } from "../backend.js";
import { RunningMeans } from "./runningMeans.js";

/** A network the engine can train, or the reason why it cannot. */
export type EngineFit = { config: TrainerConfig } | { reason: string };

/** Describes a model for the engine. */
export function describeForEngine(
  graph: Graph | undefined,
  objective?: Objective,
  settings?: CompileSettings,
): EngineFit {
  if (!graph) return { reason: "the model has its own call()" };
  const layers = graph.chain;
  if (!layers) return { reason: "the layers are not one chain" };
  const specs: LayerSpec[] = [];
  for (const layer of layers) {
    const found = layer.engineSpecs();
    if (!found) return { reason: `the engine has no ${layer.className}` };
    specs.push(...found);
  }
  const sizes = graph.inputs[0]!.shape.slice(1);
  if (sizes.length === 0 || sizes.includes(null)) return { reason: "the shape of a sample is not fixed" };
  const config: TrainerConfig = { inputShape: sizes as number[], layers: specs };
  if (objective) {
    const loss = objective.losses[0];
    if (!(loss instanceof Loss)) return { reason: "the loss is a function of your own" };
    const metrics: MetricSpec[] = [];
    for (const { metric, name, weighted } of objective.metrics) {
      if (!(metric instanceof Metric) || !metric.spec) return { reason: `the engine has no metric ${name}` };
      metrics.push({ ...metric.spec, weighted });
    }
    config.loss = loss.spec satisfies LossSpec;
    config.metrics = metrics;
  }
  if (settings) {
    const { optimizer, engine } = settings;
    config.optimizer = { ...optimizer.spec, learningRate: optimizer.rate };
    Object.assign(config, engine);
  }
  const reason = supports(config);
  return reason === undefined ? { config } : { reason };
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
      if (state.iterations > 0 || this.#trainer.iterations > 0) this.#trainer.setOptimizerState(state);
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

  load({ x: [inputs], y: [targets], sampleWeight }: Batch): EngineData {
    const palette = inputs!.palette;
    const data = this.#trainer.load({
      x: palette?.indices ?? inputs!.data,
      codebook: palette?.values,
      ...(targets && { y: targets.data }),
      sampleWeight,
    });
    return { data, numSamples: data.numSamples, dispose: () => data.dispose() };
  }

  train(samples: HeldData, options: TrainOptions): TrainingRun {
    this.sync();
    const run = this.#trainer.train((samples as EngineData).data, options);
    const advance = run.advance.bind(run);
    run.advance = (step) => {
      this.sync();
      for (let i = 0; i < this.#weights.length; i++) this.#weights[i]!.lender = this;
      return advance(step);
    };
    return run;
  }

  evaluate(samples: HeldData, options: PassOptions): Promise<Logs> {
    this.sync();
    return this.#trainer.evaluate((samples as EngineData).data, options);
  }

  async predict(samples: HeldData, options: PassOptions): Promise<Output[]> {
    this.sync();
    const data = await this.#trainer.predict((samples as EngineData).data, options);
    return [{ data, shape: [samples.numSamples, ...this.#trainer.outputShape] }];
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
