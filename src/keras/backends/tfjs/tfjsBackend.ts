// The other backend: any model, any loss, through TensorFlow.js.
import type { Logs, PassOptions, TrainOptions } from "../../../engine/index.js";
import { sliceBatch, type Batch } from "../../data/batch.js";
import type { Objective } from "../../compile/objective.js";
import type { ComputedNetwork, HeldData, Output, Backend } from "../backend.js";
import { nextTurn, turnInterval } from "../../../nextTurn.js";
import { prepareTf } from "./prepareTf.js";
import { toTensor } from "./convert.js";
import { inPhase } from "./phase.js";
import { Report } from "./report.js";
import { takeTrainingStep, lossOf } from "./step.js";
import { TfjsRun } from "./tfjsRun.js";
import type { TensorFlow } from "./tf.js";

interface TfjsData extends HeldData {
  samples: Batch;
}

export class TfjsBackend implements Backend {
  readonly kind = "tfjs";
  readonly #tf: TensorFlow;
  readonly #model: ComputedNetwork;
  readonly #objective: Objective | undefined;
  #report: Report;

  private constructor(tf: TensorFlow, model: ComputedNetwork, objective: Objective | undefined) {
    this.#tf = tf;
    this.#model = model;
    this.#objective = objective;
    this.#report = new Report(objective);
  }

  static async create(model: ComputedNetwork, objective?: Objective): Promise<TfjsBackend> {
    return new TfjsBackend(await prepareTf(), model, objective);
  }

  /** What TensorFlow.js computes with: "tensorflow" (its own library), "wasm" or "cpu". */
  get library(): string {
    return this.#tf.getBackend();
  }

  sync(): void {
    const optimizer = this.#model.settings?.optimizer;
    if (optimizer?.lender) optimizer.state = optimizer.lender.takeState();
  }

  load(samples: Batch): TfjsData {
    return { samples, numSamples: samples.numSamples, dispose: () => undefined };
  }

  train(held: HeldData, options: TrainOptions): TfjsRun {
    this.sync();
    const step = (batch: Batch, report: Report) => {
      takeTrainingStep(this.#tf, this.#model, this.#objective!, batch, report);
    };
    return new TfjsRun((held as TfjsData).samples, options, step, () => new Report(this.#objective));
  }

  resetLogs(): void {
    this.#report = new Report(this.#objective);
  }

  step(batch: Batch): Promise<Logs> {
    this.sync();
    takeTrainingStep(this.#tf, this.#model, this.#objective!, batch, this.#report);
    return Promise.resolve(this.#report.logs());
  }

  test(batch: Batch): Promise<Logs> {
    this.#test(batch, this.#report);
    return Promise.resolve(this.#report.logs());
  }

  #test(batch: Batch, report: Report): void {
    this.#tf.tidy(() => {
      inPhase(false, () => {
        lossOf(this.#tf, this.#model, this.#objective!, batch, false, report);
      });
    });
  }

  async evaluate(
    held: HeldData,
    { batchSize = 32, from = 0, to = held.numSamples }: PassOptions,
  ): Promise<Logs> {
    const report = new Report(this.#objective);
    await this.#eachBatch(held, { batchSize, from, to }, (batch) => {
      this.#test(batch, report);
    });
    return report.logs();
  }

  async predict(
    held: HeldData,
    { batchSize = 32, from = 0, to = held.numSamples }: PassOptions,
  ): Promise<Output[]> {
    const outputs: Output[] = [];
    let done = 0;
    await this.#eachBatch(held, { batchSize, from, to }, (batch) => {
      const tf = this.#tf;
      tf.tidy(() => {
        const x = batch.x.map((column) => toTensor(tf, column));
        const results = inPhase(false, () => this.#model.forwardAll(x, { tf, training: false }));
        for (const [i, result] of results.entries()) {
          const size = result.size / batch.numSamples;
          outputs[i] ??= {
            data: new Float32Array((to - from) * size),
            shape: [to - from, ...result.shape.slice(1)],
          };
          outputs[i].data.set(result.dataSync(), done * size);
        }
      });
      done += batch.numSamples;
    });
    return outputs;
  }

  async #eachBatch(
    held: HeldData,
    { batchSize, from, to }: Required<PassOptions>,
    work: (batch: Batch) => void,
  ): Promise<void> {
    let turn = performance.now();
    for (let start = from; start < to; start += batchSize) {
      work(sliceBatch((held as TfjsData).samples, start, Math.min(to, start + batchSize)));
      if (performance.now() - turn < turnInterval) continue;
      await nextTurn();
      turn = performance.now();
    }
  }

  dispose(): void {
    // Variables belong to the weights and go with them.
  }
}
