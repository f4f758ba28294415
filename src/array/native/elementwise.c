// Arithmetic and comparisons of pairs on the arrays' own memory, with the bits of ../assembly/elementwise.ts.
#include "kernels.h"
#include <math.h>

// As wide as an element, so that flags are computed as many at a time.
typedef int64_t flag_double;
typedef int32_t flag_float, flag_int32_t;
typedef int8_t flag_uint8_t;

/** c = result(a, b) for n pairs; `p` and `q` are 1, or 0 where one number repeats. Returns whether `met` held of one: of x, y and r. */
#define LOOP_UNTIL(name, T, R, result, met)                                                         \
  static int name##_##T(int64_t n, const void *left, int p, const void *right, int q, void *to) {   \
    const T *a = left, *b = right;                                                                  \
    R *c = to;                                                                                      \
    flag_##T flag = 0;                                                                              \
    if (p && q) {                                                                                   \
      INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i], y = b[i]; STEP(R, result, met); } \
    } else if (p) {                                                                                 \
      const T y = *b;                                                                               \
      INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i]; STEP(R, result, met); }       \
    } else {                                                                                        \
      const T x = *a;                                                                               \
      INDEPENDENT for (int64_t i = 0; i < n; i++) { const T y = b[i]; STEP(R, result, met); }       \
    }                                                                                               \
    return flag != 0;                                                                               \
  }
#define STEP(R, result, met) const R r = (R)(result); c[i] = r; flag |= (met)
#define LOOP(name, T, R, result) LOOP_UNTIL(name, T, R, result, 0)

