// Runs the interpreter over data sets: points the plan at them, sets the learning rate, counts the steps.
import type { Belongings } from "./belongings.js";
import type { EngineExports, Run as Command } from "./commands.js";
import type { Engine } from "./engine.js";
import type { Network } from "./stage.js";
import { SCHEDULE_STEPS } from "./placement.js";
import type { Plan } from "./plan.js";
import type { ResidentData } from "./residentData.js";
import { paysThreads, workPerSample } from "./sizing.js";
import { optimizerFormulas } from "../formulas/index.js";
import { planRecord } from "./schema/index.js";
import type { TrainerConfig } from "./types.js";

/** Place of a field of the plan among its words. */
const wordOf = (field: keyof typeof planRecord.offsets) => planRecord.offsets[field] / 4;

/** A data set that the plan points at, and the views that a run looks through. */
export interface Binding {
  readonly samples: ResidentData;
  readonly batch: number;
  /** Address of the order of the samples; 0: as they lie. */
  readonly order: number;
  /** The memory the views are of; another one after it has grown. */
  readonly buffer: ArrayBufferLike;
  readonly words: Int32Array;
  readonly totals: Float64Array;
  /** Whether whole epochs can be run in one call: by one thread, at one rate, without tables that are read after each. */
  readonly wholeEpochs: boolean;
}

/** Epochs of `count` places from `from` on, in `steps` steps of `batch`. */
export interface EpochShape {
  from: number;
  count: number;
  batch: number;
  steps: number;
  /** Address where their sums go, one row an epoch. */
  sums: number;
  /** Address of the generator that shuffles before each epoch; 0: nobody does. */
  shuffle: number;
}

const SLICE_MILLISECONDS = 50;

export class Runner {
  iterations = 0;
  /** Whether the first layer skips zeros; undefined before there are data. */
  skipsZeros: boolean | undefined;
  readonly config: TrainerConfig;
  readonly plan: Plan;
  readonly belongings: Belongings;
  readonly #engine: Engine;
  readonly #network: Network;
  readonly #workPerSample: number;
  readonly #address: number;
  readonly #exports: EngineExports;
  #rate: number | ((iteration: number) => number);
  #threads = 1;
  /** The interpreter is at work; still so at the next call if that was interrupted. */
  #atWork = false;
  #binding: Binding | undefined;

  constructor(engine: Engine, plan: Plan, network: Network, config: TrainerConfig, belongings: Belongings) {
    this.config = config;
    this.plan = plan;
    this.belongings = belongings;
    this.#engine = engine;
    this.#network = network;
    this.#workPerSample = workPerSample(network);
    this.#address = plan.address;
    this.#exports = engine.exports;
    this.#rate =
      config.optimizer?.learningRate ?? optimizerFormulas[config.optimizer?.name ?? "sgd"].learningRate;
  }

  get learningRate(): number {
    return typeof this.#rate === "number" ? this.#rate : this.#rate(this.iterations);
  }

  set learningRate(rate: number) {
    this.#rate = rate;
    this.unbind();
  }

  get hasSchedule(): boolean {
    return typeof this.#rate === "function";
  }

  /** To be called when the plan's words or the weights were changed by others. */
  unbind(): void {
    this.#binding = undefined;
  }

  /**
   * Points the plan at a data set, in the order listed at `order` (0: as it is). A tiny network comes here at every epoch:
   * nothing is done again that still holds.
   */
  bind(samples: ResidentData, batch: number, order: number): Binding {
    const bound = this.#binding;
    if (bound?.samples === samples && bound.batch === batch && bound.order === order && this.holds(bound))
      return bound;
    return (this.#binding = this.#bind(samples, batch, order));
  }

  /** Whether the plan still points where a binding says. */
  holds(binding: Binding | undefined): boolean {
    return (
      binding !== undefined &&
      binding === this.#binding &&
      binding.buffer === this.#engine.arena.buffer &&
      !this.#atWork
    );
  }

  #bind(samples: ResidentData, batch: number, order: number): Binding {
    const { plan, config } = this;
    this.#engine.team.settle();
    plan.prepareWork(batch, this.skipsZeros ?? false);
    const single = config.threads === undefined && !paysThreads(this.#workPerSample, batch);
    this.#threads = single ? 1 : plan.threads;
    const words = plan.words();
    const totals = plan.totals();
    const set = (field: keyof typeof planRecord.offsets, value: number) => (words[wordOf(field)] = value);
    for (const [field, value] of Object.entries(samples.fields))
      set(field as keyof typeof samples.fields, value);
    plan.setTargets(samples.targets);
    set("order", order);
    set("threads", this.#threads);
    set("badStep", -1);
    const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
    floats[wordOf("xScale")] = this.#network.scale;
    floats[wordOf("xOffset")] = this.#network.offset;
    if (samples.codebook) plan.codebook().set(samples.codebook);
    totals.fill(0);
    if (config.optimizer) {
      if (typeof this.#rate === "number") plan.setRate(this.#rate);
      if (words[wordOf("penalized")]) this.#exports.penalty(plan.address);
    }
    this.#atWork = false;
    const wholeEpochs = this.#threads === 1 && !this.hasSchedule && plan.statistics.tableCounts === 0;
    return { samples, batch, order, buffer: this.#engine.arena.buffer, words, totals, wholeEpochs };
  }

  /** Runs the interpreter over places [from, to): `steps` training steps, or a pass. */
  perform(what: Command["what"], from: number, to: number, batch: number, steps: number): void {
    if (steps > 0 && typeof this.#rate === "function") {
      const schedule = this.#rate;
      const count = Math.min(steps, SCHEDULE_STEPS);
      this.plan.setRates(Float32Array.from({ length: count }, (_, k) => schedule(this.iterations + k)));
    }
    const { address, barrier } = this.plan;
    this.#atWork = true;
    this.#engine.run(what, address, from, to, batch, this.iterations, this.#threads, barrier);
    this.iterations += steps;
    this.#atWork = false;
  }

  /** Trains `epochs` epochs that are all alike. */
  performEpochs(epochs: number, { from, count, batch, steps, sums, shuffle }: EpochShape): void {
    const { iterations } = this;
    this.#atWork = true;
    this.#exports.trainEpochs(this.#address, epochs, from, count, batch, iterations, sums, shuffle);
    this.iterations = iterations + epochs * steps;
    this.#atWork = false;
  }

  /** Begins to draw orders of samples: the generator's four words are at `state`. */
  seedShuffle(state: number, seed: number): void {
    this.#exports.seedShuffle(state, seed);
  }

  /** Puts `count` places at `order` in a new random order. */
  shuffle(order: number, count: number, state: number): void {
    this.#exports.shuffle(order, count, state);
  }

  /** Writes predictions to `address`. */
  setOutput(address: number): void {
    this.plan.words()[wordOf("output")] = address;
  }

  /** Places [from, to) in turns of whole batches; after every 50 ms the event loop has its turn. */
  async inSlices(
    samples: ResidentData,
    from: number,
    to: number,
    batch: number,
    turn: (start: number, end: number) => void,
  ): Promise<void> {
    let batches = 1;
    this.bind(samples, batch, 0);
    for (let start = from, slice = performance.now(); start < to;) {
      const end = Math.min(to, start + batches * batch);
      const before = performance.now();
      turn(start, end);
      const now = performance.now();
      start = end;
      if (now - before < SLICE_MILLISECONDS / 4) batches *= 2;
      if (start < to && now - slice > SLICE_MILLISECONDS) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        this.bind(samples, batch, 0); // meanwhile others may have used the plan
        slice = performance.now();
      }
    }
  }
}
