// Hyperbolic tangents on the arrays' own memory, with the bits of JavaScript's Math.tanh, which is the one of fdlibm (Sun, 1993): its
// steps in its order, for several elements at a time, the cases told apart by masks.
#include "wide.h"

/** 2 to the power k. */
INLINE doubles power(integers k) { return (doubles)((k + 1023) << 52); }

/** e to the power y, less 1, for y of -2 to -2⁻²⁷ and of 2 to 44. */
INLINE doubles less_one(doubles y, integers is_negative) {
  const double among = 6755399441055744; // 1.5 · 2⁵²: its neighbours are the integers around it, in its last bits
  const double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
  const doubles none = {0}, one = none + 1;
  const doubles size = choose(is_negative, -y, y);
  // y = k ln 2 + x; x is y where that is less than half of ln 2
  const doubles quotient = 1.44269504088896338700e+00 * size + 0.5, near = quotient + among;
  const integers is_over = (near - among) > quotient, is_least = size < 0x1.62e43p-2;
  const doubles whole = choose(is_least, none, near - among - choose(is_over, one, none));
  const doubles t = choose(is_negative, -whole, whole);
  const integers steps = (integers)(whole + among) - (integers)(none + among), k = (steps ^ is_negative) - is_negative;
  const doubles high = y - t * ln2_high, low = t * ln2_low;
  const doubles x = high - low, c = (high - x) - low;
  const doubles half = 0.5 * x, square = x * half;
  const doubles r = 1.0 + square * (-3.33333333333331316428e-02 + square * (1.58730158725481460165e-03
    + square * (-7.93650757867487942473e-05 + square * (4.00821782732936239552e-06 + square * -2.01099218183624371326e-07))));
  const doubles s = 3.0 - r * half;
  const doubles first = square * ((r - s) / (6.0 - x * s));
  const doubles e = (x * (first - c) - c) - square;
  const doubles least = x - (x * first - square), halved = 0.5 * (x - e) - 0.5;
  const doubles inverse = power(-k);
  const doubles usual = (choose(is_negative, one, 1 - inverse) - (e - x)) * power(k) - choose(is_negative, one, none);
  const doubles upper = ((x - (e + inverse)) + 1) * power(k); // from 57 on another one, of which 1 - 2 / (t + 2) makes the same 1
  return choose(is_least, least, choose(k == -1, halved, choose(k < 20, usual, upper)));
}

INLINE doubles tanh_of(doubles x) {
  const integers sign = (integers)x & INT64_MIN;
  const doubles none = {0}, one = none + 1, two = none + 2;
  const doubles size = (doubles)((integers)x ^ sign);
  const integers is_large = size >= 1, is_huge = size >= 22, is_tiny = size < 0x1p-28;
  const doubles twice = choose(is_tiny | is_huge, two, 2 * size);
  const doubles t = less_one(choose(is_large, twice, -twice), ~is_large);
  const doubles q = choose(is_large, two, -t) / (t + 2);
  const doubles z = choose(is_huge, one, choose(is_large, 1 - q, q));
  const doubles signed_z = (doubles)((integers)z ^ sign);
  return choose(is_tiny, x, choose(x == x, signed_z, x));
}

#define TANHS(T)                                                                   \
  static void tanhs_##T(int64_t n, const T *a, T *c) {                             \
    for (int64_t i = 0; i < n; i += WIDE) {                                        \
      const int64_t bytes = (n - i < WIDE ? n - i : WIDE) * (int64_t)sizeof(T);    \
      T##s from = {0};                                                             \
      __builtin_prefetch(c + i + 16 * WIDE, 1);                                    \
      if (bytes == sizeof from) memcpy(&from, a + i, sizeof from);                 \
      else memcpy(&from, a + i, bytes);                                            \
      const doubles x = __builtin_convertvector(from, doubles);                    \
      const T##s to = __builtin_convertvector(tanh_of(x), T##s);                   \
      if (bytes == sizeof to) memcpy(c + i, &to, sizeof to);                       \
      else memcpy(c + i, &to, bytes);                                              \
    }                                                                              \
  }

TANHS(double)
TANHS(float)

/** c = the hyperbolic tangents of n floats or doubles. */
EXPORT(void, tanhs)(int kind, int64_t n, const void *a, void *c) {
  if (kind == FLOAT64) tanhs_double(n, a, c);
  else tanhs_float(n, a, c);
}