#define LOOPS_OF_ALL(T)                             \
  LOOP(max, T, T, larger_##T(x, y))                 \
  LOOP(min, T, T, smaller_##T(x, y))                \
  LOOP(equal, T, uint8_t, x == y)                   \
  LOOP(not_equal, T, uint8_t, x != y)               \
  LOOP(greater, T, uint8_t, x > y)                  \
  LOOP(greater_equal, T, uint8_t, x >= y)           \
  LOOP(less, T, uint8_t, x < y)                     \
  LOOP(less_equal, T, uint8_t, x <= y)              \
  LOOP(and, T, uint8_t, (x != 0) & (y != 0))        \
  LOOP(or, T, uint8_t, (x != 0) | (y != 0))

/** The largest integer not above x / y, where doubles hold it: floats may have rounded the quotient up. Only a fused product is exact. */
INLINE double floored_exactly(double x, double y) {
  const double whole = __builtin_floor(x / y), beyond = __builtin_fma(-whole, y, x);
  return whole - (y > 0 ? beyond < 0 : beyond > 0);
}
/** wholeQuotient of ../kernels.ts. */
INLINE double whole_quotient(double x, double y) {
  const double quotient = x / y;
  const double whole = __builtin_fabs(quotient) < 0x1p53 ? floored_exactly(x, y) : __builtin_floor(quotient);
  const double found = __builtin_fabs(y) == INFINITY ? (x * y < 0 ? -1 : quotient) : whole;
  return (__builtin_fabs(x) == INFINITY) & (y != 0) ? NAN : found;
}
/** What it leaves, with the sign of y: `mod` of ../kernels.ts, where doubles hold the quotient. */
INLINE double whole_rest(double x, double y) {
  const int is_whole = (__builtin_fabs(y) == INFINITY) & (__builtin_fabs(x) != INFINITY);
  const double found = is_whole ? (x * y < 0 ? y : x) : __builtin_fma(-floored_exactly(x, y), y, x);
  return found == 0 ? __builtin_copysign(0, y) : found;
}
/** The same of any quotient, one after the other. */
INLINE double exact_rest(double x, double y) {
  const double rest = fmod(x, y);
  return rest == 0 ? __builtin_copysign(0, y) : (rest < 0) != (y < 0) ? rest + y : rest;
}
/** Whether whole_rest may be wrong, or y is 0, of which others tell. */
INLINE int is_hard(double x, double y) { return (__builtin_fabs(x) > __builtin_fabs(y) * 0x1p52) | (y == 0); }

/** Quotients of floats are computed as doubles: rounded to floats before, more would be the next integer. */
#define LOOPS_OF_FLOATS(T)                                                          \
  LOOP(add, T, T, x + y)                                                            \
  LOOP(sub, T, T, x - y)                                                            \
  LOOP(mul, T, T, x * y)                                                            \
  LOOP_UNTIL(div, T, T, x / y, y == 0)                                              \
  LOOP_UNTIL(floor_divide, T, T, whole_quotient(x, y), y == 0)    \
  LOOP_UNTIL(easy_mod, T, T, whole_rest(x, y), is_hard(x, y))                       \
  LOOP_UNTIL(hard_mod, T, T, exact_rest(x, y), y == 0)                              \
  static int mod_##T(int64_t n, const void *a, int p, const void *b, int q, void *c) {  \
    return easy_mod_##T(n, a, p, b, q, c) && hard_mod_##T(n, a, p, b, q, c);        \
  }                                                                                 \
  LOOP(fmax, T, T, larger_##T(x != x ? y : x, y != y ? x : y))                      \
  LOOP(fmin, T, T, smaller_##T(x != x ? y : x, y != y ? x : y))                     \
  LOOP(heaviside, T, T, x != x ? x : x < 0 ? 0 : x > 0 ? 1 : y)                     \
  LOOPS_OF_ALL(T)

/**
 * x / y rounded down, 0 where y is 0. Half a unit above x, the quotient lies so far from integers that the errors of the reciprocal and
 * of the product do not reach one.
 */
INLINE double floored(double x, double y) {
  const double over = y == 0 ? 0 : 1 / __builtin_fabs(y);
  return __builtin_floor(((y < 0 ? -x : x) + 0.5) * over);
}
/** As an int32, to which -2³¹ / -1 comes around. */
INLINE int32_t quotient(int32_t x, int32_t y) {
  const double q = floored(x, y);
  return (int32_t)(q > INT32_MAX ? INT32_MIN : q);
}
/** Python's remainder, 0 where y is 0. */
INLINE int32_t rest(int32_t x, int32_t y) {
  return y == 0 ? 0 : (int32_t)((uint32_t)x - (uint32_t)quotient(x, y) * (uint32_t)y);
}

/** Whether a product is, as floats round it, as large as those that an int32 does not hold. Some that it holds are; to be exact would take longer. */
INLINE int may_overflow(int32_t x, int32_t y) { return __builtin_fabsf((float)x * (float)y) > 2147483000.0f; }

/** Integers come around, modulo 2³² or 256; the flag tells that an int32 did. */
#define LOOPS_OF_INTEGERS(T)                                             \
  LOOP_UNTIL(floor_divide, T, T, quotient(x, y), y == 0)                 \
  LOOP_UNTIL(mod, T, T, rest(x, y), y == 0)                              \
  LOOPS_OF_ALL(T)

/** √(x² + y²), whose squares are scaled where doubles do not hold them: hypot of ../kernels.ts. */
INLINE double hypot_of_double(double x, double y) {
  const double big = larger_double(__builtin_fabs(x), __builtin_fabs(y)), squares = x * x + y * y;
  const int is_held = (squares > 1e-280) & (squares < 1e300);
  const double scale = is_held ? 1 : big > 1 ? 0x1p-600 : 0x1p600, back = is_held ? 1 : big > 1 ? 0x1p600 : 0x1p-600;
  const double a = x * scale, b = y * scale, length = __builtin_sqrt(a * a + b * b) * back;
  return (__builtin_fabs(x) == INFINITY) | (__builtin_fabs(y) == INFINITY) ? INFINITY : length;
}
INLINE float hypot_of_float(double x, double y) {
  const float length = (float)__builtin_sqrt(x * x + y * y);
  return (__builtin_fabs(x) == INFINITY) | (__builtin_fabs(y) == INFINITY) ? INFINITY : length;
}

LOOPS_OF_FLOATS(double)
LOOPS_OF_FLOATS(float)
LOOP(copysign, double, double, double_of((bits64(x) & INT64_MAX) | (uint64_t)(y < 0 || bits64(y) == 1ull << 63) << 63))
LOOP(copysign, float, float, float_of((bits32(x) & INT32_MAX) | (uint32_t)(y < 0 || bits32(y) == 1u << 31) << 31))
LOOP(hypot, double, double, hypot_of_double(x, y))
LOOP(hypot, float, float, hypot_of_float(x, y))
LOOPS_OF_INTEGERS(int32_t)
LOOP_UNTIL(add, int32_t, int32_t, (uint32_t)x + (uint32_t)y, ((x ^ r) & (y ^ r)) < 0)
LOOP_UNTIL(sub, int32_t, int32_t, (uint32_t)x - (uint32_t)y, ((x ^ y) & (x ^ r)) < 0)
LOOP_UNTIL(mul, int32_t, int32_t, (uint32_t)x * (uint32_t)y, may_overflow(x, y))
LOOPS_OF_INTEGERS(uint8_t)
LOOP(add, uint8_t, uint8_t, x + y)
LOOP(sub, uint8_t, uint8_t, x - y)

typedef int (*Loop)(int64_t n, const void *a, int p, const void *b, int q, void *c);

#define COMPARISONS(T) \
  equal_##T, not_equal_##T, greater_##T, greater_equal_##T, less_##T, less_equal_##T, and_##T, or_##T
#define MORE_OF_FLOATS(T) floor_divide_##T, mod_##T, fmax_##T, fmin_##T, copysign_##T, heaviside_##T, hypot_##T

/** By kind and operation. */
static const Loop loops[4][OPERATIONS] = {
  {add_double, sub_double, max_double, min_double, mul_double, div_double, COMPARISONS(double), MORE_OF_FLOATS(double)},
  {add_float, sub_float, max_float, min_float, mul_float, div_float, COMPARISONS(float), MORE_OF_FLOATS(float)},
  {add_int32_t, sub_int32_t, max_int32_t, min_int32_t, mul_int32_t, 0, COMPARISONS(int32_t), floor_divide_int32_t, mod_int32_t, max_int32_t, min_int32_t},
  {add_uint8_t, sub_uint8_t, max_uint8_t, min_uint8_t, 0, 0, COMPARISONS(uint8_t), floor_divide_uint8_t, mod_uint8_t, max_uint8_t, min_uint8_t},
};

/**
 * c = op(a, b) for `rows` rows of `width` elements from the places `from…` on. The rows of an operand lie `row…` elements apart (0
 * repeats a row), its elements one behind the other (`step…` 1) or it is one number (0). Returns 0 where there is no such loop, 2 where an
 * int32 came around, or a product nearly did, or a divisor is 0, else 1.
 */
EXPORT(int, pairs)(
  int op, int kind, int64_t rows, int64_t width,
  const char *a, int64_t from_a, int64_t row_a, int step_a,
  const char *b, int64_t from_b, int64_t row_b, int step_b,
  char *c, int64_t from_c
) {
  const Loop loop = loops[kind][op];
  if (!loop) return 0;
  const int64_t size = size_of(kind), size_c = op >= EQUAL && op <= OR ? 1 : size;
  int flag = 0;
  a += from_a * size;
  b += from_b * size;
  c += from_c * size_c;
  const int64_t total = rows * width * size_c, next_a = step_a * size, next_b = step_b * size;
  for (; rows > 0; rows--, a += row_a * size, b += row_b * size, c += width * size_c)
    IN_STRIPS(total, width, size_c, c, flag |= loop(count, a + done * next_a, step_a, b + done * next_b, step_b, out));
  return 1 + flag;
}
