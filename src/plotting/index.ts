// Figures for notebooks: pyplot's words, ready-made plots for learning, any Vega-Lite specification.
export { optimizerLooks, palette } from "./colors.js";
export { Drawing } from "./drawing.js";
export { Figure } from "./figure.js";
export { plotActivations, type ActivationsOptions } from "./learning/plotActivations.js";
export { plotConfusionMatrix, type ConfusionMatrixOptions } from "./learning/plotConfusionMatrix.js";
export { plotDecisionBoundary, type DecisionBoundaryOptions } from "./learning/plotDecisionBoundary.js";
export { plotGridSearch, type GridSearchPlotOptions } from "./learning/plotGridSearch.js";
export { plotHistory, type HistoryOptions } from "./learning/plotHistory.js";
export { plotImages, type ImagesOptions } from "./learning/plotImages.js";
export { plotLearningCurve, type LearningCurveOptions } from "./learning/plotLearningCurve.js";
export { plotLossSurface, type LossSurfaceOptions } from "./learning/plotLossSurface.js";
export { plotMisclassified, type MisclassifiedOptions } from "./learning/plotMisclassified.js";
export { plotWeights, type WeightsOptions } from "./learning/plotWeights.js";
export { livePlot, LivePlot } from "./live.js";
export { Axes } from "./pyplot/axes.js";
export * as plt from "./pyplot/plt.js";
export { PyFigure } from "./pyplot/pyFigure.js";
export { vega, type VegaOptions } from "./vega.js";
