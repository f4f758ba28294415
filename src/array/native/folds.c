// Neighbours become one number, rows become one row, on the arrays' own memory: with the bits of ../assembly/reductions.ts.
#include "kernels.h"
#include <math.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

// The folds, in the order of `foldNames` in ../native.ts.
enum { SUM, LARGEST, SMALLEST, PLACE_OF_LARGEST, PLACE_OF_SMALLEST };

/** Longest stretch that is summed without being halved. */
#define STRETCH 128
/** Elements among which a place is looked for. */
#define BLOCK 4096
/** Columns of rows that are folded at a time: few enough for the first cache. */
#define COLUMNS 1024

/** 64 bytes of elements, and the bits of what compares them. */
#define LANES_OF(T, Integer)                                \
  typedef T T##Lanes __attribute__((vector_size(64)));      \
  typedef Integer T##Bits __attribute__((vector_size(64))); \
  INLINE T##Lanes load_##T(const T *x) { T##Lanes v; memcpy(&v, x, sizeof v); return v; }

LANES_OF(double, int64_t)
LANES_OF(float, int32_t)
LANES_OF(int32_t, int32_t)
LANES_OF(uint8_t, int8_t)

/** The first where it is `better`, else the second. */
#define CHOICE(T, better, x, y) (T##Lanes)(((T##Bits)((x) better (y)) & (T##Bits)(x)) | (~(T##Bits)((x) better (y)) & (T##Bits)(y)))

#define CHOOSE(name, T, better) \
  INLINE T##Lanes choose_##name##_##T(T##Lanes x, T##Lanes y) { return CHOICE(T, better, x, y); }

#ifdef __AVX512F__
// The processor's own max and min, which keep the second where both are equal or one is NaN, as `CHOICE` does.
INLINE doubleLanes choose_largest_double(doubleLanes x, doubleLanes y) { return (doubleLanes)_mm512_max_pd((__m512d)x, (__m512d)y); }
INLINE doubleLanes choose_smallest_double(doubleLanes x, doubleLanes y) { return (doubleLanes)_mm512_min_pd((__m512d)x, (__m512d)y); }
INLINE floatLanes choose_largest_float(floatLanes x, floatLanes y) { return (floatLanes)_mm512_max_ps((__m512)x, (__m512)y); }
INLINE floatLanes choose_smallest_float(floatLanes x, floatLanes y) { return (floatLanes)_mm512_min_ps((__m512)x, (__m512)y); }
#else
CHOOSE(largest, double, >)
CHOOSE(smallest, double, <)
CHOOSE(largest, float, >)
CHOOSE(smallest, float, <)
#endif
CHOOSE(largest, int32_t, >)
CHOOSE(smallest, int32_t, <)
CHOOSE(largest, uint8_t, >)
CHOOSE(smallest, uint8_t, <)

/** The largest or smallest of n > 0; NaN if one of them is. */
#define EXTREME(name, T, better)                                                                \
  static double name##_##T(int64_t n, const T *x) {                                             \
    enum { LANES = 64 / sizeof(T) };                                                            \
    T most = x[0];                                                                              \
    int64_t i = 0;                                                                              \
    int nan = 0;                                                                                \
    if (n >= 2 * LANES) {                                                                       \
      T##Lanes even = load_##T(x), odd = load_##T(x + LANES);                                   \
      T##Bits nans = (T##Bits)(even != even) | (T##Bits)(odd != odd);                           \
      for (i = 2 * LANES; i + 2 * LANES <= n; i += 2 * LANES) {                                 \
        const T##Lanes p = load_##T(x + i), q = load_##T(x + i + LANES);                        \
        nans |= (T##Bits)(p != p) | (T##Bits)(q != q);                                          \
        even = choose_##name##_##T(p, even);                                                    \
        odd = choose_##name##_##T(q, odd);                                                      \
      }                                                                                         \
      even = choose_##name##_##T(odd, even);                                                    \
      for (int j = 0; j < LANES; j++) {                                                         \
        most = even[j] better most ? even[j] : most;                                            \
        nan |= nans[j] != 0;                                                                    \
      }                                                                                         \
    }                                                                                           \
    for (; i < n; i++) {                                                                        \
      most = x[i] better most ? x[i] : most;                                                    \
      nan |= x[i] != x[i];                                                                      \
    }                                                                                           \
    return nan ? NAN : (double)most;                                                            \
  }

