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
/** Epochs of one call at most. */
const EPOCHS_PER_CALL = 1024;
/** Bytes of the generator that draws the orders. */
const GENERATOR = 16;

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
  readonly #sums: Sums;
  /** What {@link advanceEpoch} returns. */
  readonly #logs: Logs;
  /** Epochs whose sums a call has room for. */
  readonly #maxEpochs: number;
  /** The generator of the orders and the order of the present epoch; 0: the samples come as they are. */
  #generator = 0;
  #order = 0;
  #sumsBlock = 0;
  /** View of the sums. */
  #sumsTable: Float64Array | undefined;
  /** Whether the epoch that comes has its order. */
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
    this.stepsPerEpoch = Math.ceil(this.#count / this.#batch);
    this.#sums = new Sums(runner.plan, runner.config.metrics);
    this.#logs = this.#sums.newLogs();
    this.#maxEpochs = Math.max(1, Math.min(epochs, EPOCHS_PER_CALL));
    if (this.#maxEpochs > 1)
      this.#sumsBlock = runner.belongings.allocate(this.#maxEpochs * this.#sums.columns.length * 8);
    if (options.shuffle !== undefined) this.#openOrder(options.shuffle);
  }

  #openOrder(seed: number): void {
    const { belongings } = this.#runner;
    this.#generator = belongings.allocate(GENERATOR + this.#count * 4);
    this.#order = this.#generator + GENERATOR;
    this.#runner.seedShuffle(this.#generator, seed);
    const order = belongings.arena.i32(this.#order, this.#count);
    for (let i = 0; i < this.#count; i++) order[i] = this.#from + i;
  }

  get done(): boolean {
    return this.epochsDone >= this.#epochs;
  }

  advance({ milliseconds = 50, maxSteps = Infinity, maxEpochs = Infinity }: AdvanceOptions = {}): Logs[] {
    const finished: Logs[] = [];
    if (this.done) return finished;
    const start = performance.now();
    const binding = this.#runner.bind(this.#data, this.#batch, this.#order);
    let steps = 0;
    for (let now = start; ;) {
      const whole = binding.wholeEpochs
        ? this.#wholeEpochs(maxEpochs - finished.length, maxSteps - steps)
        : 0;
      if (whole === 0 && this.stepsDone === 0) this.#beginEpoch();
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
    const binding = this.#runner.bind(this.#data, this.#batch, this.#order);
    if (binding !== this.#quick && !this.#isQuick(binding)) return undefined;
    if (this.stepsDone > 0 || this.#ordered || this.epochsDone >= this.#epochs) return undefined;
    this.#performEpochs(1, binding);
    this.#sums.read(this.#sumsTable!, 0);
    if (this.epochsDone >= this.#epochs) this.dispose();
    return this.#sums.logs(this.#count, this.#logs);
  }

  /** Whether an epoch is known to fit into one call; if so, its views are there for as long as the binding is. */
  #isQuick(binding: Binding): boolean {
    if (!binding.wholeEpochs || this.#maxEpochs === 1 || this.stepsPerEpoch > this.#stepsPerCall)
      return false;
    this.#tableOfSums();
    this.#quick = binding;
    return true;
  }

  logs(): Logs {
    const samples = Math.min(this.stepsDone * this.#batch, this.#count);
    return this.#sums.logs(samples);
  }

  /** How many whole epochs the next call may run. */
  #wholeEpochs(epochs: number, steps: number): number {
    if (this.stepsDone > 0 || this.#ordered || this.#maxEpochs === 1) return 0;
    const affordable = Math.floor(Math.min(steps, this.#stepsPerCall) / this.stepsPerEpoch);
    return Math.min(epochs, affordable, this.#maxEpochs, this.#epochs - this.epochsDone);
  }

  #beginEpoch(): void {
    this.#sums.clear();
    if (this.#order === 0 || this.#ordered) return;
    this.#runner.shuffle(this.#order, this.#count, this.#generator);
    this.#ordered = true;
  }

  /** Trains whole epochs in one call. */
  #trainEpochs(epochs: number, binding: Binding, finished: Logs[]): void {
    this.#performEpochs(epochs, binding);
    const table = this.#tableOfSums();
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.#sums.read(table, epoch);
      finished.push(this.#sums.logs(this.#count));
    }
  }

  /** Has the interpreter train epochs, whose orders it draws. */
  #performEpochs(epochs: number, { words }: Binding): void {
    const runner = this.#runner;
    const from = this.#order === 0 ? this.#from : 0;
    const [steps, sums] = [this.stepsPerEpoch, this.#sumsBlock];
    runner.performEpochs(epochs, from, this.#count, this.#batch, steps, sums, this.#generator);
    if (words[badStep]! >= 0) {
      const step = words[badStep]!;
      const epoch = this.#initialEpoch + this.epochsDone + Math.floor(step / this.stepsPerEpoch);
      this.nonFinite ??= { epoch, step: step % this.stepsPerEpoch };
      words[badStep] = -1;
    }
    this.epochsDone += epochs;
  }

  /** What the interpreter has summed up in whole epochs. */
  #tableOfSums(): Float64Array {
    const { arena } = this.#runner.belongings;
    if (this.#sumsTable?.buffer !== arena.buffer)
      this.#sumsTable = arena.f64(this.#sumsBlock, this.#maxEpochs * this.#sums.columns.length);
    return this.#sumsTable;
  }

  #train(chunk: number, { words, totals }: Binding): void {
    const base = this.#order === 0 ? this.#from : 0;
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
    this.#runner.belongings.release(this.#generator);
    this.#runner.belongings.release(this.#sumsBlock);
    this.#generator = 0;
    this.#order = 0;
    this.#sumsBlock = 0;
  }
}
