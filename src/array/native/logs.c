// Natural logarithms on the arrays' own memory, with the bits of JavaScript's Math.log, which is the one of fdlibm (Sun, 1993): its steps
// in its order, for several elements at a time, the cases told apart by masks.
#include "wide.h"
#include <math.h>

// The upper halves of numbers' bits, which fdlibm looks at, in their place.
#define HIGH(bits) ((int64_t)(bits) << 32)

/** Of normal numbers above 0, divided by 2 to the power `less`. */
INLINE doubles log_of(doubles x, int64_t less) {
  const double among = 6755399441055744; // 1.5 · 2⁵²: its neighbours are the integers around it, in its last bits
  const double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
  // x = 2ᵏ (1 + f), 1 + f between √½ and √2
  const integers bits = (integers)x, exponent = (integers)((naturals)(bits + HIGH(0x95f64)) >> 52) - 1023, fraction = bits & HIGH(0xfffff);
  const doubles k = (doubles)(exponent + (HIGH(0x43380000) - less)) - among;
  const doubles f = (doubles)(bits - (exponent << 52)) - 1;
  const doubles s = f / (2 + f), z = s * s, w = z * z;
  const doubles even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const doubles odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01
    + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const doubles series = odd + even, square = 0.5 * f * f, low = k * ln2_low;
  // f less one of three corrections
  const integers is_wide = (fraction >= HIGH(0x6147a)) & (fraction < HIGH(0x6b852));
  const integers is_tiny = (f < 0x1p-20) & (f >= -0x1p-20);
  const doubles usual = choose(is_wide, square - (s * (square + series) + low), s * (f - series) - low);
  const doubles correction = choose(is_tiny, f * f * (0.5 - 0.33333333333333333 * f) - low, usual);
  return k * ln2_high - (correction - f);
}

/** Where it is not defined, infinite, or of a subnormal number. */
static double rare(double x) {
  if (x == 0) return -INFINITY;
  if (!(x > 0)) return NAN;
  return x == INFINITY ? x : log_of((doubles){x * 0x1p54}, 54)[0];
}

#define LOGS(T)                                                                          \
  static int logs_##T(int64_t n, const T *a, T *c) {                                     \
    integers unusual = {0};                                                              \
    for (int64_t i = 0; i < n; i += WIDE) {                                              \
      const int64_t bytes = (n - i < WIDE ? n - i : WIDE) * (int64_t)sizeof(T);          \
      T##s from = (T##s){0} + 1; /* behind the last */                                   \
      __builtin_prefetch(c + i + 16 * WIDE, 1);                                          \
      if (bytes == sizeof from) memcpy(&from, a + i, sizeof from);                       \
      else memcpy(&from, a + i, bytes);                                                  \
      const doubles x = __builtin_convertvector(from, doubles);                          \
      const T##s to = __builtin_convertvector(log_of(x, 0), T##s);                       \
      unusual |= (x < 0x1p-1022) | ~(x < INFINITY);                                      \
      if (bytes == sizeof to) memcpy(c + i, &to, sizeof to);                             \
      else memcpy(c + i, &to, bytes);                                                    \
    }                                                                                    \
    int64_t any = 0;                                                                     \
    for (int j = 0; j < WIDE; j++) any |= unusual[j];                                    \
    if (any)                                                                             \
      for (int64_t i = 0; i < n; i++)                                                    \
        if (a[i] < 0x1p-1022 || !(a[i] < INFINITY)) c[i] = (T)rare(a[i]);                \
    return !any;                                                                         \
  }

LOGS(double)
LOGS(float)

// Returns whether none is 0, negative, infinite, subnormal or NaN; if some are, a is read again.
/** c = the logarithms of n floats or doubles. */
EXPORT(int, logs)(int kind, int64_t n, const void *a, void *c) { return kind == FLOAT64 ? logs_double(n, a, c) : logs_float(n, a, c); }
