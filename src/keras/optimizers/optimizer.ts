// An optimizer: a formula with its settings, and its memory of the weights it has changed.
import type { NDArray } from "../../array/index.js";
import type { OptimizerState } from "../../engine/index.js";
import {
  commonOptions,
  optimizerFormulas,
  optimizerNames,
  stepWeights,
  type OptimizerName,
  type optimizers,
  type OptimizerSpec,
} from "../../formulas/index.js";
import { checkOptions, complaint, nearestName } from "../../validation.js";
import { findWord, type Spelled, type Vocabulary } from "../spelling.js";
import type { Schedule } from "./schedules.js";

/** Holds a newer state than the optimizer itself, while a model trains. */
export interface StateLender {
  readonly iterations: number;
  takeState(): OptimizerState;
}

/** Something an optimizer can change in place: a list of numbers, a typed array or an array of ours. */
export type Variable = number[] | Float32Array | Float64Array | NDArray;

/**
 * @example
 * ```ts
 * import { optimizers } from "gradus";
 * import { expect } from "vitest";
 *
 * const { sgd, rmsprop, adam, adamw, adamax, nadam, adagrad, adadelta, lion, schedules } = optimizers;
 * for (const make of [sgd, rmsprop, adam, adamw, adamax, nadam, adagrad, adadelta, lion])
 *   expect(make({ learningRate: 0.01 })).toBeInstanceOf(optimizers.Optimizer);
 * const learningRate = schedules.exponentialDecay({ initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.5 });
 * expect(sgd({ learningRate, momentum: 0.9 })).toBeInstanceOf(optimizers.Optimizer);
 * ```
 */
export class Optimizer {
  readonly spec: Readonly<OptimizerSpec>;
  /** Keras's name of the formula, as "sgd". */
  readonly name: string;
  /** Counts the changes of the learning rate from outside. */
  rateVersion = 0;
  /** Who trains with it now. */
  lender: StateLender | undefined;
  #rate: number | Schedule;
  #state: OptimizerState = { iterations: 0, slots: {} };
  /** How often a state was written from outside. */
  stateVersion = 0;

  constructor(spec: OptimizerSpec) {
    this.spec = spec;
    this.name = spec.name;
    this.#rate =
      (spec.learningRate as number | Schedule | undefined) ?? optimizerFormulas[spec.name].learningRate;
  }

  /** The learning rate of the next step. Setting it replaces a schedule. */
  get learningRate(): number {
    return typeof this.#rate === "number" ? this.#rate : this.#rate(this.iterations);
  }

  set learningRate(rate: number) {
    checkRate("set the learning rate", rate);
    this.#rate = rate;
    this.rateVersion++;
  }

  /** The learning rate as it was given: a number or a schedule. */
  get rate(): number | Schedule {
    return this.#rate;
  }

  /** Steps made so far. */
  get iterations(): number {
    return this.lender?.iterations ?? this.#state.iterations;
  }

  /** Steps made, and the memory of each weight. */
  get state(): OptimizerState {
    if (this.lender) this.#state = this.lender.takeState();
    return this.#state;
  }

  set state(state: OptimizerState) {
    this.lender = undefined;
    this.#state = state;
    this.stateVersion++;
  }

  /**
   * Makes one step: changes each variable, in place, by its gradient.
   *
   * @param gradients - One a variable, of the same size.
   * @param variables - Lists or arrays of numbers; the same ones, in the same order, at every call.
   *
   * @example One step on w², from 1
   * ```ts
   * import { optimizers } from "gradus";
   * import { expect } from "vitest";
   *
   * const w = [1];
   * optimizers.sgd({ learningRate: 0.1 }).apply([[2]], [w]);
   * expect(w[0]).toBeCloseTo(0.8, 12);
   * ```
   */
  apply(gradients: readonly (ArrayLike<number> | NDArray)[], variables: readonly Variable[]): void {
    const numbers = (x: ArrayLike<number> | NDArray) => ("data" in x ? x.data : x);
    const weights = variables.map((variable) => numbers(variable) as Float64Array);
    for (const [i, weight] of weights.entries()) {
      const gradient = gradients[i] && numbers(gradients[i]);
      if (gradient?.length === weight.length) continue;
      const wanted = `a list of ${String(weight.length)} numbers`;
      const got = gradient ? `a list of ${String(gradient.length)}` : "none";
      throw new TypeError(
        `Cannot apply the gradients: gradients[${String(i)}] must be ${wanted}, current value is ${got}`,
      );
    }
    this.step(weights, gradients.map(numbers));
  }

