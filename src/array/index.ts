// The room's door: arrays as NumPy has them.
export { array, type ArrayOptions, asArray } from "./array.js";
export { type ArrayLike, NDArray, type NestedArray } from "./ndarray.js";
export { type DType, type TypedArray } from "./dtype.js";
export { type Axis, type ReduceOptions, type SpreadOptions } from "./reduce.js";
export * from "./create.js";
export * from "./functions.js";
