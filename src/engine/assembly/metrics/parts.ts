// What the metrics' kernels share. Formulas: src/formulas/metrics. p: outputs, t: targets (class numbers as one-hot rows), n values
// each. A mean of scores exports `score`; any other exports `count`, which adds to its columns of the sample's statistics.

/** Offset of the largest of n values; the first wins. */
// @ts-ignore: decorator
@inline export function largest(n: i32, p: usize): i32 {
  let best = 0;
  for (let j = 4; j < n << 2; j += 4) if (load<f32>(p + j) > load<f32>(p + best)) best = j;
  return best;
}

// @ts-ignore: decorator
@inline export function add(at: usize, value: f32): void { store<f32>(at, load<f32>(at) + value); }
