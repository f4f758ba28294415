// The room's door: scikit-learn's model selection.
export type { Backend } from "./backends/backend.js";
export { bullmq, type BullmqOptions } from "./backends/bullmq/bullmq.js";
export { checkCv, type Cv } from "./checkCv.js";
export {
  crossValidate,
  type CrossValidateOptions,
  type CrossValidation,
  crossValScore,
  type CrossValScoreOptions,
} from "./crossValidate.js";
export { type Distribution, distributions } from "./distributions.js";
export { GridSearchCV, type GridSearchCVOptions } from "./search/gridSearchCV.js";
export { HalvingGridSearchCV, type HalvingGridSearchCVOptions } from "./halving/halvingGridSearchCV.js";
export type { HalvingOptions } from "./halving/halvingOptions.js";
export { HalvingRandomSearchCV, type HalvingRandomSearchCVOptions } from "./halving/halvingRandomSearchCV.js";
export { KFold, type KFoldOptions, type Splitter, StratifiedKFold } from "./kFold.js";
export {
  learningCurve,
  type LearningCurve,
  validationCurve,
  type ValidationCurve,
  type ValidationCurveOptions,
} from "./learningCurve.js";
export { ParameterGrid, type ParamGrid, type ParamsOf } from "./parameterGrid.js";
export {
  type ParamDistributions,
  ParameterSampler,
  type ParameterSamplerOptions,
} from "./parameterSampler.js";
export type { ErrorScore } from "./errorScore.js";
export type { PreDispatch } from "./preDispatch.js";
export { RandomizedSearchCV, type RandomizedSearchCVOptions } from "./search/randomizedSearchCV.js";
export { CvResults } from "./results.js";
export { type RunOptions, SearchInterruptedError } from "./runFits.js";
export { getScorerNames, type Scorer, type Scoring, type ScoringName } from "./scoring.js";
export type { FitRecord } from "./search/fittedSearch.js";
export type { SearchFitOptions, SearchOptions } from "./search/searchOptions.js";
export { ShuffleSplit, type ShuffleSplitOptions, StratifiedShuffleSplit } from "./shuffleSplit.js";
export { trainTestSplit, type TrainTestSplitOptions } from "./trainTestSplit.js";
export { CannotTravelError, type Estimator, type FitContext, type Packed, type Params } from "./types.js";
