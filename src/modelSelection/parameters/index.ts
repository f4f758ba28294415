// The module's door: which parameters a search tries.
export { type Distribution, distributions } from "./distributions.js";
export { ParameterGrid, type ParamGrid, type ParamsOf } from "./parameterGrid.js";
export {
  type ParamDistributions,
  ParameterSampler,
  type ParameterSamplerOptions,
} from "./parameterSampler.js";
