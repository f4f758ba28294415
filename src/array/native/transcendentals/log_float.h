// Natural logarithms, as ../../assembly/transcendentals/logFloat.ts explains it.
#pragma once
#include "wide_float.h"

/** 2 to the power k, times 1 + r; of k as it lies in the bits of floats, 2²³ times as large. */
typedef struct { singles k, r; } Scaled;

/** The exponent of a number above 0, in its place: that of 2/3 to 4/3 is 0. */
INLINE places exponent_of(singles x) { return ((places)x - 0x3f2aaaab) & -(1 << 23); }
INLINE singles floats_of(places exponent) { return __builtin_convertvector(exponent, singles); }

/** Of normal numbers. */
INLINE Scaled scaled_float(singles x) {
  const places exponent = exponent_of(x);
  return (Scaled){floats_of(exponent), (singles)((places)x - exponent) - 1};
}

/** log(1 + r) - r. */
INLINE singles log_series(singles r) {
  const singles q = r * r;
  const singles first = 0.33333224f + r * -0.24999689f, second = 0.20010035f + r * -0.16685474f;
  const singles third = 0.14011036f + r * -0.121150166f, fourth = 0.13962002f + r * -0.13192125f;
  return q * r * ((first + q * second) + (q * q) * (third + q * fourth)) - 0.5f * q;
}

/** What 2 to the power k adds to the natural logarithm, but for `whole`. */
INLINE singles lower_steps(singles k) { return k * 1.703032e-13f; }

/** The natural logarithm of a number that is `more` larger, relative to it. */
INLINE singles natural_log(Scaled x, singles more) {
  const singles whole = x.k * 8.262941e-8f, sum = whole + x.r, lost = (whole - sum) + x.r;
  return sum + ((lost + more) + log_series(x.r));
}

INLINE singles log_float(singles x) {
  const Scaled y = scaled_float(x);
  return natural_log(y, lower_steps(y.k));
}

/** The logarithm of 1 + x. */
INLINE singles log1p_float(singles x) {
  const singles one = (singles){0} + 1;
  const places exponent = exponent_of(x + 1);
  const singles scale = (singles)((places)one - exponent), part = x * scale, whole = scale - 1; // 2 to the power -k
  const singles r = part + whole, lost = part - (r - whole); // that is 0 but for k = 1 and 1 + r up to 0.75
  return natural_log((Scaled){floats_of(exponent), r}, lower_steps(floats_of(exponent)) + lost * 1.4f);
}
