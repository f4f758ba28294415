// A training on the tfjs backend that can be driven like the engine's: so many steps, so much time at once.
import type { AdvanceOptions, Logs, TrainingRun, TrainOptions } from "../../../engine/index.js";
import { takeBatch, type Batch } from "../../data/batch.js";
import { generator, shuffleInPlace, type Generator } from "../../seed.js";
import type { Report } from "./report.js";

export class TfjsRun implements TrainingRun {
  epochsDone = 0;
  stepsDone = 0;
  nonFinite: { epoch: number; step: number } | undefined;
  readonly stepsPerEpoch: number;
  readonly #samples: Batch;
  readonly #batchSize: number;
  readonly #epochs: number;
  readonly #initialEpoch: number;
  readonly #order: Int32Array;
  readonly #random: Generator | undefined;
  readonly #step: (batch: Batch, report: Report) => void;
  readonly #newReport: () => Report;
  #report: Report;

  constructor(
    samples: Batch,
    options: TrainOptions,
    step: (batch: Batch, report: Report) => void,
    newReport: () => Report,
  ) {
    const { batchSize = 32, epochs = 1, initialEpoch = 0, shuffle } = options;
    const { from = 0, to = samples.numSamples } = options;
    this.#samples = samples;
    this.#initialEpoch = initialEpoch;
    this.#random = shuffle === undefined ? undefined : generator(shuffle);
    this.#batchSize = batchSize;
    this.#epochs = epochs;
    this.#order = Int32Array.from({ length: to - from }, (_, i) => from + i);
    this.stepsPerEpoch = Math.ceil(this.#order.length / batchSize);
    this.#step = step;
    this.#newReport = newReport;
    this.#report = newReport();
  }

  get done(): boolean {
    return this.epochsDone >= this.#epochs;
  }

  advance({ milliseconds = 50, maxSteps = Infinity, maxEpochs = Infinity }: AdvanceOptions = {}): Logs[] {
    const ended: Logs[] = [];
    const until = performance.now() + milliseconds;
    for (let steps = 0; !this.done && steps < maxSteps && ended.length < maxEpochs; steps++) {
      const logs = this.#oneStep();
      if (logs) ended.push(logs);
      if (performance.now() >= until) break;
    }
    return ended;
  }

  /** No epoch is quick here. */
  advanceEpoch(): undefined {
    return undefined;
  }

  /** Takes one step; gives the epoch's logs if it was the last. */
  #oneStep(): Logs | undefined {
    const epoch = this.#initialEpoch + this.epochsDone;
    if (this.stepsDone === 0) {
      if (this.#random) shuffleInPlace(this.#order, this.#random);
      this.#report = this.#newReport();
    }
    const start = this.stepsDone * this.#batchSize;
    const rows = this.#order.subarray(start, start + this.#batchSize);
    this.#step(takeBatch(this.#samples, rows), this.#report);
    const logs = this.#report.logs();
    if (!Number.isFinite(logs.loss)) this.nonFinite ??= { epoch, step: this.stepsDone };
    if (++this.stepsDone < this.stepsPerEpoch) return undefined;
    this.stepsDone = 0;
    this.epochsDone++;
    return logs;
  }

  logs(): Logs {
    return this.#report.logs();
  }

  /** Nothing lies outside the heap. */
  dispose(): void {
    return;
  }
}
