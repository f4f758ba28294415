// What a cell finds behind `losses.`: a factory for each formula.
import { lossNames, type losses as formulas, type OptionsOf } from "../../formulas/index.js";
import { Loss, makeLoss, type LossArgument as Argument, type LossFunction as OwnFunction } from "./loss.js";

type Formulas = typeof formulas;

/** One factory a formula, under its doc comment. */
type Factories = { readonly [Name in keyof Formulas]: (options?: OptionsOf<Formulas[Name]>) => Loss };

const factories = Object.fromEntries(
  lossNames.map((name) => [name, (options: object = {}) => makeLoss(name, options)]),
) as Factories;

/**
 * What a cell finds behind `losses.`.
 *
 * @namespace
 */
export const losses = { ...factories, Loss };

/** The types under the same name. */
// eslint-disable-next-line @typescript-eslint/no-namespace -- types only; the value is the constant above
export declare namespace losses {
  type Loss = InstanceType<typeof losses.Loss>;
  type LossArgument = Argument;
  type LossFunction = OwnFunction;
  type CrossentropyOptions = OptionsOf<Formulas["categoricalCrossentropy"]>;
}
