// What other rooms use and nobody outside: the door beside index.ts.
export { Optimizer, type OptimizerArgument } from "./optimizers/index.js";
export { checkOptimizerOptions, getOptimizer } from "./optimizers/optimizer.js";
export { type Artifacts, artifactsOf, namedWeights } from "./saving/artifacts.js";
export { compileFromConfig } from "./saving/compileConfig.js";
export { seedSession } from "./seed.js";
export { fitOptionNames } from "./training/fitOptions.js";
