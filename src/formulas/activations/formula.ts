// What the file of an activation states.

/**
 * A function of each value. Its engine kernel is the file of the same name in `src/engine/assembly/activations`.
 * `alpha` is its parameter, if it has one.
 */
export interface ElementActivation {
  /** Default of its parameter. */
  readonly alpha?: number;
  value(z: number, alpha: number): number;
  /** The slope at input z, where the output is y. */
  derivative(z: number, y: number, alpha: number): number;
  /** Its derivative looks at z, so that z has to be kept; the others need y only. */
  readonly needsInput?: true;
}

/** A function of a whole row. */
export interface RowActivation {
  row(z: Float64Array): Float64Array;
  /** The derivative of the loss by the row's inputs, from its outputs y and the derivative d by those. */
  rowDerivative(y: Float64Array, d: Float64Array): Float64Array;
}

export type ActivationFormula = ElementActivation | RowActivation;

/** 1 / (1 + e⁻ᶻ), safe for large z. */
export const logistic = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

/** ln (1 + eᶻ), safe for large z. */
export const logOnePlusExp = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
