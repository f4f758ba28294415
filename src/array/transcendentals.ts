// Exponentials, logarithms, powers, roots, hyperbolic functions and those of angles: JavaScript's own, for what is rare. All else is computed by
// assembly/ and native/, nearer to the truth in most cases, and with the same bits whatever the length.

/** In the order of assembly/transcendentals/functions.ts and native/transcendentals/transcendentals.c. */
export const transcendentals = [
  ...(["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sinh", "cosh", "tanh"] as const),
  ...(["sin", "cos", "tan", "arctan", "arcsin", "arccos", "arcsinh", "arccosh", "arctanh", "cbrt"] as const),
] as const;
export type Transcendental = (typeof transcendentals)[number];

/** JavaScript's functions, in the same order: where they overflow, have fewer bits, or are not defined. */
export const exactly: readonly ((x: number) => number)[] = transcendentals.map((name) => {
  if (name === "exp2") return (x) => 2 ** x;
  const own = name.replace("arc", "a") as
    "asinh" | "acosh" | "atanh" | "sin" | "cos" | "tan" | "atan" | "asin" | "acos" | "cbrt";
  return (x) => Math[own](x);
});

/** JavaScript's power, but of 1 to any power, and of -1 to an infinite one, 1: as C, and NumPy, have it. */
export const powerExactly = (x: number, y: number): number =>
  x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;

/** Functions of pairs; in the order of assembly/transcendentals/pairFunctions.ts and native/transcendentals/pair_functions.c. */
export const pairTranscendentals = ["pow", "arctan2"] as const;
export type PairTranscendental = (typeof pairTranscendentals)[number];

/** JavaScript's, in the same order. */
export const exactlyOfPair: readonly ((x: number, y: number) => number)[] = [powerExactly, Math.atan2];
