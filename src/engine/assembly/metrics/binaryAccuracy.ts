import { Metric } from "../generated/schema";

export function score(metric: Metric, n: i32, p: usize, t: usize): f32 {
  const threshold = <f32>metric.threshold;
  let hits = 0;
  for (let j = 0; j < n << 2; j += 4) hits += i32((load<f32>(p + j) > threshold ? <f32>1 : <f32>0) == load<f32>(t + j));
  return <f32>hits / <f32>n;
}
