// What the formulas compute with.

/** A weight, a gradient, a row: plain numbers that can be written. */
export type Numbers = Float32Array | Float64Array | number[];

/** Keras's `backend.epsilon()`: probabilities stay this far from 0 and 1. */
export const epsilon = 1e-7;

export const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** A probability whose logarithm, and that of 1 − p, is finite. */
export const clipProbability = (p: number): number => clamp(p, epsilon, 1 - epsilon);
