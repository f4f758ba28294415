// How weights begin. Names, formulas and defaults are Keras's; every one that draws takes a seed.
export type { Initializer, SeedOptions } from "./initializer.js";
export { constant, ones, randomNormal, randomUniform, truncatedNormal, zeros } from "./simple.js";
export * from "./scaling.js";
export * from "./matrices.js";
export {
  getInitializer,
  initializerFromConfig,
  type InitializerArgument,
  type InitializerName,
} from "./names.js";
