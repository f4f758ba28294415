// Neighbours become one number, on the arrays' own memory: with the bits of ../assembly/reductions.ts.
#include "kernels.h"
#include <math.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

// The folds, in the order of `foldNames` in ../native.ts.
enum { SUM, LARGEST, SMALLEST, PLACE_OF_LARGEST, PLACE_OF_SMALLEST, ANY, ALL, LARGEST_NUMBER, SMALLEST_NUMBER, FOLDS };

/** Longest stretch that is summed without being halved. */
#define STRETCH 128
/** Elements among which a place is looked for. */
#define BLOCK 4096

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

/** The largest or smallest that is not NaN, NaN if there is none. Nothing is better than `least`, which may be there or not. */
#define EXTREME_NUMBER(name, T, better, least)                                                  \
  static double name##_number_##T(int64_t n, const T *x) {                                      \
    enum { LANES = 64 / sizeof(T) };                                                            \
    T##Lanes even = (T##Lanes){0} + (T)least, odd = even;                                       \
    T most = least;                                                                             \
    int64_t i = 0;                                                                              \
    for (; i + 2 * LANES <= n; i += 2 * LANES) {                                                \
      even = choose_##name##_##T(load_##T(x + i), even);                                        \
      odd = choose_##name##_##T(load_##T(x + i + LANES), odd);                                  \
    }                                                                                           \
    even = choose_##name##_##T(odd, even);                                                      \
    for (int j = 0; j < LANES; j++) most = even[j] better most ? even[j] : most;                \
    for (; i < n; i++) most = x[i] better most ? x[i] : most;                                   \
    return most == (T)least && find_##T(n, x, least, 1) == n ? NAN : (double)most;              \
  }

EXTREME_NUMBER(largest, double, >, -INFINITY)
EXTREME_NUMBER(largest, float, >, -INFINITY)
EXTREME_NUMBER(smallest, double, <, INFINITY)
EXTREME_NUMBER(smallest, float, <, INFINITY)
#define largest_number_int32_t largest_int32_t
#define smallest_number_int32_t smallest_int32_t
#define largest_number_uint8_t largest_uint8_t
#define smallest_number_uint8_t smallest_uint8_t

/** The sum of `term(x, mean)` of n, pairwise, in doubles. */
#define SUMS(name, T, term)                                                                     \
  static double short_##name##_##T(int64_t n, const T *x, double mean) {                        \
    double sum = 0;                                                                             \
    int64_t i = 0;                                                                              \
    if (n >= 8) {                                                                               \
      double t[8];                                                                              \
      for (int j = 0; j < 8; j++) t[j] = term(x[j]);                                            \
      for (i = 8; i + 8 <= n; i += 8)                                                           \
        for (int j = 0; j < 8; j++) t[j] += term(x[i + j]);                                     \
      sum = (t[0] + t[1]) + (t[2] + t[3]) + ((t[4] + t[5]) + (t[6] + t[7]));                    \
    }                                                                                           \
    for (; i < n; i++) sum += term(x[i]);                                                       \
    return sum;                                                                                 \
  }                                                                                             \
  static double pairwise_##name##_##T(int64_t n, const T *x, double mean) {                     \
    if (n <= STRETCH) return short_##name##_##T(n, x, mean);                                    \
    const int64_t half = (n >> 1) - (n >> 1) % 8;                                               \
    return pairwise_##name##_##T(half, x, mean) + pairwise_##name##_##T(n - half, x + half, mean); \
  }

#define ITSELF(x) (double)(x)
#define SQUARED_DISTANCE(x) ((double)(x) - mean) * ((double)(x) - mean)

#define TRUTHS(T)                                                                               \
  static double any_##T(int64_t n, const T *x) { return find_##T(n, x, 0, 0) < n; }             \
  static double all_##T(int64_t n, const T *x) { return find_##T(n, x, 0, 1) == n; }

#define FOLDS_OF(T)                                                                             \
  SUMS(squares, T, SQUARED_DISTANCE)                                                            \
  TRUTHS(T)                                                                                     \
  EXTREME(largest, T, >)                                                                        \
  EXTREME(smallest, T, <)                                                                       \
  PLACE(largest, T, >)                                                                          \
  PLACE(smallest, T, <)

#define PAIRWISE_SUM(T)                                                                         \
  SUMS(sum, T, ITSELF)                                                                          \
  static double sum_##T(int64_t n, const T *x) { return pairwise_sum_##T(n, x, 0); }

PAIRWISE_SUM(double)
PAIRWISE_SUM(float)
PAIRWISE_SUM(int32_t)
/** Sums of bytes are whole numbers, in whatever order they are made. */
static double sum_uint8_t(int64_t n, const uint8_t *x) {
  uint64_t sum = 0;
  for (int64_t i = 0; i < n; i++) sum += x[i];
  return (double)sum;
}

FOLDS_OF(double)
FOLDS_OF(float)
FOLDS_OF(int32_t)
FOLDS_OF(uint8_t)

#define BY_FOLD(T)                                                                              \
  {(Fold)sum_##T, (Fold)largest_##T, (Fold)smallest_##T, (Fold)place_of_largest_##T, (Fold)place_of_smallest_##T, \
   (Fold)any_##T, (Fold)all_##T, (Fold)largest_number_##T, (Fold)smallest_number_##T}
typedef double (*Fold)(int64_t n, const void *x);
static const Fold by_fold[4][FOLDS] = {BY_FOLD(double), BY_FOLD(float), BY_FOLD(int32_t), BY_FOLD(uint8_t)};

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

/** The sum of squared distances from `mean` of n elements from the place `from` on. */
EXPORT(double, squares)(int kind, int64_t n, const void *x, int64_t from, double mean) {
  if (kind == FLOAT64) return pairwise_squares_double(n, (const double *)x + from, mean);
  if (kind == FLOAT32) return pairwise_squares_float(n, (const float *)x + from, mean);
  if (kind == INT32) return pairwise_squares_int32_t(n, (const int32_t *)x + from, mean);
  return pairwise_squares_uint8_t(n, (const uint8_t *)x + from, mean);
}
