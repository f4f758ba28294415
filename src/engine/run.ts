// A training under way: epochs and steps in slices that end in time for whoever waits.
import { complaint } from "../validation.js";
import { runs } from "./commands.js";
import { readLogs, Sums } from "./logs.js";
import { SCHEDULE_STEPS } from "./placement.js";
import type { Binding, Runner } from "./runner.js";
import type { Samples } from "./samples.js";
import { planWords } from "./words.js";
import type { AdvanceOptions, Logs, TrainingRun, TrainOptions } from "./types.js";

const badStep = planWords.indexOf("badStep");

export class Run implements TrainingRun {
  epochsDone = 0;
  stepsDone = 0;
  readonly stepsPerEpoch: number;
  nonFinite: { epoch: number; step: number } | undefined;
  readonly #runner: Runner;
  readonly #data: Samples;
  readonly #batch: number;
  readonly #epochs: number;
  readonly #initialEpoch: number;
  readonly #from: number;
  readonly #count: number;
  readonly #order: TrainOptions["order"];
  readonly #sums: Sums;
  #orderBlock = 0;
  #view: Int32Array | undefined;
  #ordered = false;
  /** Steps that 10 ms are enough for, as far as is known. */
  #stepsPerCall = 1;

  constructor(runner: Runner, data: Samples, options: TrainOptions) {
    const { batchSize = 32, epochs = 1, initialEpoch = 0, from = 0, to = data.numSamples } = options;
    if (!(from >= 0 && from < to && to <= data.numSamples)) {
      const wanted = `a range within ${String(data.numSamples)} samples`;
      throw new RangeError(complaint({ action: "train", name: "from … to", wanted, got: [from, to] }));
    }
    this.#runner = runner;
    this.#data = data;
    this.#batch = Math.min(batchSize, to - from);
    this.#epochs = epochs;
    this.#initialEpoch = initialEpoch;
    this.#from = from;
    this.#count = to - from;
    this.#order = options.order;
    this.stepsPerEpoch = Math.ceil(this.#count / this.#batch);
    this.#sums = new Sums(runner.plan);
    if (options.order) {
      this.#orderBlock = runner.belongings.allocate(this.#count * 4);
      const order = this.#orderView();
      for (let i = 0; i < order.length; i++) order[i] = from + i;
    }
  }

  get done(): boolean {
    return this.epochsDone >= this.#epochs;
  }

  advance({ milliseconds = 50, maxSteps = Infinity, maxEpochs = Infinity }: AdvanceOptions = {}): Logs[] {
    const finished: Logs[] = [];
    if (this.done) return finished;
    const start = performance.now();
    const binding = this.#runner.bind(this.#data, this.#batch, this.#orderBlock);
    let steps = 0;
    for (let now = start; ;) {
      if (this.stepsDone === 0) this.#beginEpoch();
      const chunk = Math.min(this.stepsPerEpoch - this.stepsDone, maxSteps - steps, this.#stepsPerCall);
      this.#train(chunk, binding);
      steps += chunk;
      if (this.stepsDone === this.stepsPerEpoch) {
        finished.push(this.logs());
        this.epochsDone++;
        this.stepsDone = 0;
        this.#ordered = false;
        if (this.done || finished.length >= maxEpochs) break;
      }
      const before = now;
      now = performance.now();
      this.#learnSpeed(chunk, now - before);
      if (steps >= maxSteps || now - start >= milliseconds) break;
    }
    if (this.done) this.#release();
    return finished;
  }

  logs(): Logs {
    const samples = Math.min(this.stepsDone * this.#batch, this.#count);
    return readLogs(this.#runner.plan, this.#runner.config.metrics ?? [], this.#sums, samples);
  }

  /** The places in their order; a view of memory that has grown is made anew. */
  #orderView(): Int32Array {
    const { arena } = this.#runner.belongings;
    if (this.#view?.buffer !== arena.memory.buffer) this.#view = arena.i32(this.#orderBlock, this.#count);
    return this.#view;
  }

  #beginEpoch(): void {
    this.#sums.clear();
    if (!this.#order || this.#ordered) return;
    this.#order(this.#initialEpoch + this.epochsDone, this.#orderView());
    this.#ordered = true;
  }

  #train(chunk: number, { words, totals }: Binding): void {
    const base = this.#order ? 0 : this.#from;
    const from = base + this.stepsDone * this.#batch;
    const to = Math.min(from + chunk * this.#batch, base + this.#count);
    this.#runner.perform(runs.train, from, to, this.#batch, chunk);
    this.#sums.collect(totals);
    if (words[badStep]! >= 0) {
      this.nonFinite ??= {
        epoch: this.#initialEpoch + this.epochsDone,
        step: this.stepsDone + words[badStep]!,
      };
      words[badStep] = -1;
    }
    this.stepsDone += chunk;
  }

  /** Doubles or halves the steps of a call until it takes 10 to 25 ms. */
  #learnSpeed(chunk: number, milliseconds: number): void {
    const limit = this.#runner.hasSchedule ? SCHEDULE_STEPS : 2 ** 20;
    if (chunk === this.#stepsPerCall && milliseconds < 10) this.#stepsPerCall = Math.min(2 * chunk, limit);
    else if (milliseconds > 25) this.#stepsPerCall = Math.max(1, chunk >> 1);
  }

  #release(): void {
    this.#runner.belongings.release(this.#orderBlock);
    this.#orderBlock = 0;
  }
}
