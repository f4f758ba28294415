import { Metric } from "../generated/schema";
import { largest } from "./parts";

/** Whether fewer than k classes beat the target's class. */
export function score(metric: Metric, n: i32, p: usize, t: usize): f32 {
  const mark = load<f32>(p + largest(n, t));
  let better = 0;
  for (let j = 0; j < n << 2; j += 4) better += i32(load<f32>(p + j) > mark);
  return better < <i32>metric.k && mark - mark == 0 ? 1 : 0;
}
