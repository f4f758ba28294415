// Functions of pairs on the arrays' own memory, several elements at a time, with the bits of ../../assembly/transcendentals/pairFunctions.ts.
#include "arcs_float.h"
#include "powers.h"
#include "powers_float.h"
#include "slopes.h"

// The functions, in the order of `pairTranscendentals` in ../../transcendentals.ts.
enum { POW, ARCTAN2 };

/* A function of numbers T, LANES of them in a VECTOR, with a MASK. */
#define PAIRS(NAME, T, VECTOR, LANES, MASK, function, choose)                                                             \
  INLINE MASK some_##NAME(int64_t count, const T *a, VECTOR x, const T *b, VECTOR y, T *c, int marks) {                   \
    MASK rare;                                                                                                            \
    if (a) memcpy(&x, a, count * sizeof(T));                                                                              \
    if (b) memcpy(&y, b, count * sizeof(T));                                                                              \
    VECTOR z = function(x, y, &rare);                                                                                     \
    if (marks) z = choose(rare, (VECTOR){0} + (T)NAN, z);                                                                 \
    memcpy(c, &z, count * sizeof(T));                                                                                     \
    return rare;                                                                                                          \
  }                                                                                                                       \
  INLINE int row_##NAME(int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c, int marks) {                   \
    const VECTOR x = (VECTOR){0} + *a, y = (VECTOR){0} + *b; /* repeated, or behind the last */                           \
    MASK rare = {0};                                                                                                      \
    int64_t i = 0, any = 0;                                                                                               \
    for (; i + LANES <= n; i += LANES) {                                                                                  \
      __builtin_prefetch(c + i + 16 * LANES, 1);                                                                          \
      rare |= some_##NAME(LANES, walks_a ? a + i : 0, x, walks_b ? b + i : 0, y, c + i, marks);                           \
    }                                                                                                                     \
    if (i < n) rare |= some_##NAME(n - i, walks_a ? a + i : 0, x, walks_b ? b + i : 0, y, c + i, marks);                  \
    for (int j = 0; j < LANES; j++) any |= rare[j];                                                                       \
    return any != 0;                                                                                                      \
  }                                                                                                                       \
  static int marked_##NAME(int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c) {                           \
    return row_##NAME(n, a, walks_a, b, walks_b, c, 1);                                                                   \
  }                                                                                                                       \
  static int NAME(int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c) {                                    \
    const int any = walks_a && walks_b ? row_##NAME(n, a, 1, b, 1, c, 0)                                                  \
      : walks_a ? row_##NAME(n, a, 1, b, 0, c, 0) : row_##NAME(n, a, 0, b, walks_b, c, 0);                                \
    return any ? marked_##NAME(n, a, walks_a, b, walks_b, c) : 0; /* again where some are, which is rare, too */          \
  }

PAIRS(powers_of_doubles, double, doubles, WIDE, integers, power, choose)
PAIRS(powers_of_floats, float, singles, SINGLES, places, power_float, choose_float)
PAIRS(angles_of_doubles, double, doubles, WIDE, integers, angle_of_point, choose)
PAIRS(angles_of_floats, float, singles, SINGLES, places, angle_of_point_float, choose_float)

/**
 * c = fn(a, b) for n floats or doubles, one behind the other or (step 0) one number. Returns whether some are NaN, to be computed
 * by other means.
 */
EXPORT(int, pair_functions)(int fn, int kind, int64_t n, const void *a, int64_t from_a, int step_a, const void *b, int64_t from_b, int step_b, void *c, int64_t from_c) {
  if (kind == FLOAT64) {
    const double *x = (const double *)a + from_a, *y = (const double *)b + from_b;
    double *z = (double *)c + from_c;
    return fn == POW ? powers_of_doubles(n, x, step_a, y, step_b, z) : angles_of_doubles(n, x, step_a, y, step_b, z);
  }
  const float *x = (const float *)a + from_a, *y = (const float *)b + from_b;
  float *z = (float *)c + from_c;
  return fn == POW ? powers_of_floats(n, x, step_a, y, step_b, z) : angles_of_floats(n, x, step_a, y, step_b, z);
}
