// A training under way: epochs and steps in slices that end in time for whoever waits.
import { complaint } from "../validation.js";
import { runs } from "./commands.js";
import { Sums } from "./logs.js";
import { SCHEDULE_STEPS } from "./placement.js";
import type { Binding, EpochShape, Runner } from "./runner.js";
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
  readonly #epochs: number;
  readonly #initialEpoch: number;
  readonly #from: number;
  readonly #beforeAdvance: (() => void) | undefined;
  readonly #sums: Sums;
  /** What {@link advanceEpoch} returns. */
  readonly #means: Float64Array;
  /** Epochs whose sums a call has room for. */
  readonly #maxEpochs: number;
  /** What every epoch is; its blocks are 0 when they were given back. */
  readonly #epoch: EpochShape;
  /** Address of the order of the present epoch; 0: the samples come as they are. */
  readonly #order: number;
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
    const count = to - from;
    const batch = Math.min(batchSize, count);
    this.stepsPerEpoch = Math.ceil(count / batch);
    this.#runner = runner;
    this.#data = data;
    this.#epochs = epochs;
    this.#initialEpoch = initialEpoch;
    this.#from = from;
    this.#beforeAdvance = options.beforeAdvance;
    this.#sums = new Sums(runner.plan, runner.config.metrics);
    this.#means = this.#sums.newMeans();
    this.#maxEpochs = Math.max(1, Math.min(epochs, EPOCHS_PER_CALL));
    const { belongings } = runner;
    const rowBytes = this.#sums.columns.length * 8;
    const sums = this.#maxEpochs > 1 ? belongings.allocate(this.#maxEpochs * rowBytes) : 0;
    const isShuffled = options.shuffle !== undefined;
    const shuffle = isShuffled ? belongings.allocate(GENERATOR + count * 4) : 0;
    this.#order = isShuffled ? shuffle + GENERATOR : 0;
    const steps = this.stepsPerEpoch;
    this.#epoch = { from: isShuffled ? 0 : from, count, batch, steps, sums, shuffle };
    if (isShuffled) this.#openOrder(options.shuffle!);
  }

  #openOrder(seed: number): void {
    const { count, shuffle } = this.#epoch;
    this.#runner.seedShuffle(shuffle, seed);
    const order = this.#runner.belongings.arena.i32(this.#order, count);
    for (let i = 0; i < count; i++) order[i] = this.#from + i;
  }

  get done(): boolean {
    return this.epochsDone >= this.#epochs;
  }

  advance({ milliseconds = 50, maxSteps = Infinity, maxEpochs = Infinity }: AdvanceOptions = {}): Logs[] {
    const finished: Logs[] = [];
    this.#beforeAdvance?.();
    if (this.done) return finished;
    const start = performance.now();
    const binding = this.#runner.bind(this.#data, this.#epoch.batch, this.#order);
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

  advanceEpoch(): Float64Array | undefined {
    this.#beforeAdvance?.();
    if (!this.#runner.holds(this.#quick)) this.#bindQuick();
    if (!this.#quick || this.stepsDone > 0 || this.#ordered || this.epochsDone >= this.#epochs)
      return undefined;
    this.#runner.performEpochs(1, this.#epoch);
    const { words } = this.#quick;
    if (words[badStep]! >= 0) this.#noteBadStep(words, this.epochsDone);
    if (++this.epochsDone >= this.#epochs) this.dispose();
    this.#sums.meansOf(this.#sumsTable!, this.#epoch.count, this.#means);
    return this.#means;
  }

  /** Binds the data if an epoch is known to fit into one call; its views are there for as long as the binding is. */
  #bindQuick(): void {
    const binding = this.#runner.bind(this.#data, this.#epoch.batch, this.#order);
    const isQuick = binding.wholeEpochs && this.#maxEpochs > 1 && this.stepsPerEpoch <= this.#stepsPerCall;
    if (isQuick) this.#tableOfSums();
    this.#quick = isQuick ? binding : undefined;
  }

  logs(): Logs {
    const { batch, count } = this.#epoch;
    const samples = Math.min(this.stepsDone * batch, count);
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
    this.#runner.shuffle(this.#order, this.#epoch.count, this.#epoch.shuffle);
    this.#ordered = true;
  }

  /** Trains whole epochs in one call. */
  #trainEpochs(epochs: number, { words }: Binding, finished: Logs[]): void {
    this.#runner.performEpochs(epochs, this.#epoch);
    if (words[badStep]! >= 0) this.#noteBadStep(words, this.epochsDone);
    this.epochsDone += epochs;
    const table = this.#tableOfSums();
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.#sums.read(table, epoch);
      finished.push(this.#sums.logs(this.#epoch.count));
    }
  }

  /** Notes the step of the last call that made the loss anything but a finite number. */
  #noteBadStep(words: Int32Array, epochsBefore: number): void {
    const step = words[badStep]!;
    const epoch = this.#initialEpoch + epochsBefore + Math.floor(step / this.stepsPerEpoch);
    this.nonFinite ??= { epoch, step: step % this.stepsPerEpoch };
    words[badStep] = -1;
  }

  /** What the interpreter has summed up in whole epochs. */
  #tableOfSums(): Float64Array {
    const { arena } = this.#runner.belongings;
    if (this.#sumsTable?.buffer !== arena.buffer)
      this.#sumsTable = arena.f64(this.#epoch.sums, this.#maxEpochs * this.#sums.columns.length);
    return this.#sumsTable;
  }

  #train(chunk: number, { words, totals }: Binding): void {
    const { from: base, batch, count } = this.#epoch;
    const from = base + this.stepsDone * batch;
    const to = Math.min(from + chunk * batch, base + count);
    this.#sums.resume(totals);
    this.#runner.perform(runs.train, from, to, batch, chunk);
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
    const epoch = this.#epoch;
    this.#runner.belongings.release(epoch.shuffle);
    this.#runner.belongings.release(epoch.sums);
    epoch.shuffle = 0;
    epoch.sums = 0;
  }
}
