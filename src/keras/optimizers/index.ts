// What a cell finds behind `optimizers.`: a factory for each formula; every default is Keras 3's.
import {
  optimizerNames,
  type CommonOptions as Common,
  type OptionsOf,
  type optimizers as formulas,
} from "../../formulas/index.js";
import { makeOptimizer, Optimizer, type OptimizerArgument as Argument } from "./optimizer.js";
import * as schedules from "./schedules.js";

export { Optimizer, type OptimizerArgument } from "./optimizer.js";

type Formulas = typeof formulas;
type Options<Name extends keyof Formulas> = optimizers.CommonOptions & OptionsOf<Formulas[Name]>;

/** One factory a formula, under its doc comment. */
type Factories = { readonly [Name in keyof Formulas]: (options?: Options<Name>) => Optimizer };

const factories = Object.fromEntries(
  optimizerNames.map((name) => [name, (options: object = {}) => makeOptimizer(name, options)]),
) as Factories;

/**
 * What a cell finds behind `optimizers.`.
 *
 * @namespace
 */
export const optimizers = {
  ...factories,
  /** The class of all optimizers. */
  Optimizer,
  /** Learning rates that change with the count of finished steps. */
  schedules,
};

/** The types under the same name, so that a cell's own exports can name them. */
// eslint-disable-next-line @typescript-eslint/no-namespace -- types only; the value is the constant above
export declare namespace optimizers {
  /** What every optimizer takes. */
  interface CommonOptions extends Omit<Common, "learningRate"> {
    /** Length of a step: a number or a schedule. */
    learningRate?: number | schedules.Schedule | ((iteration: number) => number);
    /** Not an option: write `learningRate`. */
    lr?: never;
  }
  /** The options of the optimizer of this name. */
  type OptimizerOptions<Name extends keyof Formulas> = Options<Name>;
  type OptimizerArgument = Argument;
  /** An optimizer with its settings. */
  type Optimizer = InstanceType<typeof optimizers.Optimizer>;
  /** Options of `optimizers.sgd`. */
  type SGDOptions = Options<"sgd">;
  /** Options of `optimizers.adagrad`. */
  type AdagradOptions = Options<"adagrad">;
  /** Options of `optimizers.adadelta`. */
  type AdadeltaOptions = Options<"adadelta">;
  /** Options of `optimizers.rmsprop`. */
  type RMSpropOptions = Options<"rmsprop">;
  /** Options of `optimizers.adam`. */
  type AdamOptions = Options<"adam">;
  /** Options of `optimizers.adamax`. */
  type AdamaxOptions = Options<"adamax">;
}
