// What the file of a loss states, and the form that most losses share.

/**
 * The loss of one row (the last axis of an output), in double precision. Its engine kernel is the file of the same name in
 * `src/engine/assembly/losses`.
 */
export interface LossFormula<Options extends object> {
  /** Keras's defaults. */
  readonly defaults: Readonly<Required<Options>>;
  /** What a row's labels are: values like the outputs, −1 and 1 (0 and 1 are turned into them), or one class number. */
  readonly labels: "values" | "signs" | "class";
  /** The row counts as a whole; without it, it is a mean over values, and an array of one axis holds a row a value. */
  readonly wholeRow?: true;
  /** The activation whose input can be taken in place of its output: exact also where that is rounded to 0. */
  readonly logitsOf?: "sigmoid" | "softmax";
  /** Takes no other activation's input for it; of plain cross-entropies Keras takes that of either. */
  readonly ownLogitsOnly?: true;
  /** y: labels of the row; p: its outputs. */
  readonly value: (y: Float64Array, p: Float64Array, options: Readonly<Required<Options>>) => number;
  /** The derivative of `value` by each output. */
  gradient(y: Float64Array, p: Float64Array, options: Readonly<Required<Options>>): Float64Array;
}

/** A mean over the values of a row. */
export function meanOf<Options extends object>({
  element,
  slope,
  ...rest
}: Omit<LossFormula<Options>, "value" | "gradient"> & {
  element: (y: number, p: number, options: Readonly<Required<Options>>) => number;
  slope: (y: number, p: number, options: Readonly<Required<Options>>) => number;
}): LossFormula<Options> {
  return {
    ...rest,
    value: (y, p, options) => p.reduce((sum, q, j) => sum + element(y[j]!, q, options), 0) / p.length,
    gradient: (y, p, options) => p.map((q, j) => slope(y[j]!, q, options) / p.length),
  };
}
