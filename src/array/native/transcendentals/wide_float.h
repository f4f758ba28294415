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
/** A yes or no for each float; NaN is not below any limit. */
#ifdef __AVX512F__
typedef __mmask16 answers;
INLINE answers is_from(float limit, singles x) { return _mm512_cmp_ps_mask((__m512)x, _mm512_set1_ps(limit), _CMP_GE_OQ); }
INLINE answers is_not_below(float limit, singles x) { return _mm512_cmp_ps_mask((__m512)x, _mm512_set1_ps(limit), _CMP_NLT_UQ); }
INLINE answers is_odd(places k) { return _mm512_test_epi32_mask((__m512i)k, _mm512_set1_epi32(1)); }
INLINE int is_any(answers mask) { return mask != 0; }
INLINE singles choose_where(answers mask, singles x, singles y) { return (singles)_mm512_mask_blend_ps(mask, (__m512)y, (__m512)x); }
#else
typedef places answers;
INLINE answers is_from(float limit, singles x) { return x >= limit; }
INLINE answers is_not_below(float limit, singles x) { return ~(x < limit); }
INLINE answers is_odd(places k) { return -(k & 1); }
INLINE int is_any(answers mask) {
#ifdef __AVX2__
  return _mm256_movemask_ps((__m256)mask) != 0;
#else
  int any = 0;
  for (int i = 0; i < SINGLES; i++) any |= mask[i];
  return any;
#endif
}
INLINE singles choose_where(answers mask, singles x, singles y) { return choose_float(mask, x, y); }
#endif
/** x, with the other sign where the number beside it is negative. */
INLINE singles flipped(singles x, singles beside) {
#ifdef __AVX512F__
  return (singles)_mm512_ternarylogic_epi32((__m512i)x, (__m512i)beside, _mm512_set1_epi32(INT32_MIN), 0x78);
#else
  return (singles)((places)x ^ ((places)beside & INT32_MIN));
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

/** The numbers of a table at the places that the last five bits of k name. */
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
/** The same where the answer is yes, else 0. */
INLINE singles look_up_where(answers mask, const float *table, places k) {
#ifdef __AVX512F__
  return (singles)_mm512_maskz_permutex2var_ps(mask, _mm512_loadu_ps(table), (__m512i)k, _mm512_loadu_ps(table + 16));
#else
  return choose_where(mask, look_up_float(table, k), (singles){0});
#endif
}

/** x + a · y in one step, where the product is exact, or the sum: the bits are those of two steps, or of numbersFloat.ts. */
INLINE singles add_exact(singles x, singles a, singles y) {
#ifdef __AVX512F__
  return (singles)_mm512_fmadd_ps((__m512)a, (__m512)y, (__m512)x);
#elif defined(__AVX2__)
  return (singles)_mm256_fmadd_ps((__m256)a, (__m256)y, (__m256)x);
#else
  for (int i = 0; i < SINGLES; i++) x[i] = __builtin_fmaf(a[i], y[i], x[i]);
  return x;
#endif
}
INLINE doubles add_exact_double(doubles x, doubles a, double y) {
#ifdef __AVX512F__
  return (doubles)_mm512_fmadd_pd((__m512d)a, _mm512_set1_pd(y), (__m512d)x);
#elif defined(__AVX2__)
  return (doubles)_mm256_fmadd_pd((__m256d)a, _mm256_set1_pd(y), (__m256d)x);
#else
  for (int i = 0; i < WIDE; i++) x[i] = __builtin_fma(a[i], y, x[i]);
  return x;
#endif
}

/** The first half of the floats (0) or the second one (1), as doubles; and both as floats again. */
INLINE doubles half_of(singles x, int which) {
#ifdef __AVX512F__
  return (doubles)_mm512_cvtps_pd(which ? _mm512_extractf32x8_ps((__m512)x, 1) : _mm512_castps512_ps256((__m512)x));
#else
  floats half[2];
  memcpy(half, &x, sizeof(x));
  return __builtin_convertvector(half[which], doubles);
#endif
}
INLINE singles joined(doubles first, doubles second) {
#ifdef __AVX512F__
  const __m512 lower = _mm512_castps256_ps512(_mm512_cvtpd_ps((__m512d)first));
  return (singles)_mm512_insertf32x8(lower, _mm512_cvtpd_ps((__m512d)second), 1);
#else
  const floats half[2] = {__builtin_convertvector(first, floats), __builtin_convertvector(second, floats)};
  singles x;
  memcpy(&x, half, sizeof(x));
  return x;
#endif
}
