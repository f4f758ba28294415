// Functions of pairs on the arrays' own memory, several elements at a time, with the bits of ../../assembly/transcendentals/pairFunctions.ts.
#include "arcs_float.h"
#include "powers.h"
#include "powers_float.h"
#include "slopes.h"

// The functions, in the order of `pairTranscendentals` in ../../transcendentals.ts.
enum { POW, ARCTAN2 };

// Angles are ready at once.
#define are_ready(x, y) 1
#define angle_itself(y, x, angle, rare) (angle)

/*
 * A function of numbers T, LANES of them in a VECTOR, with a MASK; two vectors at a time, as the steps of one wait for each other. Where not
 * all pairs are `ready`, which is rare, `finish` makes the values from what is computed then.
 */
#define PAIRS(NAME, T, VECTOR, LANES, MASK, function, ready, finish, choose)                                              \
  INLINE int row_##NAME(int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c, int marks) {                   \
    VECTOR x = *a - (VECTOR){0}, y = *b - (VECTOR){0}, x2 = x, y2 = y; /* repeated, or behind the last */                 \
    MASK all = {0}, rare, rare2;                                                                                          \
    int64_t i = 0, any = 0;                                                                                               \
    for (; i + 2 * LANES <= n; i += 2 * LANES) {                                                                          \
      __builtin_prefetch(c + i + 16 * LANES, 1);                                                                          \
      __builtin_prefetch(c + i + 17 * LANES, 1);                                                                          \
      if (walks_a) __builtin_prefetch(a + i + 64 * LANES);                                                                \
      if (walks_a) __builtin_prefetch(a + i + 65 * LANES);                                                                \
      if (walks_b) __builtin_prefetch(b + i + 64 * LANES);                                                                \
      if (walks_b) __builtin_prefetch(b + i + 65 * LANES);                                                                \
      if (walks_a) memcpy(&x, a + i, sizeof(x));                                                                          \
      if (walks_a) memcpy(&x2, a + i + LANES, sizeof(x));                                                                 \
      if (walks_b) memcpy(&y, b + i, sizeof(y));                                                                          \
      if (walks_b) memcpy(&y2, b + i + LANES, sizeof(y));                                                                 \
      VECTOR z = function(x, y, &rare), z2 = function(x2, y2, &rare2);                                                    \
      if (!(ready(x, y) & ready(x2, y2))) {                                                                               \
        z = finish(x, y, z, &rare);                                                                                       \
        z2 = finish(x2, y2, z2, &rare2);                                                                                  \
      }                                                                                                                   \
      if (marks) {                                                                                                        \
        z = choose(rare, (VECTOR){0} + (T)NAN, z);                                                                        \
        z2 = choose(rare2, (VECTOR){0} + (T)NAN, z2);                                                                     \
      }                                                                                                                   \
      memcpy(c + i, &z, sizeof(z));                                                                                       \
      memcpy(c + i + LANES, &z2, sizeof(z));                                                                              \
      all |= rare | rare2;                                                                                                \
    }                                                                                                                     \
    for (; i < n; i += LANES) {                                                                                           \
      const int64_t size = (n - i < LANES ? n - i : LANES) * sizeof(T);                                                   \
      VECTOR u = x, v = y; /* x and y stay in registers */                                                                \
      if (walks_a) memcpy(&u, a + i, size);                                                                               \
      if (walks_b) memcpy(&v, b + i, size);                                                                               \
      VECTOR z = function(u, v, &rare);                                                                                   \
      z = finish(u, v, z, &rare);                                                                                         \
      if (marks) z = choose(rare, (VECTOR){0} + (T)NAN, z);                                                               \
      memcpy(c + i, &z, size);                                                                                            \
      all |= rare;                                                                                                        \
    }                                                                                                                     \
    for (int j = 0; j < LANES; j++) any |= all[j];                                                                        \
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

PAIRS(powers_of_doubles, double, doubles, WIDE, integers, power, are_plain, any_power, choose)
PAIRS(powers_of_floats, float, singles, SINGLES, places, power_float, are_plain_floats, any_power_float, choose_float)
PAIRS(angles_of_doubles, double, doubles, WIDE, integers, angle_of_point, are_ready, angle_itself, choose)
PAIRS(angles_of_floats, float, singles, SINGLES, places, angle_of_point_float, are_ready, angle_itself, choose_float)

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
