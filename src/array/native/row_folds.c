// Rows become one row, on the arrays' own memory: with the bits of ../assembly/reductions.ts.
#include "kernels.h"

/** Columns of rows that are folded at a time: few enough for the first cache. */
#define COLUMNS 1024

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
/** The larger or smaller, where one is NaN the other; of equal zeros as Math.max and Math.min. */
INLINE double number_larger_double(double x, double y) {
  return (x > y) | (y != y) ? x : (x < y) | (x != x) ? y : double_of(bits64(x) & bits64(y));
}
INLINE double number_smaller_double(double x, double y) {
  return (x < y) | (y != y) ? x : (x > y) | (x != x) ? y : double_of(bits64(x) | bits64(y));
}
INLINE float number_larger_float(float x, float y) {
  return (x > y) | (y != y) ? x : (x < y) | (x != x) ? y : float_of(bits32(x) & bits32(y));
}
INLINE float number_smaller_float(float x, float y) {
  return (x < y) | (y != y) ? x : (x > y) | (x != x) ? y : float_of(bits32(x) | bits32(y));
}

#define ROWS_OF(T)                          \
  FOLD_ROWS(add_##T, T, double, PLUS)       \
  FOLD_ROWS(mul_##T, T, double, TIMES)      \
  FOLD_ROWS(max_##T, T, T, larger_##T)      \
  FOLD_ROWS(min_##T, T, T, smaller_##T)

ROWS_OF(double)
ROWS_OF(float)
ROWS_OF(int32_t)
ROWS_OF(uint8_t)
FOLD_ROWS(fmax_double, double, double, number_larger_double)
FOLD_ROWS(fmax_float, float, float, number_larger_float)
FOLD_ROWS(fmin_double, double, double, number_smaller_double)
FOLD_ROWS(fmin_float, float, float, number_smaller_float)
#define rows_fmax_int32_t rows_max_int32_t
#define rows_fmin_int32_t rows_min_int32_t
#define rows_fmax_uint8_t rows_max_uint8_t
#define rows_fmin_uint8_t rows_min_uint8_t

#define BY_ROWS(T)                                                                                         \
  {[ADD] = rows_add_##T, [MUL] = rows_mul_##T, [MAXIMUM] = rows_max_##T, [MINIMUM] = rows_min_##T,         \
   [FMAX] = rows_fmax_##T, [FMIN] = rows_fmin_##T}
typedef void (*Rows)(int64_t outer, int64_t n, int64_t inner, const void *x, void *out);
static const Rows by_rows[4][OPERATIONS] = {BY_ROWS(double), BY_ROWS(float), BY_ROWS(int32_t), BY_ROWS(uint8_t)};

/** Folds each n > 0 rows of `inner` elements: sums and products as doubles, the largest and smallest in their own type. */
EXPORT(void, fold_rows)(int op, int kind, int64_t outer, int64_t n, int64_t inner, const void *x, void *out) {
  by_rows[kind][op](outer, n, inner, x, out);
}

/** Each row of `out` = which of n rows has the first that is `better` than all others, or NaN, in each column. */
#define PLACE_ROWS(name, T, better)                                                             \
  static void places_of_##name##_##T(int64_t outer, int64_t n, int64_t inner, const void *from, int32_t *out) { \
    const T *x = from;                                                                          \
    for (; outer > 0; outer--, x += n * inner, out += inner)                                    \
      for (int64_t column = 0; column < inner; column += COLUMNS) {                             \
        const int64_t width = inner - column < COLUMNS ? inner - column : COLUMNS;              \
        int32_t *places = out + column;                                                         \
        const T *p = x + column;                                                                \
        T most[COLUMNS];                                                                        \
        memcpy(most, p, width * sizeof(T));                                                     \
        memset(places, 0, width * sizeof *places);                                              \
        for (int32_t row = 1; row < n; row++) {                                                 \
          p += inner;                                                                           \
          for (int64_t k = 0; k < width; k++) {                                                 \
            const T value = p[k], before = most[k];                                             \
            const int is = (value better before) | ((value != value) & (before == before));     \
            most[k] = is ? value : before;                                                      \
            places[k] = is ? row : places[k];                                                   \
          }                                                                                     \
        }                                                                                       \
      }                                                                                         \
  }

#define PLACES_OF(T) PLACE_ROWS(largest, T, >) PLACE_ROWS(smallest, T, <)
PLACES_OF(double)
PLACES_OF(float)
PLACES_OF(int32_t)
PLACES_OF(uint8_t)

#define BY_PLACE(T) {places_of_largest_##T, places_of_smallest_##T}
typedef void (*Places)(int64_t outer, int64_t n, int64_t inner, const void *x, int32_t *out);
static const Places by_place[4][2] = {BY_PLACE(double), BY_PLACE(float), BY_PLACE(int32_t), BY_PLACE(uint8_t)};

/** Which of n > 0 rows of `inner` elements has the largest, or the `smallest`, in each column. */
EXPORT(void, place_rows)(int smallest, int kind, int64_t outer, int64_t n, int64_t inner, const void *x, int32_t *out) {
  by_place[kind][smallest](outer, n, inner, x, out);
}
