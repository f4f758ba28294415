// Powers, as ../../assembly/transcendentals/powers.ts explains them.
#pragma once
#include "exp.h"
#include "log.h"
#include <float.h>
#include <math.h>

/**
 * x to the power y, of whose size `value` is e to the power `product`; and where that is to be computed by other means: where it may
 * overflow, have fewer bits, or is not defined.
 */
INLINE doubles signed_power(doubles x, doubles y, doubles product, doubles value, integers *rare) {
  const doubles size = absolute(x);
  // whether y is a whole number, and an odd one
  const doubles half = 0.5 * y, whole = (absolute(y) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const doubles halves = (absolute(half) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const integers is_whole = whole == absolute(y), is_odd = is_whole & (halves != absolute(half));
  const integers is_usual = (size >= DBL_MIN) & (size < INFINITY) & (absolute(y) < 0x1p51) & (absolute(product) < 700);
  *rare = ~(is_usual & ((x > 0) | is_whole));
  const doubles others = (doubles)((integers)value | ((integers)x & SIGN & is_odd));
  return choose(y == 2, x * x, others); // squares are rounded as products are
}

INLINE doubles power(doubles x, doubles y, integers *rare) {
  const Pair product = times_log(y, absolute(x));
  return signed_power(x, y, product.high, exp_of_sum(product.high, product.low), rare);
}

/** Of floats, to be rounded to one. */
INLINE doubles power_of_floats(doubles x, doubles y, integers *rare) {
  const doubles product = y * log_for_float(absolute(x));
  return signed_power(x, y, product, exp_for_float(product), rare);
}
