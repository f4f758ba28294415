// NumPy's numbers by name.

/** The ratio of a circle's circumference to its diameter. */
export const pi = Math.PI;

/** Euler's number, the base of natural logarithms. */
export const e = Math.E;

/** Positive infinity. */
export const inf = Infinity;

/** Not a number: what is missing, or cannot be computed; equal to nothing, so ask with `np.isnan`. */
export const nan = NaN;
