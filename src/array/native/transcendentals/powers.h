// Powers, as ../../assembly/transcendentals/powers.ts explains them.
#pragma once
#include "exp.h"
#include "log.h"
#include <float.h>
#include <math.h>

/** x to the power y, and where that is to be computed by other means: where it may overflow, have fewer bits, or is not defined. */
INLINE doubles power(doubles x, doubles y, integers *rare) {
  const doubles size = absolute(x);
  const Pair product = times_log(y, size);
  // whether y is a whole number, and an odd one
  const doubles half = 0.5 * y, whole = (absolute(y) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const doubles halves = (absolute(half) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const integers is_whole = whole == absolute(y), is_odd = is_whole & (halves != absolute(half));
  const integers is_usual = (size >= DBL_MIN) & (size < INFINITY) & (absolute(y) < 0x1p51) & (absolute(product.high) < 700);
  *rare = ~(is_usual & ((x > 0) | is_whole));
  const doubles others = (doubles)((integers)exp_of_sum(product.high, product.low) | ((integers)x & SIGN & is_odd));
  return choose(y == 2, x * x, others); // squares are rounded as products are
}
