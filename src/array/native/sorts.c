// Lines that are sorted, and the places of their elements in order, by radix: the elements as integers of the same order, distributed by
// one digit after the other from the lowest on, which keeps those of equal digits as they were. No comparison could be guessed wrong.
#include "kernels.h"

// Bit patterns as unsigned integers in the order of the numbers: -0 before 0, NaN behind all whatever its sign.
INLINE uint64_t key_double(double x) {
  const uint64_t b = bits64(x), sign = (uint64_t)1 << 63;
  return x != x ? b | sign : b ^ ((uint64_t)((int64_t)b >> 63) | sign);
}
INLINE uint64_t bits_of_double(uint64_t k) { return k >> 63 ? k ^ ((uint64_t)1 << 63) : ~k; }
INLINE uint32_t key_float(float x) {
  const uint32_t b = bits32(x), sign = (uint32_t)1 << 31;
  return x != x ? b | sign : b ^ ((uint32_t)((int32_t)b >> 31) | sign);
}
INLINE uint32_t bits_of_float(uint32_t k) { return k >> 31 ? k ^ ((uint32_t)1 << 31) : ~k; }
INLINE uint32_t key_int32_t(int32_t x) { return (uint32_t)x ^ ((uint32_t)1 << 31); }
INLINE uint32_t bits_of_int32_t(uint32_t k) { return k ^ ((uint32_t)1 << 31); }

/** Keys from which on three wide digits take less time than three of a byte, whose tables are short. */
#define WIDE_FROM 6000
/** Keys up to which each is compared with all others, by vectors. */
#define FEW 48

/**
 * sort_keys sorts n keys of which the lowest `spare` bits need not be. Digits are taken from the top of the range that the keys are in;
 * where that leaves bits, neighbours are sorted that have the same digits, which are few unless most of the keys are close together.
 * The result is in `a` or `b`, as is returned.
 */
