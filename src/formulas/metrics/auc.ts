import type { CountMetric } from "./formula.js";

/** Keras's number of thresholds: −ε, 1 / 199, …, 198 / 199, 1 + ε. */
const thresholds = 200;
/** Bucket b holds what exceeds exactly b thresholds. */
const buckets = thresholds + 1;

/** Area under the ROC curve, by 200 thresholds and trapezoids between them. */
export const auc: CountMetric<object> = {
  defaults: {},
  labels: "values",
  counts: buckets * 2, // negatives and positives of each bucket
  table: true,
  count(y, p, _, weight, counts) {
    const last = thresholds - 1;
    for (let j = 0; j < p.length; j++) {
      const q = p[j]!;
      let bucket = Math.max(1, Math.min(last, Math.ceil(q * last)));
      while (bucket < last && q > bucket / last) bucket++; // what rounding moved
      while (bucket > 1 && q <= (bucket - 1) / last) bucket--;
      counts[2 * bucket + Number(y[j] !== 0)]! += weight;
    }
  },
  result(counts) {
    let [negatives, positives, area] = [0, 0, 0];
    for (let b = buckets - 1; b >= 0; b--) {
      const [x, y] = [negatives, positives];
      negatives += counts[2 * b]!;
      positives += counts[2 * b + 1]!;
      area += ((negatives - x) * (y + positives)) / 2;
    }
    return negatives === 0 || positives === 0 ? 0 : area / (negatives * positives);
  },
};
