// Powers on the arrays' own memory, several elements at a time, with the bits of ../../assembly/transcendentals/powers.ts.
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

#define POWERS(T)                                                                                                         \
  INLINE integers some_##T(int64_t count, const T *a, T##s x, const T *b, T##s y, T *c, int marks) {                      \
    integers rare;                                                                                                        \
    if (a) memcpy(&x, a, count * sizeof(T));                                                                              \
    if (b) memcpy(&y, b, count * sizeof(T));                                                                              \
    doubles z = power(__builtin_convertvector(x, doubles), __builtin_convertvector(y, doubles), &rare);                   \
    if (marks) z = choose(rare, (doubles){0} + NAN, z);                                                                   \
    const T##s to = __builtin_convertvector(z, T##s);                                                                     \
    memcpy(c, &to, count * sizeof(T));                                                                                    \
    return rare;                                                                                                          \
  }                                                                                                                       \
  INLINE int row_##T(int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c, int marks) {                      \
    const T##s x = (T##s){0} + *a, y = (T##s){0} + *b; /* repeated, or behind the last */                                 \
    integers rare = {0};                                                                                                  \
    int64_t i = 0, any = 0;                                                                                               \
    for (; i + WIDE <= n; i += WIDE) {                                                                                    \
      __builtin_prefetch(c + i + 16 * WIDE, 1);                                                                           \
      rare |= some_##T(WIDE, walks_a ? a + i : 0, x, walks_b ? b + i : 0, y, c + i, marks);                               \
    }                                                                                                                     \
    if (i < n) rare |= some_##T(n - i, walks_a ? a + i : 0, x, walks_b ? b + i : 0, y, c + i, marks);                     \
    for (int j = 0; j < WIDE; j++) any |= rare[j];                                                                        \
    return any != 0;                                                                                                      \
  }                                                                                                                       \
  static int marked_##T(int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c) {                              \
    return row_##T(n, a, walks_a, b, walks_b, c, 1);                                                                      \
  }                                                                                                                       \
  static int powers_##T(int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c) {                              \
    const int any = walks_a && walks_b ? row_##T(n, a, 1, b, 1, c, 0)                                                     \
      : walks_a ? row_##T(n, a, 1, b, 0, c, 0) : row_##T(n, a, 0, b, walks_b, c, 0);                                      \
    return any ? marked_##T(n, a, walks_a, b, walks_b, c) : 0; /* again where some are, which is rare, too */             \
  }

POWERS(double)
POWERS(float)

/**
 * c = a to the power b for n floats or doubles, one behind the other or (step 0) one number. Returns whether some are
 * NaN, to be computed by other means.
 */
EXPORT(int, powers)(int kind, int64_t n, const void *a, int64_t from_a, int step_a, const void *b, int64_t from_b, int step_b, void *c, int64_t from_c) {
  if (kind == FLOAT64) return powers_double(n, (const double *)a + from_a, step_a, (const double *)b + from_b, step_b, (double *)c + from_c);
  return powers_float(n, (const float *)a + from_a, step_a, (const float *)b + from_b, step_b, (float *)c + from_c);
}