  /**
   * One step on plain numbers, in place; a weight without a gradient stays, and has no slots.
   *
   * @internal
   */
  step(
    weights: readonly (Float32Array | Float64Array)[],
    gradients: readonly (ArrayLike<number> | undefined)[],
  ): void {
    const { spec, learningRate, state } = this;
    const iterations = state.iterations + 1;
    stepWeights(spec, weights, gradients, state.slots, learningRate, iterations);
    this.#state = { iterations, slots: state.slots };
  }

  /** Keras's older form of {@link apply}: pairs of gradient and variable. */
  applyGradients(pairs: readonly (readonly [ArrayLike<number> | NDArray, Variable])[]): void {
    const gradients = pairs.map(([gradient]) => gradient);
    this.apply(
      gradients,
      pairs.map(([, variable]) => variable),
    );
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Optimizer ${this.name}, learning rate ${String(this.learningRate)}, ${String(this.iterations)} steps`;
  }
}

function checkRate(action: string, rate: unknown): void {
  if (typeof rate === "function" || (typeof rate === "number" && rate >= 0)) return;
  const wanted = "a number >= 0 or a schedule";
  throw new RangeError(complaint({ action, name: "learningRate", wanted, got: rate }));
}

/**
 * Refuses settings that an optimizer does not have, or, without a name, that none has.
 *
 * @throws TypeError for the first one, as `lr`, naming the right one.
 */
export function checkOptimizerOptions(name: OptimizerName | undefined, options: object): void {
  const action = name ? `make the ${name} optimizer` : "make an optimizer";
  const formulas = (name ? [name] : optimizerNames).map((one) => optimizerFormulas[one]);
  const words: string[] = [
    ...commonOptions,
    ...new Set(formulas.flatMap(({ defaults }) => Object.keys(defaults))),
  ];
  if (typeof options !== "object" || options === null)
    checkOptions(action, options, words, `write { learningRate: ${String(options)} }`);
  for (const key of Object.keys(options)) {
    if (words.includes(key)) continue;
    const near = key === "lr" ? "learningRate" : nearestName(key, words);
    const fix = near ? `; write ${near}` : "";
    throw new TypeError(`Cannot ${action}: it has no option "${key}", only ${words.join(", ")}${fix}`);
  }
}

/** Makes an optimizer after checking its settings. */
export function makeOptimizer(name: OptimizerName, options: object): Optimizer {
  const action = `make the ${name} optimizer`;
  checkOptimizerOptions(name, options);
  const { learningRate } = options as { learningRate?: unknown };
  if (learningRate !== undefined) checkRate(action, learningRate);
  return new Optimizer({ ...options, name });
}

export const optimizerVocabulary: Vocabulary<OptimizerName> = {
  argument: "optimizer",
  names: optimizerNames,
};

/** Keras's names of the classes, as "RMSprop". */
type ClassName = (typeof optimizers)[OptimizerName]["className"];

/** An optimizer or its name. */
export type OptimizerArgument = Optimizer | Spelled<OptimizerName> | ClassName;

/** What an optimizer argument stands for. */
export function getOptimizer(action: string, argument: OptimizerArgument): Optimizer {
  if (argument instanceof Optimizer) return argument;
  return makeOptimizer(findWord(action, optimizerVocabulary, argument), {});
}
