// Arithmetic and comparisons of pairs on the arrays' own memory, with the bits of ../assembly/elementwise.ts.
#include "kernels.h"

/** c = result(a, b) for n pairs; `p` and `q` are 1, or 0 where one number repeats. */
#define LOOP(name, T, R, result)                                                                    \
  static void name##_##T(int64_t n, const void *left, int p, const void *right, int q, void *to) {  \
    const T *a = left, *b = right;                                                                  \
    R *c = to;                                                                                      \
    if (p && q) {                                                                                   \
      INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i], y = b[i]; c[i] = (R)(result); } \
    } else if (p) {                                                                                 \
      const T y = *b;                                                                               \
      INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i]; c[i] = (R)(result); }         \
    } else {                                                                                        \
      const T x = *a;                                                                               \
      INDEPENDENT for (int64_t i = 0; i < n; i++) { const T y = b[i]; c[i] = (R)(result); }         \
    }                                                                                               \
  }

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

#define LOOPS_OF_FLOATS(T)      \
  LOOP(add, T, T, x + y)        \
  LOOP(sub, T, T, x - y)        \
  LOOP(mul, T, T, x * y)        \
  LOOP(div, T, T, x / y)        \
  LOOPS_OF_ALL(T)

LOOPS_OF_FLOATS(double)
LOOPS_OF_FLOATS(float)
LOOPS_OF_ALL(int32_t)
LOOPS_OF_ALL(uint8_t)

typedef void (*Loop)(int64_t n, const void *a, int p, const void *b, int q, void *c);

#define COMPARISONS(T) \
  equal_##T, not_equal_##T, greater_##T, greater_equal_##T, less_##T, less_equal_##T, and_##T, or_##T

/** By kind and operation; integers overflow, which ../elementwise.ts computes in doubles. */
static const Loop loops[4][OR + 1] = {
  {add_double, sub_double, max_double, min_double, mul_double, div_double, COMPARISONS(double)},
  {add_float, sub_float, max_float, min_float, mul_float, div_float, COMPARISONS(float)},
  {0, 0, max_int32_t, min_int32_t, 0, 0, COMPARISONS(int32_t)},
  {0, 0, max_uint8_t, min_uint8_t, 0, 0, COMPARISONS(uint8_t)},
};

/**
 * c = op(a, b) for `rows` rows of `width` elements from the places `from…` on. The rows of an operand lie `row…` elements apart (0
 * repeats a row), its elements one behind the other (`step…` 1) or it is one number (0). Returns 0 where there is no such loop.
 */
EXPORT(int, pairs)(
  int op, int kind, int64_t rows, int64_t width,
  const char *a, int64_t from_a, int64_t row_a, int step_a,
  const char *b, int64_t from_b, int64_t row_b, int step_b,
  char *c, int64_t from_c
) {
  const Loop loop = loops[kind][op];
  if (!loop) return 0;
  const int64_t size = size_of(kind), size_c = op < EQUAL ? size : 1;
  a += from_a * size;
  b += from_b * size;
  c += from_c * size_c;
  const int64_t total = rows * width * size_c, next_a = step_a * size, next_b = step_b * size;
  for (; rows > 0; rows--, a += row_a * size, b += row_b * size, c += width * size_c)
    IN_STRIPS(total, width, size_c, c, loop(count, a + done * next_a, step_a, b + done * next_b, step_b, out));
  return 1;
}
