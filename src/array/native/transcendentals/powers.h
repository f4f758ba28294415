// Powers, as ../../assembly/transcendentals/powers.ts explains them.
#pragma once
#include "exp.h"
#include "log.h"
#include <float.h>
#include <math.h>

INLINE int are_positive(doubles x) {
#ifdef __AVX512F__
  return _mm512_cmp_pd_mask((__m512d)x, _mm512_setzero_pd(), _CMP_GT_OQ) == 255;
#else
  int64_t all = -1;
  const integers is = x > 0;
  for (int i = 0; i < WIDE; i++) all &= is[i];
  return all != 0;
#endif
}

/** The size of x to the power y, and where that is to be computed by other means: where it may overflow, or have fewer bits. */
INLINE doubles power(doubles x, doubles y, integers *rare) {
  const doubles size = absolute(x), square = x * x; // is rounded as products are
  const Pair product = times_log(y, size);
  const doubles value = exp_of_sum(product.high, product.low);
  *rare = ~((size >= DBL_MIN) & (size < INFINITY) & (absolute(y) < 0x1p51) & (absolute(product.high) < 700));
  return choose(y == 2, square, value);
}

/** That with its sign; it is to be computed by other means where it is not defined, too. */
INLINE doubles signed_power(doubles x, doubles y, doubles value, integers *rare) {
  // whether y is a whole number, and an odd one
  const doubles half = 0.5 * y, whole = (absolute(y) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const doubles halves = (absolute(half) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const integers is_whole = whole == absolute(y), is_odd = is_whole & (halves != absolute(half));
  *rare |= ~((x > 0) | is_whole);
  return (doubles)((integers)value | ((integers)x & SIGN & is_odd));
}