/** The first of n that is `value` (`equal`) or is not, where NaN is NaN; n if there is none. Looks at 256 bytes at a time. */
#define FIND(T)                                                                                 \
  static int64_t find_##T(int64_t n, const T *x, T value, int equal) {                          \
    enum { LANES = 64 / sizeof(T) };                                                            \
    const int nan = value != value;                                                             \
    const T##Bits zero = {0}, flip = equal ? zero : ~zero;                                      \
    int64_t i = 0;                                                                              \
    for (; i + 4 * LANES <= n; i += 4 * LANES) {                                                \
      T##Bits any = zero;                                                                       \
      uint64_t words[8];                                                                        \
      for (int j = 0; j < 4; j++) {                                                             \
        const T##Lanes v = load_##T(x + i + j * LANES);                                         \
        any |= flip ^ (nan ? (T##Bits)(v != v) : (T##Bits)(v == value));                        \
      }                                                                                         \
      memcpy(words, &any, sizeof words);                                                        \
      if (words[0] | words[1] | words[2] | words[3] | words[4] | words[5] | words[6] | words[7]) break; \
    }                                                                                           \
    while (i < n && (nan ? x[i] != x[i] : x[i] == value) != equal) i++;                         \
    return i;                                                                                   \
  }

#ifdef __AVX512F__
/** The same, whose comparisons give masks. */
#define WIDE_FIND(T, Vector, Mask, suffix)                                                      \
  static int64_t find_##T(int64_t n, const T *x, T value, int equal) {                          \
    enum { LANES = 64 / sizeof(T) };                                                            \
    const Vector wanted = _mm512_set1_##suffix(value);                                          \
    const int nan = value != value;                                                             \
    const Mask flip = equal ? 0 : (Mask)-1;                                                     \
    int64_t i = 0;                                                                              \
    for (; i + LANES <= n; i += LANES) {                                                        \
      const Vector v = _mm512_loadu_##suffix(x + i);                                            \
      const Mask found = flip ^ (nan ? _mm512_cmp_##suffix##_mask(v, v, _CMP_UNORD_Q)           \
                                     : _mm512_cmp_##suffix##_mask(v, wanted, _CMP_EQ_OQ));      \
      if (found) return i + __builtin_ctz(found);                                               \
    }                                                                                           \
    while (i < n && (nan ? x[i] != x[i] : x[i] == value) != equal) i++;                         \
    return i;                                                                                   \
  }

WIDE_FIND(double, __m512d, __mmask8, pd)
WIDE_FIND(float, __m512, __mmask16, ps)
#else
FIND(double)
FIND(float)
#endif
FIND(int32_t)
FIND(uint8_t)

/** The place of the first that is the largest or smallest, or NaN. */
#define PLACE(name, T, better)                                                                  \
  static double place_of_##name##_##T(int64_t n, const T *x) {                                  \
    double most = x[0];                                                                         \
    int64_t from = 0;                                                                           \
    for (int64_t i = 0; i < n && most == most; i += BLOCK) {                                    \
      const double other = name##_##T(n - i < BLOCK ? n - i : BLOCK, x + i);                    \
      if (!(other == most) && !(most better other)) { most = other; from = i; }                 \
    }                                                                                           \
    return (double)(from + find_##T(n - from, x + from, (T)most, 1));                           \
  }

/** The sum of n, pairwise, in doubles. */
#define SUMS(T)                                                                                 \
  static double short_sum_##T(int64_t n, const T *x) {                                          \
    double sum = 0;                                                                             \
    int64_t i = 0;                                                                              \
    if (n >= 8) {                                                                               \
      double t[8];                                                                              \
      for (int j = 0; j < 8; j++) t[j] = x[j];                                                  \
      for (i = 8; i + 8 <= n; i += 8)                                                           \
        for (int j = 0; j < 8; j++) t[j] += x[i + j];                                           \
      sum = (t[0] + t[1]) + (t[2] + t[3]) + ((t[4] + t[5]) + (t[6] + t[7]));                    \
    }                                                                                           \
    for (; i < n; i++) sum += x[i];                                                             \
    return sum;                                                                                 \
  }                                                                                             \
  static double sum_##T(int64_t n, const T *x) {                                                \
    if (n <= STRETCH) return short_sum_##T(n, x);                                               \
    const int64_t half = (n >> 1) - (n >> 1) % 8;                                               \
    return sum_##T(half, x) + sum_##T(n - half, x + half);                                      \
  }

#define FOLDS_OF(T)                                                                             \
  SUMS(T)                                                                                       \
  EXTREME(largest, T, >)                                                                        \
  EXTREME(smallest, T, <)                                                                       \
  PLACE(largest, T, >)                                                                          \
  PLACE(smallest, T, <)

