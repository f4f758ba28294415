// Everything that `np` has but its random numbers.
import type { Functions } from "./functions.js";
import * as functions from "./functions.js";

void (functions satisfies Functions); // does not compile while an operation has no function of its name

export * from "./axes.js";
export * from "./closeness.js";
export * from "./constants.js";
export * from "./editing.js";
export * from "./einsum.js";
export * from "./functions.js";
export * from "./index.js";
export * as linalg from "./linalg.js";
export * from "./lookup.js";
export * from "./mathFunctions.js";
export * from "./pad.js";
export * from "./rearrange.js";
export * from "./sets.js";
export * from "./spread.js";
export * from "./statistics.js";
export * from "./triangles.js";
export * from "./vectorProducts.js";

// NumPy's own spelling where methods have a shorter word, or capitals that its names have not.
export {
  abs as absolute,
  allClose as allclose,
  div as divide,
  isFinite as isfinite,
  isNaN as isnan,
  mul as multiply,
  neg as negative,
  pow as power,
  sub as subtract,
} from "./functions.js";
