// The room's door: scikit-learn's model selection, one line a module.
export { type Backend, bullmq, type BullmqOptions } from "./backends/index.js";
export { type ErrorScore, type PreDispatch, type RunOptions, SearchInterruptedError } from "./fits/index.js";
export * from "./halving/index.js";
export * from "./parameters/index.js";
export { CvResults } from "./results.js";
export { getScorerNames, type Scorer, type Scoring, type ScoringName } from "./scoring.js";
export {
  type FitRecord,
  GridSearchCV,
  type GridSearchCVOptions,
  RandomizedSearchCV,
  type RandomizedSearchCVOptions,
  type SearchCallback,
  type SearchFitOptions,
  type SearchOptions,
  type SearchSoFar,
} from "./search/index.js";
export {
  checkCv,
  type Cv,
  GroupKFold,
  KFold,
  type KFoldOptions,
  RepeatedKFold,
  type RepeatedKFoldOptions,
  RepeatedStratifiedKFold,
  ShuffleSplit,
  type ShuffleSplitOptions,
  type Splitter,
  StratifiedKFold,
  StratifiedShuffleSplit,
  TimeSeriesSplit,
  type TimeSeriesSplitOptions,
} from "./splitters/index.js";
export { trainTestSplit, type TrainTestSplitOptions } from "./trainTestSplit.js";
export { CannotTravelError, type Estimator, type FitContext, type Packed, type Params } from "./types.js";
export * from "./validation/index.js";