FOLDS_OF(double)
FOLDS_OF(float)
FOLDS_OF(int32_t)
FOLDS_OF(uint8_t)

#define BY_FOLD(T) {(Fold)sum_##T, (Fold)largest_##T, (Fold)smallest_##T, (Fold)place_of_largest_##T, (Fold)place_of_smallest_##T}
typedef double (*Fold)(int64_t n, const void *x);
static const Fold by_fold[4][5] = {BY_FOLD(double), BY_FOLD(float), BY_FOLD(int32_t), BY_FOLD(uint8_t)};

/** out[i] = the fold of the i-th of `rows` rows of n > 0 elements, from the place `from` on. */
EXPORT(void, folds)(int fold, int kind, int64_t rows, int64_t n, const char *x, int64_t from, double *out) {
  const Fold of = by_fold[kind][fold];
  const int64_t size = size_of(kind);
  x += from * size;
  for (int64_t i = 0; i < rows; i++, x += n * size) out[i] = of(n, x);
}

/** The first of n elements from the place `from` on that is `value` (`equal`) or is not; n if there is none. */
EXPORT(int64_t, find)(int kind, int64_t n, const void *x, int64_t from, double value, int equal) {
  if (kind == FLOAT64) return find_double(n, (const double *)x + from, value, equal);
  if (kind == FLOAT32) return find_float(n, (const float *)x + from, (float)value, equal);
  if (kind == INT32) return find_int32_t(n, (const int32_t *)x + from, (int32_t)value, equal);
  return find_uint8_t(n, (const uint8_t *)x + from, (uint8_t)value, equal);
}

/** Each row of `out` = op over n rows of `inner` elements, from the first to the last, four at a time where there are so many. */
#define FOLD_ROWS(name, T, R, op)                                                               \
  static void rows_##name(int64_t outer, int64_t n, int64_t inner, const void *from, void *to) { \
    const T *x = from;                                                                          \
    R *out = to;                                                                                \
    for (; outer > 0; outer--, x += n * inner, out += inner)                                    \
      for (int64_t column = 0; column < inner; column += COLUMNS) {                             \
        const int64_t width = inner - column < COLUMNS ? inner - column : COLUMNS;              \
        R *c = out + column;                                                                    \
        const T *p = x + column;                                                                \
        int64_t row = 1;                                                                        \
        for (int64_t k = 0; k < width; k++) c[k] = (R)p[k];                                     \
        for (p += inner; row + 4 <= n; row += 4, p += 4 * inner) {                              \
          const T *p1 = p + inner, *p2 = p1 + inner, *p3 = p2 + inner;                          \
          INDEPENDENT for (int64_t k = 0; k < width; k++) {                                     \
            R y = c[k];                                                                         \
            y = op(y, (R)p[k]);                                                                 \
            y = op(y, (R)p1[k]);                                                                \
            y = op(y, (R)p2[k]);                                                                \
            c[k] = op(y, (R)p3[k]);                                                             \
          }                                                                                     \
        }                                                                                       \
        for (; row < n; row++, p += inner)                                                      \
          INDEPENDENT for (int64_t k = 0; k < width; k++) c[k] = op(c[k], (R)p[k]);             \
      }                                                                                         \
  }

#define PLUS(x, y) ((x) + (y))
#define TIMES(x, y) ((x) * (y))
#define ROWS_OF(T)                          \
  FOLD_ROWS(add_##T, T, double, PLUS)       \
  FOLD_ROWS(mul_##T, T, double, TIMES)      \
  FOLD_ROWS(max_##T, T, T, larger_##T)      \
  FOLD_ROWS(min_##T, T, T, smaller_##T)

ROWS_OF(double)
ROWS_OF(float)
ROWS_OF(int32_t)
ROWS_OF(uint8_t)

#define BY_ROWS(T) {rows_add_##T, 0, rows_max_##T, rows_min_##T, rows_mul_##T}
typedef void (*Rows)(int64_t outer, int64_t n, int64_t inner, const void *x, void *out);
static const Rows by_rows[4][MUL + 1] = {BY_ROWS(double), BY_ROWS(float), BY_ROWS(int32_t), BY_ROWS(uint8_t)};

/** Folds each n > 0 rows of `inner` elements: sums and products as doubles, the largest and smallest in their own type. */
EXPORT(void, fold_rows)(int op, int kind, int64_t outer, int64_t n, int64_t inner, const void *x, void *out) {
  by_rows[kind][op](outer, n, inner, x, out);
}
