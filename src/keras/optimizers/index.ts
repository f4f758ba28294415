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

export const optimizers = { ...factories, Optimizer, schedules };

/** The types under the same name, so that a cell's own exports can name them. */
// eslint-disable-next-line @typescript-eslint/no-namespace -- types only; the value is the constant above
export declare namespace optimizers {
  interface CommonOptions extends Omit<Common, "learningRate"> {
    /** Length of a step: a number or a schedule. */
    learningRate?: number | schedules.Schedule | ((iteration: number) => number);
    /** Not an option: write `learningRate`. */
    lr?: never;
  }
  type OptimizerOptions<Name extends keyof Formulas> = Options<Name>;
  type OptimizerArgument = Argument;
  type Optimizer = InstanceType<typeof optimizers.Optimizer>;
  type SGDOptions = Options<"sgd">;
  type AdagradOptions = Options<"adagrad">;
  type AdadeltaOptions = Options<"adadelta">;
  type RMSpropOptions = Options<"rmsprop">;
  type AdamOptions = Options<"adam">;
  type AdamaxOptions = Options<"adamax">;
}
