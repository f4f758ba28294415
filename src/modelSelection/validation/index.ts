// The module's door: how good one estimator is, without a search.
export {
  crossValidate,
  type CrossValidateOptions,
  type CrossValidation,
  crossValScore,
  type CrossValScoreOptions,
} from "./crossValidate.js";
export { crossValPredict, type CrossValPredictOptions } from "./crossValPredict.js";
export {
  learningCurve,
  type LearningCurve,
  validationCurve,
  type ValidationCurve,
  type ValidationCurveOptions,
} from "./curves.js";