#define RADIX(T, bits_of, leading_zeros)                                                                            \
  /* Writes keys behind those that are smaller, and the equal ones before them. */                                  \
  static void ranked_##T(int64_t n, const T *a, T *b) {                                                             \
    uint8_t equal[FEW] = {0};                                                                                       \
    for (int64_t i = 0; i < n; i++) {                                                                               \
      T rank = 0;                                                                                                   \
      for (int64_t j = 0; j < n; j++) rank += a[j] < a[i];                                                          \
      b[rank + equal[rank]++] = a[i];                                                                               \
    }                                                                                                               \
  }                                                                                                                 \
                                                                                                                    \
  static void inserted_##T(int64_t n, T *a) {                                                                       \
    for (int64_t i = 1; i < n; i++) {                                                                               \
      const T k = a[i];                                                                                             \
      int64_t j = i;                                                                                                \
      for (; j > 0 && a[j - 1] > k; j--) a[j] = a[j - 1];                                                           \
      a[j] = k;                                                                                                     \
    }                                                                                                               \
  }                                                                                                                 \
                                                                                                                    \
  INLINE T *by_digits_##T(int64_t n, T *a, T *b, T least, int shift, int digits, const int most, const int width) { \
    uint32_t counts[3 << 11];                                                                                       \
    const uint32_t mask = (1u << width) - 1;                                                                        \
    memset(counts, 0, sizeof(uint32_t) * (size_t)(digits << width));                                                \
    for (int64_t i = 0; i < n; i++) {                                                                               \
      const T k = (a[i] - least) >> shift;                                                                          \
      for (int d = 0; d < most; d++) if (d < digits) counts[(d << width) + (k >> (d * width) & mask)]++;            \
    }                                                                                                               \
    for (int d = 0; d < digits; d++) {                                                                              \
      uint32_t *const place = counts + (d << width), sum = 0;                                                       \
      const int from = shift + d * width;                                                                           \
      for (int64_t i = 0; i < 1 << width; i++) {                                                                    \
        const uint32_t count = place[i];                                                                            \
        place[i] = sum;                                                                                             \
        sum += count;                                                                                               \
      }                                                                                                             \
      for (int64_t i = 0; i < n; i++) {                                                                             \
        const T k = a[i];                                                                                           \
        b[place[(k - least) >> from & mask]++] = k;                                                                 \
      }                                                                                                             \
      T *const other = a;                                                                                           \
      a = b;                                                                                                        \
      b = other;                                                                                                    \
    }                                                                                                               \
    return a;                                                                                                       \
  }                                                                                                                 \
                                                                                                                    \
  static T *sort_keys_##T(int64_t n, T *a, T *b, int spare) {                                                       \
    if (n <= FEW) { ranked_##T(n, a, b); return b; }                                                                \
    T least = a[0], most = a[0];                                                                                    \
    for (int64_t i = 1; i < n; i++) {                                                                               \
      least = a[i] < least ? a[i] : least;                                                                          \
      most = a[i] > most ? a[i] : most;                                                                             \
    }                                                                                                               \
    least = least >> spare << spare;                                                                                \
    if (most - least < (T)1 << spare) return a;                                                                     \
    const int bits = bits_of - leading_zeros(most - least), all = n < WIDE_FROM ? 24 : 33;                          \
    const int shift = bits - all > spare ? bits - all : spare, width = n < WIDE_FROM ? 8 : 11;                      \
    const int digits = (bits - shift + width - 1) / width;                                                          \
    T *const sorted = n < WIDE_FROM ? by_digits_##T(n, a, b, least, shift, digits, 3, 8)                            \
                                    : by_digits_##T(n, a, b, least, shift, digits, 3, 11);                          \
    T *const other = sorted == a ? b : a;                                                                           \
    for (int64_t i = 1; shift > spare && i < n; i++) {                                                              \
      if (sorted[i] >= sorted[i - 1]) continue;                                                                     \
      const T same = (sorted[i] - least) >> shift;                                                                  \
      int64_t from = i - 1, to = i + 1;                                                                             \
      while (from > 0 && (sorted[from - 1] - least) >> shift == same) from--;                                       \
      while (to < n && (sorted[to] - least) >> shift == same) to++;                                                 \
      i = to;                                                                                                       \
      if (to - from < 12) { inserted_##T(to - from, sorted + from); continue; }                                     \
      const T *const part = sort_keys_##T(to - from, sorted + from, other + from, spare);                           \
      if (part != sorted + from) memcpy(sorted + from, part, (size_t)(to - from) * sizeof(T));                      \
    }                                                                                                               \
    return sorted;                                                                                                  \
  }

RADIX(uint64_t, 64, __builtin_clzll)
RADIX(uint32_t, 32, __builtin_clz)

/** From the `from`-th of n keys on, where those end that have the same upper half. */
INLINE int64_t end_of_equal(int64_t n, const uint64_t *keys, int64_t from) {
  int64_t to = from + 1;
  while (to < n && keys[to] >> 32 == keys[from] >> 32) to++;
  return to;
}

#define SORT(T, K)                                                   \
  static void sort_##T(int64_t n, const T *x, K *out, K *scratch) {  \
    for (int64_t i = 0; i < n; i++) out[i] = key_##T(x[i]);          \
    const K *const sorted = sort_keys_##K(n, out, scratch, 0);       \
    for (int64_t i = 0; i < n; i++) out[i] = bits_of_##T(sorted[i]); \
  }

SORT(double, uint64_t)
SORT(float, uint32_t)
SORT(int32_t, uint32_t)

/** out = `lines` lines of n elements sorted, each by itself; `scratch` has room for one, and is elsewhere, as `out` is. */
EXPORT(void, sorts)(int kind, int64_t lines, int64_t n, const char *x, char *out, void *scratch) {
  for (int64_t line = 0; line < lines; line++, x += n * size_of(kind), out += n * size_of(kind))
    switch (kind) {
      case FLOAT64: sort_double(n, (const double *)x, (uint64_t *)out, scratch); break;
      case FLOAT32: sort_float(n, (const float *)x, (uint32_t *)out, scratch); break;
      case INT32: sort_int32_t(n, (const int32_t *)x, (uint32_t *)out, scratch); break;
    }
}

