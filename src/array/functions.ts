// The table of operations as free functions, for formulas that read better as NumPy writes them: `1 / (1 + exp(-x))`.
import type { ArrayLike, Elements } from "./elements.js";
import { elementsOf, operandOf } from "./fromLists.js";
import { type NDArray, wrapResult } from "./ndarray.js";
import { mostArguments, operations, type Operations, pairs } from "./operations/index.js";
import { refuseMore } from "./surplus.js";

/** A method as a function that takes the array first, in both forms if it is declared twice. */
type AsFunction<Method> = Method extends {
  (...rest: infer Rest): infer Result;
  (...rest: infer LastRest): infer LastResult;
}
  ? [Rest, LastRest] extends [LastRest, Rest]
    ? (x: ArrayLike, ...rest: LastRest) => LastResult
    : { (x: ArrayLike, ...rest: Rest): Result; (x: ArrayLike, ...rest: LastRest): LastResult }
  : never;

/** The function of every operation; `compress`, whose function takes the array second, is in choosing.ts. */
export type Functions = {
  [Name in Exclude<keyof Operations<NDArray>, "compress">]: AsFunction<Operations<NDArray>[Name]>;
};

const functions = Object.fromEntries(
  Object.entries(operations).map(([name, operation]) => {
    const run = operation as (x: Elements | number, ...rest: unknown[]) => Elements | number | boolean;
    const first = name in pairs ? operandOf : elementsOf;
    const most = mostArguments(name, operation);
    const call = (x: ArrayLike, ...rest: unknown[]) => {
      if (rest.length > most) {
        refuseMore(name, most + 1, [x, ...rest]);
        rest.length = most;
      }
      return wrapResult(run(first(x), ...rest));
    };
    return [name, call];
  }),
) as Functions;

// By name, so that each can be imported alone; numpy.ts does not compile while one is missing. Editors find an operation's
// documentation through the two lists, but not through `export const { … }`.
const { add, sub, mul, div, floorDivide, pow, mod, maximum, minimum } = functions;
const { equal, notEqual, greater, greaterEqual, less, lessEqual } = functions;
const { logicalAnd, logicalOr, logicalNot, isNaN, isFinite } = functions;
const { exp, log, sqrt, square, sin, cos, tanh, neg, abs, sign, floor, ceil, clip, round } = functions;
const { sum, prod, mean, std, min, max, argmax, argmin, any, all } = functions;
const { reshape, flatten, ravel, copy, expandDims, squeeze, transpose, swapaxes, astype } = functions;
const { take, nonzero, cumsum, cumprod, argsort } = functions;
const { dot, matmul, allClose } = functions;
const { var: variance } = functions;
export {
  add,
  sub,
  mul,
  div,
  floorDivide,
  pow,
  mod,
  maximum,
  minimum,
  equal,
  notEqual,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalOr,
  logicalNot,
  isNaN,
  isFinite,
  exp,
  log,
  sqrt,
  square,
  sin,
  cos,
  tanh,
  neg,
  abs,
  sign,
  floor,
  ceil,
  clip,
  round,
  sum,
  prod,
  mean,
  std,
  min,
  max,
  argmax,
  argmin,
  any,
  all,
  reshape,
  flatten,
  ravel,
  copy,
  expandDims,
  squeeze,
  transpose,
  swapaxes,
  astype,
  take,
  nonzero,
  cumsum,
  cumprod,
  argsort,
  dot,
  matmul,
  allClose,
  variance as var,
};
