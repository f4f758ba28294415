// An optimizer: a formula with its settings, and its memory of the weights it has changed.
import { NDArray } from "../../array/index.js";
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
import { handovers } from "../handovers.js";
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
  #lender: StateLender | undefined;
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
    handovers.count++;
  }

  /** The learning rate as it was given: a number or a schedule. */
  get rate(): number | Schedule {
    return this.#rate;
  }

  /** Who trains with it now. @internal */
  get lender(): StateLender | undefined {
    return this.#lender;
  }

  /** @internal */
  set lender(lender: StateLender | undefined) {
    this.#lender = lender;
    handovers.count++;
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
    const { iterations, slots } = (state ?? {}) as Partial<OptimizerState>;
    const isState = Number.isInteger(iterations) && iterations! >= 0 && typeof slots === "object";
    if (!isState || (slots as unknown) === null) {
      const wanted = "{ iterations, slots }, as another optimizer's state";
      throw new TypeError(
        complaint({ action: "set the optimizer's memory", name: "state", wanted, got: state }),
      );
    }
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
    const weights = readLists("variables", variables) as Float64Array[];
    const slopes = readLists("gradients", gradients);
    for (let i = 0; i < Math.max(weights.length, slopes.length); i++) {
      const [weight, gradient] = [weights[i], slopes[i]];
      if (weight && gradient?.length === weight.length) continue;
      const wanted = weight ? `a list of ${String(weight.length)} numbers` : "left out: it has no variable";
      const got = gradient ? `a list of ${String(gradient.length)}` : "none";
      throw new TypeError(
        `Cannot apply the gradients: gradients[${String(i)}] must be ${wanted}, current value is ${got}`,
      );
    }
    this.step(weights, slopes);
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
    const given: unknown = pairs;
    const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 2;
    if (!Array.isArray(given) || !given.every(isPair)) {
      const wanted = "a list of pairs [gradient, variable]";
      throw new TypeError(complaint({ action: "apply the gradients", name: "pairs", wanted, got: pairs }));
    }
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

/** The numbers of a list of lists or arrays of numbers. */
function readLists(name: string, lists: readonly (ArrayLike<number> | NDArray)[]): ArrayLike<number>[] {
  const action = "apply the gradients";
  if (!Array.isArray(lists)) {
    const wanted = "a list of lists or arrays of numbers";
    throw new TypeError(complaint({ action, name, wanted, got: lists }));
  }
  return (lists as readonly unknown[]).map((list, i) => {
    const numbers = list instanceof NDArray ? list.data : list;
    const isTyped = ArrayBuffer.isView(numbers) && !(numbers instanceof DataView);
    if (isTyped || (Array.isArray(numbers) && numbers.every((value) => typeof value === "number")))
      return numbers as ArrayLike<number>;
    const wanted = "a list or an array of numbers";
    throw new TypeError(complaint({ action, name: `${name}[${String(i)}]`, wanted, got: list }));
  });
}

function checkRate(action: string, rate: unknown): void {
  if (typeof rate === "function" || (typeof rate === "number" && rate >= 0 && rate < Infinity)) return;
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
