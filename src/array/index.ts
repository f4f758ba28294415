// The room's door: arrays as NumPy has them. `np` has every function (numpy.ts); these can be imported from the package alone.
export { array, type ArrayOptions, asArray } from "./array.js";
export { NDArray } from "./ndarray.js";
export type { ArrayLike, NestedArray } from "./elements.js";
export { type DType, type TypedArray } from "./dtype.js";
export { type Axis, type ReduceOptions, type SpreadOptions } from "./reduce.js";
export type { Range } from "./slicing.js";
export type { Tolerance } from "./allClose.js";
export * from "./create.js";
export * from "./norm.js";
export * from "./searching.js";
export * from "./sorted.js";
export {
  abs,
  add,
  allClose,
  argmax,
  argmin,
  argsort,
  clip,
  cos,
  cumsum,
  div,
  dot,
  equal,
  exp,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  matmul,
  max,
  maximum,
  mean,
  min,
  minimum,
  mod,
  mul,
  neg,
  notEqual,
  pow,
  reshape,
  round,
  sign,
  sin,
  sqrt,
  square,
  std,
  sub,
  sum,
  tanh,
  transpose,
} from "./functions.js";
