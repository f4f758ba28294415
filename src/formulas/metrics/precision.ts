import { isAbove, type CountMetric, type ThresholdOptions } from "./formula.js";

/** Of the outputs above the threshold, the share that should be. */
export const precision: CountMetric<ThresholdOptions> = {
  defaults: { threshold: 0.5 },
  labels: "values",
  counts: 2,
  count(y, p, { threshold }, weight, counts) {
    for (let j = 0; j < p.length; j++) {
      if (!isAbove(p[j]!, threshold)) continue;
      if (y[j] !== 0) counts[0]! += weight;
      counts[1]! += weight;
    }
  },
  result: ([right, said]) => (said === 0 ? 0 : right! / said!),
};
