import { argmax, type MeanMetric } from "./formula.js";

/** Share of rows whose largest output is at the label's 1. */
export const categoricalAccuracy: MeanMetric<object> = {
  defaults: {},
  labels: "values",
  wholeRow: true,
  score: (y, p) => Number(argmax(y) === argmax(p)),
};
