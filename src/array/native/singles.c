// Functions of single elements on the arrays' own memory, with the bits of ../assembly/singles.ts and exp.ts.
#include "wide.h"
#include <math.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

// The functions, in the order of `functions` in ../largeElementwise.ts.
enum { NEG, ABS, SQUARE, SQRT, FLOOR, CEIL, EXP, TRUNC, SIGN };

#define EACH(T, result) INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i]; c[i] = result; } return
#define SINGLES(T, abs, floor, ceil, trunc)                       \
  static void singles_##T(int fn, int64_t n, const T *a, T *c) {  \
    switch (fn) {                                                 \
      case NEG: EACH(T, -x);                                      \
      case ABS: EACH(T, abs(x));                                  \
      case SQUARE: EACH(T, x * x);                                \
      case FLOOR: EACH(T, floor(x));                              \
      case CEIL: EACH(T, ceil(x));                                \
      case TRUNC: EACH(T, trunc(x));                              \
      case SIGN: EACH(T, x > 0 ? 1 : x < 0 ? -1 : x);             \
    }                                                             \
  }

SINGLES(double, fabs, floor, ceil, trunc)
SINGLES(float, fabsf, floorf, ceilf, truncf)

#define SQRTS(T, sqrt, count_t)                                                                              \
  static int64_t sqrts_##T(int64_t n, const T *a, T *c) {                                                    \
    count_t others = 0;                                                                                      \
    INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i]; others |= !(x >= 0); c[i] = sqrt(x); }   \
    return others;                                                                                           \
  }

SQRTS(double, sqrt, int64_t)
SQRTS(float, sqrtf, int32_t)

/** c = the square roots of n floats or doubles. Returns whether none is negative or NaN. */
EXPORT(int, sqrts)(int kind, int64_t n, const void *a, void *c) {
  const int64_t size = size_of(kind);
  int64_t others = 0;
  if (kind == FLOAT64) IN_STRIPS(n * size, n, size, c, others |= sqrts_double(count, (const double *)a + done, (double *)out));
  else IN_STRIPS(n * size, n, size, c, others |= sqrts_float(count, (const float *)a + done, (float *)out));
  return !others;
}

/** c = fn(a) for n elements. Returns 0 where there is no such loop: exp and sqrt have their own. */
EXPORT(int, singles)(int fn, int kind, int64_t n, const void *a, void *c) {
  const int64_t size = size_of(kind);
  if (fn == EXP || fn == SQRT || fn > SIGN) return 0;
  if (kind == FLOAT64) IN_STRIPS(n * size, n, size, c, singles_double(fn, count, (const double *)a + done, (double *)out));
  else IN_STRIPS(n * size, n, size, c, singles_float(fn, count, (const float *)a + done, (float *)out));
  return 1;
}

// Rounded: the nearest integers, halves to the even one, of what is multiplied by `scale` first and divided by it after, or the other
// way round. Clipped: as the pairs of ./elementwise.c, one after the other. Scaled: in doubles, rounded once.
#define LIMITS(T)                                                                                                    \
  static void rounds_##T(int64_t n, double scale, int shrinks, const T *a, T *c) {                                   \
    if (shrinks) INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = (T)(__builtin_rint(a[i] / scale) * scale);       \
    else INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = (T)(__builtin_rint(a[i] * scale) / scale);               \
  }                                                                                                                  \
  static void clips_##T(int64_t n, T low, T high, const T *a, T *c) {                                                \
    INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = smaller_##T(larger_##T(a[i], low), high);                     \
  }                                                                                                                  \
  static void scales_##T(int64_t n, double times, double over, const T *a, T *c) {                                   \
    INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = (T)(a[i] * times / over);                                     \
  }

LIMITS(double)
LIMITS(float)

/** c = a rounded, n floats or doubles. */
EXPORT(void, rounds)(int kind, int64_t n, double scale, int shrinks, const void *a, void *c) {
  const int64_t size = size_of(kind);
  if (kind == FLOAT64) IN_STRIPS(n * size, n, size, c, rounds_double(count, scale, shrinks, (const double *)a + done, (double *)out));
  else IN_STRIPS(n * size, n, size, c, rounds_float(count, scale, shrinks, (const float *)a + done, (float *)out));
}

/** c = a, between `low` and `high`, n floats or doubles. */
EXPORT(void, clips)(int kind, int64_t n, double low, double high, const void *a, void *c) {
  const int64_t size = size_of(kind);
  if (kind == FLOAT64) IN_STRIPS(n * size, n, size, c, clips_double(count, low, high, (const double *)a + done, (double *)out));
  else IN_STRIPS(n * size, n, size, c, clips_float(count, (float)low, (float)high, (const float *)a + done, (float *)out));
}

