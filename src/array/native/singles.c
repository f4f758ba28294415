// Functions of single elements on the arrays' own memory, with the bits of ../assembly/singles.ts.
#include "kernels.h"
#include <math.h>

// The functions, in the order of `functions` in ../coreOperations.ts.
enum { NEG, ABS, SQUARE, SQRT, FLOOR, CEIL, TRUNC, SIGN };

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

/** c = fn(a) for n elements. Returns 0 where there is no such loop: sqrt has its own. */
EXPORT(int, singles)(int fn, int kind, int64_t n, const void *a, void *c) {
  const int64_t size = size_of(kind);
  if (fn == SQRT || fn > SIGN) return 0;
  if (kind == FLOAT64) IN_STRIPS(n * size, n, size, c, singles_double(fn, count, (const double *)a + done, (double *)out));
  else IN_STRIPS(n * size, n, size, c, singles_float(fn, count, (const float *)a + done, (float *)out));
  return 1;
}

// Rounded: the nearest integers, halves to the even one, of what is multiplied by `scale` first and divided by it after, or the other
// way round. Clipped: as the pairs of ./elementwise.c, one after the other.
#define LIMITS(T, rint)                                                                                              \
  static void rounds_##T(int64_t n, double scale, int shrinks, const T *a, T *c) {                                   \
    if (shrinks) INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = (T)(__builtin_rint(a[i] / scale) * scale);       \
    else if (scale == 1) INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = rint(a[i]);                              \
    else INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = (T)(__builtin_rint(a[i] * scale) / scale);               \
  }                                                                                                                  \
  static void clips_##T(int64_t n, T low, T high, const T *a, T *c) {                                                \
    INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = smaller_##T(larger_##T(a[i], low), high);                     \
  }

LIMITS(double, __builtin_rint)
LIMITS(float, __builtin_rintf)

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
