// What other rooms use and nobody outside: the door beside index.ts.
export { checkParams, readContext } from "./context.js";
export { checkConsistentLength } from "./splitters/index.js";
export {
  CannotTravelError,
  type Estimator,
  type FitContext,
  type LoadFunction,
  type Packed,
  type Params,
  type ScoreOptions,
  type TrainingSample,
} from "./types.js";
