// What other rooms use and nobody outside: the door beside index.ts.
export {
  CannotTravelError,
  type Estimator,
  type FitContext,
  type LoadFunction,
  type Packed,
  type Params,
  type TrainingSample,
} from "./types.js";
