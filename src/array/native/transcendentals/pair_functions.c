// Functions of pairs on the arrays' own memory, several elements at a time, with the bits of ../../assembly/transcendentals/pairFunctions.ts.
#include "powers.h"
#include "slopes.h"

// The functions, in the order of `pairTranscendentals` in ../../transcendentals.ts; floats are computed in doubles, and rounded once.
enum { POW, ARCTAN2 };

INLINE doubles of_doubles(int fn, doubles x, doubles y, integers *rare) {
  return fn == POW ? power(x, y, rare) : angle_of_point(x, y, rare);
}
INLINE doubles of_floats(int fn, doubles x, doubles y, integers *rare) {
  return fn == POW ? power_of_floats(x, y, rare) : angle_of_floats(x, y, rare);
}

INLINE doubles as_doubles_double(doubles x) { return x; }
INLINE doubles as_doubles_float(floats x) { return widened(x); }

#define PAIRS(T)                                                                                                          \
  INLINE integers some_##T(int fn, int64_t count, const T *a, T##s x, const T *b, T##s y, T *c, int marks) {              \
    integers rare;                                                                                                        \
    if (a) memcpy(&x, a, count * sizeof(T));                                                                              \
    if (b) memcpy(&y, b, count * sizeof(T));                                                                              \
    doubles z = of_##T##s(fn, as_doubles_##T(x), as_doubles_##T(y), &rare);                                             \
    if (marks) z = choose(rare, (doubles){0} + NAN, z);                                                                   \
    const T##s to = __builtin_convertvector(z, T##s);                                                                     \
    memcpy(c, &to, count * sizeof(T));                                                                                    \
    return rare;                                                                                                          \
  }                                                                                                                       \
  INLINE int row_##T(int fn, int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c, int marks) {              \
    const T##s x = (T##s){0} + *a, y = (T##s){0} + *b; /* repeated, or behind the last */                                 \
    integers rare = {0};                                                                                                  \
    int64_t i = 0, any = 0;                                                                                               \
    for (; i + WIDE <= n; i += WIDE) {                                                                                    \
      __builtin_prefetch(c + i + 16 * WIDE, 1);                                                                           \
      rare |= some_##T(fn, WIDE, walks_a ? a + i : 0, x, walks_b ? b + i : 0, y, c + i, marks);                           \
    }                                                                                                                     \
    if (i < n) rare |= some_##T(fn, n - i, walks_a ? a + i : 0, x, walks_b ? b + i : 0, y, c + i, marks);                 \
    for (int j = 0; j < WIDE; j++) any |= rare[j];                                                                        \
    return any != 0;                                                                                                      \
  }                                                                                                                       \
  INLINE int marked_##T(int fn, int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c) {                      \
    return row_##T(fn, n, a, walks_a, b, walks_b, c, 1);                                                                  \
  }                                                                                                                       \
  INLINE int both_##T(int fn, int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c) {                        \
    const int any = walks_a && walks_b ? row_##T(fn, n, a, 1, b, 1, c, 0)                                                 \
      : walks_a ? row_##T(fn, n, a, 1, b, 0, c, 0) : row_##T(fn, n, a, 0, b, walks_b, c, 0);                              \
    return any ? marked_##T(fn, n, a, walks_a, b, walks_b, c) : 0; /* again where some are, which is rare, too */         \
  }                                                                                                                       \
  static int pairs_##T(int fn, int64_t n, const T *a, int walks_a, const T *b, int walks_b, T *c) {                       \
    return fn == POW ? both_##T(POW, n, a, walks_a, b, walks_b, c) : both_##T(ARCTAN2, n, a, walks_a, b, walks_b, c);     \
  }

PAIRS(double)
PAIRS(float)

/**
 * c = fn(a, b) for n floats or doubles, one behind the other or (step 0) one number. Returns whether some are NaN, to be computed
 * by other means.
 */
EXPORT(int, pair_functions)(int fn, int kind, int64_t n, const void *a, int64_t from_a, int step_a, const void *b, int64_t from_b, int step_b, void *c, int64_t from_c) {
  if (kind == FLOAT64)
    return pairs_double(fn, n, (const double *)a + from_a, step_a, (const double *)b + from_b, step_b, (double *)c + from_c);
  return pairs_float(fn, n, (const float *)a + from_a, step_a, (const float *)b + from_b, step_b, (float *)c + from_c);
}
