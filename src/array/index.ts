// The room's door: arrays as NumPy has them.
export { array, type ArrayLike, type ArrayOptions, asArray, NDArray, type NestedArray } from "./ndarray.js";
export { type DType, type TypedArray } from "./dtype.js";
export { type Axis, type ReduceOptions, type SpreadOptions } from "./reduce.js";
export * from "./create.js";
export * from "./functions.js";
