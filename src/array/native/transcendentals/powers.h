// Powers, as ../../assembly/transcendentals/powers.ts explains them.
#pragma once
#include "exp.h"
#include "log.h"
#include <float.h>
#include <math.h>

/** Whether x is above 0 and normal and y not 2, of all of them. */
INLINE int are_plain(doubles x, doubles y) {
#ifdef __AVX512F__
  const __mmask8 normal = _mm512_cmp_pd_mask((__m512d)x, _mm512_set1_pd(DBL_MIN), _CMP_GE_OQ);
  const __mmask8 finite = _mm512_mask_cmp_pd_mask(normal, (__m512d)x, _mm512_set1_pd(INFINITY), _CMP_LT_OQ);
  return _mm512_mask_cmp_pd_mask(finite, (__m512d)y, _mm512_set1_pd(2), _CMP_NEQ_UQ) == 255;
#else
  int64_t all = -1;
  const integers is = (x >= DBL_MIN) & (x < INFINITY) & (y != 2);
  for (int i = 0; i < WIDE; i++) all &= is[i];
  return all != 0;
#endif
}

/** x to the power y, of what is plain, and where that is to be computed by other means: where it may overflow, or have fewer bits. */
INLINE doubles power(doubles x, doubles y, integers *rare) {
  const Pair product = times_log(y, absolute(x));
  *rare = ~((absolute(y) < 0x1p51) & (absolute(product.high) < 700));
  return exp_of_sum(product.high, product.low);
}

/** The same of what is not plain, too; it is to be computed by other means where it is not defined, too. */
INLINE doubles any_power(doubles x, doubles y, doubles value, integers *rare) {
  const doubles size = absolute(x), size_y = absolute(y), half = 0.5 * size_y, square = x * x; // is rounded as products are
  // whether y is a whole number, and an odd one
  const integers is_whole = (size_y + AMONG_INTEGERS) - AMONG_INTEGERS == size_y;
  const integers is_odd = is_whole & ((half + AMONG_INTEGERS) - AMONG_INTEGERS != half);
  *rare |= ~((size >= DBL_MIN) & (size < INFINITY) & ((x > 0) | is_whole));
  return choose(y == 2, square, (doubles)((integers)value | ((integers)x & SIGN & is_odd)));
}
