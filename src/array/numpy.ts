// Everything that `np` has but its random numbers.
import type { Functions } from "./functions.js";
import * as functions from "./functions.js";

void (functions satisfies Functions); // does not compile while an operation has no function of its name

export * from "./axes.js";
export * from "./atLeast.js";
export * from "./calculus.js";
export * from "./closeness.js";
export * from "./constants.js";
export * from "./convolution.js";
export * from "./choosing.js";
export * from "./editing.js";
export * from "./einsum.js";
export * from "./empty.js";
export * from "./functions.js";
export * from "./index.js";
export * as linalg from "./linalg.js";
export * from "./lookup.js";
export * from "./mathFunctions.js";
export * from "./nanExtremes.js";
export * from "./nanQuantiles.js";
export * from "./nanStatistics.js";
export * from "./pad.js";
export * from "./pairFunctions.js";
export * from "./partition.js";
export * from "./polynomials.js";
export * from "./places.js";
export * from "./rearrange.js";
export * from "./sets.js";
export * from "./spread.js";
export * from "./statistics.js";
export * from "./tensorProducts.js";
export * from "./triangles.js";
export * from "./vectorProducts.js";

// NumPy's own spelling where methods have a shorter word, or capitals that its names have not.
export {
  abs as absolute,
  allClose as allclose,
  div as trueDivide,
  div as divide,
  isFinite as isfinite,
  isNaN as isnan,
  max as amax,
  min as amin,
  mod as remainder,
  mul as multiply,
  neg as negative,
  pow as power,
  sub as subtract,
} from "./functions.js";
export { asArray as asarray } from "./array.js";
export { concatenate as concat } from "./create.js";
export {
  arccos as acos,
  arccosh as acosh,
  arcsin as asin,
  arcsinh as asinh,
  arctan as atan,
  arctan2 as atan2,
  arctanh as atanh,
  degrees as rad2deg,
  radians as deg2rad,
  trunc as fix,
} from "./mathFunctions.js";
