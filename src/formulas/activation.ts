// Any activation by its name.
import * as activations from "./activations/index.js";
import type { ActivationFormula, RowActivation } from "./activations/formula.js";

/** Activation functions by name; `gelu` is the exact (erf) form, `geluTanh` the approximate one. */
export type ActivationName = keyof typeof activations;

export const activationFormulas: Readonly<Record<ActivationName, ActivationFormula>> = activations;
export const activationNames = (Object.keys(activations) as ActivationName[]).sort();

/** An activation with its parameter: the slope of `leakyRelu` (default 0.2) or the scale of `elu` (default 1). */
export interface ActivationOptions {
  name: ActivationName;
  alpha?: number;
}

export const isRowActivation = (formula: ActivationFormula): formula is RowActivation => "row" in formula;

/** The default of an activation's parameter; 0 where it has none. */
export function defaultAlpha(name: ActivationName): number {
  const formula = activationFormulas[name];
  return isRowActivation(formula) ? 0 : (formula.alpha ?? 0);
}

/** An activation of every row of `width` values. */
export function applyFormula(
  formula: ActivationFormula,
  z: Float64Array,
  width: number,
  alpha: number,
): Float64Array {
  if (!isRowActivation(formula)) return z.map((value) => formula.value(value, alpha));
  const y = new Float64Array(z.length);
  for (let start = 0; start < z.length; start += width)
    y.set(formula.row(z.subarray(start, start + width)), start);
  return y;
}

/** The derivative by inputs z from the derivative d by outputs y. */
export function differentiateFormula(
  formula: ActivationFormula,
  { z, y, d }: { z: Float64Array; y: Float64Array; d: Float64Array },
  width: number,
  alpha: number,
): Float64Array {
  if (!isRowActivation(formula)) return z.map((value, i) => d[i]! * formula.derivative(value, y[i]!, alpha));
  const result = new Float64Array(z.length);
  for (let start = 0; start < z.length; start += width) {
    const part = (values: Float64Array) => values.subarray(start, start + width);
    result.set(formula.rowDerivative(part(y), part(d)), start);
  }
  return result;
}