/** c = a times a number, over another, n floats or doubles. */
EXPORT(void, scales)(int kind, int64_t n, double times, double over, const void *a, void *c) {
  const int64_t size = size_of(kind);
  if (kind == FLOAT64) IN_STRIPS(n * size, n, size, c, scales_double(count, times, over, (const double *)a + done, (double *)out));
  else IN_STRIPS(n * size, n, size, c, scales_float(count, times, over, (const float *)a + done, (float *)out));
}

// e to the power x as ../assembly/exp.ts has it, several at a time.
static const double lacks[32] = {
  0.0, 4.9997448722726326e-17, 8.189317638195515e-17, -7.402825309426177e-17,
  -2.7939114859515733e-17, 9.341710609905046e-17, 7.826573258636076e-17, 3.2904726646008416e-17,
  3.3484623336251524e-17, -6.346552106729483e-17, 3.750854201303127e-17, 2.1023049675215714e-18,
  1.9572585293112036e-17, -2.1571477251208752e-17, 5.68648095791174e-17, -4.8923067513522756e-17,
  -6.835808657661922e-17, -2.092304381843353e-17, -2.3591094770850053e-17, -6.735219232374683e-17,
  5.1548301170786783e-17, -6.432131775424189e-18, 1.5341410053603723e-17, -6.152602891550265e-17,
  4.875160526227062e-17, -1.0772487078934056e-17, 1.685487290628973e-17, 1.01562190116415e-17,
  1.790126907604513e-17, -3.266924100901318e-17, -5.545065618639427e-17, 4.5784915277060095e-17,
};
static const double powers[32] = {
  1.0, 0.9953235743270583, 0.9908868912137069, 0.9866952003384118,
  0.9827538663326288, 0.9790683712979462, 0.9756443173783458, 0.9724874293887887,
  0.9696035575013605, 0.9669986799902345, 0.964678906036742, 0.9626504785958666,
  0.9609197773255048, 0.9594933215798707, 0.9583777734684463, 0.957579940981916,
  0.9571067811865476, 0.9569654034885233, 0.9571630729697497, 0.9577072137967114,
  0.9586054127039704, 0.9598654225539432, 0.9614951659746271, 0.9635027390769825,
  0.9658964152537145, 0.968684649061239, 0.9718760801866497, 0.9754795375015536,
  0.9795040432046712, 0.98395881705515, 0.9888532806985737, 0.9941970620877001,
};

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

INLINE doubles exp_of(doubles x) {
  const double among = 6755399441055744; // 1.5 · 2⁵²: its neighbours are the integers around it, in its last bits
  const doubles near = x * 46.16624130844683 + among, steps = near - among;
  const doubles r = x - steps * 0.02166084938653512 - steps * 5.9631716539705866e-12;
  const integers k = (integers)near;
  const doubles whole = (doubles)((integers)look_up(powers, k) + (k << 47));
  const doubles rest = r * (r * (r * (r * 0.001388888888888889 + 0.008333333333333333) + 0.041666666666666664)
    + 0.16666666666666666) + 0.5;
  const doubles sum = (look_up(lacks, k) + r * r * rest) + r;
  return whole + whole * sum;
}

/** c = e to the power a; returns how many may overflow, or have fewer bits, or are NaN. */
#define EXPS(T)                                                                    \
  static int64_t exps_##T(int64_t n, const T *a, T *c) {                           \
    integers rare = {0};                                                           \
    for (int64_t i = 0; i < n; i += WIDE) {                                        \
      const int64_t bytes = (n - i < WIDE ? n - i : WIDE) * (int64_t)sizeof(T);    \
      T##s from = {0};                                                             \
      __builtin_prefetch(c + i + 16 * WIDE, 1); /* its lines come late otherwise */ \
      if (bytes == sizeof from) memcpy(&from, a + i, sizeof from);                 \
      else memcpy(&from, a + i, bytes);                                            \
      const doubles x = __builtin_convertvector(from, doubles);                    \
      const T##s to = __builtin_convertvector(exp_of(x), T##s);                    \
      rare += 1 + ((x < 700) & (x > -700));                                        \
      if (bytes == sizeof to) memcpy(c + i, &to, sizeof to);                       \
      else memcpy(c + i, &to, bytes);                                              \
    }                                                                              \
    int64_t sum = 0;                                                               \
    for (int j = 0; j < WIDE; j++) sum += rare[j];                                 \
    return sum;                                                                    \
  }

EXPS(double)
EXPS(float)

/** c = e to the power a for n floats or doubles. Returns how many are left to be computed by other means: 700 or more, or NaN. */
EXPORT(int64_t, exps)(int kind, int64_t n, const void *a, void *c) {
  return kind == FLOAT64 ? exps_double(n, a, c) : exps_float(n, a, c);
}
