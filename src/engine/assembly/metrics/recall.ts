import { Metric } from "../generated/schema";
import { add } from "./parts";

export function count(metric: Metric, thread: i32, n: i32, p: usize, t: usize, weight: f32, at: usize): void {
  const threshold = <f32>metric.threshold;
  for (let j = 0; j < n << 2; j += 4) {
    if (load<f32>(t + j) == 0) continue;
    if (load<f32>(p + j) > threshold) add(at, weight);
    add(at + 4, weight);
  }
}
