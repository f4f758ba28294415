// Bools that tell what elements are, and elements that are chosen by them, on the arrays' own memory.
#include "kernels.h"
#ifdef __AVX512DQ__
#include <immintrin.h>
#endif

// The tests, in the order of `tests` in ../coreOperations.ts.
enum { IS_NAN, IS_FINITE, IS_INF };

#define EACH(T, result) INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i]; c[i] = (result); } return
#define TESTS(T, abs, infinity)                                          \
  static void tests_##T(int test, int64_t n, const T *a, uint8_t *c) {   \
    switch (test) {                                                      \
      case IS_NAN: EACH(T, x != x);                                      \
      case IS_FINITE: EACH(T, abs(x) < infinity);                        \
      case IS_INF: EACH(T, abs(x) == infinity);                          \
    }                                                                    \
  }

TESTS(double, __builtin_fabs, __builtin_inf())
TESTS(float, __builtin_fabsf, __builtin_inff())

#ifdef __AVX512DQ__
/** The same by the processor's classes of numbers, 64 at a time: those of `classes`, or all but them. */
#define WIDE_TEST(name, T, suffix, LANES, classes, flip)                                              \
  INLINE int64_t name##_##T(int64_t n, const T *a, uint8_t *c) {                                      \
    int64_t i = 0;                                                                                    \
    for (; i + 64 <= n; i += 64) {                                                                    \
      uint64_t mask = 0;                                                                              \
      _Pragma("GCC unroll 8") for (int j = 0; j < 64; j += LANES)                                     \
        mask |= (uint64_t)_mm512_fpclass_##suffix##_mask(_mm512_loadu_##suffix(a + i + j), classes) << j; \
      _mm512_storeu_si512(c + i, _mm512_maskz_set1_epi8(flip ^ mask, 1));                             \
    }                                                                                                 \
    return i;                                                                                         \
  }
#define WIDE_TESTS(T, suffix, LANES)                                                                  \
  WIDE_TEST(nan, T, suffix, LANES, 0x81, 0)                                                           \
  WIDE_TEST(finite, T, suffix, LANES, 0x99, ~(uint64_t)0)                                             \
  WIDE_TEST(infinite, T, suffix, LANES, 0x18, 0)                                                      \
  static void wide_tests_##T(int test, int64_t n, const T *a, uint8_t *c) {                           \
    const int64_t done =                                                                              \
      test == IS_NAN ? nan_##T(n, a, c) : test == IS_FINITE ? finite_##T(n, a, c) : infinite_##T(n, a, c); \
    tests_##T(test, n - done, a + done, c + done);                                                    \
  }
WIDE_TESTS(double, pd, 8)
WIDE_TESTS(float, ps, 16)
#define tests_double wide_tests_double
#define tests_float wide_tests_float
#endif

/** c = whether a test holds, for n floats or doubles. */
EXPORT(void, tests)(int test, int kind, int64_t n, const void *a, void *c) {
  if (kind == FLOAT64) IN_STRIPS(n, n, 1, c, tests_double(test, count, (const double *)a + done, (uint8_t *)out));
  else IN_STRIPS(n, n, 1, c, tests_float(test, count, (const float *)a + done, (uint8_t *)out));
}

// Elements are chosen by their bits, whatever they stand for. A number that repeats (step 0) is read once.
#define SELECTS(T)                                                                                                     \
  static void selects_##T(int64_t n, const uint8_t *test, const void *left, int p, const void *right, int q, void *to) { \
    const T *a = left, *b = right;                                                                                     \
    T *c = to;                                                                                                         \
    if (p && q) { INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i], y = b[i]; c[i] = test[i] ? x : y; } } \
    else if (p) { const T y = *b; INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i]; c[i] = test[i] ? x : y; } } \
    else if (q) { const T x = *a; INDEPENDENT for (int64_t i = 0; i < n; i++) { const T y = b[i]; c[i] = test[i] ? x : y; } } \
    else { const T x = *a, y = *b; INDEPENDENT for (int64_t i = 0; i < n; i++) c[i] = test[i] ? x : y; }               \
  }

SELECTS(uint64_t)
SELECTS(uint32_t)
SELECTS(uint8_t)

/** c = a where `test` is not 0, else b, n elements of one kind; `p` and `q` are 1, or 0 where one number repeats. */
EXPORT(void, selects)(int kind, int64_t n, const uint8_t *test, const char *a, int p, const char *b, int q, void *c) {
  const int64_t size = size_of(kind), next_a = p * size, next_b = q * size;
  void (*const choose)(int64_t, const uint8_t *, const void *, int, const void *, int, void *) =
    size == 8 ? selects_uint64_t : size == 4 ? selects_uint32_t : selects_uint8_t;
  IN_STRIPS(n * size, n, size, c, choose(count, test + done, a + done * next_a, p, b + done * next_b, q, out));
}

#define REPLACES(T)                                                                                    \
  static void replaces_##T(int64_t n, T nan, T most, T least, const T *a, T *c) {                      \
    const T infinity = (T)__builtin_inf();                                                             \
    INDEPENDENT for (int64_t i = 0; i < n; i++) {                                                      \
      const T x = a[i];                                                                                \
      c[i] = x != x ? nan : x == infinity ? most : x == -infinity ? least : x;                         \
    }                                                                                                  \
  }

REPLACES(double)
REPLACES(float)

/** c = a with other numbers instead of NaN and of infinities, n floats or doubles. */
EXPORT(void, replaces)(int kind, int64_t n, double nan, double most, double least, const void *a, void *c) {
  const int64_t size = size_of(kind);
  if (kind == FLOAT64) IN_STRIPS(n * size, n, size, c, replaces_double(count, nan, most, least, (const double *)a + done, (double *)out));
  else IN_STRIPS(n * size, n, size, c, replaces_float(count, (float)nan, (float)most, (float)least, (const float *)a + done, (float *)out));
}
