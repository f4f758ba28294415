// Which function is meant, and what is computed by JavaScript.

/** The functions; in the order of `transcendentals` in ../../transcendentals.ts. */
export const EXP: i32 = 0, EXP2: i32 = 1, EXPM1: i32 = 2, LOG: i32 = 3, LOG2: i32 = 4, LOG10: i32 = 5, LOG1P: i32 = 6;
export const SINH: i32 = 7, COSH: i32 = 8, TANH: i32 = 9, ARCSINH: i32 = 10, ARCCOSH: i32 = 11, ARCTANH: i32 = 12;
export const SIN: i32 = 13, COS: i32 = 14, TAN: i32 = 15, ARCTAN: i32 = 16, ARCSIN: i32 = 17, ARCCOS: i32 = 18, CBRT: i32 = 19;

/** JavaScript's function of this number. */
// @ts-ignore: decorator
@external("math", "exactly")
export declare function exactly(fn: i32, x: f64): f64;
