import { argmax, isInTopK, type MeanMetric, type TopKOptions } from "./formula.js";

/** Share of rows with the label's 1 among the `k` largest outputs. */
export const topKCategoricalAccuracy: MeanMetric<TopKOptions> = {
  defaults: { k: 5 },
  labels: "values",
  wholeRow: true,
  score: (y, p, { k }) => isInTopK(argmax(y), p, k),
};
