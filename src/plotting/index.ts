// Figures for notebooks: pyplot's words, ready-made plots for learning, any Vega-Lite specification.
export { Figure } from "./figure.js";
export * as plt from "./pyplot/plt.js";
export { Axes } from "./pyplot/axes.js";
export { PyFigure } from "./pyplot/pyFigure.js";
export { palette } from "./theme.js";
export { vega, type VegaOptions } from "./vega.js";
