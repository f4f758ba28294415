import { isAbove, share, type MeanMetric, type ThresholdOptions } from "./formula.js";

/** Share of outputs on the right side of the threshold. */
export const binaryAccuracy: MeanMetric<ThresholdOptions> = {
  defaults: { threshold: 0.5 },
  labels: "values",
  score: (y, p, { threshold }) => share(y, p, (label, q) => label === Number(isAbove(q, threshold))),
};
