// Exponentials, logarithms and hyperbolic functions: JavaScript's own, for what is rare. All else is computed by assembly/ and native/,
// nearer to the truth in most cases, and with the same bits whatever the length.

/** In the order of assembly/transcendentals.ts and native/transcendentals.c. */
export const transcendentals = [
  ...(["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sinh", "cosh", "tanh"] as const),
] as const;
export type Transcendental = (typeof transcendentals)[number];

const exp2 = (x: number) => 2 ** x;

/** JavaScript's functions, in the same order: where they overflow, have fewer bits, or are not defined. */
export const exactly = transcendentals.map((name) => (name === "exp2" ? exp2 : (x: number) => Math[name](x)));
