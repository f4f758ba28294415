// Powers on the arrays' own memory, several elements at a time, with the bits of ../assembly/powers.ts.
#include "exp.h"
#include "log.h"
#include <float.h>
#include <math.h>

/** x to the power y; NaN, and rare, where it is to be computed by other means: where it may overflow, have fewer bits, or is not defined. */
INLINE doubles power(doubles x, doubles y, integers *rare) {
  const doubles size = absolute(x), not_a_number = (doubles){0} + NAN;
  const Log product = times_log(y, size);
  // whether y is a whole number, and an odd one
  const doubles half = 0.5 * y, whole = (absolute(y) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const doubles halves = (absolute(half) + AMONG_INTEGERS) - AMONG_INTEGERS;
  const integers is_whole = whole == absolute(y), is_odd = is_whole & (halves != absolute(half));
  const integers is_usual = (size >= DBL_MIN) & (size < INFINITY) & (absolute(y) < 0x1p51) & (absolute(product.high) < 700);
  *rare = ~(is_usual & ((x > 0) | is_whole));
  const doubles others = (doubles)((integers)exp_of_sum(product.high, product.low) | ((integers)x & SIGN & is_odd));
  return choose(*rare, not_a_number, choose(y == 2, x * x, others)); // squares are rounded as products are
}

#define POWERS(T)                                                                                              \
  INLINE int64_t some_##T(int64_t count, const T *a, int step_a, const T *b, int step_b, T *c) {               \
    T##s from_a = (T##s){0} + *a, from_b = (T##s){0} + *b; /* repeated, or behind the last */                  \
    integers rare;                                                                                             \
    __builtin_prefetch(c + 16 * WIDE, 1);                                                                      \
    if (step_a) memcpy(&from_a, a, count * sizeof(T));                                                         \
    if (step_b) memcpy(&from_b, b, count * sizeof(T));                                                         \
    const doubles x = __builtin_convertvector(from_a, doubles), y = __builtin_convertvector(from_b, doubles);  \
    const T##s to = __builtin_convertvector(power(x, y, &rare), T##s);                                         \
    memcpy(c, &to, count * sizeof(T));                                                                         \
    int64_t sum = 0;                                                                                           \
    for (int j = 0; j < WIDE; j++) sum -= rare[j];                                                             \
    return sum;                                                                                                \
  }                                                                                                            \
  INLINE int64_t row_##T(int64_t n, const T *a, int step_a, const T *b, int step_b, T *c) {                    \
    int64_t i = 0, sum = 0;                                                                                    \
    for (; i + WIDE <= n; i += WIDE) sum += some_##T(WIDE, a + i * step_a, step_a, b + i * step_b, step_b, c + i); \
    return i < n ? sum + some_##T(n - i, a + i * step_a, step_a, b + i * step_b, step_b, c + i) : sum;         \
  }                                                                                                            \
  static int64_t powers_##T(int64_t n, const T *a, int step_a, const T *b, int step_b, T *c) {                 \
    if (step_a && step_b) return row_##T(n, a, 1, b, 1, c);                                                    \
    return step_a ? row_##T(n, a, 1, b, 0, c) : row_##T(n, a, 0, b, step_b, c);                                \
  }

POWERS(double)
POWERS(float)

/**
 * c = a to the power b for n floats or doubles, one behind the other or (step 0) one number. Returns how many are NaN, to be
 * computed by other means.
 */
EXPORT(int64_t, powers)(int kind, int64_t n, const void *a, int64_t from_a, int step_a, const void *b, int64_t from_b, int step_b, void *c, int64_t from_c) {
  if (kind == FLOAT64) return powers_double(n, (const double *)a + from_a, step_a, (const double *)b + from_b, step_b, (double *)c + from_c);
  return powers_float(n, (const float *)a + from_a, step_a, (const float *)b + from_b, step_b, (float *)c + from_c);
}
