// Powers of floats, as ../../assembly/transcendentals/powersFloat.ts explains them.
#pragma once
#include "exp_steps_float.h"
#include "log_steps_float.h"
#include <float.h>
#include <math.h>

/** A number of more bits than a float has: nearly all of it, and the rest. */
typedef struct { singles high, low; } PairOfFloats;

/** The logarithm to base 2 of normal numbers above 0. */
INLINE PairOfFloats log2_parts(singles x) {
  const places above = (places)x - 0x3f7e0000, exponent = above & -(1 << 23), place = above >> 18;
  const singles m = (singles)((places)x - exponent), upper_m = upper_float(m), inverse = look_up_float(of_base_2[0], place);
  const singles about = add_exact((singles){0} - 1.4375f, upper_m, inverse), more = (m - upper_m) * inverse;
  const singles r = about + more, r_low = (about - r) + more, k = __builtin_convertvector(exponent, singles);
  const singles whole = add_exact(look_up_float(of_base_2[1], place), k, (singles){0} + 0x1p-23f), high = whole + r;
  const singles last = 0.1618936f + r * (-0.08452214f + r * 0.04704063f), series = 0.0036139416f + r * (-0.3490831f + r * last);
  const singles low = ((whole - high) + r) + ((r * series + look_up_float(of_base_2[2], place)) + r_low), log = high + low;
  return (PairOfFloats){log, (high - log) + low};
}

/** 2 to the power x + low. */
INLINE singles exp2_of_sum_float(singles x, singles low) {
  const singles near = x * 32 + AMONG_FEW;
  const places k = (places)near;
  const singles about = add_exact(x, near - AMONG_FEW, (singles){0} - 0.03125f) + low;
  const singles r = about * 0.6931472f - look_up_float(step_shifts, k), power = power_at(k);
  return power + power * (r + r * r * (0.5f + r * (0.16667326f + r * 0.041667767f)));
}

/** Whether x is above 0 and normal and y not 2, of all of them. */
INLINE int are_plain_floats(singles x, singles y) {
#ifdef __AVX512F__
  const __mmask16 normal = _mm512_cmp_ps_mask((__m512)x, _mm512_set1_ps(FLT_MIN), _CMP_GE_OQ);
  const __mmask16 finite = _mm512_mask_cmp_ps_mask(normal, (__m512)x, _mm512_set1_ps(INFINITY), _CMP_LT_OQ);
  return _mm512_mask_cmp_ps_mask(finite, (__m512)y, _mm512_set1_ps(2), _CMP_NEQ_UQ) == 65535;
#else
  int all = -1;
  const places is = (x >= FLT_MIN) & (x < INFINITY) & (y != 2);
  for (int i = 0; i < SINGLES; i++) all &= is[i];
  return all != 0;
#endif
}

/** x to the power y, of what is plain, and where that is to be computed by other means: where it may overflow, or have fewer bits. */
INLINE singles power_float(singles x, singles y, places *rare) {
  const PairOfFloats log = log2_parts(absolute_float(x));
  const singles product = y * log.high, low = add_exact(-product, y, log.high) + y * log.low;
  *rare = ~(absolute_float(product) < 126);
  return exp2_of_sum_float(product, low);
}

/** The same of what is not plain, too; it is to be computed by other means where it is not defined, too. */
INLINE singles any_power_float(singles x, singles y, singles value, places *rare) {
  const singles size = absolute_float(x), size_y = absolute_float(y), half = 0.5f * size_y, square = x * x; // is rounded as products are
  // whether y is a whole number, and an odd one
  const places is_whole = ((size_y + AMONG_FEW) - AMONG_FEW == size_y) & (size_y < 0x1p22f);
  const places is_odd = is_whole & ((half + AMONG_FEW) - AMONG_FEW != half);
  *rare |= ~((size >= FLT_MIN) & (size < INFINITY) & ((x > 0) | is_whole));
  return choose_float(y == 2, square, (singles)((places)value | ((places)x & INT32_MIN & is_odd)));
}
