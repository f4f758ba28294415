import { isInTopK, type MeanMetric, type TopKOptions } from "./formula.js";

/** Share of rows with the label's number among the `k` largest outputs. */
export const sparseTopKCategoricalAccuracy: MeanMetric<TopKOptions> = {
  defaults: { k: 5 },
  labels: "class",
  wholeRow: true,
  score: (y, p, { k }) => isInTopK(y[0]!, p, k),
};