// Places are sorted behind keys of 32 bits, in which all NaN are equal, and 0 and -0.
INLINE uint64_t order_double(double x) { return x != x ? ~(uint64_t)0 : key_double(x + 0.0); }
INLINE uint32_t order_float(float x) { return x != x ? ~(uint32_t)0 : key_float(x + 0.0f); }
INLINE uint32_t order_int32_t(int32_t x) { return key_int32_t(x); }

static void argsort_double(int64_t n, const double *x, int32_t *out, uint64_t *a, uint64_t *b) {
  for (int64_t i = 0; i < n; i++) a[i] = order_double(x[i]) >> 32 << 32 | (uint64_t)i;
  uint64_t *const sorted = sort_keys_uint64_t(n, a, b, 32), *const other = sorted == a ? b : a;
  for (int64_t from = 0, to; from < n; from = to) {
    to = end_of_equal(n, sorted, from);
    out[from] = (int32_t)(uint32_t)sorted[from];
    if (to - from == 1) continue;
    for (int64_t i = from; i < to; i++) {
      const uint64_t place = (uint32_t)sorted[i];
      sorted[i] = order_double(x[place]) << 32 | place;
    }
    const uint64_t *const part = sort_keys_uint64_t(to - from, sorted + from, other + from, 0);
    for (int64_t i = from; i < to; i++) out[i] = (int32_t)(uint32_t)part[i - from];
  }
}

#define ARGSORT(T)                                                                         \
  static void argsort_##T(int64_t n, const T *x, int32_t *out, uint64_t *a, uint64_t *b) { \
    for (int64_t i = 0; i < n; i++) a[i] = (uint64_t)order_##T(x[i]) << 32 | (uint64_t)i;  \
    const uint64_t *const sorted = sort_keys_uint64_t(n, a, b, 32);                        \
    for (int64_t i = 0; i < n; i++) out[i] = (int32_t)(uint32_t)sorted[i];                 \
  }

ARGSORT(float)
ARGSORT(int32_t)

/** out = the places that sort each of `lines` lines of n elements, equal ones in their order; `scratch` has room for 2 n doubles. */
EXPORT(void, argsorts)(int kind, int64_t lines, int64_t n, const char *x, int32_t *out, uint64_t *scratch) {
  for (int64_t line = 0; line < lines; line++, x += n * size_of(kind), out += n)
    switch (kind) {
      case FLOAT64: argsort_double(n, (const double *)x, out, scratch, scratch + n); break;
      case FLOAT32: argsort_float(n, (const float *)x, out, scratch, scratch + n); break;
      case INT32: argsort_int32_t(n, (const int32_t *)x, out, scratch, scratch + n); break;
    }
}

#define DISTINCT(T)                                             \
  static int64_t distinct_##T(int64_t n, T *x, int32_t *ends) { \
    T last = x[0];                                              \
    int64_t group = 0;                                          \
    if (ends) ends[0] = 1;                                      \
    for (int64_t i = 1; i < n; i++) {                           \
      const T value = x[i];                                     \
      group += value != last;                                   \
      x[group] = value;                                         \
      if (ends) ends[group] = (int32_t)(i + 1);                 \
      last = value;                                             \
    }                                                           \
    return group + 1;                                           \
  }

DISTINCT(double)
DISTINCT(float)
DISTINCT(int32_t)

/** Moves one of each run of equal elements to the front, of n > 0; `ends`, if not null, is where the runs end. How many there are. */
EXPORT(int64_t, distinct)(int kind, int64_t n, void *x, int32_t *ends) {
  return kind == FLOAT64 ? distinct_double(n, x, ends) : kind == FLOAT32 ? distinct_float(n, x, ends) : distinct_int32_t(n, x, ends);
}
