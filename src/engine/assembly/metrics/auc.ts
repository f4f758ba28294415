import { Metric } from "../generated/schema";

/** Sorts the values into buckets between Keras's thresholds −ε, 1/(T − 1), …, 1 + ε: bucket = thresholds below the value. */
export function count(metric: Metric, thread: i32, n: i32, p: usize, t: usize, weight: f32, at: usize): void {
  const T = (metric.counts >> 1) - 1, table = metric.table + (thread * metric.counts << 3);
  for (let j = 0; j < n << 2; j += 4) {
    const q = load<f32>(p + j);
    let bucket = max(1, min(T - 1, <i32>ceil(q * <f32>(T - 1))));
    while (bucket < T - 1 && q > <f32>bucket / <f32>(T - 1)) ++bucket;
    while (bucket > 1 && q <= <f32>(bucket - 1) / <f32>(T - 1)) --bucket;
    const to = table + (bucket << 4) + (load<f32>(t + j) != 0 ? 8 : 0);
    store<f64>(to, load<f64>(to) + <f64>weight);
  }
}
