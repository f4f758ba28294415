import { isAbove, type CountMetric, type ThresholdOptions } from "./formula.js";

/** Of the labels 1, the share found. */
export const recall: CountMetric<ThresholdOptions> = {
  defaults: { threshold: 0.5 },
  labels: "values",
  counts: 2,
  count(y, p, { threshold }, weight, counts) {
    for (let j = 0; j < p.length; j++) {
      if (y[j] === 0) continue;
      if (isAbove(p[j]!, threshold)) counts[0]! += weight;
      counts[1]! += weight;
    }
  },
  result: ([found, all]) => (all === 0 ? 0 : found! / all!),
};
