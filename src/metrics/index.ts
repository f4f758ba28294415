// The room's door: how good predictions are, in scikit-learn's words.
export { accuracyScore, type AccuracyOptions, balancedAccuracyScore } from "./accuracyScore.js";
export {
  classificationReport,
  type ClassificationReportOptions,
  type ReportRow,
} from "./classificationReport.js";
export { confusionMatrix } from "./confusionMatrix.js";
export { auc, type CurveOptions, precisionRecallCurve, rocCurve } from "./curves.js";
export {
  type Average,
  type AverageOptions,
  f1Score,
  precisionScore,
  recallScore,
} from "./precisionRecall.js";
export { logLoss, type LogLossOptions, rocAucScore } from "./probabilities.js";
export {
  meanAbsoluteError,
  meanSquaredError,
  r2Score,
  type RegressionOptions,
  rootMeanSquaredError,
} from "./regression.js";
export { type TargetType, typeOfTarget } from "./typeOfTarget.js";
