// A training under way: epochs and steps in slices that end in time for whoever waits.
import { complaint } from "../validation.js";
import { runs } from "./commands.js";
import { Sums } from "./logs.js";
import { SCHEDULE_STEPS } from "./placement.js";
import type { Binding, Runner } from "./runner.js";
import type { ResidentData } from "./residentData.js";
import { planRecord } from "./schema/index.js";
import type { AdvanceOptions, Logs, TrainingRun, TrainOptions } from "./types.js";

const badStep = planRecord.offsets.badStep / 4;
/** Epochs of one call at most, and samples of their orders. */
const EPOCHS_PER_CALL = 1024;
const ORDERED_SAMPLES = 16384;

export class Run implements TrainingRun {
  epochsDone = 0;
  stepsDone = 0;
  readonly stepsPerEpoch: number;
  nonFinite: { epoch: number; step: number } | undefined;
  readonly #runner: Runner;
  readonly #data: ResidentData;
  readonly #batch: number;
  readonly #epochs: number;
  readonly #initialEpoch: number;
  readonly #from: number;
  readonly #count: number;
  readonly #order: TrainOptions["order"];
  readonly #sums: Sums;
  /** Epochs that a call has room for: their orders, one after the other, and their sums. */
  readonly #maxEpochs: number;
  #orderBlock = 0;
  #sumsBlock = 0;
  /** Views of the orders and of the sums. */
  #orders: Int32Array[] = [];
  #sumsTable: Float64Array | undefined;
  #ordered = false;
  /** The binding at which whole epochs are run one by one. */
  #quick: Binding | undefined;
  /** Steps that 10 ms are enough for, as far as is known. */
  #stepsPerCall = 1;

