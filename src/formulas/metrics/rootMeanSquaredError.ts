import { meanSquaredError } from "../losses/meanSquaredError.js";
import type { MeanMetric } from "./formula.js";

/** The root of the mean of (y − p)². */
export const rootMeanSquaredError: MeanMetric<object> = {
  defaults: {},
  labels: "values",
  scoreOf: "meanSquaredError",
  score: (y, p) => meanSquaredError.value(y, p, {}),
  finish: Math.sqrt,
};
