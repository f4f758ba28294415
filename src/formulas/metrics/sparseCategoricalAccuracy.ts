import { argmax, type MeanMetric } from "./formula.js";

/** Share of rows whose largest output is at the label's number. */
export const sparseCategoricalAccuracy: MeanMetric<object> = {
  defaults: {},
  labels: "class",
  wholeRow: true,
  score: (y, p) => Number(y[0] === argmax(p)),
};