  constructor(runner: Runner, data: ResidentData, options: TrainOptions) {
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
    this.#sums = new Sums(runner.plan, runner.config.metrics);
    const room = Math.min(epochs, EPOCHS_PER_CALL, Math.floor(ORDERED_SAMPLES / this.#count));
    this.#maxEpochs = Math.max(1, room);
    if (this.#maxEpochs > 1)
      this.#sumsBlock = runner.belongings.allocate(this.#maxEpochs * this.#sums.columns.length * 8);
    if (options.order) {
      this.#orderBlock = runner.belongings.allocate(this.#maxEpochs * this.#count * 4);
      const order = this.#orderOf(0);
      for (let i = 0; i < this.#count; i++) order[i] = from + i;
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
      const whole = binding.wholeEpochs
        ? this.#wholeEpochs(maxEpochs - finished.length, maxSteps - steps)
        : 0;
      const chunk =
        whole > 0
          ? whole * this.stepsPerEpoch
          : Math.min(this.stepsPerEpoch - this.stepsDone, maxSteps - steps, this.#stepsPerCall);
      if (whole > 0) this.#trainEpochs(whole, binding, finished);
      else this.#train(chunk, binding);
      steps += chunk;
      if (this.stepsDone === this.stepsPerEpoch) {
        finished.push(this.logs());
        this.epochsDone++;
        this.stepsDone = 0;
        this.#ordered = false;
      }
      if (this.stepsDone === 0 && (this.done || finished.length >= maxEpochs)) break;
      const before = now;
      now = performance.now();
      this.#learnSpeed(chunk, now - before);
      if (steps >= maxSteps || now - start >= milliseconds) break;
    }
    if (this.done) this.dispose();
    return finished;
  }

  advanceEpoch(): Logs | undefined {
    const binding = this.#runner.bind(this.#data, this.#batch, this.#orderBlock);
    if (binding !== this.#quick && !this.#isQuick(binding)) return undefined;
    if (this.stepsDone > 0 || this.epochsDone >= this.#epochs) return undefined;
    if (this.#order && !this.#ordered) this.#order(this.#initialEpoch + this.epochsDone, this.#orders[0]!);
    this.#performEpochs(1, binding);
    this.#sums.read(this.#sumsTable!, 0);
    if (this.epochsDone >= this.#epochs) this.dispose();
    return this.#sums.logs(this.#count);
  }

  /** Whether an epoch is known to fit into one call; if so, its views are there for as long as the binding is. */
  #isQuick(binding: Binding): boolean {
    if (!binding.wholeEpochs || this.#maxEpochs === 1 || this.stepsPerEpoch > this.#stepsPerCall)
      return false;
    if (this.#order) this.#orderOf(0);
    this.#tableOfSums();
    this.#quick = binding;
    return true;
  }

  logs(): Logs {
    const samples = Math.min(this.stepsDone * this.#batch, this.#count);
    return this.#sums.logs(samples);
  }

  /** The places in the order of an epoch of the call; views of memory that has grown are made anew. */
  #orderOf(epoch: number): Int32Array {
    const { arena } = this.#runner.belongings;
    if (this.#orders[0]?.buffer !== arena.buffer) this.#orders = [];
    return (this.#orders[epoch] ??= arena.i32(this.#orderBlock + epoch * this.#count * 4, this.#count));
  }

  /** How many whole epochs the next call may run. */
  #wholeEpochs(epochs: number, steps: number): number {
    if (this.stepsDone > 0 || this.#maxEpochs === 1) return 0;
    const affordable = Math.floor(Math.min(steps, this.#stepsPerCall) / this.stepsPerEpoch);
    return Math.min(epochs, affordable, this.#maxEpochs, this.#epochs - this.epochsDone);
  }

  #beginEpoch(): void {
    this.#sums.clear();
    if (!this.#order || this.#ordered) return;
    this.#order(this.#initialEpoch + this.epochsDone, this.#orderOf(0));
    this.#ordered = true;
  }

  /** Trains whole epochs in one call; the first has begun. */
  #trainEpochs(epochs: number, binding: Binding, finished: Logs[]): void {
    const first = this.#initialEpoch + this.epochsDone;
    for (let epoch = 1; this.#order && epoch < epochs; epoch++) {
      this.#orderOf(epoch).set(this.#orderOf(epoch - 1));
      this.#order(first + epoch, this.#orderOf(epoch));
    }
    this.#performEpochs(epochs, binding);
    const table = this.#tableOfSums();
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.#sums.read(table, epoch);
      finished.push(this.#sums.logs(this.#count));
    }
    if (this.#order && epochs > 1) this.#orderOf(0).set(this.#orderOf(epochs - 1));
  }

  /** Has the interpreter train epochs whose orders are there. */
  #performEpochs(epochs: number, { words }: Binding): void {
    const runner = this.#runner;
    const from = this.#order ? 0 : this.#from;
    runner.performEpochs(epochs, from, this.#count, this.#batch, this.stepsPerEpoch, this.#sumsBlock);
    if (words[badStep]! >= 0) {
      const step = words[badStep]!;
      const epoch = this.#initialEpoch + this.epochsDone + Math.floor(step / this.stepsPerEpoch);
      this.nonFinite ??= { epoch, step: step % this.stepsPerEpoch };
      words[badStep] = -1;
    }
    this.epochsDone += epochs;
    this.#ordered = false;
  }

  /** What the interpreter has summed up in whole epochs. */
  #tableOfSums(): Float64Array {
    const { arena } = this.#runner.belongings;
    if (this.#sumsTable?.buffer !== arena.buffer)
      this.#sumsTable = arena.f64(this.#sumsBlock, this.#maxEpochs * this.#sums.columns.length);
    return this.#sumsTable;
  }

  #train(chunk: number, { words, totals }: Binding): void {
    const base = this.#order ? 0 : this.#from;
    const from = base + this.stepsDone * this.#batch;
    const to = Math.min(from + chunk * this.#batch, base + this.#count);
    this.#sums.resume(totals);
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
    if (2 * chunk > this.#stepsPerCall && milliseconds < 10)
      this.#stepsPerCall = Math.min(2 * this.#stepsPerCall, limit);
    else if (milliseconds > 25) this.#stepsPerCall = Math.max(1, chunk >> 1);
  }

  dispose(): void {
    this.#runner.belongings.release(this.#orderBlock);
    this.#runner.belongings.release(this.#sumsBlock);
    this.#orderBlock = 0;
    this.#sumsBlock = 0;
  }
}
