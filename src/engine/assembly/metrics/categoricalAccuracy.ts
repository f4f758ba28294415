import { Metric } from "../generated/schema";
import { largest } from "./parts";

export function score(metric: Metric, n: i32, p: usize, t: usize): f32 {
  return largest(n, p) == largest(n, t) ? 1 : 0;
}
