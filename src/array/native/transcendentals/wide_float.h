// As many floats at a time as a register holds, twice as many as doubles.
#pragma once
#include "wide.h"

#define SINGLES (2 * WIDE)
typedef float singles __attribute__((vector_size(sizeof(float) * SINGLES)));
typedef int32_t places __attribute__((vector_size(sizeof(int32_t) * SINGLES)));

/** 1.5 · 2²³: its neighbours are the integers around it, in its last bits. */
#define AMONG_FEW 12582912.0f

/** x where the mask is -1, y where it is 0. */
INLINE singles choose_float(places mask, singles x, singles y) { return (singles)((mask & (places)x) | (~mask & (places)y)); }
/** y where x is at least the limit, z where it is less, or NaN. */
INLINE singles choose_from(float limit, singles x, singles y, singles z) {
#ifdef __AVX512F__
  return (singles)_mm512_mask_blend_ps(_mm512_cmp_ps_mask((__m512)x, _mm512_set1_ps(limit), _CMP_GE_OQ), (__m512)z, (__m512)y);
#else
  return choose_float(x >= limit, y, z);
#endif
}
INLINE singles root_float(singles x) {
#ifdef __AVX512F__
  return (singles)_mm512_sqrt_ps((__m512)x);
#elif defined(__AVX2__)
  return (singles)_mm256_sqrt_ps((__m256)x);
#else
  for (int i = 0; i < SINGLES; i++) x[i] = __builtin_sqrtf(x[i]);
  return x;
#endif
}
INLINE singles absolute_float(singles x) { return (singles)((places)x & INT32_MAX); }
/** x without its last 12 bits: a product of two such numbers is exact. */
INLINE singles upper_float(singles x) { return (singles)((places)x & -(1 << 12)); }

/** x · y - c, rounded once; of y that has 12 bits, where the product is near c. */
INLINE singles product_less(singles x, singles y, float c) {
#ifdef __AVX512F__
  return (singles)_mm512_fmsub_ps((__m512)x, (__m512)y, _mm512_set1_ps(c));
#elif defined(__FMA__)
  return (singles)_mm256_fmsub_ps((__m256)x, (__m256)y, _mm256_set1_ps(c));
#else
  const singles high = upper_float(x);
  return (high * y - c) + (x - high) * y; // all but the sum is exact
#endif
}
/** x · y + z, where the product is exact. */
INLINE singles exact_sum(singles x, singles y, singles z) {
#ifdef __AVX512F__
  return (singles)_mm512_fmadd_ps((__m512)x, (__m512)y, (__m512)z);
#elif defined(__FMA__)
  return (singles)_mm256_fmadd_ps((__m256)x, (__m256)y, (__m256)z);
#else
  return x * y + z;
#endif
}

/** z - x · y, where that is exact: of a quotient x = z / y, and of a root x = y. */
INLINE singles exact_rest(singles z, singles x, singles y) {
#ifdef __FMA__
  return exact_sum(-x, y, z);
#else
  const singles high = upper_float(x), high_y = upper_float(y), low = x - high, low_y = y - high_y;
  return (((z - high * high_y) - high * low_y) - low * high_y) - low * low_y;
#endif
}

/** The numbers of a table of 32 at the places that the last five bits of k name. */
INLINE singles look_up_float(const float *table, places k) {
#ifdef __AVX512F__
  return (singles)_mm512_permutex2var_ps(_mm512_loadu_ps(table), (__m512i)k, _mm512_loadu_ps(table + 16));
#elif defined(__AVX2__)
  return (singles)_mm256_i32gather_ps(table, (__m256i)(k & 31), sizeof(float));
#else
  singles found;
  for (int i = 0; i < SINGLES; i++) found[i] = table[k[i] & 31];
  return found;
#endif
}
