// Inverse sines and cosines, as ../../assembly/transcendentals/arcs.ts explains them.
#pragma once
#include "wide.h"

/** (The arc of r - r) / r³, from z = r². */
INLINE doubles arc_series(doubles z) {
  const doubles q = z * z;
  const doubles odd = 0.07499999999998425 + q * (0.030381944137085216 + q * (0.017352391265909227
    + q * (0.011478952690257387 + q * (0.00545087818772055 + q * -0.014881409392818066))));
  const doubles even = 0.16666666666666669 + q * (0.04464285714637338 + q * (0.022372173002005596
    + q * (0.013971235301124539 + q * (0.010324318288744113 + q * (0.017419357964884856 + q * 0.02877844261259304)))));
  return even + z * odd;
}

/** Of x from -1 to 1: of its size the inverse sine, or of itself the inverse cosine. */
INLINE doubles arc_of(doubles x, int is_cosine) {
  const doubles zero = {0}, size = absolute(x), quarter = zero + 1.5707963267948966;
  const sides is_steep = is_above(0.5, size);
  const doubles z = choose_side(is_steep, less_product(zero + 0.5, size, zero + 0.5), size * size);
  const doubles r = choose_side(is_steep, root(z), size), about_half_inverse = (doubles)(0x7fce600000000000 - (integers)r);
  const doubles r_low = choose_side(is_steep, less_product(z, r, r) * about_half_inverse, zero); // that is within 5 %
  doubles base = choose_side(is_steep, quarter, zero), factor = choose_side(is_steep, zero - 2, zero + 1);
  if (is_cosine) {
    base = choose_side(is_steep, choose_side(is_above(0, x), zero, 2 * quarter), quarter);
    factor = (doubles)((integers)factor ^ (~(integers)x & SIGN));
  }
  const doubles sum = product_plus(factor, r, base), lost = product_plus(factor, r, base - sum);
  const doubles low = product_plus(factor, r_low + r * z * arc_series(z), base * 3.8981718325193755e-17);
  return sum + (lost + low);
}
