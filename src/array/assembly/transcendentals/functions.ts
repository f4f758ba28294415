// Which function is meant, and what is computed by JavaScript.

/** The functions; in the order of `transcendentals` in ../../transcendentals.ts. */
export const EXP: i32 = 0, EXP2: i32 = 1, EXPM1: i32 = 2, LOG: i32 = 3, LOG2: i32 = 4, LOG10: i32 = 5, LOG1P: i32 = 6;
export const SINH: i32 = 7, COSH: i32 = 8, TANH: i32 = 9, SIN: i32 = 10, COS: i32 = 11, TAN: i32 = 12, ARCTAN: i32 = 13, ARCSIN: i32 = 14;
export const ARCCOS: i32 = 15, ARCSINH: i32 = 16, ARCCOSH: i32 = 17, ARCTANH: i32 = 18, CBRT: i32 = 19;

/** JavaScript's function of this number. */
// @ts-ignore: decorator
@external("math", "exactly")
export declare function exactly(fn: i32, x: f64): f64;
