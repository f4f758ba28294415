// Inverse sines and cosines, as ../../assembly/transcendentals/arcs.ts explains them.
#pragma once
#include "wide.h"

/** base + factor · (r + low + the rest of the arc of r), where `base` comes as two numbers. */
INLINE doubles arc_from(Pair base, doubles factor, doubles r, doubles r_low, doubles z) {
  const doubles series = 0.16666666666666669 + z * (0.07499999999998425 + z * (0.04464285714637338 + z * (0.030381944137085216
    + z * (0.022372173002005596 + z * (0.017352391265909227 + z * (0.013971235301124539 + z * (0.011478952690257387
    + z * (0.010324318288744113 + z * (0.00545087818772055 + z * (0.017419357964884856 + z * (-0.014881409392818066
    + z * 0.02877844261259304)))))))))));
  const Pair sum = sum_of(base.high, factor * r);
  return sum.high + (sum.low + (base.low + factor * (r_low + r * z * series)));
}

/** Of x from -1 to 1: of its size the inverse sine, or of itself the inverse cosine. */
INLINE doubles arc_of(doubles x, int is_cosine) {
  const doubles zero = {0}, size = absolute(x);
  const integers is_steep = size > 0.5, is_negative = x < 0;
  const doubles z = choose(is_steep, 0.5 * (1 - size), size * size), r = choose(is_steep, root(z), size);
  const doubles r_low = choose(is_steep & (r > 0), less_product(z, r, r) * (0.5 * about_inverse(r)), zero);
  const doubles quarter = zero + 1.5707963267948966, quarter_low = zero + 6.123233995736766e-17;
  if (!is_cosine) {
    const Pair base = {choose(is_steep, quarter, zero), choose(is_steep, quarter_low, zero)};
    return arc_from(base, choose(is_steep, zero - 2, zero + 1), r, r_low, z);
  }
  const doubles half = choose(is_negative, zero + 3.141592653589793, zero), half_low = choose(is_negative, zero + 1.2246467991473532e-16, zero);
  const Pair base = {choose(is_steep, half, quarter), choose(is_steep, half_low, quarter_low)};
  const doubles factor = choose(is_steep, zero - 2, zero + 1);
  return arc_from(base, choose(is_negative, factor, -factor), r, r_low, z);
}
