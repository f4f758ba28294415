// As many numbers at a time as a register holds, for the functions that no processor has, such as exp. Of vectors wider than that,
// GCC does some steps one number at a time.
#pragma once
#include "kernels.h"
#ifdef __AVX2__
#include <immintrin.h>
#endif
#if defined(__GNUC__) && !defined(__clang__) // which mixes the steps of two numbers by itself
#pragma GCC optimize("schedule-insns", "sched-pressure")
#endif

#ifdef __AVX512F__
#define WIDE 8
#elif defined(__AVX2__)
#define WIDE 4
#else
#define WIDE 2
#endif
typedef double doubles __attribute__((vector_size(sizeof(double) * WIDE)));
typedef float floats __attribute__((vector_size(sizeof(float) * WIDE)));
typedef int64_t integers __attribute__((vector_size(sizeof(int64_t) * WIDE)));
typedef uint64_t naturals __attribute__((vector_size(sizeof(int64_t) * WIDE))); // AVX2 shifts no others to the right

/** 1.5 · 2⁵²: its neighbours are the integers around it, in its last bits. */
#define AMONG_INTEGERS 6755399441055744.0
/** The sign of a number, in its bits. */
#define SIGN INT64_MIN

/** x where the mask is -1, y where it is 0. */
INLINE doubles choose(integers mask, doubles x, doubles y) { return (doubles)((mask & (integers)x) | (~mask & (integers)y)); }
/** Whether each double is more than the limit. */
#ifdef __AVX512F__
typedef __mmask8 sides;
INLINE sides is_above(double limit, doubles x) { return _mm512_cmp_pd_mask((__m512d)x, _mm512_set1_pd(limit), _CMP_GT_OQ); }
INLINE doubles choose_side(sides mask, doubles x, doubles y) { return (doubles)_mm512_mask_blend_pd(mask, (__m512d)y, (__m512d)x); }
#else
typedef integers sides;
INLINE sides is_above(double limit, doubles x) { return x > limit; }
INLINE doubles choose_side(sides mask, doubles x, doubles y) { return choose(mask, x, y); }
#endif
/** x, and of what is larger the limit. */
INLINE doubles at_most(double limit, doubles x) {
#ifdef __AVX512F__
  return (doubles)_mm512_min_pd(_mm512_set1_pd(limit), (__m512d)x);
#else
  return choose(x > limit, (doubles){0} + limit, x);
#endif
}
INLINE doubles absolute(doubles x) { return (doubles)((integers)x & ~SIGN); }
INLINE doubles root(doubles x) {
#ifdef __AVX512F__
  return (doubles)_mm512_sqrt_pd((__m512d)x);
#elif defined(__AVX2__)
  return (doubles)_mm256_sqrt_pd((__m256d)x);
#else
  for (int i = 0; i < WIDE; i++) x[i] = __builtin_sqrt(x[i]);
  return x;
#endif
}
/** x without its last 27 bits: a product of two such numbers is exact. */
INLINE doubles upper(doubles x) { return (doubles)((integers)x & -(1LL << 27)); }

/** Integers of at most 51 bits as doubles. */
INLINE doubles whole_of(integers k) {
#ifdef __AVX512DQ__
  return __builtin_convertvector(k, doubles);
#else
  return (doubles)(k + 0x4338000000000000) - AMONG_INTEGERS;
#endif
}

/** A table's numbers at the places that the last five bits of k name. */
INLINE doubles look_up(const double *table, integers k) {
#ifdef __AVX512F__
  const __m512i place = (__m512i)k;
  const __m512d low = _mm512_permutex2var_pd(_mm512_loadu_pd(table), place, _mm512_loadu_pd(table + 8));
  const __m512d high = _mm512_permutex2var_pd(_mm512_loadu_pd(table + 16), place, _mm512_loadu_pd(table + 24));
  return (doubles)_mm512_mask_blend_pd(_mm512_test_epi64_mask(place, _mm512_set1_epi64(16)), low, high);
#else
  doubles found;
  for (int i = 0; i < WIDE; i++) found[i] = table[k[i] & 31];
  return found;
#endif
}

/** A number of more bits than a double has: nearly all of it, and the rest. */
typedef struct { doubles high, low; } Pair;

/** a + b, where a is 0 or the larger one. */
INLINE Pair sum_of(doubles a, doubles b) {
  const doubles sum = a + b;
  return (Pair){sum, (a - sum) + b};
}

/** a · b + x in one step: where a or b has few bits, so that this is the same as with a product that is rounded. */
INLINE doubles product_plus(doubles a, doubles b, doubles x) {
#ifdef __AVX512F__
  return (doubles)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)x);
#elif defined(__AVX2__)
  return (doubles)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)x);
#else
  for (int i = 0; i < WIDE; i++) x[i] = __builtin_fma(a[i], b[i], x[i]);
  return x;
#endif
}
/** x - a · b, likewise. */
INLINE doubles less_product(doubles x, doubles a, doubles b) {
#ifdef __AVX512F__
  return (doubles)_mm512_fnmadd_pd((__m512d)a, (__m512d)b, (__m512d)x);
#elif defined(__AVX2__)
  return (doubles)_mm256_fnmadd_pd((__m256d)a, (__m256d)b, (__m256d)x);
#else
  for (int i = 0; i < WIDE; i++) x[i] = __builtin_fma(-a[i], b[i], x[i]);
  return x;
#endif
}

/** a · b, and what that lacks. */
INLINE Pair product_of(doubles a, doubles b) {
  const doubles product = a * b;
  return (Pair){product, -less_product(product, a, b)};
}

/** a / b, the upper half and the rest. */
INLINE Pair quotient_of(Pair a, Pair b) {
  const doubles inverse = 1 / b.high, q = upper(a.high * inverse);
  return (Pair){q, ((less_product(a.high, q, b.high) + a.low) - q * b.low) * inverse};
}

/** 1 / x within 1.6 %, near powers of 2 as much less as x is near: one of Newton's steps from what the bits give. */
INLINE doubles about_inverse(doubles x) {
  const doubles first = (doubles)(0x7fe0000000000000 - (integers)x);
  return first * (2 - x * first);
}

INLINE doubles rounded(Pair x) { return x.high + x.low; }
